"""The words of headings that are known, and how they are written in the table."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

IGNORE: Final = "ignore"
IDEOGRAPHS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+")
_PIECES: Final = re.compile(r"[^\W\d_]+|\d+")


def plain(text: str) -> str:
    """Return text in lower case without accents, as the word table is written."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ё", "е").replace("й", "й"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", kept).lower()


@cache
def notions_by_word() -> Mapping[str, str]:
    """Return the notion of every known word and phrase."""
    table = tomllib.loads((files("headwater.readers.recognition") / "words.toml").read_text(encoding="utf-8"))
    return {_key(word): notion for section in table.values() for notion, words in section.items() for word in words}


def _key(word: str) -> str:
    return " ".join(pieces(word)) or word


def pieces(text: str) -> list[str]:
    """Return the words and numbers of a text as the word table is written; a text with Chinese characters whole."""
    if IDEOGRAPHS.search(text):
        return [plain(unicodedata.normalize("NFKC", text))]
    return _PIECES.findall(plain(text))
