"""Names made of the first syllables of others, such as Occipapel for Occidental de Papeles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from headwater.party.matching.reading import Reading
from headwater.party.matching.similarity import Floats, Ints

_SHORTEST: Final = 6
"""Letters of a word that may be made of syllables."""
_KEY: Final = 2
"""First letters of a word that are used at least."""
_LONGEST_START: Final = 6
_LEAST_LETTERS, _ENOUGH_LETTERS = 4.0, 7.0
"""Letters, those of the legal form counted half, from which the syllables say something, and from which no more is needed."""
_SKIPPED, _UNUSED = 1.0, 0.5
"""Letters that a word without a syllable in the name counts for, between others and behind them."""
_MOST_SKIPPED, _MOST_UNUSED = 1, 2
_FEW_PARTS, _LETTERS_OF_FEW = 2, 8
"""Two parts say something if both have three letters and together eight: Maxtech is made of too many names."""
_WHOLE_WORD: Final = 5
"""Letters of a word that is one of two parts as it is (Inpesca), or the legal form ends the name (Palbasa)."""


@lru_cache(maxsize=65536)
def made_of_syllables(word: str, words: tuple[str, ...], tail: str) -> float:
    """Return how sure it is that ``word`` is made of the first syllables of ``words`` in their order, 0 to 1.

    The first word must have a part in it, at most one other may have none, and the letters of the legal form may end it.

    Args:
        word: one word of at least six letters.
        words: the words of the longer name, without articles and the like.
        tail: the letters of its legal form.
    """
    if len(word) < _SHORTEST or len(words) < 2 or word[:_KEY] != words[0][:_KEY] or word in words:
        return 0.0
    whole = max(_parts(word, words, 0, 0, ()), default=-99.0)
    if tail and len(tail) > 1 and word.endswith(tail):
        whole = max([whole, *(letters + len(tail) / 2 for letters in _parts(word[: -len(tail)], words, 0, 0, (), tailed=True))])
    return min(max((whole - _LEAST_LETTERS) / (_ENOUGH_LETTERS - _LEAST_LETTERS), 0.0), 1.0)


def _parts(
    rest: str,
    words: tuple[str, ...],
    at: int,
    skipped: int,
    sizes: tuple[int, ...],
    *,
    tailed: bool = False,
    whole: bool = False,
) -> Iterator[float]:
    """Yield, for each way in which the words from ``at`` on give the rest, the letters that it counts for."""
    if not rest:
        left = len(words) - at
        two = len(sizes) == _FEW_PARTS and (min(sizes) <= _KEY or sum(sizes) < _LETTERS_OF_FEW) and not tailed and not whole
        if len(sizes) >= _FEW_PARTS and left <= _MOST_UNUSED and not two:
            yield sum(sizes) - _SKIPPED * skipped - _UNUSED * left
        return
    if at >= len(words):
        return
    own = words[at]
    for size in range(_KEY, min(len(own), len(rest)) + 1):
        if rest[:size] != own[:size]:
            break
        entire = whole or (size == len(own) >= _WHOLE_WORD)
        yield from _parts(rest[size:], words, at + 1, skipped, (*sizes, size), tailed=tailed, whole=entire)
    if at and skipped < _MOST_SKIPPED:
        yield from _parts(rest, words, at + 1, skipped + 1, sizes, tailed=tailed, whole=whole)


def syllables_between(one: Reading, two: Reading) -> float:
    """Return how sure it is that one of two names is a single word made of the first syllables of the other, 0 to 1."""
    if len(one.written) == 1 < len(two.written):
        return made_of_syllables(one.written[0], two.written, two.tail)
    if len(two.written) == 1 < len(one.written):
        return made_of_syllables(two.written[0], one.written, one.tail)
    return 0.0


class SyllableIndex:
    """The readings of a list by the letters that a name made of syllables shares with the name it is made of."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._single: dict[str, list[int]] = defaultdict(list)
        self._several: dict[str, list[int]] = defaultdict(list)
        for number, reading in enumerate(readings):
            for key in _keys_of_word(reading):
                self._single[key].append(number)
            for key in _keys_of_words(reading):
                self._several[key].append(number)

    def pairs(self, queries: Iterable[Reading]) -> tuple[Ints, Ints, Floats]:
        """Return (query row, name row, how sure) for the pairs of which one name is made of syllables of the other."""
        rows: list[int] = []
        names: list[int] = []
        sure: list[float] = []
        for row, query in enumerate(queries):
            near = {number for key in _keys_of_word(query) for number in self._several.get(key, ())}
            near.update(number for key in _keys_of_words(query) for number in self._single.get(key, ()))
            for number in near:
                strength = syllables_between(query, self._readings[number])
                if strength > 0:
                    rows.append(row)
                    names.append(number)
                    sure.append(strength)
        return np.array(rows, np.int64), np.array(names, np.int64), np.array(sure, np.float32)


def _keys_of_word(reading: Reading) -> set[str]:
    """Return the keys of a name that is a single word: its first letters with those at which the next syllable may start."""
    if len(reading.written) != 1 or len(reading.written[0]) < _SHORTEST:
        return set()
    word = reading.written[0]
    return {word[:_KEY] + word[cut : cut + _KEY] for cut in range(_KEY, min(_LONGEST_START, len(word) - _KEY) + 1)}


def _keys_of_words(reading: Reading) -> set[str]:
    """Return the keys of a name of several words: the first letters of the first with those of the second and of the third."""
    written = reading.written
    if len(written) < 2:
        return set()
    keys = {written[0][:_KEY] + word[:_KEY] for word in written[1:3]}
    if reading.tail and len(written) == 2:
        keys.add(written[0][:_KEY] + reading.tail[:_KEY])
    return keys
