"""Find the listed names that a query may stand for, without missing any that would score."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from headwater.party.matching.scripts import UNVOWELLED
from headwater.party.matching.similarity import Floats, Ints, Lexicon, similarities
from headwater.party.matching.sound import abjad, forms, guttural, without_ending
from headwater.party.matching.table import NameTable

_LEAST_ALIKE: Final = 0.55
"""Words less alike than this are not taken for one another when candidates are looked for."""
_LEAST_SHARED: Final = 0.42
"""Share of the lighter name's weight that a candidate must have in common with the query."""
_MOST_CANDIDATES: Final = 40
_SHORTEST_BARE: Final = 2
_COMMON: Final = 3
"""Letters a rough skeleton needs to be a key of its own."""


class NameIndex:
    """An index over the names of lists: words by their sound forms, names by their words."""

    def __init__(self, table: NameTable, lexicon: Lexicon) -> None:
        self.table = table
        self.lexicon = lexicon
        self.arrays = lexicon.arrays()
        keys, words = _word_keys(lexicon, range(len(lexicon.words)))
        order = np.argsort(keys, kind="stable")
        self._keys, self._key_words = keys[order], words[order]
        rows, columns = np.nonzero(table.words >= 0)
        self._post_order, self._post_first = _group(table.words[rows, columns], len(lexicon.words))
        self._post_rows = rows[self._post_order]
        order = np.argsort(table.join_key, kind="stable")
        self._join_keys = table.join_key[order]
        self._join_rows = table.join_row[order]
        self._join_weights = _join_weights(table)[order]

    def candidates(self, queries: NameTable, lexicon: Lexicon) -> tuple[Ints, Ints]:
        """Return (query row, name row) of the pairs worth scoring, best first within a query.

        Args:
            queries: the queries as a table.
            lexicon: the lexicon of the queries.
        """
        near_q, near_l, alike = self._near_words(lexicon)
        worth = alike * np.minimum(queries.word_weights[near_q], self.table.word_weights[near_l])
        first = np.searchsorted(near_q, np.arange(len(lexicon.words) + 1))
        rows, columns = np.nonzero(queries.words >= 0)
        word = queries.words[rows, columns]
        entry_row, entry_near = _expand(rows, first[word], first[word + 1])
        post_row, post = _expand_with(
            entry_row, entry_near, self._post_first[near_l[entry_near]], self._post_first[near_l[entry_near] + 1]
        )
        name = self._post_rows[post[0]]
        weight = worth[post_row[1]]
        query = post_row[0]
        join_query, join_name, join_weight = self._joined(queries, lexicon)
        query = np.concatenate([query, join_query])
        name = np.concatenate([name, join_name])
        weight = np.concatenate([weight, join_weight])
        return self._best(queries, query, name, weight)

    def _near_words(self, lexicon: Lexicon) -> tuple[Ints, Ints, Floats]:
        """Return (query word, list word, how alike) for all words that are near enough, sorted by query word."""
        keys, words = _word_keys(lexicon, range(len(lexicon.words)))
        left, at = _expand(words, np.searchsorted(self._keys, keys, "left"), np.searchsorted(self._keys, keys, "right"))
        found = [left * len(self.lexicon.words) + self._key_words[at]]
        if self.arrays.unvowelled.any() or any(word[0] == UNVOWELLED for word in lexicon.words):
            keys, words = _consonant_keys(lexicon.words)
            own_keys, own_words = self._by_consonants
            left, at = _expand(words, np.searchsorted(own_keys, keys, "left"), np.searchsorted(own_keys, keys, "right"))
            found.append(left * len(self.lexicon.words) + own_words[at])
        pairs = np.unique(np.concatenate(found))
        left, right = np.divmod(pairs, max(len(self.lexicon.words), 1))
        alike = similarities(lexicon.arrays(), left, self.arrays, right)
        kept = alike >= _LEAST_ALIKE
        return left[kept], right[kept], alike[kept]

    @cached_property
    def _by_consonants(self) -> tuple[Ints, Ints]:
        """Return (key, word), sorted by key, for words whose vowels are not written; made when one is first asked for."""
        keys, words = _consonant_keys(self.lexicon.words)
        order = np.argsort(keys, kind="stable")
        return keys[order], words[order]

    def _joined(self, queries: NameTable, lexicon: Lexicon) -> tuple[Ints, Ints, Floats]:
        """Return (query row, name row, weight) where words run together on one side only."""
        arrays = lexicon.arrays()
        rows, columns = np.nonzero(queries.words >= 0)
        word = queries.words[rows, columns]
        rows = np.concatenate([rows, rows])
        key = np.concatenate([arrays.sound_keys[word], arrays.initials_keys[word]])
        one, at = _expand(rows, np.searchsorted(self._join_keys, key, "left"), np.searchsorted(self._join_keys, key, "right"))
        own = np.concatenate([self.arrays.sound_keys, self.arrays.initials_keys])
        order = np.argsort(own, kind="stable")
        ordered = own[order]
        entry = np.arange(queries.join_key.size)
        two, word_at = _expand(
            entry, np.searchsorted(ordered, queries.join_key, "left"), np.searchsorted(ordered, queries.join_key, "right")
        )
        word = order[word_at] % max(len(self.lexicon.words), 1)
        three, post = _expand(np.arange(word.size), self._post_first[word], self._post_first[word + 1])
        return (
            np.concatenate([one, queries.join_row[two[three]]]),
            np.concatenate([self._join_rows[at], self._post_rows[post]]),
            np.concatenate([self._join_weights[at], self.table.word_weights[word[three]]]).astype(np.float32),
        )

    def _best(self, queries: NameTable, query: Ints, name: Ints, weight: Floats) -> tuple[Ints, Ints]:
        """Return the pairs that share enough, the most alike first within a query, at most ``_MOST_CANDIDATES`` each."""
        names = self.table.words.shape[0]
        if not query.size:
            return query, name
        key = query * names + name
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        shared = np.add.reduceat(weight[order], first)
        asked, listed = np.divmod(key[first], names)
        own, other = queries.total[asked], self.table.total[listed]
        kept = np.flatnonzero(shared >= _LEAST_SHARED * np.minimum(own, other))
        asked, listed = asked[kept], listed[kept]
        rank = shared[kept] - 0.35 * (own[kept] + other[kept])
        best = np.lexsort((listed, -rank, asked))
        asked, listed = asked[best], listed[best]
        place = np.arange(asked.size) - np.searchsorted(asked, asked, "left")
        few = place < _MOST_CANDIDATES
        return asked[few], listed[few]


