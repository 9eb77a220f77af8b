"""Compare postal addresses word by word: house number, postal code, street and town, in whatever order they are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from headwater.party.matching.results import Feature
from headwater.party.matching.text import WORD, clean, to_ascii

_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th|o|a)$")
_ALIKE: Final = 0.85
"""Words of an address that are at least this alike are spellings of one."""
_LONG_NUMBER: Final = 4
"""Digits from which a number is a postal code rather than a house number."""
_WITHOUT_MEANING: Final = frozenset(
    # How streets, doors and boxes are called: the name and the number behind it are what is compared.
    """
    street st str strasse road rd avenue ave av avenida blvd boulevard bulevar calle c carrera cra cr kra calzada
    camino carretera lane ln drive dr way place pl square sq court ct highway hwy rue via ulitsa ul prospekt pr
    pereulok per shosse jalan jl soi lu jie dadao no num numero number nr house h dom d building bldg bld edificio
    edif block blk suite ste room rm unit apt apartment flat floor fl piso oficina of ofc office local depto
    departamento interior int exterior ext casa torre tower km po box pob apartado colonia col fracc
    fraccionamiento barrio urb urbanizacion zona sector manzana mz lote lt plot shop the of de del la las los el y
    and en al city town ciudad municipio province provincia state estado district distrito county region oblast cp
    zip code
    """.split()  # noqa: SIM905
)
_SAME_DOOR, _SAME_STREET, _SAME_TOWN = 2.5, 1.2, 0.3
"""What the same house in a street, the same street or postal code, and the same town add to the log odds."""


@dataclass(frozen=True, slots=True)
class _Read:
    words: frozenset[str]
    doors: frozenset[str]
    codes: frozenset[str]


@lru_cache(maxsize=65536)
def _read(text: str) -> _Read:
    words: set[str] = set()
    doors: set[str] = set()
    codes: set[str] = set()
    for written in WORD.findall(clean(text)):
        word = _ORDINAL.sub(r"\1", to_ascii(written))
        for part in re.findall(r"\d+|[a-z]+", word) if any(map(str.isdigit, word)) else word.split():
            if part.isdigit():
                (codes if len(part) >= _LONG_NUMBER else doors).add(part.lstrip("0") or "0")
            elif len(part) > 1 and part not in _WITHOUT_MEANING:
                words.add(part)
    return _Read(frozenset(words), frozenset(doors), frozenset(codes))


def address_weight(one: str, two: str) -> float:
    """Return what two addresses add to the log odds that two parties are one: 0 where they share no place.

    Parties move, and have several addresses, so that another address takes nothing away.
    """
    left, right = _read(one), _read(two)
    least = min(len(left.words), len(right.words))
    if not least:
        return 0.0
    share = _shared(left.words, right.words) / least
    numbered = left.doors or left.codes, right.doors or right.codes
    door = bool(left.doors & right.doors) or bool(left.codes & right.codes and not (left.doors and right.doors))
    if share >= 0.6 and least > 1 and all(numbered) and door:
        return _SAME_DOOR
    if (share >= 0.75 and least > 2) or (left.codes & right.codes and share >= 0.3):
        return _SAME_STREET
    return _SAME_TOWN if share >= 0.3 else 0.0


def _shared(one: frozenset[str], two: frozenset[str]) -> int:
    same = one & two
    return len(same) + min(_with_a_like(one - same, two - same), _with_a_like(two - same, one - same))


def _with_a_like(words: frozenset[str], others: frozenset[str]) -> int:
    """Return how many of some words, the short ones aside, have another spelling among others."""
    from rapidfuzz.fuzz import ratio

    long = [word for word in others if len(word) >= _LONG_NUMBER]
    return sum(any(ratio(word, other) >= 100 * _ALIKE for other in long) for word in words if len(word) >= _LONG_NUMBER)


def address_features(ours: Iterable[str], theirs: Iterable[str]) -> list[Feature]:
    """Return a feature for the two addresses that agree best, none where no two share a place."""
    others = list(theirs)
    best = max(
        ((address_weight(one, two), one, two) for one in ours for two in others), key=lambda found: found[0], default=None
    )
    if best is None or best[0] <= 0:
        return []
    weight, one, two = best
    return [Feature("address", weight / _SAME_DOOR, weight, f"{one} and {two}")]


def is_same_place(feature: Feature) -> bool:
    """Return whether a feature says that two addresses are of one street or house; many share a town."""
    return feature.name == "address" and feature.weight >= _SAME_STREET
