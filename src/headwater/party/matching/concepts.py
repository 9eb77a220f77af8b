"""Words for trades, places and kinds of bodies: one word for each thing, whatever the language and the ending."""

from functools import cache, lru_cache
from typing import Final

from headwater.reference import tables

_LEAST_STEM: Final = 4
_LONG_STEM, _LONGEST_ENDING = 7, 6
"""A short stem with a long rest is another word: Centrocredit is no centre."""


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str], frozenset[str], int]:
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    general: set[str] = set()
    places: set[str] = set()
    frame = tables()["name_concepts"]
    for word, kind, concept, role in frame.select("word", "match", "concept", "role").iter_rows():
        meaning = () if role == "filler" else tuple(concept.split(" "))
        (stems if kind == "stem" else words)[word] = meaning
        general.update(meaning)
        if role == "place":
            places.update(meaning)
    return words, stems, frozenset(general), frozenset(places), max(map(len, stems))


@lru_cache(maxsize=262144)
def concepts_of(word: str) -> tuple[str, ...]:
    """Return the words that a word of an organisation's name is compared as: itself, one concept, several, or none."""
    words, stems, _, _, longest = _table()
    found = words.get(word)
    if found is not None:
        return found
    for size in range(min(longest, len(word)), _LEAST_STEM - 1, -1):
        found = stems.get(word[:size])
        if found is not None and (size >= _LONG_STEM or len(word) - size <= _LONGEST_ENDING):
            return found
    return (word,)


def known_words() -> frozenset[str]:
    """Return the whole words that the table of concepts holds."""
    return frozenset(_table()[0])


def general_words() -> frozenset[str]:
    """Return the words that say what a body does or where it is, and not which one it is."""
    return _table()[2]


def place_words() -> frozenset[str]:
    """Return those of the general words that name a place."""
    return _table()[3]
