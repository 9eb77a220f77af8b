"""Rank the rows that findings point at, and cut the list to the budget."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
import polars as pl

from headwater.case.budget import Budget
from headwater.case.points import ROW, STRONG, count_points
from headwater.errors import ArgumentError
from headwater.model import RecordKind

QUEUE_SCHEMA: Final = pl.Schema(
    {
        "rank": pl.Int64(),
        "kind": pl.String(),
        "source": pl.String(),
        "row": pl.Int64(),
        "record_id": pl.String(),
        "points": pl.Float64(),
        "reasons": pl.List(pl.String()),
        "rules": pl.List(pl.String()),
        "explore": pl.Boolean(),
    }
)
"""One row a record to look at. ``reasons`` and ``rules`` are those of its findings, strongest first; ``explore`` marks a row
that nothing pointed at and that was drawn at random."""

QUOTA: Final = 0.1
"""Share of the queue that rows of one party take before the rows of others come first; at least one row."""

_MOST_TURNS: Final = 30

DEFAULT_EXPLORE: Final = 0.02
"""Share of the queue that is drawn at random among the rows nothing pointed at."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows to look at, and what each finding added.

    Attributes:
        rows: a table of ``QUEUE_SCHEMA``, by rank from 1.
        parts: every finding with points, as id, kind, source, row, rule, family, points, ``weight`` (points less
            what repetition takes off) and ``counted``: what it adds.
        scores: every row with findings: kind, source, row, record_id, points, findings, rules (distinct), ``places_only``; the
            last are rows whose findings cite nothing but places, and never enter the queue.
        limit: the number of rows the budget allows.
        total: the number of rows the queue was drawn from.
    """

    rows: pl.DataFrame
    parts: pl.DataFrame
    scores: pl.DataFrame
    limit: int
    total: int


def rank(
    records: Mapping[RecordKind, pl.DataFrame],
    findings: pl.DataFrame,
    *,
    budget: Budget,
    explore: float = DEFAULT_EXPLORE,
    seed: int = 0,
    families: Mapping[str, str] | None = None,
) -> Queue:
    """Return the queue of the rows to look at, most points first.

    A row's points are the sum of what its findings add (see ``case.points``). Equal points are ordered by more distinct rules,
    then by the strongest single finding, then by kind, source and row. Rows of a party beyond a tenth of the queue stand as if
    they had half the points, so that one party does not fill it. A row whose findings cite only places never enters.

    Args:
        records: the records by kind, with the address columns.
        findings: a table of ``FINDING_SCHEMA`` over these records, in any order.
        budget: the length of the queue.
        explore: share of the queue, 0 to 1, drawn at random among rows without findings; at least one row where the budget
            allows two or more, none where it is 0.
        seed: seed of the draw; a row's draw depends on the seed and its own address only.
        families: rule id -> family, where rules are related beyond sharing a flag.

    Raises:
        ArgumentError: ``explore`` is not a share.
    """
    if not 0 <= explore <= 1:
        raise ArgumentError("The share of rows to explore lies between 0 and 1; change --explore.", code="explore")
    total = sum(frame.height for frame in records.values())
    limit = budget.limit(total)
    counted = count_points(findings, families=families)
    scores = _scores(counted)
    candidates = _one_matter_once(scores.filter(~pl.col("places_only")), limit)
    draws = _draws(min(limit, max(candidates.height, 1)), limit, explore)
    drawn = _draw(records, findings, draws, seed)
    top = candidates.head(limit - drawn.height)
    return Queue(
        rows=_queue_rows(top, drawn),
        parts=counted.select(pl.col("id", *ROW, "rule", "family", "points", "weight"), _in_points("counted").alias("counted")),
        scores=scores.select(
            pl.col(*ROW, "record_id"),
            _in_points("hundredths").alias("points"),
            "findings",
            pl.col("distinct_rules").alias("rules"),
            "places_only",
        ),
        limit=limit,
        total=total,
    )


def _in_points(hundredths: str) -> pl.Expr:
    # polars divides several rows by multiplying with 0.01 and a single row truly: 138 / 100 is 1.38 or its neighbour.
    return (pl.col(hundredths) / 100).round(2)


def _scores(counted: pl.DataFrame) -> pl.DataFrame:
    rows = counted.group_by(ROW, maintain_order=True).agg(
        pl.col("record_id").first(),
        pl.col("party").drop_nulls().first(),
        pl.col("counted").sum().alias("hundredths"),
        pl.col("points").first().alias("strongest"),
        pl.len().cast(pl.Int64).alias("findings"),
        pl.col("rule").n_unique().cast(pl.Int64).alias("distinct_rules"),
        pl.col("places_only").all(),
        pl.col("reason").alias("reasons"),
        pl.col("rule").unique(maintain_order=True).alias("rules"),
    )
    # A finding of less than half a hundredth adds nothing; a row of nothing but those is not pointed at.
    return rows.filter(pl.col("hundredths") > 0).sort(
        ["hundredths", "distinct_rules", "strongest", *ROW], descending=[True, True, True, False, False, False]
    )


def _one_matter_once(scores: pl.DataFrame, limit: int) -> pl.DataFrame:
    """Return the scores in the order of the queue, in which no party fills it.

    A party's rows beyond ``QUOTA`` of the queue are placed as if they had half the points, beyond twice that a quarter, and so
    on: who looks at the first of them looks at the others with it. Rows with a finding of ``STRONG`` points keep their place.
    Points stay as they are, and no row leaves the table.
    """
    quota = max(1, math.ceil(QUOTA * limit))
    nth = pl.int_range(pl.len()).over("party")
    turns = (
        pl.when(pl.col("party").is_null() | (pl.col("strongest") >= STRONG))
        .then(0)
        .otherwise(nth // quota)
        .clip(upper_bound=_MOST_TURNS)
    )
    placed = scores.with_columns((pl.col("hundredths") * pl.lit(0.5).pow(turns)).alias("placed"))
    order = ["placed", "hundredths", "distinct_rules", "strongest", *ROW]
    return placed.sort(order, descending=[True] * 4 + [False] * len(ROW)).drop("placed")


def _draws(expected: int, limit: int, explore: float) -> int:
    if explore == 0 or limit < 2:
        return 0
    return max(1, round(explore * expected))


def _draw(records: Mapping[RecordKind, pl.DataFrame], findings: pl.DataFrame, draws: int, seed: int) -> pl.DataFrame:
    schema = pl.Schema({name: QUEUE_SCHEMA[name] for name in (*ROW, "record_id")})
    if draws == 0:
        return schema.to_frame()
    rows = pl.concat([frame.select(schema.names()).cast(schema) for frame in records.values()] or [schema.to_frame()])
    untouched = rows.join(findings.select(ROW).unique(), on=ROW, how="anti")
    keys = untouched.select("kind", "source").unique()
    bases = [
        int.from_bytes(blake2b(f"{seed}\x1f{kind}\x1f{source}".encode(), digest_size=8).digest())
        for kind, source in keys.rows()
    ]
    base = keys.with_columns(pl.Series("base", bases, dtype=pl.UInt64))
    placed = untouched.join(base, on=["kind", "source"], how="left")
    lot = _scramble(placed["base"].to_numpy() + placed["row"].to_numpy().astype(np.uint64))
    return placed.drop("base").with_columns(pl.Series("lot", lot)).sort("lot", *ROW).head(draws).drop("lot")


def _scramble(numbers: np.ndarray) -> np.ndarray:
    """Return numbers that look random and depend on nothing but the numbers given (the finaliser of SplitMix64)."""
    z = numbers.astype(np.uint64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _queue_rows(top: pl.DataFrame, drawn: pl.DataFrame) -> pl.DataFrame:
    flagged = top.with_columns(_in_points("hundredths").alias("points"), pl.lit(False).alias("explore"))
    columns = [name for name in QUEUE_SCHEMA if name != "rank"]
    random = drawn.with_columns(
        pl.lit(0.0).alias("points"),
        pl.lit([], dtype=pl.List(pl.String)).alias("reasons"),
        pl.lit([], dtype=pl.List(pl.String)).alias("rules"),
        pl.lit(True).alias("explore"),
    )
    rows = pl.concat([flagged.select(columns), random.select(columns)])
    return rows.with_row_index("rank", offset=1).cast(QUEUE_SCHEMA).select(QUEUE_SCHEMA.names())
