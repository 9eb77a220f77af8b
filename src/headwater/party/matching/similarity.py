"""How alike two words are: an edit distance in which a letter costs what it changes in the sound."""

import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.concepts import place_words
from headwater.party.matching.reading import words_of
from headwater.party.matching.scripts import UNVOWELLED
from headwater.party.matching.sound import abjad, forms, is_pinyin

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_WORKERS: Final = 2
_WORTH_THREADS: Final = 8192
"""Pairs of words from which two threads are quicker than one."""
_VOWEL_COST: Final = 0.45
_VOICE_COST: Final = 0.30
_CONSONANT_COST: Final = 0.35
"""What an edit costs in the sound form, the skeleton and the rough skeleton: a vowel 0.45, a voiced for a voiceless
consonant 0.75, any other consonant 1.1."""


_STEEPNESS: Final = 1.2
_SHORT: Final = 1.0
"""Letters taken off the length by which a difference is divided: in a short word it counts more."""
_FEMININE: Final = 0.4
"""How alike Mario and Maria are at most."""
_CONSONANTS_ALIKE: Final = 0.93
_PATRONYMIC: Final = re.compile(r"\w{3}(?:[oe]vi(?:ch|c|tsch|tch)|[oe]vna|yevna)$")
_PATRONYMIC_LETTERS: Final = 3
_SHORTEST_COINED: Final = 2
_CHINESE: Final = 1.8
"""How much more a difference costs between two words in pinyin, where every syllable is another word."""


class Lexicon:
    """The distinct words of some names, each with its number and its sound forms."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.words: list[str] = []
        self.sounds: list[str] = []
        self.skeletons: list[str] = []
        self.roughs: list[str] = []
        self._arrays: WordArrays | None = None

    def add(self, word: str) -> int:
        """Return the number of a word, new or known."""
        number = self.number.get(word)
        if number is None:
            number = self.number[word] = len(self.words)
            sound, skeleton, rough = forms(word)
            self.words.append(word)
            self.sounds.append(sound)
            self.skeletons.append(skeleton)
            self.roughs.append(rough)
        return number

    def arrays(self) -> "WordArrays":
        """Return the words as arrays, for ``similarities``; made anew only when there are more words."""
        if self._arrays is None or self._arrays.words.size != len(self.words):
            self._arrays = WordArrays(self)
        return self._arrays


class WordArrays:
    """The words of a lexicon as arrays of objects, so that pairs can be gathered by number."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = _objects(lexicon.words)
        self.sounds = _objects(lexicon.sounds)
        self.skeletons = _objects(lexicon.skeletons)
        self.roughs = _objects(lexicon.roughs)
        self.unvowelled = np.fromiter((word[0] == UNVOWELLED for word in lexicon.words), np.bool_, len(lexicon.words))
        self.stems = _objects([_stem(word) for word in lexicon.words])
        # What every patronymic ends in tells nothing: Petrovich is not Pavlovich.
        self.lengths = np.fromiter(map(_telling_length, lexicon.words, lexicon.sounds), np.float32, len(lexicon.sounds))
        self.letters = np.fromiter((len(word) == 1 and word.isalpha() for word in lexicon.words), np.bool_, len(lexicon.words))
        self.first = np.fromiter((ord(word[0]) for word in lexicon.words), np.int64, len(lexicon.words))
        self.sound_keys = np.fromiter(map(hash, lexicon.sounds), np.int64, len(lexicon.sounds))
        self.initials_keys = np.fromiter(map(initials_key, lexicon.words), np.int64, len(lexicon.words))
        self.pinyin = np.fromiter(map(is_pinyin, lexicon.words), np.bool_, len(lexicon.words))
        self.coined = np.fromiter(map(coined, lexicon.words), np.float32, len(lexicon.words))
        places = place_words()
        self.place = np.fromiter((word in places for word in lexicon.words), np.bool_, len(lexicon.words))
        self.is_number = np.fromiter((word.isdigit() for word in lexicon.words), np.bool_, len(lexicon.words))


