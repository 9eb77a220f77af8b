"""How much a word tells: rare words tell parties apart, common ones do not."""

import math
from collections import Counter
from functools import cache
from typing import Final

from headwater.party.matching.scripts import UNVOWELLED
from headwater.party.matching.sound import abjad
from headwater.reference import tables

_BACKGROUND_NAMES: Final = 30_000.0
"""Names behind the shipped counts; a word that is not in them counts as seen once."""
_LEAST: Final = 1.0
_LETTER: Final = 0.6


@cache
def _background() -> dict[str, int]:
    frame = tables()["party_name_words"]
    return dict(frame.select("word", "names").iter_rows())


@cache
def _by_consonants() -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word, names in _background().items():
        counts[abjad(word)] += names
    return counts


def is_known(word: str) -> bool:
    """Return whether a word is among those that occur in at least three of the names behind the shipped counts."""
    return word in _background()


def rarity(word: str, list_count: int = 0, list_names: int = 0) -> float:
    """Return minus the natural logarithm of the share of names that hold a word, between 1 and about 10.

    Args:
        word: a word in plain Latin letters.
        list_count: names of the lists screened against that hold it.
        list_names: all names of these lists.
    """
    if len(word) == 1:
        return _LETTER
    if word[0] == UNVOWELLED:
        return max(_LEAST, -math.log(_by_consonants().get(abjad(word), 1) / _BACKGROUND_NAMES))
    seen = _background().get(word, 1)
    share = (seen + list_count) / (_BACKGROUND_NAMES + list_names)
    return max(_LEAST, -math.log(share))
