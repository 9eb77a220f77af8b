"""How alike two words are: an edit distance in which a letter costs what it changes in the sound."""

import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.concepts import place_words
from headwater.party.matching.reading import words_of
from headwater.party.matching.scripts import UNVOWELLED
from headwater.party.matching.sound import abjad, forms, guttural, is_pinyin, without_ending

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
_ENDING_ALIKE: Final = 0.93
"""How alike a place or a noun and the Slavic adjective made of it are: Ulyanovsk, Ulyanovskii."""
_PATRONYMIC: Final = re.compile(r"\w{3}(?:[oe]vi(?:ch|c|tsch|tch)|[oe]vna|yevna)$")
_PATRONYMIC_LETTERS: Final = 3
_SHORTEST_COINED: Final = 2
_LEAST_START, _MOST_CUT = 4, 6
"""Letters of a name that may stand for the whole of it, and letters that may be left out."""
_CHINESE: Final = 1.8
"""How much more a difference costs between two words in pinyin, where every syllable is another word."""
_HALF_CHINESE: Final = 1.3
"""The same where one of them is pinyin: Baolijia is not Boyle."""


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
        keys = (
            hash(forms(guttural(word))[0] if "gh" in word else sound)
            for word, sound in zip(lexicon.words, lexicon.sounds, strict=True)
        )
        self.sound_keys = np.fromiter(keys, np.int64, len(lexicon.sounds))
        self.gh = np.fromiter(("gh" in word for word in lexicon.words), np.bool_, len(lexicon.words))
        self.q = np.fromiter(("q" in word for word in lexicon.words), np.bool_, len(lexicon.words))
        endings = [without_ending(word) for word in lexicon.words]
        self.noun = _objects([one for one, _ in endings])
        self.root = _objects([two for _, two in endings])
        self.ends = np.fromiter(
            (word is not one for word, (one, _) in zip(lexicon.words, endings, strict=True)), np.bool_, len(endings)
        )
        self.initials_keys = np.fromiter(map(initials_key, lexicon.words), np.int64, len(lexicon.words))
        self.pinyin = np.fromiter(map(is_pinyin, lexicon.words), np.bool_, len(lexicon.words))
        self.coined = np.fromiter(map(coined, lexicon.words), np.float32, len(lexicon.words))
        self.long = np.fromiter(map(_length_counts, lexicon.words), np.float32, len(lexicon.words))
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


def _length_counts(word: str) -> float:
    """Return how much a coined word tells by its length: nothing up to five letters, all from ten on."""
    return min(max((len(word) - 5) / 5, 0.0), 1.0)


def starts_with(left: WordArrays, left_ids: Ints, right: WordArrays, right_ids: Ints) -> npt.NDArray[np.bool_]:
    """Return for each pair whether one word is the first letters of the other, four or more of them."""
    found = np.zeros(left_ids.size, np.bool_)
    for place in np.flatnonzero(left.first[left_ids] == right.first[right_ids]).tolist():
        one, two = left.words[left_ids[place]], right.words[right_ids[place]]
        short, long = (one, two) if len(one) < len(two) else (two, one)
        found[place] = len(short) >= _LEAST_START and 1 < len(long) - len(short) <= _MOST_CUT and long.startswith(short)
    return found


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
    guttural_pairs = np.flatnonzero((left.gh[left_ids] & right.q[right_ids]) | (left.q[left_ids] & right.gh[right_ids]))
    if guttural_pairs.size:
        cost[guttural_pairs] = np.minimum(
            cost[guttural_pairs], _as_q(left, left_ids[guttural_pairs], right, right_ids[guttural_pairs])
        )
    chinese, other = left.pinyin[left_ids], right.pinyin[right_ids]
    cost[chinese & other] *= _CHINESE
    cost[chinese ^ other] *= _HALF_CHINESE
    length = np.maximum(left.lengths[left_ids], right.lengths[right_ids])
    same = left.words[left_ids] == right.words[right_ids]
    alike = np.clip(0.97 - _STEEPNESS * cost / np.maximum(length - _SHORT, 2.0), 0.0, 0.97).astype(np.float32)
    number = left.is_number[left_ids] | right.is_number[right_ids]
    # Shanxi is not Shaanxi, however alike the words are.
    alike[number | (left.place[left_ids] & right.place[right_ids])] = 0.0
    feminine = (left.stems[left_ids] == right.stems[right_ids]) & (alike < 0.97)
    alike[feminine.astype(np.bool_)] = np.minimum(alike[feminine.astype(np.bool_)], _FEMININE)
    adjective = np.flatnonzero(left.ends[left_ids] | right.ends[right_ids])
    if adjective.size:
        one, two = left_ids[adjective], right_ids[adjective]
        alike_nouns = (
            (left.noun[one] == right.noun[two]) | (left.root[one] == right.words[two]) | (left.words[one] == right.root[two])
        )
        at = adjective[alike_nouns.astype(np.bool_)]
        alike[at] = np.maximum(alike[at], _ENDING_ALIKE)
    bare = np.flatnonzero(left.unvowelled[left_ids] | right.unvowelled[right_ids])
    if bare.size:
        alike[bare] = _by_consonants(left.words[left_ids[bare]].tolist(), right.words[right_ids[bare]].tolist())
    alike[same.astype(np.bool_)] = 1.0
    result: Floats = alike
    return result


def _as_q(left: WordArrays, left_ids: Ints, right: WordArrays, right_ids: Ints) -> Floats:
    """Return what words cost that differ where one writes ``gh`` and the other ``q``, both read as ``q``."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    one = [forms(guttural(word)) for word in left.words[left_ids].tolist()]
    two = [forms(guttural(word)) for word in right.words[right_ids].tolist()]
    costs = (_VOWEL_COST, _VOICE_COST, _CONSONANT_COST)
    total = np.zeros(left_ids.size, np.float32)
    for place, cost in enumerate(costs):
        total += cost * cpdist(
            [form[place] for form in one], [form[place] for form in two], scorer=OSA.distance, dtype=np.float32
        )
    return total


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
