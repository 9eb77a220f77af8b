"""How many rows, or different parties, come together within some days; both sides of a row are looked at."""

from collections.abc import Sequence

import polars as pl


def rows_near(frame: pl.DataFrame, groups: Sequence[str], days: int) -> pl.DataFrame:
    """Return the rows with ``near``: the most rows of the group in any window of so many days that holds the row.

    Args:
        frame: rows with a ``date``, ``source`` and ``row``.
        groups: the columns that have to agree.
        days: length of the window.
    """
    return _fullest(frame, list(groups), pl.col("row").is_not_null().cast(pl.Float64), days)


def distinct_near(frame: pl.DataFrame, groups: Sequence[str], what: str, days: int) -> pl.DataFrame:
    """Return the rows with ``near``: the most different values of ``what`` in any window of so many days that holds the row.

    A value counts again only when it was not seen in the window before.
    """
    frame = frame.sort("date", "source", "row")
    before = pl.col("date").shift(1).over([*groups, what])
    fresh = before.is_null() | ((pl.col("date") - before).dt.total_days() > days)
    return _fullest(frame.with_columns(fresh.cast(pl.Float64).alias("_fresh")), list(groups), pl.col("_fresh"), days).drop(
        "_fresh"
    )


def _fullest(frame: pl.DataFrame, groups: list[str], count: pl.Expr, days: int) -> pl.DataFrame:
    window = f"{days}d"
    frame = frame.sort("date", "source", "row")
    back = count.rolling_sum_by("date", window_size=window, closed="both").over(groups)
    frame = frame.with_columns(back.alias("_back"))
    # The fullest window that holds a row ends within one window after it; looking ahead is looking back on reversed days.
    reversed_day = pl.date(1970, 1, 1) + (pl.date(2200, 1, 1) - pl.col("date"))
    frame = frame.with_columns(reversed_day.alias("_mirror")).sort("_mirror", "source", "row")
    best = pl.col("_back").rolling_max_by("_mirror", window_size=window, closed="both").over(groups)
    return frame.with_columns(best.alias("near")).sort("date", "source", "row").drop("_back", "_mirror")
