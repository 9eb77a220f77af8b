"""Chinese and Korean names in Latin letters: the standard spellings that a customary one may stand for."""

from functools import cache
from itertools import product
from typing import Final

from headwater.reference import tables

_MOST: Final = 32
"""Standard spellings of one name that are looked at."""
_LONGEST_SYLLABLE: Final = 6


@cache
def _syllables() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {"chinese": {}, "korean": {}, "korean-family": {}}
    for syllable, language, standard in tables()["eastern_syllables"].iter_rows():
        found[language][syllable] = tuple(standard.split(" "))
    return found


def eastern_spellings(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (family name, given name) in pinyin or in the revised romanisation of Korean, for each way to read the words.

    Empty unless the words are a family name and a given name of one or two syllables.

    Args:
        words: the words of a person's name, family name first.
    """
    if not 2 <= len(words) <= 3 or not all(word.isascii() and word.isalpha() for word in words):
        return ()
    found: dict[tuple[str, str], None] = {}
    known = _syllables()
    for language, families in (("chinese", known["chinese"]), ("korean", known["korean-family"])):
        if words[0] not in families:
            continue
        given = words[1:] if len(words) == 3 else _cut(words[1], known[language])
        parts = [known[language].get(syllable) for syllable in given]
        if not given or not all(parts):
            continue
        for family, *rest in product(families[words[0]], *(part for part in parts if part)):
            found[family, "".join(rest)] = None
    return tuple(found)[:_MOST]


def _cut(word: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return a given name as its syllables: one, or two of which the first is as long as can be."""
    for size in range(min(_LONGEST_SYLLABLE, len(word) - 1), 0, -1):
        if word[:size] in known and word[size:] in known:
            return word[:size], word[size:]
    return (word,) if word in known else ()
