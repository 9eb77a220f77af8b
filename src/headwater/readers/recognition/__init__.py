"""Recognise what kind of records a table holds and what its columns mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from headwater.errors import MappingError
from headwater.model import COLUMNS, PARTY_ROLES, RECORD_KINDS, RecordKind, columns_of, id_column
from headwater.readers.recognition.assignment import best_assignment
from headwater.readers.recognition.columns import ENOUGH, fits
from headwater.readers.recognition.evidence import AGAINST, Look, look_at, support
from headwater.readers.recognition.words import UNKNOWN, read_heading

_WEIGHT_OF_CELLS: Final = 0.15
_SAME_MEANING: Final = 0.75
_FAR_BELOW: Final = 0.3
_MISSED: Final = 0.4
_VAGUE_SCORE: Final = 0.65
_LEAST_FOR_A_KIND: Final = 1.5
_CLEAR_LEAD: Final = 0.05
_COMMON: Final = frozenset(
    [
        "date",
        "datetime",
        "currency",
        "country",
        "address",
        "phone",
        "email",
        "name",
        "description",
        "title",
        "text",
        "reference",
        "status",
    ]
)
_SHARED_MEANING: Final = ("_name", "_address", "_id", "_phone", "_email", "_country")
_SHARED_COLUMNS: Final = frozenset(
    ["description", "product", "port_of_loading", "port_of_discharge", "title", "text", "name", "address"]
)
_BY_CELLS: Final[Mapping[str, str]] = {
    "cas": "cas",
    "containers": "container",
    "url": "url",
    "currency": "currency",
    "date": "date",
    "datetime": "date",
    "registered_on": "date",
}
_FIRST_OF_MANY: Final = frozenset({"cas", "containers", "url"})
_NUMBERING: Final = frozenset({"number", "identifier", "reference", "document", "record", "operation"})
_TELLING: Final = frozenset(
    {"hs_code", "gross_kg", "net_kg", "origin_country", "destination_country", "port_of_loading", "port_of_discharge"}
    | {"master_bill", "house_bill", "containers", "shipper_name", "consignee_name"}
    | {"buyer_sector", "stated_use", "end_use_declaration", "ship_to_name"}
    | {"payer_name", "payee_name", "payer_account", "payee_account"}
    | {"url", "ships_from", "ships_to", "vendor"}
    | {"registration_id", "registered_on", "officers", "owners"}
)
_AT_LEAST_ONE: Final[Mapping[RecordKind, frozenset[str]]] = {
    "shipment": frozenset(
        {"description", "hs_code", "cas", "gross_kg", "net_kg", "packages", "mode", "carrier", "transport_id"}
    )
    | {"master_bill", "house_bill", "containers", "port_of_loading", "port_of_discharge"},
    "payment": frozenset({"amount"}),
}
_HOLLOW: Final = 1.5
"""What speaks against shipments without goods or transport, and against payments without an amount."""
_NAMING: Final = frozenset({"name", "company", "person", "description"})
_FAR_BETTER: Final = 2.5
_SUBSTANCE: Final = (
    *("_name", "_address", "_account", "_phone", "_email", "_id", "description", "cas", "hs_code", "product", "reference"),
    *("vendor", "title", "text", "url", "name", "officers", "owners", "activity", "address"),
)
_VARIANTS: Final = frozenset({"english", "local", "name", "identifier", "number"})
_BEYOND_DOUBT: Final = 0.9
_CONTRADICTED: Final = -0.6
_ENOUGH_CELLS: Final = 5
_SOME_CELLS: Final = 2
_SURELY: Final = 0.9
_OFTEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was made of the headings of a table.

    Attributes:
        kind: the kind of the records.
        first: canonical column by place of the heading, each canonical column at most once.
        further: places of headings that mean a canonical column which another heading already fills; their cells fill its gaps.
        clear: places of headings whose meaning is beyond doubt.
    """

    kind: RecordKind
    first: Mapping[int, str]
    further: Mapping[int, str]
    clear: frozenset[int] = frozenset()


_OWN_NAME: Final = 1.2
_OWN_ID: Final = 1.5
_OWN_COLUMN: Final = 0.2
"""What it speaks for a kind that a heading is the very name of its id, or of another of its columns."""


def recognise(
    headings: Sequence[str],
    sample: pl.DataFrame,
    *,
    kind: RecordKind | None,
    mapping: Mapping[str, str],
    where: str,
) -> Recognition:
    """Return the kind of a table and the meaning of its columns.

    Args:
        headings: the headings as written.
        sample: some rows of the table, one text column a heading, in order.
        kind: the kind, where the user says it.
        mapping: the user's own meaning of some headings; ``-`` or nothing leaves a column unmapped.
        where: name of the file, for messages.

    Raises:
        MappingError: the kind cannot be told, or the mapping names a heading or a column that is not there.
    """
    given = _given(headings, mapping, where)
    kinds = (kind,) if kind else _kinds_with(given, where)
    _check_columns(given, kinds, where)
    looks = [look_at(column) for column in sample]
    found = [_for_kind(candidate, headings, looks, given) for candidate in kinds]
    if kind:
        strength, told = found[0]
        if not given:
            _check_kind(strength, told, headings, looks, where)
        return told
    ranked = sorted(_less_what_they_miss(found), key=lambda pair: -pair[0])
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else ranked[0][0]
    if ranked[0][0] < _LEAST_FOR_A_KIND or lead < _CLEAR_LEAD:
        raise MappingError(
            f"{where} does not show what kind of records it holds (headings: {_some(headings)}); "
            f"say it with --kind ({', '.join(RECORD_KINDS)}), and name columns with --map HEADING=COLUMN.",
            code="kind-unknown",
        )
    return ranked[0][1]


