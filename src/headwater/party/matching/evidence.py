"""What takes from the likeness of two names because the words they share are too little to name a party."""

from typing import Final

import numpy as np
import numpy.typing as npt

from headwater.party.matching.alignment import Alignment
from headwater.party.matching.similarity import Floats, Ints
from headwater.party.matching.table import NameTable

_EVIDENCE: Final = 0.6
_FIRM: Final = 0.75
"""A word that is less alike than this to its counterpart does not stand beside the only word that is the same."""
_NUMBERS, _VAGUE, _TURNED, _FORM, _SHORT = 12.0, 2.5, 2.5, 1.8, 1.5
_SHORT_WORD: Final = 3


def thin_evidence(
    alignment: Alignment,
    queries: NameTable,
    query_rows: Ints,
    names: NameTable,
    name_rows: Ints,
    person: npt.NDArray[np.bool_],
) -> Floats:
    """Return what each pair loses from its log odds.

    A number alone names nobody; a person is not told by one word beside another that is vaguely alike, nor by a word of three
    letters; a body not by words that are only alike and stand in another order; and forms of two countries tell bodies apart.
    """
    a = alignment
    laid = a.partner >= 0
    telling = laid & (a.alike >= _EVIDENCE) & ~queries.numeral[query_rows]
    numbers = ~telling.any(axis=1) & (queries.numeral[query_rows] & laid).any(axis=1) & (a.left_query + a.left_name > 0)
    firm = (laid & (a.alike >= _FIRM)).sum(axis=1)
    vague = person & (a.matched >= 2) & (firm <= 1)
    turned = ~person & ~(laid & (a.alike >= 1)).any(axis=1) & (a.matched >= 2) & (a.order < 1)
    one, two = queries.nation[query_rows], names.nation[name_rows]
    foreign = (one != 0) & (two != 0) & (one != two)
    short = person & (queries.letters[query_rows] <= _SHORT_WORD) & (names.counts[name_rows] > 1)
    loss = _NUMBERS * numbers + _VAGUE * vague + _TURNED * turned + _FORM * foreign + _SHORT * short
    result: Floats = loss.astype(np.float32)
    return result
