"""Words for forms and trades with one slip of the pen: liaility for liability."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from headwater.party.matching.concepts import known_words
from headwater.party.matching.legal_forms import legal_forms
from headwater.party.matching.rarity import is_known

_SHORTEST: Final = 7
"""Letters from which one slip still leaves no doubt which word is meant."""


@cache
def _by_shortened() -> dict[str, tuple[str, ...]]:
    """Return each known word, and each less one letter, -> the known words that it may stand for."""
    found: dict[str, list[str]] = defaultdict(list)
    words = {word for phrase in legal_forms() for word in phrase.split(" ")} | known_words()
    for word in sorted(words):
        if len(word) >= _SHORTEST and word.isascii():
            for key in (word, *_shortened(word)):
                found[key].append(word)
    return {key: tuple(words) for key, words in found.items()}


def _shortened(word: str) -> Iterator[str]:
    return (word[:cut] + word[cut + 1 :] for cut in range(1, len(word)))


@lru_cache(maxsize=65536)
def without_slip(word: str) -> str:
    """Return the form or trade that a word is with one slip in it, else the word itself.

    A word that occurs in names as it is has no slip in it, and the first letter is always right.
    """
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or is_known(word):
        return word
    known = _by_shortened()
    if word in known and word in known[word]:
        return word
    from rapidfuzz.distance import OSA

    near = {near for key in (word, *_shortened(word)) for near in known.get(key, ())}
    close = [one for one in near if one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) <= 1]
    return close[0] if len(close) == 1 else word
