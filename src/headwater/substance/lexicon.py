"""The names of the register and of ordinary chemicals, indexed for one pass over a text.

Exact names first, then names read through the confusions of scanners (1/l/i, 0/o, rn/m), then bounded spelling errors. Spelling
errors never touch a digit, since one changed locant is another substance, and a word that reads completely as chemical
nomenclature is taken at its word, not as a misspelling of another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from rapidfuzz.distance import OSA

from headwater.substance.ordinary import Ordinary
from headwater.substance.respelling import Respellings, candidates, spelling, thirds
from headwater.substance.text import fold, key_of
from headwater.substance.words import NameWords

LONGEST_KEY: Final = 160
PREFIX: Final = 4
LONG_PREFIX: Final = 9
_SHORTEST_MISSPELT: Final = 7
_SHORTEST_CONFUSED: Final = 6
_GUESSED: Final = frozenset({"name", "common"})
_LONGEST_CODE: Final = 7
_TRADE: Final = "trade"
_LONG_NAME: Final = 9
_TWO_ERRORS_FROM: Final = 12
_LONG_RUN: Final = 8
_SHORT_RUN: Final = 4
_MOST_REMEMBERED: Final = 200_000
_DIGITS: Final = re.compile(r"[0-9]+")
RUN: Final = re.compile(r"[a-z0-9]+(?:'+(?=[-,)\]\s]|$))?")
"""A word of a folded text: letters and digits together, with a prime that ends it."""
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


class Lexicon:
    """Names by key, with the indexes that find them in text.

    Attributes:
        names: key -> ids of the substances of the register that go by this name.
        ambiguous: key -> readings of a short name that means several things.
        ordinary: key -> row of an ordinary chemical.
        in_trade: keys of ordinary names that mean the chemical wherever they stand.
        words: the words that stand beside and inside names.
        starts: the first characters of every name, by which most words are let go.
        long_starts: the same, longer.
        brands: keys that are trade names and nothing else.
        codes: keys of abbreviations and of short code numbers ("MDMA", "U-47700").
        parted_brands: those of them that are written with a blank or hyphen; the others are one word wherever they stand.
        alone: keys of ambiguous ordinary words ("ether"), which count only where no other word stands beside them.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str, str]],
        ambiguous: Mapping[str, tuple[Reading, ...]],
        words: NameWords,
        ordinary: Ordinary,
    ) -> None:
        """Index names as (name, substance id, form), ambiguous short names and ordinary chemicals.

        A name given to several substances keeps them all. An ambiguous short name is never an exact name as well.
        """
        self.words = words
        self.ambiguous = {key_of(name): readings for name, readings in ambiguous.items()}
        self.alone = frozenset(key_of(name) for name in ambiguous if name.islower() and name.isascii())
        self.ordinary = ordinary.row_named
        self.in_trade = ordinary.in_trade
        written = list(names)
        by_key: dict[str, list[str]] = defaultdict(list)
        guessable, others = set(), set()
        for name, substance_id, form in written:
            key = key_of(name)
            if form != _TRADE:
                others.add(key)
                if form in _GUESSED or len(key) >= _LONG_NAME or any(c.isdigit() for c in key):
                    guessable.add(key)
            if key and key not in self.ambiguous and substance_id not in by_key[key]:
                by_key[key].append(substance_id)
        self.names: dict[str, tuple[str, ...]] = {key: tuple(ids) for key, ids in by_key.items()}
        self.brands = frozenset(self.names) - others
        codes = {key_of(name) for name, _, _ in written if name.isascii() and (name.isupper() or any(map(str.isdigit, name)))}
        self.codes = frozenset(code for code in codes if len(code) <= _LONGEST_CODE)
        self.parted_brands = frozenset(key_of(name) for name, _, form in written if form == _TRADE and not name.isalnum())
        keys = (*self.names, *self.ambiguous)
        self.starts = {key[:PREFIX] for key in keys} | set(ordinary.prefixes(PREFIX))
        self.long_starts = {key[:LONG_PREFIX] for key in keys} | set(ordinary.prefixes(LONG_PREFIX))
        # brands and short by-names read like other words ("Medinal" and medical, "phenadone" and phenazone): they are never
        # guessed from a misspelling
        self._guessable = [key for key in self.names if _may_be_misspelt(key) and key in guessable]
        self._respellings = Respellings(self._guessable, self.names, self.ordinary)
        self._index_confusions()
        self._index_misspellings()
        self._index_runs(name for name, _, _ in written)

    def _index_confusions(self) -> None:
        skeletons: dict[str, set[str]] = defaultdict(set)
        for key in self.names:
            if len(key) >= _SHORTEST_CONFUSED and key.isascii():
                skeletons[skeleton(key)].add(key)
        self._skeletons = {shape: min(keys) for shape, keys in skeletons.items() if self._one_meaning(keys)}

    def _index_misspellings(self) -> None:
        pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for key in self._guessable:
            for number, (start, end) in enumerate(thirds(len(key))):
                pieces[len(key), number, key[start:end]].append(key)
        self._pieces = dict(pieces)

    def _index_runs(self, written: Iterable[str]) -> None:
        """Index the words that names are made of, to tell quickly which words of a text could be a misspelt part of a name."""
        runs = {run for name in written for run in RUN.findall(fold(name).text)}
        runs |= {key for key in self.names if key.isalpha() and key.isascii()}
        self._runs = runs
        words = [run for run in runs if not run.isdigit()]
        self._run_shapes = {skeleton(run) for run in words} | {spelling(run) for run in words if len(run) >= _LONG_RUN}
        pieces: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for run in runs:
            if len(run) >= _SHORT_RUN:
                for number, (start, end) in enumerate(thirds(len(run))):
                    pieces[len(run), number, run[start:end]].append(run)
        self._run_pieces = dict(pieces)
        self._near: dict[str, bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def _one_meaning(self, keys: Iterable[str]) -> bool:
        return len({self.names[key] for key in keys}) == 1

    def holds(self, run: str) -> bool:
        """Return whether a word is part of some name of the register as it stands."""
        return run in self._runs

    def comes_near(self, run: str) -> bool:
        """Return whether a word is, or could be a misspelling of, part of some name of the register."""
        known = self._near.get(run)
        if known is None:
            if len(self._near) >= _MOST_REMEMBERED:
                self._near.clear()
            known = self._near[run] = self._reaches(run)
        return known

    def _reaches(self, run: str) -> bool:
        shapes = self._run_shapes
        if run in self._runs or (not run.isdigit() and (skeleton(run) in shapes or spelling(run) in shapes)):
            return True
        if len(run) < _SHORT_RUN or run in self.words.goods or not any(c.isalpha() for c in run):
            return False
        most = 2 if len(run) >= _LONG_RUN else 1
        return any(OSA.distance(run, each, score_cutoff=most) <= most for each in candidates(self._run_pieces, run, most))

    def nearest(self, key: str) -> tuple[str, ...]:
        """Return the name that a key is as scanners or ears confuse it, else its nearest spellings, else nothing."""
        known = self._nearest.get(key)
        if known is None:
            if len(self._nearest) >= _MOST_REMEMBERED:
                self._nearest.clear()
            known = self._nearest[key] = self._guessed(key)
        return known

    def _guessed(self, key: str) -> tuple[str, ...]:
        confused = self.confused(key)
        if confused is not None and key not in self.words.plain:
            return (confused,)
        if key in self.words.goods or key in self.words.plain:
            return ()
        heard = self._respellings.same_sound(key)
        if heard is not None:
            return (heard,)
        misspelt = self.misspelt(key)
        if misspelt:
            return misspelt
        heard = self._respellings.one_error_from(key)
        return () if heard is None else (heard,)

    def _is_nearer_another(self, key: str, distance: int) -> bool:
        """Return whether one error away there is another chemical that explains the word as well as a listed name does.

        One error: an ordinary chemical. Two errors: also anything that reads as nomenclature, such as 4-metilpiperidina.
        """
        for other in _one_error_away(key):
            if other not in self.names and (other in self.ordinary or (distance > 1 and self.words.is_nomenclature(other))):
                return True
        return False

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
        for candidate in candidates(self._pieces, key, most):
            if _DIGITS.findall(candidate) != digits or _other_ending(key, candidate):
                continue
            distance = OSA.distance(key, candidate, score_cutoff=most)
            if 0 < distance <= most and (distance == 1 or len(candidate) >= _TWO_ERRORS_FROM):
                nearest[distance].add(candidate)
        if not nearest or key in {f"{name}s" for name in nearest[1]} or self._is_nearer_another(key, min(nearest)):
            return ()
        best = nearest[min(nearest)]
        return (min(best),) if self._one_meaning(best) else tuple(sorted(best))


def _one_error_away(key: str) -> Iterator[str]:
    """Yield every key that differs by one wrong, missing, extra or swapped letter."""
    for index in range(len(key) + 1):
        head, tail = key[:index], key[index:]
        if tail and not tail[0].isdigit():
            yield head + tail[1:]
            if len(tail) > 1 and not tail[1].isdigit():
                yield head + tail[1] + tail[0] + tail[2:]
            for letter in ascii_lowercase:
                yield head + letter + tail[1:]
        for letter in ascii_lowercase:
            yield head + letter + tail


def skeleton(key: str) -> str:
    """Return the shape of a key that scanners cannot tell apart: 1, l and i; 0 and o; 5 and s; 8 and b; rn and m; vv and w."""
    return key.translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def _may_be_misspelt(key: str) -> bool:
    return len(key) >= _SHORTEST_MISSPELT and key.isascii() and sum(map(str.isalpha, key)) >= _SHORTEST_MISSPELT


def _other_ending(key: str, candidate: str) -> bool:
    """Return whether the two differ in the ending that tells one chemical from another: piperonyl and piperonal."""
    ends = _ENDING.search(key), _ENDING.search(candidate)
    if ends[0] is None or ends[1] is None or ends[0].group() == ends[1].group():
        return False
    return key[: ends[0].start()] == candidate[: ends[1].start()]
