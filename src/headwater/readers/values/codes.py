"""Bring countries, currencies and modes of transport to their codes; anything that is not one of these gives None."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import polars as pl

from headwater.readers.recognition.lexicon import plain
from headwater.readers.values.distinct import each_distinct
from headwater.readers.values.word_table import word_table
from headwater.reference import tables

_PARTING: Final = re.compile(r"\s*[-–—/(),:|]+\s*|\s{2,}")
_LIST_PARTING: Final = re.compile(r"\s*[;|\n/、，；,]\s*")
_WORDS: Final = re.compile(r"[^\w]+")

_MODE_DIGITS: Final[Mapping[str, str]] = {"1": "sea", "2": "rail", "3": "road", "4": "air", "5": "post", "8": "sea"}
_MODE_LETTERS: Final[Mapping[str, str]] = {
    "s": "sea",
    "o": "sea",
    "v": "sea",
    "m": "sea",
    "a": "air",
    "r": "rail",
    "t": "road",
    "p": "post",
}


def _key(text: str) -> str:
    return _WORDS.sub(" ", plain(text)).strip()


@cache
def _countries() -> Mapping[str, str]:
    """Country by code or name, in a form without case, accents and punctuation; a name that two countries share is left out."""
    frame = tables()["countries"]
    found: dict[str, str] = {}
    for column in ("alpha2", "alpha3", "numeric", "name_en", "name_es", "name_fr", "name_zh", "other_names"):
        shared: dict[str, set[str]] = {}
        for code, cell in zip(frame["alpha2"], frame[column], strict=True):
            for name in (cell or "").split(";"):
                if key := _key(name):
                    shared.setdefault(key, set()).add(code)
        for key, codes in shared.items():
            if len(codes) == 1:
                found.setdefault(key, next(iter(codes)))
    return found


def country_code(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country given as a code or a name in one of many languages, or None."""
    known = _countries()
    found = known.get(_key(text))
    if found is not None:
        return found
    named = {known[key] for part in _PARTING.split(text) if (key := _key(part)) in known}
    return named.pop() if len(named) == 1 else None


@cache
def _currencies() -> Mapping[str, str]:
    frame = tables()["currencies"]
    found = {code.lower(): code for code in frame["code"]}
    for column in ("name_en", "other_names"):
        for code, cell in zip(frame["code"], frame[column], strict=True):
            for name in (cell or "").split(";"):
                if key := plain(name).strip():
                    found.setdefault(key, code)
    return found


def currency_code(text: str) -> str | None:
    """Return the ISO 4217 code of a currency given as a code, a name or a sign that only one currency has, or None."""
    known = _currencies()
    whole = plain(text).strip()
    if whole in known:
        return known[whole]
    named = {known[part] for part in re.split(r"[\s\-–—/(),:]+", whole) if part in known}
    return named.pop() if len(named) == 1 else None


@cache
def _modes() -> Mapping[str, str]:
    return {plain(word): mode for mode, words in word_table("mode").items() for word in words}


def transport_mode(text: str) -> str | None:
    """Return one of our six modes of transport, from words in many languages or the UN code (Recommendation 19), or None."""
    key = _key(text)
    known = _modes()
    if key in known:
        return known[key]
    if key.isdigit() and len(key) <= 2:
        return _MODE_DIGITS.get(key.lstrip("0")[:1])
    if len(key) == 1:
        return _MODE_LETTERS.get(key)
    named = {known[word] for word in key.split() if word in known}
    if named in ({"express", "air"}, {"express", "post"}):
        return "express"
    if len(named) == 1:
        return named.pop()
    if key.isascii():
        return None
    within = {mode for word, mode in known.items() if len(word) >= 2 and not word.isascii() and word in key}
    return within.pop() if len(within) == 1 else None


def read_codes(texts: pl.Series, code_of: Callable[[str], str | None]) -> pl.Series:
    """Return the code of each text, null where there is none."""
    return each_distinct(
        texts, lambda keys: pl.DataFrame({"code": [code_of(key) for key in keys]}, schema={"code": pl.String()})
    )["code"]


def read_code_lists(texts: pl.Series, code_of: Callable[[str], str | None]) -> pl.Series:
    """Return the codes in each text, which may list several, parted by ``;``; null where none of them is known."""

    def codes(text: str) -> str | None:
        whole = code_of(text)
        found = [whole] if whole else [code for part in _LIST_PARTING.split(text) if (code := code_of(part))]
        return ";".join(dict.fromkeys(found)) or None

    return each_distinct(
        texts, lambda keys: pl.DataFrame({"code": [codes(key) for key in keys]}, schema={"code": pl.String()})
    )["code"]
