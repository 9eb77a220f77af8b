"""What takes from the likeness of two names because what they share is too little to name a party, each with its reason."""

from typing import Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.alignment import Alignment
from headwater.party.matching.similarity import Floats, Ints
from headwater.party.matching.table import NameTable

Marks = npt.NDArray[np.bool_]

_EVIDENCE: Final = 0.6
_FIRM: Final = 0.75
"""A word that is less alike than this to its counterpart does not stand beside the only word that is the same."""
_SAME_CHINESE: Final = 0.9
_SHORT_WORD: Final = 3
_RUN_TOGETHER: Final = np.float32(0.97)
_COMMON_BRAND: Final = 9.5
"""Weight of a body's own name from which it says which body it is even where form and trade are left out."""
DEDUCTIONS: Final = (
    ("number alone", 12.0, "a number is all that the names have in common"),
    ("vague words", 2.5, "one word is the same, the others are only vaguely alike"),
    ("turned words", 2.5, "no word is the same, and they stand in another order"),
    ("law of the form", 2.2, "the legal forms belong to the law of different countries"),
    ("short name", 1.5, "a name of three letters at most is borne by many"),
    ("single word", 2.0, "a person is not told by one word of a name of several"),
    ("half a name", 1.5, "one name has nothing but the family names, or the given names, of the other"),
    ("ship and firm", 4.0, "a ship has no legal form, so one of the names is that of a firm"),
    ("bare name", 2.0, "one name leaves out the trade and the legal form of the other, and the rest is a common word"),
)
"""Name, most that it takes from the log odds, and the sentence that says why."""
IN_PAIRS: Final = np.array([{"half a name": 0, "single word": 1.25}.get(name, 1) for name, _, _ in DEDUCTIONS], np.float32)
"""What each deduction counts where somebody asks about one pair. Half of a longer name is borne by somebody in a list of
thousands, so a list asks for more; two parties that were put beside each other are not the best of thousands. One word of a
person's name is still not enough there, though the threshold is lower."""


def deductions(
    alignment: Alignment,
    queries: NameTable,
    query_rows: Ints,
    names: NameTable,
    name_rows: Ints,
    person: npt.NDArray[np.bool_],
    craft: npt.NDArray[np.bool_],
) -> Floats:
    """Return what each pair loses from its log odds, (pairs, len(DEDUCTIONS)).

    Args:
        alignment: what the two names of each pair share.
        queries: the table of the queries.
        query_rows: for each pair, its row there.
        names: the table of the names.
        name_rows: for each pair, its row there.
        person: for each pair, whether it is about a natural person.
        craft: for each pair, whether it is about a ship or an aircraft.
    """
    a = alignment
    laid = a.partner >= 0
    telling = laid & (a.alike >= _EVIDENCE) & ~queries.numeral[query_rows]
    numbers = ~telling.any(axis=1) & (queries.numeral[query_rows] & laid).any(axis=1) & (a.left_query + a.left_name > 0)
    # The second most alike of the words, unless there is only one. In pinyin every syllable is another word.
    other = np.take_along_axis(names.pinyin[name_rows], np.maximum(a.partner, 0).astype(np.int64), axis=1)
    chinese = laid & queries.pinyin[query_rows] & other & (a.alike < _SAME_CHINESE)
    second = np.sort(np.where(laid & ~chinese, a.alike, 0), axis=1)[:, -2]
    vague = person * (a.matched >= 2) * np.clip((_FIRM - second) / (_FIRM - _EVIDENCE), 0, 1)
    turned = ~person & ~(laid & (a.alike >= 1)).any(axis=1) & (a.matched >= 2) & (a.order < 1)
    one, two = queries.nation[query_rows], names.nation[name_rows]
    foreign = (one != 0) & (two != 0) & (one != two)
    short = (queries.letters[query_rows] <= _SHORT_WORD) & (names.counts[name_rows] > 1)
    short |= (names.letters[name_rows] <= _SHORT_WORD) & (queries.counts[query_rows] > 1)
    single = person & (a.matched == 1) & (np.maximum(queries.counts[query_rows], names.counts[name_rows]) > 1)
    # Words that run together are one on this side and several on the other.
    single &= (laid & (a.alike != _RUN_TOGETHER)).any(axis=1)
    half = person & (_half(a, laid, names, name_rows) | _half_of_query(a, laid, queries, query_rows))
    firm = craft & ((queries.form[query_rows] != 0) != (names.form[name_rows] != 0))
    bare = ~person * _bare(a, queries, query_rows, names, name_rows)
    columns = (numbers, vague, turned, foreign, short & person, single, half, firm, bare)
    most = np.array([most for _, most, _ in DEDUCTIONS], np.float32)
    result: Floats = np.stack(columns, axis=1).astype(np.float32) * most
    return result


def _bare(a: Alignment, queries: NameTable, query_rows: Ints, names: NameTable, name_rows: Ints) -> Floats:
    """Return how far one name is the other without its trade and its legal form, where what is left is no rare word."""
    form_query, form_name = queries.form[query_rows] != 0, names.form[name_rows] != 0
    short_query = ~form_query & form_name & (a.left_query <= 0) & (a.left_name > a.brand_name)
    short_name = ~form_name & form_query & (a.left_name <= 0) & (a.left_query > a.brand_query)
    common: Floats = np.clip((_COMMON_BRAND - a.brand) / 2, 0, 1)
    return np.where(short_query | short_name, common, 0).astype(np.float32)


def _half(a: Alignment, laid: Marks, names: NameTable, name_rows: Ints) -> Marks:
    """Return whether the query is wholly among the family names, or among the given names, of a name that has both."""
    family = names.family[name_rows]
    among = laid & (a.partner < family[:, None])
    one_kind = ~among.any(axis=1) | ~(laid & ~among).any(axis=1)
    both = (family > 0) & (names.counts[name_rows] > family)
    result: Marks = both & one_kind & (a.matched > 1) & (a.left_query <= 0) & (a.left_name > 0)
    return result


def _half_of_query(a: Alignment, laid: Marks, queries: NameTable, query_rows: Ints) -> Marks:
    """Return the same with the two names in each other's place."""
    family = queries.family[query_rows]
    among = laid & (np.arange(laid.shape[1])[None, :] < family[:, None])
    one_kind = ~among.any(axis=1) | ~(laid & ~among).any(axis=1)
    both = (family > 0) & (queries.counts[query_rows] > family)
    result: Marks = both & one_kind & (a.matched > 1) & (a.left_name <= 0) & (a.left_query > 0)
    return result
