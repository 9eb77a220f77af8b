"""Names as arrays: words by number, their weights, and the spellings in which words run together."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.concepts import general_words, place_words
from headwater.party.matching.reading import INITIALS, MAX_WORDS, Reading
from headwater.party.matching.similarity import Floats, Ints, Lexicon, initials_key
from headwater.party.matching.sound import forms, guttural, is_pinyin

_GENERAL: Final = 0.5
"""What a general word (a trade, a place) counts beside the words that say which body it is."""
_SHORTEST_JOIN: Final = 4
_MASK: Final = (1 << 62) - 1
_DOUBLED: Final = re.compile(r"(.)\1+")


class NameTable:
    """Readings of names as arrays, one row a reading.

    Attributes:
        words: numbers of the words in the lexicon, (rows, MAX_WORDS), -1 where there is none.
        weights: what each word tells, same shape, 0 where there is none.
        total: sum of the weights of a row.
        counts: words of a row.
        nation: number of the countries whose law knows the legal form of a row, 0 where the form does not say.
        letters: letters of a row.
        body: whether a row is the name of a body in Latin letters.
        numeral: whether a word is a number, (rows, MAX_WORDS).
        pinyin: whether a word is two syllables of pinyin or more, same shape.
        join_row, join_key, join_start, join_end: one entry for each spelling in which words of a row run together.
    """

    def __init__(self, readings: Sequence[Reading], lexicon: Lexicon, weigh: Callable[[str], float]) -> None:
        rows = len(readings)
        self.readings = readings
        self.penalty: Floats = np.fromiter((reading.penalty for reading in readings), np.float32, rows)
        self.family = np.fromiter((reading.family for reading in readings), np.int64, rows)
        self.form: Ints = (
            np.fromiter((hash(reading.form) if reading.form else 0 for reading in readings), np.int64, rows) & _MASK
        )
        self.nation: Ints = (
            np.fromiter((hash(reading.nation) if reading.nation else 0 for reading in readings), np.int64, rows) & _MASK
        )
        self.body = np.fromiter((bool(reading.written) for reading in readings), np.bool_, rows)
        self.letters: Ints = np.fromiter((sum(map(len, reading.words)) for reading in readings), np.int64, rows)
        self.number_key: Ints = np.fromiter(
            (hash(reading.numbers) if reading.numbers else 0 for reading in readings), np.int64, rows
        )
        self.words = np.full((rows, MAX_WORDS), -1, np.int64)
        self.counts = np.fromiter((len(reading.words) for reading in readings), np.int64, rows)
        first_new = len(lexicon.words)
        flat = [lexicon.add(word) for reading in readings for word in reading.words]
        starts = np.repeat(np.cumsum(self.counts) - self.counts, self.counts)
        row_of = np.repeat(np.arange(rows), self.counts)
        column_of = np.arange(len(flat)) - starts
        self.words[row_of, column_of] = flat
        self.first_new = first_new
        self._weigh = weigh
        self.word_weights: Floats = np.fromiter(map(weigh, lexicon.words), np.float32, len(lexicon.words))
        general = general_words()
        named = place_words()
        place = np.fromiter((word in named for word in lexicon.words), np.bool_, len(lexicon.words))
        self.place = (self.words >= 0) & place[self.words]
        numeral = np.fromiter((word.isdigit() for word in lexicon.words), np.bool_, len(lexicon.words))
        self.numeral = (self.words >= 0) & numeral[self.words]
        pinyin = np.fromiter(map(is_pinyin, lexicon.words), np.bool_, len(lexicon.words))
        self.pinyin = (self.words >= 0) & pinyin[self.words]
        telling = np.fromiter((word not in general for word in lexicon.words), np.bool_, len(lexicon.words))
        weights = np.where(self.words >= 0, self.word_weights[self.words], 0)
        brand = np.where(telling[self.words], weights, 0)
        self.general_only = brand.sum(axis=1) == 0
        # A name of nothing but general words is told by these.
        brand = np.where(brand.sum(axis=1, keepdims=True) > 0, brand, weights)
        self.weights: Floats = np.where(brand > 0, weights, _GENERAL * weights).astype(np.float32)
        self.brand: Floats = brand.astype(np.float32)
        self.total: Floats = self.weights.sum(axis=1)
        self.brand_total: Floats = self.brand.sum(axis=1)
        self._add_joins(readings, lexicon)

    def _add_joins(self, readings: Sequence[Reading], lexicon: Lexicon) -> None:
        row: list[int] = []
        key: list[int] = []
        start: list[int] = []
        end: list[int] = []
        sounds, number = lexicon.sounds, lexicon.number
        for position, reading in enumerate(readings):
            for spelling, first, after in reading.joins:
                if spelling[0] == INITIALS:
                    row.append(position)
                    key.append(initials_key(spelling[1:]))
                    start.append(first)
                    end.append(after)
                    continue
                if after - first == 2 and "gh" not in spelling and spelling == reading.words[first] + reading.words[first + 1]:
                    left, right = sounds[number[reading.words[first]]], sounds[number[reading.words[first + 1]]]
                    sound = left + right if left[-1:] != right[:1] else left + right[1:]
                else:
                    sound = forms(guttural(spelling))[0]
                if len(sound) < _SHORTEST_JOIN:
                    continue
                row.append(position)
                key.append(hash(sound))
                start.append(first)
                end.append(after)
        self.join_row: Ints = np.array(row, np.int64)
        self.join_key: Ints = np.array(key, np.int64)
        self.join_start: npt.NDArray[np.int8] = np.array(start, np.int8)
        self.join_end: npt.NDArray[np.int8] = np.array(end, np.int8)
        self.join_first: Ints = np.searchsorted(self.join_row, np.arange(len(readings) + 1))
