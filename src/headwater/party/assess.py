"""Screen every party of the records against lists: each distinct party once, joined back to its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from headwater.model import PARTY_ROLES, Assessment, RecordKind, build_findings, concat_findings
from headwater.party.matching import ANY_SCHEME, Candidate, PartyIndex, Query, best_matches
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
    return _Slot((f"{role}_name",), {part: f"{role}_{part}" for part in parts})


SLOTS: Final[Mapping[RecordKind, tuple[_Slot, ...]]] = {
    "shipment": tuple(_role(role) for role in PARTY_ROLES["shipment"]),
    "order": tuple(_role(role) for role in PARTY_ROLES["order"]),
    "payment": tuple(_role(role, account=True) for role in PARTY_ROLES["payment"]),
    "listing": (_Slot(("vendor",), {}),),
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
    records: pl.DataFrame, kind: RecordKind, index: PartyIndex, tables: Tables, *, threshold: float | None = None
) -> Assessment:
    """Return the records with a column ``party_ids``, and a finding for every party in them that may be a listed one.

    Every party column of the kind is screened: names, and numbers, accounts, phones and e-mail addresses beside them.
    A distinct party is looked up once. A name alone is a reason to look, not to accuse.

    Args:
        records: a table of records as it travels.
        kind: the kind of these records.
        index: the lists.
        tables: the reference tables.
        threshold: score from which a name counts; the default of ``match`` if None.
    """
    numbered = records.with_row_index("party_row")
    hits = [_hits(numbered, slot, index, threshold) for slot in SLOTS[kind]]
    found = pl.concat(hits) if hits else _no_hits()
    ids = found.group_by("party_row").agg(pl.col("party_id").unique().sort().alias("party_ids"))
    joined = numbered.join(ids, on="party_row", how="left", maintain_order="left").drop("party_row")
    assessed = joined.with_columns(pl.col("party_ids").fill_null(_EMPTY_IDS))
    return Assessment(assessed, _findings(numbered, found.sort("party_row", maintain_order=True), tables))


_HIT_SCHEMA: Final = pl.Schema(
    {
        "party_row": pl.UInt32(),
        "party_id": pl.String(),
        "rule": pl.String(),
        "reason": pl.String(),
        "score": pl.Float64(),
        "cells": pl.List(pl.Struct({"column": pl.String(), "value": pl.String()})),
    }
)


def _no_hits() -> pl.DataFrame:
    return _HIT_SCHEMA.to_frame()


def _hits(records: pl.DataFrame, slot: _Slot, index: PartyIndex, threshold: float | None) -> pl.DataFrame:
    """Return a row for each record and listed party that the parties of one slot may be."""
    columns = [column for column in slot.columns if column in records.columns]
    parties = records.select("party_row", pl.col(columns).cast(pl.String).str.strip_chars().replace("", None))
    if slot.many:
        name = slot.names[0]
        parties = parties.with_columns(pl.col(name).str.split(";")).explode(name)
        parties = parties.with_columns(pl.col(name).str.replace(_SHARE, "").str.strip_chars().replace("", None))
    parties = parties.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
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
    return {"party_id": candidate.id, "rule": rule, "reason": reason, "score": candidate.score, "cells": cited}


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


def _findings(records: pl.DataFrame, found: pl.DataFrame, tables: Tables) -> pl.DataFrame:
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
                points=rules[rule]["points"],
                reason=pl.col("reason"),
                cells=pl.col("cells"),
            )
        )
    return concat_findings(parts)


def screened_columns(kind: RecordKind) -> Sequence[str]:
    """Return the columns of a kind that ``assess`` looks at."""
    return tuple(column for slot in SLOTS[kind] for column in slot.columns)
