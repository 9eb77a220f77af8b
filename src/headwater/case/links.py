"""What the rows of a queue have in common: telephone, e-mail, postal address, account or number of a party."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from headwater.model import PARTY_ROLES, RecordKind

_ROW: Final = ["kind", "source", "row"]

_CONTACTS: Final = ("phone", "email", "address", "account", "id")
"""Kinds of contact, as the ends of column names."""

_PLAIN: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "company": (
        ("name", "phone", "phone"),
        ("name", "email", "email"),
        ("name", "address", "address"),
        ("name", "registration_id", "id"),
    ),
}
"""Columns of kinds whose party has no role: name, contact, kind of contact."""

_NOT_TELLING: Final = r"[^\p{L}\p{N}]"

_SHORTEST: Final[Mapping[str, int]] = {"phone": 7, "email": 6, "address": 10, "account": 6, "id": 5}
"""A shorter value is a placeholder or too common to say anything."""


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A contact that several rows of the queue hold.

    Attributes:
        contact: phone, email, address, account or id.
        value: the contact as written in the row of best rank.
        ranks: the rows of the queue that hold it.
        names: the party names it stands beside in these rows, in order of rank; spellings that differ in case, spaces and
            punctuation only are one name, shown as first written.
        cells: how many cells of all files hold it.
    """

    contact: str
    value: str
    ranks: tuple[int, ...]
    names: tuple[str, ...]
    cells: int


def shared_contacts(records: Mapping[RecordKind, pl.DataFrame], queue: pl.DataFrame) -> list[SharedContact]:
    """Return the contacts that two or more rows of the queue share, those of most party names first.

    Telephones are compared by their digits, e-mail addresses without regard to case, postal addresses and numbers by letters
    and digits. The same contact beside one name only is a returning customer; beside several names it is a link to look at.

    Args:
        records: the records by kind.
        queue: the rows of a queue.
    """
    if queue.is_empty():
        return []
    ranks = queue.select(*_ROW, "rank")
    chosen = {kind: frame.join(ranks, on=_ROW, how="inner") for kind, frame in records.items()}
    held = [_held(frame, *columns) for kind, frame in chosen.items() for columns in _columns(kind, frame)]
    if not held:
        return []
    queued = pl.concat(held).filter(_is_telling()).sort("rank", "value", "name", nulls_last=True)
    groups = (
        queued.group_by("contact", "key", maintain_order=True)
        .agg(
            pl.col("value").first(),
            pl.col("rank").unique(maintain_order=True).alias("ranks"),
            pl.col("name").filter(pl.col("name_key").is_first_distinct(), pl.col("name_key") != "").alias("names"),
        )
        .filter(pl.col("ranks").list.len() > 1)
    )
    totals = pl.concat(
        [_counts(frame, *columns, groups) for kind, frame in records.items() for columns in _columns(kind, frame)]
    )
    totals = totals.group_by("contact", "key").agg(pl.col("cells").sum())
    found = groups.join(totals, on=["contact", "key"], how="left").sort(
        [pl.col("names").list.len(), pl.col("ranks").list.len(), pl.col("ranks").list.first(), "contact", "key"],
        descending=[True, True, False, False, False],
    )
    return [
        SharedContact(row["contact"], row["value"], tuple(row["ranks"]), tuple(row["names"]), row["cells"])
        for row in found.iter_rows(named=True)
    ]


def _columns(kind: str, frame: pl.DataFrame) -> list[tuple[str, str, str]]:
    roles = PARTY_ROLES.get(kind, ())  # type: ignore[call-overload]
    named = [(f"{role}_name", f"{role}_{contact}", contact) for role in roles for contact in _CONTACTS]
    return [columns for columns in (*named, *_PLAIN.get(kind, ())) if {columns[0], columns[1]} <= set(frame.columns)]


def _held(frame: pl.DataFrame, name: str, column: str, contact: str) -> pl.DataFrame:
    return frame.filter(pl.col(column).is_not_null()).select(
        "rank",
        pl.lit(contact).alias("contact"),
        pl.col(name).cast(pl.String).alias("name"),
        pl.col(name).cast(pl.String).str.to_lowercase().str.replace_all(_NOT_TELLING, "").alias("name_key"),
        pl.col(column).cast(pl.String).alias("value"),
        _key(pl.col(column).cast(pl.String), contact).alias("key"),
    )


def _counts(frame: pl.DataFrame, _: str, column: str, contact: str, groups: pl.DataFrame) -> pl.DataFrame:
    # Values repeat: one key for each distinct value, not for each row.
    distinct = frame.filter(pl.col(column).is_not_null()).group_by(pl.col(column).cast(pl.String)).len("cells")
    keyed = distinct.select(pl.lit(contact).alias("contact"), _key(pl.col(column), contact).alias("key"), "cells")
    return keyed.join(groups.select("contact", "key"), on=["contact", "key"], how="semi")


def _key(value: pl.Expr, contact: str) -> pl.Expr:
    if contact == "phone":
        return value.str.replace_all(r"\D", "").str.strip_prefix("00")
    if contact == "email":
        return value.str.strip_chars().str.to_lowercase()
    return value.str.to_lowercase().str.replace_all(_NOT_TELLING, "")


def _is_telling() -> pl.Expr:
    long_enough = pl.col("key").str.len_chars() >= pl.col("contact").replace_strict(dict(_SHORTEST), return_dtype=pl.Int64)
    # 0000000, 1111111, n/a-n/a-n/a: what people type into a field they must fill.
    varied = pl.col("key").str.extract_all(r"[\p{L}\p{N}]").list.n_unique() > 2
    return long_enough & varied
