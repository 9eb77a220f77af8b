"""The names of the register, indexed for one pass over a text.

Exact names first, then names read through the confusions of scanners (1/l/i, 0/o, rn/m), then bounded spelling errors. Spelling
errors never touch a digit, since one changed locant is another substance, and a word that reads completely as chemical
nomenclature is taken at its word, not as a misspelling of another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA

from headwater.substance.text import key_of
from headwater.substance.words import NameWords

LONGEST_KEY: Final = 160
MOST_TOKENS: Final = 48
_PREFIX: Final = 4
_LONG_PREFIX: Final = 9
_FUZZY_SHORTEST: Final = 6
_TWO_ERRORS_FROM: Final = 12
_DIGITS: Final = re.compile(r"[0-9]+")
_ENDING: Final = re.compile(
    r"(?:yl|ol|al|one|ona|ane|ano|ene|eno|yne|ine|ina|ide|ida|ate|ato|ite|ito|oic|ic|ico|oso|ous|ase|ose|in|an|en|on|il)$"
)
_CONFUSED: Final = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of an ambiguous short name: a label for people, the substance or None, and the words that decide for it."""

    label: str
    substance_id: str | None
    words: tuple[str, ...]


@dataclass(slots=True)
class Lexicon:
    """Names by key, with the indexes that find them in text.

    Attributes:
        names: key -> ids of the substances that go by this name.
        ambiguous: key -> readings of a short name that means several things.
        words: the words that stand beside and inside names.
    """

    names: dict[str, tuple[str, ...]]
    ambiguous: dict[str, tuple[Reading, ...]]
    words: NameWords
    _starts: set[str] = field(default_factory=set)
    _long_starts: set[str] = field(default_factory=set)
    _skeletons: dict[str, str] = field(default_factory=dict)
    _pieces: dict[tuple[int, int, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in (*self.names, *self.ambiguous):
            self._starts.add(key[:_PREFIX])
            self._long_starts.add(key[:_LONG_PREFIX])
        skeletons: dict[str, set[str]] = defaultdict(set)
        for key in self.names:
            if len(key) >= _FUZZY_SHORTEST and key.isascii():
                skeletons[skeleton(key)].add(key)
        self._skeletons = {shape: min(keys) for shape, keys in skeletons.items() if self._one_meaning(keys)}
        pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for key in self.names:
            if _may_be_misspelt(key):
                for number, (start, end) in enumerate(_thirds(len(key))):
                    pieces[len(key), number, key[start:end]].append(key)
        self._pieces = dict(pieces)

    def _one_meaning(self, keys: Iterable[str]) -> bool:
        return len({self.names[key] for key in keys}) == 1

    def may_start(self, key: str) -> bool:
        """Return whether some name starts like this key, as far as it goes."""
        if len(key) < _PREFIX:
            return True
        return key[:_PREFIX] in self._starts and (len(key) < _LONG_PREFIX or key[:_LONG_PREFIX] in self._long_starts)

    def confused(self, key: str) -> str | None:
        """Return the name that this key is when read through the confusions of scanners, or None."""
        return self._skeletons.get(skeleton(key))

    def misspelt(self, key: str) -> tuple[str, ...]:
        """Return the names nearest to this key within the bounds for spelling errors, or nothing.

        Digits must agree exactly. One error is allowed, two in long names. Several names come back only when they mean
        different substances; the caller must then not choose.
        """
        if not _may_be_misspelt(key) or self.words.is_nomenclature(key):
            return ()
        most = 2 if len(key) >= _TWO_ERRORS_FROM else 1
        digits = _DIGITS.findall(key)
        nearest: dict[int, set[str]] = defaultdict(set)
        for candidate in self._candidates(key, most):
            if _DIGITS.findall(candidate) != digits or _other_ending(key, candidate):
                continue
            distance = OSA.distance(key, candidate, score_cutoff=most)
            if 0 < distance <= most and (distance == 1 or len(candidate) >= _TWO_ERRORS_FROM):
                nearest[distance].add(candidate)
        if not nearest:
            return ()
        best = nearest[min(nearest)]
        return (min(best),) if self._one_meaning(best) else tuple(sorted(best))

    def _candidates(self, key: str, most: int) -> set[str]:
        found: set[str] = set()
        for length in range(len(key) - most, len(key) + most + 1):
            for number, (start, end) in enumerate(_thirds(length)):
                for shift in range(-most, most + 1):
                    if start + shift >= 0 and end + shift <= len(key):
                        found.update(self._pieces.get((length, number, key[start + shift : end + shift]), ()))
        return found


def skeleton(key: str) -> str:
    """Return the shape of a key that scanners cannot tell apart: 1, l and i; 0 and o; 5 and s; 8 and b; rn and m; vv and w."""
    return key.translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def _may_be_misspelt(key: str) -> bool:
    return len(key) >= _FUZZY_SHORTEST and key.isascii() and sum(c.isalpha() for c in key) >= _FUZZY_SHORTEST


def _other_ending(key: str, candidate: str) -> bool:
    """Return whether the two differ in the ending that tells one chemical from another: piperonyl and piperonal."""
    ends = _ENDING.search(key), _ENDING.search(candidate)
    if ends[0] is None or ends[1] is None or ends[0].group() == ends[1].group():
        return False
    return key[: ends[0].start()] == candidate[: ends[1].start()]


def _thirds(length: int) -> tuple[tuple[int, int], ...]:
    first, second = length // 3, 2 * length // 3
    return (0, first), (first, second), (second, length)


def build_lexicon(names: Iterable[tuple[str, str]], ambiguous: Mapping[str, tuple[Reading, ...]], words: NameWords) -> Lexicon:
    """Return a lexicon of (name, substance id) pairs and of ambiguous short names.

    A name given to several substances keeps them all. An ambiguous short name is never an exact name as well.
    """
    by_key: dict[str, list[str]] = defaultdict(list)
    for name, substance_id in names:
        key = key_of(name)
        if key and substance_id not in by_key[key]:
            by_key[key].append(substance_id)
    unclear = {key_of(name): readings for name, readings in ambiguous.items()}
    exact = {key: tuple(ids) for key, ids in by_key.items() if key not in unclear}
    return Lexicon(exact, unclear, words)
