"""Screen every party of the records against lists: each distinct party once, joined back to its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.utils import default_process

from headwater.model import PARTY_ROLES, Assessment, RecordKind, build_findings, concat_findings
from headwater.party.companies import assess_companies
from headwater.party.matching import ANY_SCHEME, DEFAULT_THRESHOLD, Candidate, PartyIndex, Query, best_matches
from headwater.party.matching.decisions import NONE as NO_DECISIONS
from headwater.party.rules import RULES, rule_of, sentence_of
from headwater.reference import Tables

_EMPTY_IDS: Final = pl.lit([], dtype=pl.List(pl.String()))


@dataclass(frozen=True, slots=True)
class _Slot:
    """The columns of a record that together tell of one party.

    Attributes:
        names: columns with a name of it, the usual one first.
        attributes: what a column beside them says: country, phone, email, id, account, address, birth_date.
        many: True where a cell names several parties, separated by ``;``.
        schema: what kind of party it is, or None.
    """

    names: tuple[str, ...]
    attributes: Mapping[str, str]
    many: bool = False
    schema: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.names, *self.attributes.values())


def _role(role: str, *, account: bool = False) -> _Slot:
    parts = ("country", "phone", "email", "id", *(("account",) if account else ("address",)))
    return _Slot((f"{role}_name",), {part: f"{role}_{part}" for part in parts}, schema="LegalEntity")


SLOTS: Final[Mapping[RecordKind, tuple[_Slot, ...]]] = {
    "shipment": tuple(_role(role) for role in PARTY_ROLES["shipment"]),
    "order": tuple(_role(role) for role in PARTY_ROLES["order"]),
    "payment": tuple(_role(role, account=True) for role in PARTY_ROLES["payment"]),
    "listing": (_Slot(("vendor",), {}, schema="LegalEntity"),),
    "company": (
        _Slot(
            ("name", "local_name"),
            {"country": "country", "phone": "phone", "email": "email", "id": "registration_id", "address": "address"},
            schema="LegalEntity",
        ),
        _Slot(("officers",), {}, many=True, schema="LegalEntity"),
        _Slot(("owners",), {}, many=True, schema="LegalEntity"),
    ),
}
"""The parties of each kind of record."""

_SHARE: Final = r"\s*[\(:]?\s*\d+(?:[.,]\d+)?\s*%\s*\)?\s*$"
"""A share behind the name of an owner: ``ANA LOPEZ (40%)``."""


def assess(
    records: pl.DataFrame,
    kind: RecordKind,
    index: PartyIndex,
    tables: Tables,
    *,
    threshold: float | None = None,
    decided: Mapping[str, str] = NO_DECISIONS,
) -> Assessment:
    """Return the records with ``party_ids`` and ``party_pairs``, and a finding for every party that may be a listed one.

    Every party column of the kind is screened: names, and numbers, accounts, phones and e-mail addresses beside them.
    A distinct party is looked up once. A name alone is a reason to look, not to accuse.

    Args:
        records: a table of records as it travels.
        kind: the kind of these records.
        index: the lists.
        tables: the reference tables.
        threshold: score from which a name counts; the default of ``match`` if None.
        decided: state -> reason of the pairs that somebody decided are not the same, as ``read_decided`` returns them. They
            make no finding until either side changes; ``party_pairs`` holds the pairs that were found, each as ``id=state``.
    """
    numbered = records.with_row_index("party_row")
    parties = [(slot, _parties(numbered, slot)) for slot in SLOTS[kind]]
    near = _near_names(parties, index, threshold)
    hits = [_hits(_worth_asking(frame, slot, index, near), slot, index, threshold) for slot, frame in parties]
    found = pl.concat(hits) if hits else _no_hits()
    known = pl.col("state").is_in(list(decided))
    silenced = found.filter(known).unique(["party_row", "party_id"]).height
    found = found.filter(~known)
    ids = found.group_by("party_row").agg(
        pl.col("party_id").unique().sort().alias("party_ids"),
        pl.concat_str("party_id", pl.lit("="), "state").unique().sort().alias("party_pairs"),
    )
    joined = numbered.join(ids, on="party_row", how="left", maintain_order="left").drop("party_row")
    assessed = joined.with_columns(pl.col("party_ids", "party_pairs").fill_null(_EMPTY_IDS))
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    findings = _findings(numbered, found.sort("party_row", maintain_order=True), tables, least)
    if kind == "company":
        findings = concat_findings([findings, assess_companies(records, findings, tables)])
    return Assessment(assessed, findings, silenced)


_AT_THRESHOLD: Final = 0.3
"""Share of a rule's points that a score just at the threshold gets."""

