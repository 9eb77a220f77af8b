"""What was normal before: medians, spreads and counts over the rows of earlier days only.

Nothing of a row's own day or later enters its baseline, so a later row never changes what is said of an earlier one.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

YEAR: Final = "365d"
_SPREAD: Final = 1.349
"""Interquartile range of a normal distribution in standard deviations."""


_TWO_YEARS: Final = 730
_HALF_SEASON: Final = 30


def before_median(
    frame: pl.DataFrame, value: str, groups: Sequence[str], *, least: int, name: str, window: str = YEAR
) -> pl.DataFrame:
    """Return the rows with the median of ``value`` over earlier rows of the same groups.

    Null where there are fewer than ``least`` earlier rows in the window.
    """
    median = pl.col("_value").rolling_median_by("date", window_size=window, closed="left", min_samples=least)
    return _beside(frame, pl.col(value), groups, median.over(groups), name)


def before_spread(
    frame: pl.DataFrame, value: str, groups: Sequence[str], *, least: int, name: str, window: str = YEAR
) -> pl.DataFrame:
    """Return the rows with the robust standard deviation of ``value`` over earlier rows of the same groups."""
    quantile = [
        pl.col("_value")
        .rolling_quantile_by("date", window_size=window, closed="left", min_samples=least, quantile=q)
        .over(groups)
        for q in (0.75, 0.25)
    ]
    return _beside(frame, pl.col(value), groups, (quantile[0] - quantile[1]) / _SPREAD, name)


def before_sum(frame: pl.DataFrame, value: pl.Expr, groups: Sequence[str], *, window: str, name: str) -> pl.DataFrame:
    """Return the rows with the sum of ``value`` over earlier rows of the same groups; 0 if none."""
    total = pl.col("_value").rolling_sum_by("date", window_size=window, closed="left", min_samples=1).over(groups)
    return _beside(frame, value, groups, total.fill_null(0.0), name)


def before_count(frame: pl.DataFrame, groups: Sequence[str], *, name: str, window: str = YEAR) -> pl.DataFrame:
    """Return the rows with the number of earlier rows of the same groups in the window."""
    return before_sum(frame, pl.lit(1.0), groups, window=window, name=name)


def _beside(frame: pl.DataFrame, value: pl.Expr, groups: Sequence[str], statistic: pl.Expr, name: str) -> pl.DataFrame:
    """Return the rows, in their order, with a statistic worked out on the rows in the order of time.

    Only what the statistic needs is sorted: a record has a hundred columns.
    """
    needed = frame.select("date", "source", "row", *groups, value.alias("_value")).with_row_index("_at")
    told = needed.sort("date", "source", "row").select("_at", statistic.alias(name)).sort("_at")
    return frame.with_columns(told[name])


def same_season(frame: pl.DataFrame, value: str, groups: Sequence[str], *, name: str) -> pl.DataFrame:
    """Return the rows with the sum of ``value`` in an ordinary thirty days of the same season in earlier years.

    The season of a row are the sixty days round its day, one and two years before; the figure is half the mean of the two
    sums. Null where the group is known for less than two years: one year cannot tell a season from a single event.
    """
    totals = frame.group_by(*groups, "date").agg(pl.col(value).sum().alias("_value")).sort("date")
    if totals.is_empty() or (totals["date"].max() - totals["date"].min()).days < _TWO_YEARS:  # type: ignore[operator, union-attr]
        return frame.with_columns(pl.lit(None, dtype=pl.Float64).alias(name))
    totals = totals.with_columns(pl.col("_value").cum_sum().over(groups).alias("_so_far")).drop("_value").sort("date")
    asked = frame.select(*groups, "date").unique().with_columns(pl.col("date").alias("_day"))
    edges = {f"_{year}{side}": 365 * year + side for year in (1, 2) for side in (-_HALF_SEASON, _HALF_SEASON)}
    for column, days in edges.items():
        moved = asked.with_columns((pl.col("_day") - pl.duration(days=days)).alias("date")).sort("date")
        known = moved.join_asof(
            totals.rename({"_so_far": column}), on="date", by=list(groups), strategy="backward", check_sortedness=False
        )
        asked = known.with_columns(pl.col(column).fill_null(0.0)).drop("date")
    sums = [pl.col(f"_{year}{-_HALF_SEASON}") - pl.col(f"_{year}{_HALF_SEASON}") for year in (1, 2)]
    asked = asked.with_columns((sums[0] + sums[1]).truediv(4.0).alias(name)).rename({"_day": "date"})
    first = frame.group_by(groups).agg(pl.col("date").min().alias("_first"))
    asked = asked.join(first, on=list(groups), how="left", nulls_equal=True)
    old = (pl.col("date") - pl.col("_first")).dt.total_days() >= _TWO_YEARS
    asked = asked.with_columns(pl.when(old).then(pl.col(name)).alias(name)).select(*groups, "date", name)
    return frame.join(asked, on=[*groups, "date"], how="left", nulls_equal=True, maintain_order="left")
