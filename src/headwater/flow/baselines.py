"""What was normal before: medians, spreads and counts over the rows of earlier days only.

Nothing of a row's own day or later enters its baseline, so a later row never changes what is said of an earlier one.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

YEAR: Final = "365d"
_SPREAD: Final = 1.349
"""Interquartile range of a normal distribution in standard deviations."""


def before_median(
    frame: pl.DataFrame, value: str, groups: Sequence[str], *, least: int, name: str, window: str = YEAR
) -> pl.DataFrame:
    """Return the rows, sorted by date, with the median of ``value`` over earlier rows of the same groups.

    Null where there are fewer than ``least`` earlier rows in the window.
    """
    frame = _sorted(frame)
    median = pl.col(value).rolling_median_by("date", window_size=window, closed="left", min_samples=least)
    return frame.with_columns(median.over(groups).alias(name))


def before_spread(
    frame: pl.DataFrame, value: str, groups: Sequence[str], *, least: int, name: str, window: str = YEAR
) -> pl.DataFrame:
    """Return the rows, sorted by date, with the robust standard deviation of ``value`` over earlier rows of the same groups."""
    frame = _sorted(frame)
    quantile = [
        pl.col(value).rolling_quantile_by("date", window_size=window, closed="left", min_samples=least, quantile=q).over(groups)
        for q in (0.75, 0.25)
    ]
    return frame.with_columns(((quantile[0] - quantile[1]) / _SPREAD).alias(name))


def before_sum(frame: pl.DataFrame, value: pl.Expr, groups: Sequence[str], *, window: str, name: str) -> pl.DataFrame:
    """Return the rows, sorted by date, with the sum of ``value`` over earlier rows of the same groups; 0 if none."""
    frame = _sorted(frame)
    total = value.rolling_sum_by("date", window_size=window, closed="left", min_samples=1).over(groups)
    return frame.with_columns(total.fill_null(0.0).alias(name))


def before_count(frame: pl.DataFrame, groups: Sequence[str], *, name: str, window: str = YEAR) -> pl.DataFrame:
    """Return the rows, sorted by date, with the number of earlier rows of the same groups in the window."""
    return before_sum(frame, pl.col("row").is_not_null().cast(pl.Float64), groups, window=window, name=name)


def _sorted(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort("date", "source", "row")