def _stem(word: str) -> str:
    """Return what a masculine and a feminine first name have in common, or a text that is no other word's stem."""
    if word in words_of("masculine"):
        return word
    return word[:-1] if word[-1] in "ao" and len(word) > 3 else word + "_"


def _telling_length(word: str, sound: str) -> int:
    return len(sound) - _PATRONYMIC_LETTERS if _PATRONYMIC.search(word) else len(sound)


def coined(word: str) -> float:
    """Return how far a word may be one that somebody coined, 0 to 1: letters of its own, and not two syllables of pinyin.

    There are some 160,000 pairs of syllables for millions of Chinese firms, and three letters stand for many things.
    """
    if not word.isalpha() or is_pinyin(word):
        return 0.0
    return min(max((len(word) - _SHORTEST_COINED) / 3, 0.0), 1.0)


def initials_key(word: str) -> int:
    """Return the key under which a word is found as the initials of several words; letters count here, not sounds."""
    return hash("=" + word)


def _objects(values: list[str]) -> npt.NDArray[np.object_]:
    array = np.empty(len(values), np.object_)
    array[:] = values
    return array


def similarities(left: WordArrays, left_ids: Ints, right: WordArrays, right_ids: Ints) -> Floats:
    """Return how alike the words of each pair are, 1 for the same word down to 0.

    A number is like itself only.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    def distance(a: npt.NDArray[np.object_], b: npt.NDArray[np.object_]) -> Floats:
        result: npt.NDArray[Any] = cpdist(
            a[left_ids].tolist(), b[right_ids].tolist(), scorer=OSA.distance, dtype=np.float32, workers=workers
        )
        return result

    workers = _WORKERS if left_ids.size > _WORTH_THREADS else 1
    if not left_ids.size:
        return np.zeros(0, np.float32)
    cost = (
        _VOWEL_COST * distance(left.sounds, right.sounds)
        + _VOICE_COST * distance(left.skeletons, right.skeletons)
        + _CONSONANT_COST * distance(left.roughs, right.roughs)
    )
    cost[left.pinyin[left_ids] & right.pinyin[right_ids]] *= _CHINESE
    length = np.maximum(left.lengths[left_ids], right.lengths[right_ids])
    same = left.words[left_ids] == right.words[right_ids]
    alike = np.clip(0.97 - _STEEPNESS * cost / np.maximum(length - _SHORT, 2.0), 0.0, 0.97).astype(np.float32)
    number = left.is_number[left_ids] | right.is_number[right_ids]
    # Shanxi is not Shaanxi, however alike the words are.
    alike[number | (left.place[left_ids] & right.place[right_ids])] = 0.0
    feminine = (left.stems[left_ids] == right.stems[right_ids]) & (alike < 0.97)
    alike[feminine.astype(np.bool_)] = np.minimum(alike[feminine.astype(np.bool_)], _FEMININE)
    bare = np.flatnonzero(left.unvowelled[left_ids] | right.unvowelled[right_ids])
    if bare.size:
        alike[bare] = _by_consonants(left.words[left_ids[bare]].tolist(), right.words[right_ids[bare]].tolist())
    alike[same.astype(np.bool_)] = 1.0
    result: Floats = alike
    return result


def _by_consonants(left: list[str], right: list[str]) -> Floats:
    """Return how alike words are where vowels are not written on one side: by their consonants alone."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    one, two = [abjad(word) for word in left], [abjad(word) for word in right]
    distance: Floats = cpdist(one, two, scorer=OSA.distance, dtype=np.float32)
    size = np.maximum(np.fromiter(map(len, one), np.float32, len(one)), np.fromiter(map(len, two), np.float32, len(two)))
    alike: Floats = np.clip(_CONSONANTS_ALIKE - _STEEPNESS * distance / np.maximum(size, 1), 0, 1)
    alike[size < 2] *= 0.6
    return alike
