"""Names spelt by ear or by another language's rules: "cloroform", "hydromorfone", "potasium permanganat".

Two names that differ only in how languages spell one sound (ph and f, th and t, y and i, single and double letters, a mute
ending) are one name; no two substances of the register, and no ordinary chemical, are told apart by that alone. One letter more
may be wrong in a long name where the wrong place reads like no chemical name at all: half a million names were looked through
for the letters around it, so that a real name of another chemical is left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA

_SHORTEST: Final = 7
_SHORTEST_WITH_ERROR: Final = 9
_AROUND: Final = 6
_SOFT_C: Final = re.compile(r"c(?=[eiy])")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_MUTE: Final = re.compile(r"(?<=[a-z]{3})(?:[ae]+|(?<!in)o)$")
_DIGITS: Final = re.compile(r"[0-9]+")


def spelling(key: str) -> str:
    """Return what a key is when the spellings of one sound are made one: ``fenobarbital`` for ``phenobarbitale``."""
    one = key.replace("ph", "f").replace("h", "").replace("k", "c").replace("ae", "e").replace("oe", "e")
    one = _SOFT_C.sub("s", one).replace("y", "i").replace("z", "s")
    return _MUTE.sub("", _DOUBLED.sub(r"\1", one))


class Respellings:
    """Names of the register by their spelling, with the names of all chemicals to hold an error against."""

    def __init__(self, names: Iterable[str], meaning: Mapping[str, tuple[str, ...]], others: Mapping[str, object]) -> None:
        """Index names.

        Args:
            names: keys that may be guessed.
            meaning: key -> ids of the substances that go by it.
            others: keys of ordinary chemicals.
        """
        self._meaning, self._others = meaning, others
        spelt: dict[str, set[str]] = defaultdict(set)
        for name in names:
            if name.isascii():
                spelt[spelling(name)].add(name)
        self._spelt = {one: tuple(sorted(keys)) for one, keys in spelt.items() if len({meaning[key] for key in keys}) == 1}

    def same_sound(self, key: str) -> str | None:
        """Return the name that a key is by its spelling, or None."""
        if len(key) < _SHORTEST or not key.isascii() or key in self._others:
            return None
        names = self._spelt.get(spelling(key))
        return None if names is None else names[0]

    def one_error_from(self, key: str) -> str | None:
        """Return the name that a key is by its spelling but for one letter that makes it read like no chemical name, or None.

        Digits must agree exactly, and only one substance may be that near.
        """
        if not key.isascii() or key in self._others:
            return None
        one = spelling(key)
        if sum(map(str.isalpha, one)) < _SHORTEST_WITH_ERROR:
            return None
        digits = _DIGITS.findall(one)
        near = [
            other
            for other in candidates(self._pieces, one, 1)
            if _DIGITS.findall(other) == digits and OSA.distance(one, other, score_cutoff=1) == 1
        ]
        names = [name for other in near for name in self._spelt[other]]
        if not names or len({self._meaning[name] for name in names}) > 1:
            return None
        nearest = min(names, key=lambda name: (OSA.distance(key, name), name))
        return None if _around_first_difference(key, nearest) in self._letters else nearest

    @cached_property
    def _pieces(self) -> dict[tuple[int, int, str], list[str]]:
        """The spellings by their thirds, made when a first error is looked for."""
        pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for one in self._spelt:
            for number, (start, end) in enumerate(thirds(len(one))):
                pieces[len(one), number, one[start:end]].append(one)
        return dict(pieces)

    @cached_property
    def _letters(self) -> str:
        return "|".join((*self._others, *self._meaning))


def _around_first_difference(key: str, name: str) -> str:
    place = next((place for place, (one, other) in enumerate(zip(key, name, strict=False)) if one != other), len(key))
    start = max(0, min(place - _AROUND // 2, len(key) - _AROUND))
    return key[start : start + _AROUND]


def thirds(length: int) -> tuple[tuple[int, int], ...]:
    """Return the bounds of the three pieces of a word of some length."""
    first, second = length // 3, 2 * length // 3
    return (0, first), (first, second), (second, length)


def candidates(pieces: Mapping[tuple[int, int, str], list[str]], key: str, most: int) -> set[str]:
    """Return the indexed words that share a third with the key, at most ``most`` places off: all within that distance do."""
    found: set[str] = set()
    for length in range(max(1, len(key) - most), len(key) + most + 1):
        for number, (start, end) in enumerate(thirds(length)):
            for shift in range(-most, most + 1):
                if start + shift >= 0 and end + shift <= len(key):
                    found.update(pieces.get((length, number, key[start + shift : end + shift]), ()))
    return found