def _word_keys(lexicon: Lexicon, numbers: Iterable[int]) -> tuple[Ints, Ints]:
    """Return (key, word) for every key of every word: its sound, its rough skeleton, its sound less one letter."""
    keys: list[int] = []
    words: list[int] = []
    for number in numbers:
        sound, rough = lexicon.sounds[number], lexicon.roughs[number]
        found = {sound}
        if len(rough) >= _COMMON:
            found.add("/" + rough)
        word = lexicon.words[number]
        if "gh" in word:
            found.add(forms(guttural(word))[0])
        noun, root = without_ending(word)
        if noun is not word:
            found.update((forms(noun)[0], forms(root)[0]))
        if len(sound) >= 4:
            found.update(sound[:cut] + sound[cut + 1 :] for cut in range(len(sound)))
        keys.extend(map(hash, found))
        words.extend([number] * len(found))
    return np.array(keys, np.int64), np.array(words, np.int64)


def _consonant_keys(listed: Sequence[str]) -> tuple[Ints, Ints]:
    keys: list[int] = []
    words: list[int] = []
    for number, word in enumerate(listed):
        bare = abjad(word)
        if len(bare) < _SHORTEST_BARE:
            continue
        found = {"~" + bare}
        if len(bare) > _COMMON:
            found.update("~" + bare[:cut] + bare[cut + 1 :] for cut in range(len(bare)))
        keys.extend(map(hash, found))
        words.extend([number] * len(found))
    return np.array(keys, np.int64), np.array(words, np.int64)


def _group(values: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the order that sorts the values, and where each value starts in it."""
    order = np.argsort(values, kind="stable")
    return order, np.searchsorted(values[order], np.arange(size + 1))


def _expand(labels: Ints, start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Return (label, position) for every position of the ranges from start to stop, a label a range."""
    size = stop - start
    total = int(size.sum())
    offset = np.repeat(np.cumsum(size) - size, size)
    return np.repeat(labels, size), np.arange(total) - offset + np.repeat(start, size)


def _expand_with(first: Ints, second: Ints, start: Ints, stop: Ints) -> tuple[tuple[Ints, Ints], tuple[Ints]]:
    size = stop - start
    label, position = _expand(first, start, stop)
    return (label, np.repeat(second, size)), (position,)


def _join_weights(table: NameTable) -> Floats:
    sums = np.concatenate([np.zeros((table.total.size, 1), np.float32), table.weights.cumsum(axis=1)], axis=1)
    weight: Floats = sums[table.join_row, table.join_end] - sums[table.join_row, table.join_start]
    return weight