def _check_kind(
    strength: float,
    told: Recognition,
    headings: Sequence[str],
    looks: Sequence[Look],
    where: str,
) -> None:
    """Refuse a kind that the user names and that the headings speak against.

    Raises:
        MappingError: no column of the kind says who or what, or another kind fits the headings far better.
    """
    others = [(_for_kind(kind, headings, looks, {})[0], kind) for kind in RECORD_KINDS if kind != told.kind]
    best, kind = max(others)
    says_something = any(name.endswith(_SUBSTANCE) and name != id_column(told.kind) for name in told.first.values())
    if says_something and best < _FAR_BETTER * strength:
        return
    hint = f"it looks like a file of kind {kind}; " if best >= _LEAST_FOR_A_KIND else ""
    raise MappingError(
        f"{where} does not look like a file of kind {told.kind} (headings: {_some(headings)}); "
        f"{hint}choose another --kind, or name columns with --map HEADING=COLUMN.",
        code="kind-wrong",
    )


def _some(headings: Sequence[str]) -> str:
    shown = ", ".join(repr(heading[:40]) for heading in headings[:6])
    return shown + (", ..." if len(headings) > 6 else "")


def _given(headings: Sequence[str], mapping: Mapping[str, str], where: str) -> dict[int, str]:
    places = {}
    for heading, column in mapping.items():
        place = _place(headings, heading)
        if place is None:
            raise MappingError(
                f"{where} has no column {heading!r}; it has {', '.join(repr(h) for h in headings)}.", code="mapping-heading"
            )
        places[place] = "" if column in ("", "-") else column
    return places


def _place(headings: Sequence[str], wanted: str) -> int | None:
    exact = [place for place, heading in enumerate(headings) if heading == wanted]
    near = [place for place, heading in enumerate(headings) if heading.strip().lower() == wanted.strip().lower()]
    return next(iter(exact or near), None)


def _kinds_with(given: Mapping[int, str], where: str) -> tuple[RecordKind, ...]:
    """Return the kinds that have all the columns the user named."""
    named = {column for column in given.values() if column}
    kinds = tuple(kind for kind in RECORD_KINDS if named <= set(columns_of(kind)))
    if not kinds:
        unknown = sorted(name for name in named if not any(name in columns_of(kind) for kind in RECORD_KINDS))
        if unknown:
            every = dict.fromkeys(column for kind in RECORD_KINDS for column in columns_of(kind))
            raise MappingError(
                f"There is no canonical column {unknown[0]!r} to map a column of {where} to; choose one of {', '.join(every)}.",
                code="mapping-column",
            )
        raise MappingError(
            f"No kind of record has all of the columns {', '.join(sorted(named))} that {where} is mapped to; see --kind.",
            code="mapping-column",
        )
    return kinds


def _check_columns(given: Mapping[int, str], kinds: Sequence[RecordKind], where: str) -> None:
    wanted = [column for column in given.values() if column]
    for column in wanted:
        if not any(column in columns_of(kind) for kind in kinds):
            raise MappingError(
                f"A {kinds[0]} has no column {column!r} for {where}; choose one of {', '.join(columns_of(kinds[0]))}.",
                code="mapping-column",
            )
        if wanted.count(column) > 1:
            raise MappingError(f"Two columns of {where} are mapped to {column!r}; name one.", code="mapping-twice")