_A_SLIP: Final = 0.92
"""Share of letters in common, words sorted, from which two names differ by slips only."""

_PHONE_END: Final = 6
"""So many last digits of a telephone number are compared before it is read in full."""

_HIT_SCHEMA: Final = pl.Schema(
    {
        "party_row": pl.UInt32(),
        "party_id": pl.String(),
        "state": pl.String(),
        "rule": pl.String(),
        "reason": pl.String(),
        "score": pl.Float64(),
        "closeness": pl.Float64(),
        "cells": pl.List(pl.Struct({"column": pl.String(), "value": pl.String()})),
    }
)


def _no_hits() -> pl.DataFrame:
    return _HIT_SCHEMA.to_frame()


def _parties(records: pl.DataFrame, slot: _Slot) -> pl.DataFrame:
    """Return the parties of one slot, a row each, with the number of their record."""
    columns = [column for column in slot.columns if column in records.columns]
    parties = records.select("party_row", pl.col(columns).cast(pl.String).str.strip_chars().replace("", None))
    if slot.many:
        name = slot.names[0]
        parties = parties.with_columns(pl.col(name).str.split(";")).explode(name)
        parties = parties.with_columns(pl.col(name).str.replace(_SHARE, "").str.strip_chars().replace("", None))
    return parties.filter(pl.any_horizontal(pl.col(columns).is_not_null()))


def _near_names(
    parties: Sequence[tuple[_Slot, pl.DataFrame]], index: PartyIndex, threshold: float | None
) -> dict[str | None, set[str]]:
    """Return, by schema, the names that come near a listed one by themselves.

    Trade data names the same firm with many addresses and numbers; a name is compared once, whatever stands beside it. So a
    country that agrees never lifts a name over the threshold.
    """
    near: dict[str | None, set[str]] = {}
    for schema in dict.fromkeys(slot.schema for slot, _ in parties):
        columns = [frame[name] for slot, frame in parties if slot.schema == schema for name in slot.names]
        names = pl.concat([column.rename("name") for column in columns]).drop_nulls().unique(maintain_order=True).to_list()
        found = best_matches([Query(names=(name,), schema=schema) for name in names], index, threshold=threshold, limit=1)
        near[schema] = {name for name, result in zip(names, found, strict=True) if result.candidates}
    return near


def _worth_asking(parties: pl.DataFrame, slot: _Slot, index: PartyIndex, near: Mapping[str | None, set[str]]) -> pl.DataFrame:
    """Return the parties with a name near a listed one, or with a number, account or contact that a listed party has."""
    hit = pl.lit(False)
    for name in slot.names:
        hit = hit | pl.col(name).is_in(list(near[slot.schema]))
    country = slot.attributes.get("country")
    for part, column in slot.attributes.items():
        if part in ("id", "account", "phone", "email"):
            beside = [column] if country is None else [column, country]
            values = parties.select(beside).drop_nulls(column).unique(maintain_order=True)
            if part == "phone":
                values = values.filter(_may_be_phone_of(pl.col(column), index))
            keyed = [_query(row, slot).keys for row in values.iter_rows(named=True)]
            listed = [any(key in index.identifiers for _, key in keys) for keys in keyed]
            hit = hit | pl.col(column).is_in(values[column].filter(pl.Series(listed, dtype=pl.Boolean)).implode())
    return parties.filter(hit.fill_null(False))


def _may_be_phone_of(phone: pl.Expr, index: PartyIndex) -> pl.Expr:
    """Return whether a number ends like one of a listed party; reading every number in full takes far longer.

    A number with letters (an extension) or full-width digits in it is never ruled out.
    """
    ends = pl.Series([key[-_PHONE_END:] for key in index.identifiers if key[-_PHONE_END:].isdigit()], dtype=pl.String)
    digits = phone.str.replace_all(r"\D", "")
    return phone.str.contains(r"\p{L}|[^\x00-\x7F]") | digits.str.tail(_PHONE_END).is_in(ends.unique().implode())


