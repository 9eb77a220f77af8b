"""Say which canonical columns the notions of a heading may mean, and how well each one fits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from headwater.model import PARTY_ROLES, RecordKind, columns_of
from headwater.readers.recognition.words import DIGITS, UNKNOWN, read_heading

ENOUGH: Final = 0.6
"""Headings that fit less well than this are left unmapped."""

_STEP: Final = 0.02  # each later reading of a column is a little less likely than the one before it
_ROLES: Final = frozenset(
    [
        "shipper",
        "consignee",
        "notify",
        "buyer",
        "seller",
        "vendor",
        "ship_to",
        "payer",
        "payee",
        "agent",
        "holder",
        "manufacturer",
        "bank",
        "salesperson",
    ]
)
_ATTRIBUTES: Final = frozenset(
    ["name", "address", "country", "phone", "email", "account", "taxid", "city", "state", "postcode", "person"]
)
_SPOILERS: Final = frozenset(
    ["level", "tag", "rate", "tax", "freight", "insurance", "line_no", "balance", "modified", "due", "batch"]
)
_VAGUE: Final = frozenset(["identifier", "number", "line_no", "reference", "year", "name", "remark", "contract"])


@dataclass(frozen=True, slots=True)
class _Reading:
    needed: tuple[frozenset[str], ...]
    allowed: frozenset[str]
    base: float


@lru_cache(maxsize=65536)
def fits(heading: str, kind: RecordKind) -> Mapping[str, float]:
    """Return how well a heading fits each canonical column of a kind, from 0 to 1, for those it fits at all."""
    notions = read_heading(heading).notions
    found: dict[str, float] = {}
    for column, readings in _readings(kind).items():
        best = max(_fit(notions, reading) for reading in readings)
        if best > 0:
            found[column] = best
    exact = heading.strip().lower()
    if exact in columns_of(kind):
        found[exact] = 1.2
    return found


def _fit(notions: tuple[str, ...], reading: _Reading) -> float:
    left = list(notions)
    for alternatives in reading.needed:
        hit = next((notion for notion in left if notion in alternatives), None)
        if hit is None:
            return 0.0
        left.remove(hit)
    cost = sum(_cost(notion, notions) for notion in left if notion not in reading.allowed and notion not in _spent(reading))
    return max(0.0, reading.base - cost)


def _spent(reading: _Reading) -> frozenset[str]:
    return frozenset().union(*reading.needed)


def _cost(notion: str, notions: tuple[str, ...]) -> float:
    if notion == UNKNOWN:
        return 0.14
    if notion.startswith(DIGITS):
        return 0.5 if "hs" in notions and notion in ("#2", "#4") else 0.08
    if notion in ("english", "party"):
        return 0.03
    if notion in _SPOILERS:
        return 0.6
    if notion in _ROLES:
        return 0.6
    if notion in _ATTRIBUTES:
        return 0.4
    if notion in ("type", "description", "regime", "incoterm"):
        return 0.42
    if notion in ("mass_unit", "dollars", "money", "total"):
        return 0.1
    return 0.3


@cache
def _readings(kind: RecordKind) -> Mapping[str, tuple[_Reading, ...]]:
    table = tomllib.loads((files("headwater.readers.recognition") / "columns.toml").read_text(encoding="utf-8"))[kind]
    roles = table.pop("party", {})
    found = {column: tuple(_reading(text, rank) for rank, text in enumerate(texts)) for column, texts in table.items()}
    for role in PARTY_ROLES[kind]:
        for rank, word in enumerate(roles[role]):
            for column, readings in _party_readings(kind, role, word, rank).items():
                found[column] = (*found.get(column, ()), *readings)
    return {column: found[column] for column in columns_of(kind) if column in found}


def _party_readings(kind: RecordKind, role: str, words: str, rank: int) -> dict[str, tuple[_Reading, ...]]:
    texts = {
        "name": [
            f"{words} name company? english?",
            f"{words} company",
            f"{words} english?",
            f"{words} person",
            f"{words} description",
        ],
        "address": [f"{words} address english? place?", f"{words} place"],
        "country": [f"{words} country name? identifier? english?"],
        "phone": [f"{words} phone person?"],
        "email": [f"{words} email person?"],
        "id": [
            f"{words} taxid number? identifier?",
            f"{words} identifier number?",
            f"{words} number",
            f"{words} register number? identifier?",
        ],
        "account": [f"{words} account number? identifier?", f"account {words} name?"],
    }
    canonical = columns_of(kind)
    found = {
        f"{role}_{attribute}": tuple(_reading(text, step + 5 * rank) for step, text in enumerate(readings))
        for attribute, readings in texts.items()
        if f"{role}_{attribute}" in canonical
    }
    if kind == "order" and role == "buyer" and not rank:
        # A list of customers' orders often gives the customer's address and telephone without saying whose they are.
        for attribute, word in [
            ("name", "company"),
            ("address", "address"),
            ("country", "country"),
            ("phone", "phone"),
            ("email", "email"),
            ("id", "taxid"),
        ]:
            found[f"buyer_{attribute}"] += (_reading(f"{word} company? name?", 12),)
    return found


def _reading(text: str, rank: int) -> _Reading:
    text, _, fixed = text.partition("@")
    words = text.split()
    needed = tuple(frozenset(word.split("/")) for word in words if not word.endswith("?"))
    allowed = frozenset(word.rstrip("?") for word in words if word.endswith("?"))
    vague = all(group <= _VAGUE for group in needed)
    base = float(fixed) if fixed else 0.62 if vague else 1.0 - _STEP * rank
    return _Reading(needed, allowed, base)