def _for_kind(
    kind: RecordKind, headings: Sequence[str], looks: Sequence[Look], given: Mapping[int, str]
) -> tuple[float, Recognition]:
    types = {column.name: column.dtype for column in COLUMNS[kind]}
    taken = {column for column in given.values() if column}
    scores: dict[tuple[int, str], float] = {}
    for place, heading in enumerate(headings):
        if place in given:
            continue
        own = _canonical(heading, kind)
        found = {own: _OWN_NAME} if own else fits(heading, kind)
        found = {column: score for column, score in found.items() if column not in taken}
        best = max(found.values(), default=0.0)
        for column, score in found.items():
            if score >= ENOUGH and score >= best - _FAR_BELOW:
                scores[place, column] = score
    _numbers_beside_names(kind, headings, looks, scores)
    _by_cells(kind, headings, looks, given, scores)
    backing = {(place, column): support(column, types[column], looks[place]) for place, column in scores}
    weights = {
        pair: score + _WEIGHT_OF_CELLS * backing[pair] - 1e-4 * pair[0] / len(headings)
        for pair, score in scores.items()
        if not (
            backing[pair] == AGAINST
            and score < _OWN_NAME
            and looks[pair[0]].sampled >= _SOME_CELLS
            and not _names(headings[pair[0]])
        )
        and (score >= _BEYOND_DOUBT or backing[pair] > _CONTRADICTED or looks[pair[0]].sampled < _ENOUGH_CELLS)
    }
    chosen = best_assignment(weights)
    first = {place: column for place, column in given.items() if column} | chosen
    further = {}
    for (place, column), score in sorted(scores.items(), key=lambda item: -item[1]):
        unsure = UNKNOWN in read_heading(headings[place]).notions
        if place in first or place in further or unsure or score < _SAME_MEANING or types[column] != pl.String():
            continue
        filling = next(at for at, name in first.items() if name == column) if column in first.values() else None
        if filling is not None and (_shares(kind, column) or _core(headings[place]) == _core(headings[filling])):
            further[place] = column
    strength = sum(
        _kind_weight(kind, column, 1.0 if place in given else scores[place, column]) for place, column in first.items()
    )
    own_names = {own for heading in headings if (own := _canonical(heading, kind))}
    if kind in _AT_LEAST_ONE and not _AT_LEAST_ONE[kind] & set(first.values()):
        strength -= _HOLLOW
    strength += sum(_OWN_ID if name == id_column(kind) else _OWN_COLUMN for name in own_names)
    clear = frozenset(place for place, column in chosen.items() if scores[place, column] >= _SAME_MEANING)
    return strength, Recognition(kind, dict(sorted(first.items())), dict(sorted(further.items())), clear)


def _canonical(heading: str, kind: RecordKind) -> str | None:
    """Return the canonical column of the kind that the heading is the very name of, however it is spaced, or None."""
    name = "_".join(heading.strip().lower().replace("-", " ").replace("_", " ").split())
    return name if name in columns_of(kind) else None


def _names(heading: str) -> bool:
    """Return whether a heading says that a name stands below it."""
    return bool(_NAMING & set(read_heading(heading).notions))


def _numbers_beside_names(
    kind: RecordKind, headings: Sequence[str], looks: Sequence[Look], scores: dict[tuple[int, str], float]
) -> None:
    """Add that "Customer" may be the customer's number where "Customer name" stands beside it and its cells are numbers."""
    for role in PARTY_ROLES[kind]:
        claims = [place for place, column in scores if column == f"{role}_name"]
        named = {place for place in claims if _names(headings[place])}
        if not named:
            continue
        for place in set(claims) - named:
            if looks[place].sampled >= _ENOUGH_CELLS and looks[place].share["numbered"] >= _SURELY:
                scores.setdefault((place, f"{role}_id"), _SAME_MEANING)


def _by_cells(
    kind: RecordKind,
    headings: Sequence[str],
    looks: Sequence[Look],
    given: Mapping[int, str],
    scores: dict[tuple[int, str], float],
) -> None:
    """Add what the cells alone say of columns whose headings say nothing, for canonical columns that no heading names."""
    named = {column for _, column in scores} | set(given.values())
    silent = [place for place in range(len(headings)) if place not in given and not any(at == place for at, _ in scores)]
    for column, thing in _BY_CELLS.items():
        if column in columns_of(kind) and column not in named:
            alike = [place for place in silent if looks[place].share.get(thing, 0) >= _SURELY and looks[place].filled >= _OFTEN]
            if len(alike) == 1 or (alike and column in _FIRST_OF_MANY):
                scores[alike[0], column] = ENOUGH
    if id_column(kind) not in named:
        for place in silent:
            notions = set(read_heading(headings[place]).notions)
            if looks[place].distinct == looks[place].filled == 1.0 and notions & _NUMBERING and notions <= _NUMBERING | {"?"}:
                scores[place, id_column(kind)] = ENOUGH
                return


def _less_what_they_miss(found: Sequence[tuple[float, Recognition]]) -> list[tuple[float, Recognition]]:
    """Take points from a kind for each heading that it has no column for and that another kind understands well."""
    understood = {place for _, other in found for place in other.clear}
    return [(strength - _MISSED * len(understood - set(it.first) - set(it.further)), it) for strength, it in found]


def _shares(kind: RecordKind, column: str) -> bool:
    of_a_party = column.startswith(PARTY_ROLES[kind]) and column.endswith(_SHARED_MEANING)
    return of_a_party or column in _SHARED_COLUMNS


def _core(heading: str) -> frozenset[str]:
    """Return the notions of a heading without those that only tell a name from its code or its translation."""
    return frozenset(read_heading(heading).notions) - _VARIANTS


def _kind_weight(kind: RecordKind, column: str, score: float) -> float:
    """Return how much a column speaks for its kind: little where its heading is vague or common to many kinds."""
    if score <= _VAGUE_SCORE:
        return 0.3
    weight = 0.6 if column in _COMMON or column == id_column(kind) else 1.4 if column in _TELLING else 1.0
    return min(score, 1.0) * weight + 0.25
