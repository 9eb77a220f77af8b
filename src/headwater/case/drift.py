"""Which rules went silent or noisy since an earlier run: the share of rows each points at, then and now, with an interval.

A rule that stops pointing may mean that a scheme changed, that a column is no longer filled, or that a list is missing; one
that points at far more rows may mean the same. Neither is a finding about anybody.
"""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

DRIFT_SCHEMA: Final = pl.Schema(
    {
        "rule": pl.String(),
        "rows_then": pl.Int64(),
        "of_then": pl.Int64(),
        "rate_then": pl.Float64(),
        "rows_now": pl.Int64(),
        "of_now": pl.Int64(),
        "rate_now": pl.Float64(),
        "times": pl.Float64(),
        "times_low": pl.Float64(),
        "times_high": pl.Float64(),
        "verdict": pl.String(),
    }
)
"""One row a rule that pointed at a row in either run. ``rate`` is the share of the rows of the rule's kinds of record;
``times`` is the rate now over the rate then, with a 99 per cent interval; ``verdict`` is one of silent, quieter, steady,
noisier and new."""

_DEVIATIONS: Final = 2.576
"""Standard deviations of a 99 per cent interval: a hundred rules are looked at, so one in twenty would be no news."""
_NOTABLE: Final = 1.5
_HALF: Final = 0.5
"""Added to every count, so that a count of 0 has a rate with an interval as well."""


def compare_rates(then: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Return how often each rule points now against then, most changed first.

    Args:
        then: the earlier run: rule, rows (distinct rows pointed at) and of (rows of the rule's kinds of record).
        now: the same of this run.

    Rules whose kinds of record are absent from either run are left out: nothing can be compared. The interval takes rows as
    independent; rows of one scheme are not, so a single large scheme can make a rule noisier.
    """
    both = then.rename({"rows": "rows_then", "of": "of_then"}).join(
        now.rename({"rows": "rows_now", "of": "of_now"}), on="rule", how="inner"
    )
    both = both.filter((pl.col("of_then") > 0) & (pl.col("of_now") > 0) & (pl.col("rows_then") + pl.col("rows_now") > 0))
    shares = [((pl.col(f"rows_{when}") + _HALF), (pl.col(f"of_{when}") + 2 * _HALF)) for when in ("then", "now")]
    rates = [hits / of for hits, of in shares]
    error = pl.sum_horizontal(1 / hits - 1 / of for hits, of in shares).clip(0.0).sqrt()
    change = (rates[1] / rates[0]).log()
    both = both.with_columns(
        (pl.col("rows_then") / pl.col("of_then")).alias("rate_then"),
        (pl.col("rows_now") / pl.col("of_now")).alias("rate_now"),
        change.exp().alias("times"),
        (change - _DEVIATIONS * error).exp().alias("times_low"),
        (change + _DEVIATIONS * error).exp().alias("times_high"),
        (change.abs() / error.clip(1e-9)).alias("_far"),
    )
    risen = (pl.col("times_low") > 1) & (pl.col("times") >= _NOTABLE)
    fallen = (pl.col("times_high") < 1) & (pl.col("times") <= 1 / _NOTABLE)
    verdict = (
        pl.when(fallen & (pl.col("rows_now") == 0))
        .then(pl.lit("silent"))
        .when(fallen)
        .then(pl.lit("quieter"))
        .when(risen & (pl.col("rows_then") == 0))
        .then(pl.lit("new"))
        .when(risen)
        .then(pl.lit("noisier"))
        .otherwise(pl.lit("steady"))
    )
    ordered = both.with_columns(verdict.alias("verdict")).sort(
        pl.col("verdict") == "steady", pl.col("_far").round(6), "rule", descending=[False, True, False]
    )
    return ordered.select(DRIFT_SCHEMA.names()).cast(DRIFT_SCHEMA)


def rule_rows(findings: pl.DataFrame, rows: Mapping[str, int], rules: pl.DataFrame) -> pl.DataFrame:
    """Return rule, rows and of: at how many distinct rows each rule points, of how many rows of its kinds of record.

    Args:
        findings: with rule, kind, source and row.
        rows: used rows by kind of record.
        rules: the table of rules, with rule and kinds separated by ``;``.
    """
    found = (
        findings.select("rule", "kind", "source", "row").unique().group_by("rule").agg(pl.len().cast(pl.Int64).alias("rows"))
    )
    kinds = rules.select("rule", pl.col("kinds").str.split(";").alias("kind")).explode("kind")
    counts = pl.DataFrame({"kind": list(rows), "of": list(rows.values())}, schema={"kind": pl.String(), "of": pl.Int64()})
    asked = kinds.with_columns(pl.col("kind").str.strip_chars()).join(counts, on="kind", how="left")
    asked = asked.group_by("rule").agg(pl.col("of").sum().cast(pl.Int64))
    return asked.join(found, on="rule", how="left").with_columns(pl.col("rows").fill_null(0)).select("rule", "rows", "of")


def in_words(row: Mapping[str, Any]) -> str:
    """Return one sentence on one row of ``DRIFT_SCHEMA``."""
    return (
        f"{row['rule']} is {row['verdict']}: {row['rows_then']:,} of {row['of_then']:,} rows then ({row['rate_then']:.2%}), "
        f"{row['rows_now']:,} of {row['of_now']:,} now ({row['rate_now']:.2%}); {row['times']:.2f} times as often, "
        f"99 % interval {row['times_low']:.2f} to {row['times_high']:.2f}."
    )
