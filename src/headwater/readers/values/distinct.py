"""Work once on each distinct text of a column."""

from collections.abc import Callable

import polars as pl


def each_distinct(texts: pl.Series, work: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """Return what ``work`` makes of the distinct texts, laid out again in the order of ``texts``; null texts give null rows.

    ``work`` gets the distinct texts without null and returns as many rows in the same order.
    """
    keys = texts.unique(maintain_order=True).drop_nulls()
    made = work(keys)
    joined = texts.to_frame("\0key").join(made.with_columns(keys.alias("\0key")), on="\0key", how="left", maintain_order="left")
    return joined.drop("\0key")
