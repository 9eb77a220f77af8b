"""Turn an alignment into the named features that a score is made of."""

from typing import Final

import numpy as np

from headwater.party.matching.alignment import Alignment
from headwater.party.matching.similarity import Floats, Ints
from headwater.party.matching.table import NameTable

FEATURES: Final = (
    "shared",
    "coverage",
    "query_coverage",
    "name_coverage",
    "spelling",
    "conflict",
    "query_left",
    "name_left",
    "query_top_left",
    "name_top_left",
    "words",
    "order",
    "family",
    "numbers",
    "form",
    "same_form",
    "weak_evidence",
    "brand",
    "query_brand",
    "name_brand",
    "brand_conflict",
    "same",
    "general",
    "worst",
    "places",
    "general_conflict",
    "initials",
    "given",
    "coined",
    "pooled",
    "syllables",
    "rare",
    "other_given",
    "paternal",
    "other_family",
)


def features(
    alignment: Alignment,
    queries: NameTable,
    query_rows: Ints,
    names: NameTable,
    name_rows: Ints,
    bearers: Ints | None = None,
    syllables: Floats | None = None,
) -> Floats:
    """Return the features of each pair, (pairs, len(FEATURES)); each grows with the likeness of the two names.

    Args:
        alignment: what the two names of each pair share.
        queries: the table of the queries.
        query_rows: for each pair, its row there.
        names: the table of the names.
        name_rows: for each pair, its row there.
        bearers: for each pair, the number of the party that bears the name, so that its other names count as well;
            None where every name stands for itself.
        syllables: for each pair, how sure it is that one name is made of the syllables of the other; None for not at all.
    """
    a = alignment
    left = a.left_query + a.left_name
    whole = np.maximum(a.shared + a.lost + left, 1e-6)
    own = np.maximum(a.shared + a.lost + a.left_query, 1e-6)
    other = np.maximum(a.shared + a.lost + a.left_name, 1e-6)
    form_q, form_n = queries.form[query_rows], names.form[name_rows]
    both = (form_q > 0) & (form_n > 0)
    one, two = queries.number_key[query_rows], names.number_key[name_rows]
    clash = np.where((one != 0) & (two != 0), one != two, 0.35 * (one != two))
    columns = (
        np.minimum(a.shared, 30) / 10,
        a.shared / whole,
        a.shared / own,
        a.shared / other,
        -a.lost / whole,
        -np.minimum(a.left_query, a.left_name) / 10,
        -a.left_query / 10,
        -a.left_name / 10,
        -a.top_query / 10,
        -a.top_name / 10,
        np.minimum(a.matched, 4),
        a.order,
        a.family,
        -clash.astype(np.float32),
        -(both & (form_q != form_n)).astype(np.float32),
        (both & (form_q == form_n)).astype(np.float32),
        np.minimum(a.shared, 12) / 10,
        np.minimum(a.brand, 15) / 10,
        np.minimum(a.brand / np.maximum(queries.brand_total[query_rows], 1e-6), 1),
        np.minimum(a.brand / np.maximum(names.brand_total[name_rows], 1e-6), 1),
        -np.minimum(a.brand_query, a.brand_name) / 10,
        (left + 2 * a.lost < 0.05 * whole).astype(np.float32),
        -(queries.general_only[query_rows] != names.general_only[name_rows]).astype(np.float32),
        a.worst - 1,
        -a.places,
        -np.minimum(a.left_query - a.brand_query, a.left_name - a.brand_name).clip(0) / 10,
        np.minimum(a.initials, 2),
        a.given,
        np.minimum(a.coined, 10) / 10 * _whole_brand(a, queries, query_rows, names, name_rows),
        _pooled(a, queries, query_rows, bearers),
        np.zeros(query_rows.size, np.float32) if syllables is None else syllables,
        # One word of a person's name tells no person, however rare it is.
        a.rare / 10 * (queries.body[query_rows] | names.body[name_rows] | (a.matched > 1)),
        -_other_given(a, queries, query_rows, names, name_rows),
        *_family_names(a, queries, query_rows, names, name_rows),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _whole_brand(alignment: Alignment, queries: NameTable, query_rows: Ints, names: NameTable, name_rows: Ints) -> Floats:
    """Return how far the coined words in common are all that the shorter of the two bodies' own names consists of, 0 to 1."""
    least = np.maximum(np.minimum(queries.brand_total[query_rows], names.brand_total[name_rows]), 1e-6)
    whole: Floats = np.minimum(alignment.coined / least, 1)
    # A name of nothing but general words has no coined one.
    whole[queries.general_only[query_rows] | names.general_only[name_rows]] = 0
    return whole


def _other_given(alignment: Alignment, queries: NameTable, query_rows: Ints, names: NameTable, name_rows: Ints) -> Floats:
    """Return 1 where both names have family names in common, and given names of which none has a counterpart; else 0."""
    a = alignment
    query, name = queries.family[query_rows], names.family[name_rows]
    columns = np.arange(a.partner.shape[1])
    laid = a.partner >= 0
    among_query, among_name = laid & (columns < query[:, None]), laid & (a.partner < name[:, None])
    stated = np.where((query > 0)[:, None], among_query, among_name)
    family = laid.any(axis=1) & (stated == laid).all(axis=1) & ((query > 0) | (name > 0))
    result: Floats = (family & (a.left_query > 0) & (a.left_name > 0)).astype(np.float32)
    return result


def _family_names(
    alignment: Alignment, queries: NameTable, query_rows: Ints, names: NameTable, name_rows: Ints
) -> tuple[Floats, Floats]:
    """Return how far the several family names of two persons differ: the first of them, which is the father's, and any.

    The first is -1 where a name of several family names has its first one without a counterpart and another with one; the
    second is -1 where both names have family names without a counterpart, though others agree.
    """
    a = alignment
    query, name = queries.family[query_rows], names.family[name_rows]
    columns = np.arange(a.partner.shape[1])
    laid = a.partner >= 0
    own = laid & (columns < query[:, None])
    # For each word of the listed name, whether it has a counterpart.
    found = np.zeros(laid.shape, np.bool_)
    rows, words = np.nonzero(laid)
    found[rows, a.partner[rows, words]] = True
    other = found & (columns < name[:, None])
    lone_query = (query > 1) & ~laid[:, 0] & own.any(axis=1)
    lone_name = (name > 1) & ~found[:, 0] & other.any(axis=1)
    left_query, left_name = query - own.sum(axis=1), name - other.sum(axis=1)
    both = (query > 0) & (name > 0) & (left_query > 0) & (left_name > 0) & (own.any(axis=1) | other.any(axis=1))
    return -(lone_query | lone_name).astype(np.float32), -both.astype(np.float32)


def _pooled(alignment: Alignment, queries: NameTable, query_rows: Ints, bearers: Ints | None) -> Floats:
    """Return the share of the query's weight that is found in any of the names that the party bears."""
    found = np.where(alignment.partner >= 0, alignment.alike, 0) * queries.weights[query_rows]
    if bearers is not None and found.shape[0]:
        order = np.lexsort((bearers, query_rows))
        rows, party = query_rows[order], bearers[order]
        first = np.flatnonzero(np.concatenate([[True], (rows[1:] != rows[:-1]) | (party[1:] != party[:-1])]))
        best = np.maximum.reduceat(found[order], first, axis=0)
        found[order] = np.repeat(best, np.diff(np.append(first, rows.size)), axis=0)
    share: Floats = found.sum(axis=1) / np.maximum(queries.total[query_rows], 1e-6)
    return share
