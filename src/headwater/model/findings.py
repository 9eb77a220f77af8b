"""Findings: what an analyser noticed in a record, and the cells and the rule it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import polars as pl

FINDING_SCHEMA: Final = pl.Schema(
    {
        "kind": pl.String(),
        "source": pl.String(),
        "row": pl.Int64(),
        "record_id": pl.String(),
        "rule": pl.String(),
        "flag": pl.String(),
        "points": pl.Float64(),
        "cells": pl.List(pl.Struct({"column": pl.String(), "value": pl.String()})),
        "reason": pl.String(),
        "because": pl.List(pl.String()),
        "id": pl.String(),
    }
)
"""One row a finding. ``flag`` is the id in the red-flag catalogue or null; ``points`` rank and are not probabilities; ``cells``
are the cited cells under their canonical names; ``because`` are ids of findings this one rests on; ``id`` is made of the record
address, the rule and a running number, so that it is the same in every run on the same file."""

_EMPTY_BECAUSE: Final = pl.lit([], dtype=pl.List(pl.String()))


def no_findings() -> pl.DataFrame:
    """Return an empty table of findings."""
    return FINDING_SCHEMA.to_frame()


def cells_of(columns: Sequence[str] | Mapping[str, pl.Expr]) -> pl.Expr:
    """Return an expression for the ``cells`` of a finding: the named columns with their values as text.

    Empty cells are left out. Give a mapping from canonical name to expression where the value is not the column as it stands.
    """
    pairs = columns if isinstance(columns, Mapping) else {name: pl.col(name) for name in columns}
    structs = [
        pl.when(value.is_not_null()).then(pl.struct(pl.lit(name).alias("column"), value.cast(pl.String).alias("value")))
        for name, value in pairs.items()
    ]
    return pl.concat_list(structs).list.drop_nulls()


def build_findings(
    hits: pl.DataFrame,
    *,
    rule: str,
    flag: str | None,
    points: float | pl.Expr,
    reason: pl.Expr,
    cells: Sequence[str] | Mapping[str, pl.Expr] | pl.Expr,
    because: pl.Expr | None = None,
) -> pl.DataFrame:
    """Return findings of one rule, one for each row of ``hits``.

    Args:
        hits: the rows that the rule points at, with the address columns of records and whatever the expressions need.
        rule: id of the rule, a key of the table of rules.
        flag: id in the red-flag catalogue, or None.
        points: the points, fixed or an expression of them; rows with no points or less are dropped.
        reason: expression for one sentence that says what was seen, with the values.
        cells: the cited canonical columns, a mapping from them to expressions, or an expression of the type of ``cells``.
        because: expression for the list of finding ids this rests on; empty if left out.
    """
    if hits.is_empty():
        return no_findings()
    # A sentence built from an empty cell is empty as a whole; such a cell is then spoken of as not given.
    spoken = hits.with_columns(pl.col(pl.String).fill_null("(not given)")).with_columns(reason.alias("reason"))["reason"]
    reason = pl.coalesce(reason, spoken, pl.lit(f"The rule {rule} points at the cited cells."))
    return (
        hits.select(
            pl.col("kind", "source", "row", "record_id"),
            pl.lit(rule).alias("rule"),
            pl.lit(flag, dtype=pl.String).alias("flag"),
            (points if isinstance(points, pl.Expr) else pl.lit(points)).cast(pl.Float64).alias("points"),
            (cells if isinstance(cells, pl.Expr) else cells_of(cells)).alias("cells"),
            reason.alias("reason"),
            (_EMPTY_BECAUSE if because is None else because).alias("because"),
        )
        .filter(pl.col("points") > 0)
        .with_columns(
            pl.concat_str(
                pl.col("source"),
                pl.lit(":"),
                pl.col("row"),
                pl.lit(f":{rule}:"),
                pl.int_range(1, pl.len() + 1).over("source", "row"),
            ).alias("id")
        )
        .cast(FINDING_SCHEMA)
        .select(FINDING_SCHEMA.names())
    )


def concat_findings(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return all findings of several tables as one, in the order given."""
    tables = [part for part in parts if not part.is_empty()]
    return pl.concat(tables) if tables else no_findings()
