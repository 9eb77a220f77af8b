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
)


def features(alignment: Alignment, queries: NameTable, query_rows: Ints, names: NameTable, name_rows: Ints) -> Floats:
    """Return the features of each pair, (pairs, len(FEATURES)); each grows with the likeness of the two names."""
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
    )
    return np.stack(columns, axis=1).astype(np.float32)