def _hits(parties: pl.DataFrame, slot: _Slot, index: PartyIndex, threshold: float | None) -> pl.DataFrame:
    """Return a row for each record and listed party that the parties of one slot may be."""
    columns = [column for column in slot.columns if column in parties.columns]
    distinct = parties.select(columns).unique(maintain_order=True)
    if distinct.is_empty():
        return _no_hits()
    queries = [_query(row, slot) for row in distinct.iter_rows(named=True)]
    results = best_matches(queries, index, threshold=threshold)
    rows = distinct.rows(named=True)
    found = [
        {**row, **_hit(candidate, row, slot)}
        for row, result in zip(rows, results, strict=True)
        for candidate in result.candidates
    ]
    if not found:
        return _no_hits()
    table = pl.DataFrame(
        found, schema={**distinct.schema, **{name: dtype for name, dtype in _HIT_SCHEMA.items() if name != "party_row"}}
    )
    return (
        parties.join(table, on=columns, how="inner", nulls_equal=True, maintain_order="left")
        .select(_HIT_SCHEMA.names())
        .unique(["party_row", "party_id", "rule"], maintain_order=True)
    )


def _query(row: Mapping[str, str | None], slot: _Slot) -> Query:
    def value(part: str) -> tuple[str, ...]:
        column = slot.attributes.get(part)
        text = row.get(column) if column else None
        return (text,) if text else ()

    numbers = tuple((ANY_SCHEME, text) for part in ("id", "account") for text in value(part))
    return Query(
        names=tuple(text for name in slot.names if (text := row.get(name))),
        schema=slot.schema,
        countries=tuple(text.upper() for text in value("country")),
        identifiers=numbers,
        addresses=value("address"),
        phones=value("phone"),
        emails=value("email"),
    )


def _hit(candidate: Candidate, row: Mapping[str, str | None], slot: _Slot) -> dict[str, object]:
    rule = rule_of(candidate)
    cited = _cited(candidate, row, slot)
    named = next((text for name in slot.names if (text := row.get(name))), None) or cited[0]["value"]
    since = f" of {candidate.list_date}" if candidate.list_date else ""
    programs = f", {', '.join(candidate.programs)}" if candidate.programs else ""
    like = f"Here '{candidate.query_name or named}' in {cited[0]['column']} and '{candidate.matched_name}'"
    listed = f"{candidate.name} ({candidate.id}, list {candidate.list}{since}{programs})"
    reason = f"{sentence_of(rule)} {like}: {listed}; score {candidate.score:.2f}."
    return {
        "party_id": candidate.id,
        "state": candidate.state,
        "rule": rule,
        "reason": reason,
        "score": candidate.score,
        "closeness": token_sort_ratio(candidate.query_name or named, candidate.matched_name, processor=default_process) / 100,
        "cells": cited,
    }


def _cited(candidate: Candidate, row: Mapping[str, str | None], slot: _Slot) -> list[dict[str, str]]:
    """Return the cells that agree: the name that matched, and the columns of the features that speak for it."""
    columns = [name for name in slot.names if row.get(name) and (row[name] == candidate.query_name)]
    agreeing = {feature.name for feature in candidate.features if feature.weight > 0}
    parts = {"phone": "phone", "email": "email", "identifier": "id", "country": "country"}
    for feature, part in parts.items():
        if feature in agreeing and (column := slot.attributes.get(part)) and row.get(column):
            columns.append(column)
    if "identifier" in agreeing and (account := slot.attributes.get("account")) and row.get(account):
        columns.append(account)
    columns = columns or [column for column in slot.columns if row.get(column)][:1]
    return [{"column": column, "value": str(row[column])} for column in columns]


def _findings(records: pl.DataFrame, found: pl.DataFrame, tables: Tables, threshold: float) -> pl.DataFrame:
    # A name that barely passes is a weaker sign than the listed name itself: points grow from some at the threshold to all.
    # One that is the listed name but for a slip or two of the pen is as good as it, however common its words are.
    beyond = ((pl.col("score") - threshold) / max(1 - threshold, 1e-6)).clip(0, 1)
    graded = _AT_THRESHOLD + (1 - _AT_THRESHOLD) * beyond
    part = pl.when(pl.col("closeness") >= _A_SLIP).then(pl.max_horizontal(graded, "closeness")).otherwise(graded)
    rules = {row["rule"]: row for row in tables["rules"].filter(pl.col("rule").is_in(list(RULES))).iter_rows(named=True)}
    address = records.select("party_row", "kind", "source", "row", "record_id")
    parts = []
    for rule in RULES:
        hits = found.filter(pl.col("rule") == rule).join(address, on="party_row", how="inner", maintain_order="left")
        parts.append(
            build_findings(
                hits,
                rule=rule,
                flag=rules[rule]["flag"],
                points=(rules[rule]["points"] * part).round(2),
                reason=pl.col("reason"),
                cells=pl.col("cells"),
            )
        )
    return concat_findings(parts)


def screened_columns(kind: RecordKind) -> Sequence[str]:
    """Return the columns of a kind that ``assess`` looks at."""
    return tuple(column for slot in SLOTS[kind] for column in slot.columns)
