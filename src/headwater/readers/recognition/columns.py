"""Say which canonical columns the notions of a heading may mean, and how well each one fits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from headwater.model import PARTY_ROLES, RecordKind, columns_of
from headwater.readers.recognition.words import DIGITS, UNKNOWN, read_heading, shortened_readings

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
    ["figure", "level", "tag", "rate", "tax", "freight", "insurance", "line_no", "balance", "modified", "due", "batch"]
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
    told = ((read_heading(heading).notions, 0.0), *shortened_readings(heading))
    found: dict[str, float] = {}
    for column, readings in _readings(kind).items():
        best = max(_fit(notions, reading) - cost for notions, cost in told for reading in readings)
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
    if notion in ("type", "description", "regime", "incoterm", "unit"):
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
        if kind == "order" and role == "buyer":
            # A list of orders often gives the customer's address and telephone without saying whose they are.
            for attribute, word in _OWN_ATTRIBUTES.items():
                found[f"buyer_{attribute}"] += (_reading(f"{word} company? name? number? person? invoice?", 12),)
    if kind == "order":
        found["ship_to_country"] += (_reading("ships_to", 1),)
    return {column: found[column] for column in columns_of(kind) if column in found}


_OWN_ATTRIBUTES: Final = {
    "name": "company/name",
    "address": "address",
    "country": "country",
    "phone": "phone",
    "email": "email",
    "id": "taxid/account",
}
_OF_A_PARTY: Final = {
    "name": ("name", "company", "", "person", "description"),
    "address": ("address", "place", "city address"),
    "country": ("country",),
    "phone": ("phone",),
    "email": ("email",),
    "id": ("taxid", "identifier", "number", "register number/identifier", "register", "reference"),
    "account": ("account", "number identifier"),
}
_LATE_ROLE: Final = 3
_BESIDE: Final = "goods? name? number? identifier? person? company? english? local? party? full?"


def _party_readings(kind: RecordKind, role: str, word: str, rank: int) -> dict[str, tuple[_Reading, ...]]:
    """Return the readings of the columns of one role under one of its words.

    ``word+`` is a role only beside an attribute: a "shipping address" is where the goods go, "shipping" alone is nobody.
    ``word*`` is a role whose address is an account, as in lists of transfers between wallets.
    """
    needs_attribute, is_account = word.endswith("+"), word.endswith("*")
    word = word.rstrip("+*")
    found: dict[str, tuple[_Reading, ...]] = {}
    for attribute, notions in _OF_A_PARTY.items():
        if f"{role}_{attribute}" in columns_of(kind):
            texts = [f"{word} {notion} {_BESIDE}" for notion in notions if notion or not needs_attribute]
            if attribute == "id" and f"{role}_account" not in columns_of(kind):
                texts.append(f"{word} account {_BESIDE}")
            if attribute == "name":
                texts.append(f"{word} tag")
            if attribute == "id":
                texts.append(f"{word} hs identifier?")
            if attribute == "account" and is_account:
                texts.append(f"{word} address {_BESIDE}")
            found[f"{role}_{attribute}"] = tuple(
                _reading(text, step + 5 * min(rank, _LATE_ROLE)) for step, text in enumerate(texts)
            )
    return found


def _reading(text: str, rank: int) -> _Reading:
    text, _, fixed = text.partition("@")
    words = text.split()
    needed = tuple(frozenset(word.split("/")) for word in words if not word.endswith("?"))
    allowed = frozenset(word.rstrip("?") for word in words if word.endswith("?"))
    vague = all(group <= _VAGUE for group in needed)
    base = float(fixed) if fixed else 0.62 if vague else 1.0 - _STEP * rank
    return _Reading(needed, allowed, base)
