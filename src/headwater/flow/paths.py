"""Payments of like amounts that follow each other through one party within days.

Two payments are a step when the payee of the first pays the second. A join on the party alone would set every payment that a
large party receives against every one that it makes; here it is a join on the party, the size of the amount and the time,
and parties through whose hands so many like amounts pass that some agree by chance are left out: there, agreeing says nothing.
"""

from typing import Final

import polars as pl

_SIZES: Final = 10
"""Classes of amounts in each power of ten; amounts that differ by less than a fifth lie in one class or in the next."""

_BY_CHANCE: Final = 0.15
"""Share of the payments of a cell that agree with one by chance: half of its time, and three tenths of its three classes."""

_SECONDS_OF_DAY: Final = 86_400


def like_amounts(first: pl.DataFrame, second: pl.DataFrame, *, days: int, kept: float, crowd: float) -> pl.DataFrame:
    """Return the pairs of payments of which the second follows the first within days in a like amount.

    Args:
        first: payments with ``edge``, ``to`` (the party that holds the money next), ``at`` and ``usd``.
        second: payments with ``edge``, ``by`` (the party that pays), ``at`` and ``usd``; more columns are kept.
        days: how many days may lie between the two.
        kept: the share of the larger amount by which the two may differ, at most 0.16.
        crowd: the most payments of ``first`` of one party, within twice the days and three classes of amounts, that a payment
            of ``second`` may be set against.

    Returns:
        The columns of ``second``, and ``first_edge``, ``first_at``, ``first_usd`` and ``telling``, ordered by the edges.
        ``telling``, 0 to 1, is 1 where no other payment could have agreed, and half where one agrees by chance.
    """
    incoming = first.select(
        pl.col("to").alias("by"),
        pl.col("edge").alias("first_edge"),
        pl.col("at").alias("first_at"),
        pl.col("usd").alias("first_usd"),
    )
    cells = incoming.with_columns(_size("first_usd"), _period("first_at", days))
    cells = pl.concat(
        [cells.with_columns(pl.col("_size") + size, pl.col("_period") + period) for size in (-1, 0, 1) for period in (0, 1)]
    )
    keys = ["by", "_size", "_period"]
    cells = cells.with_columns(pl.len().over(keys).alias("_crowd")).filter(pl.col("_crowd") <= crowd)
    pairs = second.with_columns(_size("usd"), _period("at", days)).join(cells, on=keys, how="inner")
    span = pl.duration(days=days)
    ratio = pl.col("usd") / pl.col("first_usd")
    pairs = pairs.filter(
        (pl.col("at") >= pl.col("first_at"))
        & (pl.col("at") <= pl.col("first_at") + span)
        & (ratio >= 1 - kept)
        & (ratio <= 1 / (1 - kept))
    )
    telling = 1 / (1 + _BY_CHANCE * (pl.col("_crowd") - 1))
    return pairs.with_columns(telling.alias("telling")).drop("_size", "_period", "_crowd").sort("edge", "first_edge")


def _size(usd: str) -> pl.Expr:
    return (pl.col(usd).log(10) * _SIZES).floor().cast(pl.Int64).alias("_size")


def _period(at: str, days: int) -> pl.Expr:
    return (pl.col(at).dt.epoch("s") // (max(days, 1) * _SECONDS_OF_DAY)).alias("_period")
