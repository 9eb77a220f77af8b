"""Lay the words of two names against each other and measure what they share, what differs and what is left over."""

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.reading import MAX_WORDS
from headwater.party.matching.similarity import Floats, Ints, WordArrays, similarities, starts_with
from headwater.party.matching.table import NameTable

_LEAST_ALIKE: Final = 0.45
_INITIAL_ALIKE: Final = 0.75
_LIKE: Final = 0.6
"""Words of a body's own name that are less alike than this say nothing."""
_NEARLY: Final = 0.8
"""A coined word that is less alike than this is another coined word."""
_CUT_ALIKE: Final = 0.75
"""How alike a person's name and its first letters are, of which there are four or more."""
_PART_OF_NAME: Final = 0.5
"""What the initials of a part of a name count for beside those of the whole of it."""
_WIDTHS: Final = (1, 2, 3, 4, 5, 7, 9, MAX_WORDS)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What pairs of names share, one entry a pair; weights are those of ``rarity``.

    Attributes:
        shared: weight of the words laid against each other, each times how alike they are.
        lost: weight of these words that is lost because they are not quite alike.
        left_query, left_name: weight of the words of either side that have no counterpart.
        top_query, top_name: greatest weight among these.
        matched: words laid against each other.
        order: share of them that stand in the same order.
        brand: weight of the words in common that say which body it is.
        coined: the same, for words that are the same or nearly so, long enough, and not pinyin, of which there are few.
        rare: weight of the longest of these, the more the longer it is.
        brand_query, brand_name: weight of such words of either side that have no counterpart.
        worst: how alike the least alike of the words in common are.
        places: 1 where both names name a place and these differ, else 0.
        initials: words in common that are an initial on one side.
        given: how alike the first given names are to what they are laid against; the better of the two sides.
        family: how far the family names agree, 1 to 0.
        partner: word of the name for each word of the query, -1 where none, (pairs, MAX_WORDS).
        alike: how alike these two are, same shape.
    """

    shared: Floats
    lost: Floats
    left_query: Floats
    left_name: Floats
    top_query: Floats
    top_name: Floats
    matched: Floats
    order: Floats
    family: Floats
    brand: Floats
    coined: Floats
    rare: Floats
    brand_query: Floats
    brand_name: Floats
    worst: Floats
    places: Floats
    initials: Floats
    given: Floats
    partner: npt.NDArray[np.int8]
    alike: Floats


def align(
    queries: NameTable, query_rows: Ints, query_words: WordArrays, names: NameTable, name_rows: Ints, name_words: WordArrays
) -> Alignment:
    """Return the alignment of each pair (query row, name row).

    The best pairs of words are taken first. Words that run together on one side are laid against both words of the other.
    """
    size = query_rows.size
    partner, alike = np.full((size, MAX_WORDS), -1, np.int8), np.zeros((size, MAX_WORDS), np.float32)
    measures: dict[str, Any] = {field.name: np.zeros(size, np.float32) for field in fields(Alignment)}
    result = Alignment(**{**measures, "partner": partner, "alike": alike})
    joined = _joined(queries, query_rows, query_words, names, name_rows, name_words)
    width = np.array(_WIDTHS)
    query_width = width[np.searchsorted(width, queries.counts[query_rows])]
    name_width = width[np.searchsorted(width, names.counts[name_rows])]
    code = query_width * (MAX_WORDS + 1) + name_width
    for value in np.unique(code):
        at = np.flatnonzero(code == value)
        _align_block(
            result,
            at,
            int(value) // (MAX_WORDS + 1),
            int(value) % (MAX_WORDS + 1),
            joined,
            (queries, query_rows, query_words),
            (names, name_rows, name_words),
        )
    return result


Side = tuple[NameTable, Ints, WordArrays]


def _align_block(result: Alignment, at: Ints, width: int, height: int, joined: Ints, query: Side, name: Side) -> None:
    left, right = query[0].words[query[1][at], :width], name[0].words[name[1][at], :height]
    weight_left = query[0].weights[query[1][at], :width].copy()
    weight_right = name[0].weights[name[1][at], :height].copy()
    person = ~(query[0].body[query[1][at]] | name[0].body[name[1][at]])
    alike = _word_table(left, right, query[2], name[2], person)
    pair_weight = np.minimum(weight_left[:, :, None], weight_right[:, None, :])
    brand_left, brand_right = query[0].brand[query[1][at], :width], name[0].brand[name[1][at], :height]
    brand, coined, rare = (np.zeros(at.size, np.float32) for _ in range(3))
    long_left, long_right = query[2].long[left], name[2].long[right]
    tells_left, tells_right = query[2].coined[left] * (left >= 0), name[2].coined[right] * (right >= 0)
    free_left, free_right = left >= 0, right >= 0
    size = at.size
    rows = np.arange(size)
    shared, lost = np.zeros(size, np.float32), np.zeros(size, np.float32)
    worst, initials = np.ones(size, np.float32), np.zeros(size, np.float32)
    letter_left, letter_right = query[2].letters[left], name[2].letters[right]
    matched = np.zeros(size, np.float32)
    _take_joins(
        result, at, joined, weight_left, weight_right, free_left, free_right, shared, matched, brand, brand_left, brand_right
    )
    value = pair_weight * alike
    value[alike < _LEAST_ALIKE] = 0
    value *= free_left[:, :, None]
    value *= free_right[:, None, :]
    flat = value.reshape(size, width * height)
    for _ in range(min(width, height)):
        best = flat.argmax(axis=1)
        gain = flat[rows, best]
        hit = gain > 0
        if not hit.any():
            break
        i, j = np.divmod(best, height)
        r, i, j = rows[hit], i[hit], j[hit]
        similar = alike[r, i, j]
        shared[r] += gain[hit]
        lost[r] += pair_weight[r, i, j] * (1 - similar)
        brand[r] += np.minimum(brand_left[r, i], brand_right[r, j]) * np.clip((similar - _LIKE) / (1 - _LIKE), 0, 1)
        telling = np.minimum(tells_left[r, i], tells_right[r, j]) * np.clip((similar - _NEARLY) / (1 - _NEARLY), 0, 1)
        own = np.minimum(brand_left[r, i], brand_right[r, j]) * telling
        coined[r] += own
        rare[r] = np.maximum(rare[r], own * np.minimum(long_left[r, i], long_right[r, j]))
        matched[r] += 1
        initial = letter_left[r, i] | letter_right[r, j]
        initials[r] += initial
        worst[r] = np.minimum(worst[r], np.where(initial, 1, similar))
        result.partner[at[r], i] = j
        result.alike[at[r], i] = similar
        free_left[r, i] = False
        free_right[r, j] = False
        value[r, i, :] = 0
        value[r, :, j] = 0
    left_over, right_over = weight_left * free_left, weight_right * free_right
    result.shared[at], result.lost[at], result.matched[at], result.brand[at] = shared, lost, matched, brand
    result.coined[at], result.rare[at] = coined, rare
    result.left_query[at], result.left_name[at] = left_over.sum(axis=1), right_over.sum(axis=1)
    result.worst[at], result.initials[at] = worst, initials
    place_left, place_right = query[0].place[query[1][at], :width], name[0].place[name[1][at], :height]
    result.places[at] = (place_left & free_left).any(axis=1) & (place_right & free_right).any(axis=1)
    result.brand_query[at] = (brand_left * free_left).sum(axis=1)
    result.brand_name[at] = (brand_right * free_right).sum(axis=1)
    result.top_query[at], result.top_name[at] = left_over.max(axis=1), right_over.max(axis=1)
    partner = result.partner[at, :width]
    result.order[at] = _in_order(partner)
    result.given[at] = _given(partner, result.alike[at, :width], query[0].family[query[1][at]], name[0].family[name[1][at]])
    result.family[at] = _family(partner, query[0].family[query[1][at]], name[0].family[name[1][at]])


def _word_table(
    left: Ints, right: Ints, left_words: WordArrays, right_words: WordArrays, person: npt.NDArray[np.bool_]
) -> Floats:
    """Return how alike every word of a row of ``left`` is to every word of the same row of ``right``.

    A person's first name may be cut short: Kakha for Kakhaber.
    """
    size, width = left.shape
    height = right.shape[1]
    a = np.broadcast_to(left[:, :, None], (size, width, height)).reshape(-1)
    b = np.broadcast_to(right[:, None, :], (size, width, height)).reshape(-1)
    table = np.zeros(a.size, np.float32)
    real = np.flatnonzero((a >= 0) & (b >= 0))
    span = max(right_words.words.size, 1)
    pairs, back = np.unique(a[real] * span + b[real], return_inverse=True)
    one, two = np.divmod(pairs, span)
    alike = similarities(left_words, one, right_words, two)
    initial = (
        (left_words.letters[one] | right_words.letters[two]) & (left_words.first[one] == right_words.first[two]) & (alike < 1)
    )
    alike[initial] = _INITIAL_ALIKE
    table[real] = alike[back]
    if person.any():
        cut = np.zeros(a.size, np.bool_)
        cut[real] = starts_with(left_words, one, right_words, two)[back]
        cut &= np.repeat(person, width * height)
        table[cut] = np.maximum(table[cut], _CUT_ALIKE)
    return table.reshape(size, width, height)


def _joined(
    queries: NameTable, query_rows: Ints, query_words: WordArrays, names: NameTable, name_rows: Ints, name_words: WordArrays
) -> Ints:
    """Return (pair, side, start, end, word) where words of one side, 0 the query, run together to a word of the other."""
    found = []
    for side, (table, rows, other, other_rows, other_words) in enumerate(
        ((queries, query_rows, names, name_rows, name_words), (names, name_rows, queries, query_rows, query_words))
    ):
        start, stop = table.join_first[rows], table.join_first[rows + 1]
        size = stop - start
        pair = np.repeat(np.arange(rows.size), size)
        join = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size) + np.repeat(start, size)
        key = table.join_key[join]
        words = other.words[other_rows[pair]]
        same = (other_words.sound_keys[words] == key[:, None]) | (other_words.initials_keys[words] == key[:, None])
        hit, column = np.nonzero(same & (words >= 0))
        join = join[hit]
        found.append(
            np.stack([pair[hit], np.full(hit.size, side), table.join_start[join], table.join_end[join], column], axis=1)
        )
    joined = np.concatenate(found)
    return joined[np.argsort(joined[:, 0], kind="stable")]


def _take_joins(
    result: Alignment,
    at: Ints,
    joined: Ints,
    weight_left: Floats,
    weight_right: Floats,
    free_left: npt.NDArray[np.bool_],
    free_right: npt.NDArray[np.bool_],
    shared: Floats,
    matched: Floats,
    brand: Floats,
    brand_left: Floats,
    brand_right: Floats,
) -> None:
    if not joined.size:
        return
    place = np.full(int(max(at.max(), joined[:, 0].max())) + 1, -1, np.int64)
    place[at] = np.arange(at.size)
    for pair, side, start, end, column in joined[place[joined[:, 0]] >= 0].tolist():
        row = place[pair]
        many, one = (free_left, free_right) if side == 0 else (free_right, free_left)
        if end > many.shape[1] or column >= one.shape[1] or not many[row, start:end].all() or not one[row, column]:
            continue
        weights_many, weights_one = (weight_left, weight_right) if side == 0 else (weight_right, weight_left)
        many[row, start:end] = False
        one[row, column] = False
        # Initials tell no more than they do as a word; words that run together tell as much as on either side.
        initials = end - start > 2
        weight = weights_one[row, column] if initials else max(weights_one[row, column], weights_many[row, start:end].sum())
        share = 0.97 if not initials or (weights_many[row] > 0).sum() <= end - start else _PART_OF_NAME
        shared[row] += share * weight
        brands_many, brands_one = (brand_left, brand_right) if side == 0 else (brand_right, brand_left)
        if brands_one[row, column] > 0:
            brand[row] += share * (
                brands_one[row, column] if initials else max(brands_one[row, column], brands_many[row, start:end].sum())
            )
        matched[row] += 1 if end - start == 1 else 2
        query_at, name_at = (range(start, end), [column]) if side == 0 else ([column], range(start, end))
        for word in query_at:
            result.partner[pair, word] = name_at[0]
            result.alike[pair, word] = 0.97


def _in_order(partner: npt.NDArray[np.int8]) -> Floats:
    """Return 1 where the partners stand in the order of the words, less for every step back."""
    steps = np.zeros(partner.shape[0], np.float32)
    back = np.zeros(partner.shape[0], np.float32)
    last = np.full(partner.shape[0], -1, np.int8)
    for column in range(partner.shape[1]):
        here = partner[:, column]
        present = here >= 0
        both = present & (last >= 0)
        steps += both
        back += both & (here < last)
        last = np.where(present, here, last)
    return np.where(steps > 0, 1 - back / np.maximum(steps, 1), 1).astype(np.float32)


def _family(partner: npt.NDArray[np.int8], query: Ints, name: Ints) -> Floats:
    """Return how far the family names agree, as far as the two names say which words these are.

    1 where a family name has its counterpart, 0 where one of the names states a family name that the other lacks, 0.5 where the
    counterpart is among the given names, which happens where names are written in another order.
    """
    columns = np.arange(partner.shape[1])
    own = columns[None, :] < query[:, None]
    has = partner >= 0
    among = has & (partner < name[:, None])
    query_found = (own & has).any(axis=1) | (query == 0)
    name_found = among.any(axis=1) | (name == 0)
    crossed = (query > 0) & (name > 0) & ~(own & among).any(axis=1)
    return np.where(query_found & name_found, np.where(crossed, 0.5, 1.0), 0.0).astype(np.float32)


def _given(partner: npt.NDArray[np.int8], alike: Floats, query: Ints, name: Ints) -> Floats:
    """Return how alike the first given name of either side is to its counterpart, the better of the two; 0 without one.

    The first given name is the word behind the family name where a name says which that is, else its first word.
    """
    rows = np.arange(partner.shape[0])
    own = alike[rows, np.minimum(query, partner.shape[1] - 1)]
    other = np.where(partner == name[:, None], alike, 0).max(axis=1)
    given: Floats = np.maximum(own, other).astype(np.float32)
    return given
