"""Clean the text of a name and see in which script it is written."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAX_LENGTH: Final = 400
"""Characters of a name that are looked at; the longest listed name has 330. The rest is cut, with a warning."""

WORD: Final = re.compile(r"[^\W_]+")
"""A run of letters and digits."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'’‘`´ʻʼʾʿʹʺˊˋ‛′\"“”„«»״׳", None))
_SPACES: Final = re.compile(r"\s+")
_LOST_LETTER: Final = re.compile(r"(?<=\w)[?\ufffd](?=\w)")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_RANGES: Final = (
    ("hangul", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("han", _HAN),
    ("arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("cyrillic", re.compile(r"[\u0400-\u052f]")),
)

# Letters of other alphabets that look like Latin ones, as far as they are used to disguise a word (Unicode TR 39).
_CYRILLIC_LOOKALIKES: Final = dict(zip("авеікмнорстухјѕ", "abeikmhopctyxjs", strict=True))
_GREEK_LOOKALIKES: Final = dict(zip("αβεηικνορτυχ", "abenikvoptux", strict=True))
_TO_LATIN: Final = str.maketrans({**_CYRILLIC_LOOKALIKES, **_GREEK_LOOKALIKES})
_TO_CYRILLIC: Final = str.maketrans({latin: letter for letter, latin in _CYRILLIC_LOOKALIKES.items()})
_LATIN_LETTER: Final = re.compile(r"[a-z]")
_LOOKALIKE_LETTER: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


def clean(text: str) -> str:
    """Return a name in lower case without invisible characters, apostrophes and doubled blanks, at most ``MAX_LENGTH`` long.

    Compatibility forms (full-width letters, ligatures) become ordinary ones; direction marks and zero-width characters go.
    """
    text = text[: MAX_LENGTH * 2]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    text = _LOST_LETTER.sub("", text)
    text = text.translate(_APOSTROPHES).lower()
    return _SPACES.sub(" ", text).strip()[:MAX_LENGTH]


def script_of(text: str) -> str:
    """Return the script that decides how a name is read: latin, cyrillic, han, kana, hangul, arabic or other."""
    if text.isascii():
        return "latin"
    for name, pattern in _RANGES:
        if pattern.search(text):
            return name
    return "latin" if all(_is_latin(c) for c in text) else "other"


@lru_cache(maxsize=4096)
def _is_latin(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


def is_mixed(word: str) -> bool:
    """Return True where one word mixes Latin letters with Cyrillic or Greek ones, which no language does."""
    return not word.isascii() and bool(_LATIN_LETTER.search(word) and _LOOKALIKE_LETTER.search(word))


def unmix(word: str) -> str:
    """Return a mixed word written in the one alphabet that most of its letters belong to."""
    latin = len(_LATIN_LETTER.findall(word))
    other = len(_LOOKALIKE_LETTER.findall(word))
    return word.translate(_TO_LATIN) if latin >= other else word.translate(_TO_CYRILLIC)


@lru_cache(maxsize=65536)
def to_ascii(word: str) -> str:
    """Return a word in plain Latin letters: accents dropped, other scripts by their usual romanisation."""
    if word.isascii():
        return word
    from anyascii import anyascii

    return "".join(c for c in anyascii(word).lower() if c.isalnum() or c == " ")
