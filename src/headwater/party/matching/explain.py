"""Say why two names scored as they did."""

from dataclasses import dataclass
from typing import Final

from headwater.party.matching.alignment import Alignment
from headwater.party.matching.evidence import DEDUCTIONS
from headwater.party.matching.features import FEATURES
from headwater.party.matching.results import Feature
from headwater.party.matching.scoring import WEAK_ALIAS, weights
from headwater.party.matching.similarity import Floats
from headwater.party.matching.table import NameTable

_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "words in common": ("shared", "weak_evidence", "words"),
    "share of the names in common": ("coverage", "query_coverage", "name_coverage", "pooled"),
    "own name of the body": ("brand", "query_brand", "name_brand", "brand_conflict", "general", "coined", "rare"),
    "spelling": ("spelling", "same", "worst"),
    "different words": ("conflict", "query_left", "name_left", "query_top_left", "name_top_left", "general_conflict"),
    "places": ("places",),
    "initials": ("initials",),
    "given name": ("given", "other_given"),
    "order of words": ("order",),
    "family name": ("family", "paternal", "other_family"),
    "numbers": ("numbers",),
    "made of syllables": ("syllables",),
    "legal form": ("form", "same_form"),
}
_COLUMNS: Final = {title: tuple(FEATURES.index(member) for member in members) for title, members in _GROUPS.items()}


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of names: its place among the features and the alignment, and its rows in the two tables."""

    number: int
    values: Floats
    alignment: Alignment
    queries: NameTable
    query_row: int
    names: NameTable
    name_row: int


def name_features(found_pair: Pair, *, kind: str, weak: bool) -> list[Feature]:
    """Return the features of one pair of names, with what each adds to the log odds and the words it is about."""
    pair, values, alignment = found_pair.number, found_pair.values, found_pair.alignment
    queries, query_row, names, name_row = found_pair.queries, found_pair.query_row, found_pair.names, found_pair.name_row
    weight, constant = weights(kind)
    value = values[pair].tolist()
    parts = (values[pair] * weight).tolist()
    query, name = queries.readings[query_row], names.readings[name_row]
    partner = alignment.partner[pair].tolist()
    laid = [
        f"{query.words[i]} = {name.words[partner[i]]}"
        if alignment.alike[pair, i] >= 1
        else f"{query.words[i]} ~ {name.words[partner[i]]}"
        for i in range(len(query.words))
        if partner[i] >= 0
    ]
    used = {int(partner[i]) for i in range(len(query.words)) if partner[i] >= 0}
    left = [word for i, word in enumerate(query.words) if partner[i] < 0]
    right = [word for i, word in enumerate(name.words) if i not in used]
    shares = f"{alignment.shared[pair]:.1f} of {queries.total[query_row]:.1f} and {names.total[name_row]:.1f}"
    details = {
        "words in common": "; ".join(laid),
        "share of the names in common": shares,
        "own name of the body": f"{alignment.brand[pair]:.1f} of {queries.brand_total[query_row]:.1f}"
        f" and {names.brand_total[name_row]:.1f}",
        "spelling": "; ".join(entry for entry in laid if "~" in entry) or "the same letters",
        "different words": f"only in the query: {' '.join(left) or '-'}; only in the list: {' '.join(right) or '-'}",
        "places": f"{' '.join(left) or '-'} / {' '.join(right) or '-'}",
        "initials": "; ".join(laid),
        "given name": "; ".join(laid),
        "order of words": f"{' '.join(query.words)} / {' '.join(name.words)}",
        "family name": f"{' '.join(query.words[: query.family]) or '?'} / {' '.join(name.words[: name.family]) or '?'}",
        "numbers": f"{' '.join(sorted(query.numbers)) or '-'} / {' '.join(sorted(name.numbers)) or '-'}",
        "made of syllables": f"{' '.join(query.written)} / {' '.join(name.written)}",
        "legal form": f"{query.form or '-'} / {name.form or '-'}",
    }
    found = []
    for title, columns in _COLUMNS.items():
        contribution = sum(parts[column] for column in columns)
        if contribution:
            score = min(max(abs(float(value[columns[0]])), 0.0), 1.0)
            found.append(Feature(title, score if contribution > 0 else 1 - score, contribution, details[title]))
    penalty = float(queries.penalty[query_row] + names.penalty[name_row])
    if penalty:
        found.append(
            Feature("reading", 0.0, -penalty, f"{' '.join(query.words)} / {' '.join(name.words)} is how the name is read here")
        )
    if weak:
        found.append(Feature("weak alias", 0.0, WEAK_ALIAS, "the list calls this name a weak alias"))
    found.append(Feature("to be expected", 0.0, constant, "what a pair of names starts from"))
    return found


def deducted(lost: Floats) -> list[Feature]:
    """Return a feature for each deduction of one pair of names, with the sentence that says why."""
    rows = zip(DEDUCTIONS, lost.tolist(), strict=True)
    return [Feature(title, 0.0, -amount, because) for (title, _, because), amount in rows if amount > 0]
