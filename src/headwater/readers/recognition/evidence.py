"""Judge what the cells of a column look like."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import polars as pl

from headwater.readers.recognition.lexicon import plain
from headwater.readers.values.codes import country_code, currency_code, transport_mode
from headwater.readers.values.days import read_instant
from headwater.readers.values.numbers import NumberFormat, read_numbers
from headwater.readers.values.word_table import word_table

_SAMPLE: Final = 200
_OFTEN: Final = 0.5
_SHORT_WORD: Final = 3
AGAINST: Final = -2.0
"""What is returned where the cells leave no doubt that a column is another one than its heading says."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_CAS: Final = re.compile(r"^(?:CAS[\s:#-]*)?(\d{2,7})-(\d{2})-(\d)$", re.IGNORECASE)
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "email": re.compile(r"^[^@\s]+@[^@\s]+\.\w{2,}$"),
    "phone": re.compile(r"^(?=(?:\D*\d){7,15}\D*$)[+(]?[\d\s().+/-]{7,24}$"),
    "url": re.compile(r"^(?:https?://|www\.)\S+$|^\w[\w-]*\.onion", re.IGNORECASE),
    "hs": re.compile(r"^\d{4}[. ]?\d{2}(?:[. ]?\d{2}){0,2}$|^\d{5}$|^\d{7}$"),
    "container": re.compile(r"^[A-Z]{3}[UJZ]\s?\d{6}-?\d\b"),
    "account": re.compile(r"^[A-Z]{2}\d{2}[A-Z0-9 ]{10,32}$|^\d{9,20}$|^0x[0-9a-fA-F]{40}$|^[13T][1-9A-HJ-NP-Za-km-z]{25,40}$"),
    "digits": re.compile(r"^\d+$"),
    "numbered": re.compile(r"^(?=.*\d)[\w./-]{1,20}$"),
    "letters": re.compile(r"[^\W\d_]{2}"),
}
EXPECTED: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date",),
    "datetime": ("date",),
    "registered_on": ("date",),
    "cas": ("cas",),
    "hs_code": ("hs",),
    "currency": ("currency",),
    "mode": ("mode",),
    "containers": ("container",),
    "url": ("url",),
    "phone": ("phone",),
    "email": ("email",),
    "ships_from": ("country",),
    "country": ("country",),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What share of the sampled cells of a column look like a thing.

    Attributes:
        share: 0 to 1 by thing: number, date, country, currency, mode, cas, email, phone, url, hs, container, account, letters,
            numbered (one word with digits in it), delivery (words for ways of delivery), long.
        filled: share of cells with text.
        distinct: share of the filled cells that are different from one another.
        sampled: how many different values were looked at.
    """

    share: Mapping[str, float]
    filled: float
    distinct: float
    sampled: int


def look_at(texts: pl.Series) -> Look:
    """Return what a column of texts looks like, judged by up to 200 of its distinct values."""
    filled = texts.str.strip_chars().drop_nulls()
    filled = filled.filter(filled != "")
    if filled.is_empty():
        return Look({}, 0.0, 0.0, 0)
    every = filled.unique(maintain_order=True)
    sample = every.head(_SAMPLE)
    values = sample.to_list()
    share = {name: _share(values, _searcher(pattern)) for name, pattern in _PATTERNS.items()}
    share["cas"] = _share(values, _is_cas)
    number = read_numbers(sample, NumberFormat(".", settled=False))
    word = number["prefix"].str.len_chars() + number["suffix"].str.len_chars()
    share["number"] = int((number["value"].is_not_null() & (word <= 5)).sum()) / len(values)
    share["date"] = _share(values, _is_date)
    share["country"] = _share(values, lambda text: len(text) < 60 and not text.isdigit() and country_code(text) is not None)
    share["currency"] = _share(values, lambda text: len(text) < 40 and currency_code(text) is not None)
    share["mode"] = _share(values, lambda text: len(text) < 40 and transport_mode(text) is not None)
    share["delivery"] = _share(values, _is_delivery)
    share["long"] = _share(values, lambda text: len(text) > 25)
    return Look(share, len(filled) / max(1, len(texts)), len(every) / len(filled), len(values))


def _share(values: list[str], test: Callable[[str], bool]) -> float:
    return sum(test(value) for value in values) / len(values)


def _searcher(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


def _is_delivery(text: str) -> bool:
    """Return whether at least half of the words, short ones aside, are words for ways of delivery."""
    words = [word for word in _WORD.findall(plain(text)) if len(word) > _SHORT_WORD or word in _delivery_words()]
    return bool(words) and sum(word in _delivery_words() for word in words) >= len(words) / 2


@cache
def _delivery_words() -> frozenset[str]:
    return frozenset(word_table("delivery")["words"])


def _is_date(text: str) -> bool:
    if text.isdigit() and len(text) != 8:
        return False
    return len(text) < 60 and (read_instant(text, "dmy") or read_instant(text, "mdy")) is not None


def _is_cas(text: str) -> bool:
    match = _CAS.match(text)
    if match is None:
        return False
    digits = match.group(1) + match.group(2)
    return sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), 1)) % 10 == int(match.group(3))


def support(column: str, dtype: pl.DataType, look: Look) -> float:
    """Return how far the cells speak for (up to 1) or against (down to -1, or ``AGAINST``) a column being this one."""
    if not look.share:
        return 0.0
    share = look.share
    if column in EXPECTED or column.endswith(("_country", "_phone", "_email")):
        wanted = EXPECTED.get(column) or (column.rsplit("_", 1)[1],)
        best = max(share[name] for name in wanted)
        return best if best >= 0.5 else 2 * best - 1
    if dtype == pl.Float64():
        return 2 * share["number"] - 1
    if column.endswith(("_name", "_address")) and share["date"] >= _OFTEN:
        return AGAINST
    if column == "ship_to_name" and max(share["delivery"], share["mode"]) >= _OFTEN:
        return AGAINST
    if column == "delivery_method" and share["date"] >= _OFTEN:
        return AGAINST
    if column.endswith(("_name", "_address")) or column in ("description", "product", "title", "text", "name", "address"):
        return 0.3 * share["letters"] + 0.3 * share["long"] if share["letters"] > 0.5 else share["letters"] - 0.8
    return 0.0
