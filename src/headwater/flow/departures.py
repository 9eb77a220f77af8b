"""How far a buyer's last thirty days depart from its own earlier orders and those of its peers, as one score in three parts.

Each part is a signed root of a deviance, so that the three are on one scale and none grows without bound for a buyer of whom
little is known:

- *quantity*: the total of thirty days. Orders are taken as a compound Poisson process whose rate is gamma distributed over
  buyers; the expected number of orders of usual size comes from the buyer's months before, beside which its peers stand for
  one month (more where it has no months of its own).
- *days*: the number of days on which it ordered, in the same way.
- *size*: the mean logarithm of the order sizes of thirty days against that of the orders before, with a spread drawn towards
  a common one.

The score is the root of their weighted squares, less where the thirty days hold little beside an ordinary month of the peers
and more where they hold much; a part's share of the sum of squares is its share of the points. All of it rests on rows of the
same day or earlier. The weights are one of six sets tried on four of the six windows of the development
desk and on two streams of other buyers; ``python -m benchmarks desk`` shows the two windows left beside them.
"""

import math
from collections.abc import Sequence
from typing import Final

import polars as pl

from headwater.flow.baselines import same_season
from headwater.flow.scene import Scene, once

MONTH: Final = "30d"
_MONTH_DAYS: Final = 30.0
_YEAR_AND_MONTH: Final = "395d"
_LEAST_PEERS: Final = 8
_MOST_TIMES: Final = 4.0
"""How many times its own month a known buyer's peers may stand for."""
_ABSTAINED: Final = 0.25
"""What a month counts in which a known buyer ordered other goods but none of these."""
_DAYS_WEIGHT: Final = 0.6
_SIZE_WEIGHT: Final = 0.5
_COMMON_SPREAD: Final = 0.35
"""Usual standard deviation of the natural logarithm of order sizes, and how many orders it stands for."""
_COMMON_ORDERS: Final = 3.0
_LEAST_VARIANCE: Final = 0.01
_MATERIAL: Final = 0.5
_LEAST_PART: Final = 0.1
_MOST_PART: Final = 4.0
"""A score is multiplied with this power of the month's part of an ordinary month of the peers, within these bounds."""
_LEAST_OWN: Final = 2
_TAIL: Final = 8.0
"""Degrees of freedom that damp the size part: a spread told from a few orders is not well known."""
_LOWEST: Final = 2.0
_LEVEL: Final = 1.8
"""A score that rises by this factor is news after an earlier alert on the same buyer and goods."""


@once
def departures(scene: Scene) -> pl.DataFrame:
    """Return the orders with their departure from normal, by product and by substance, whichever goes further.

    Added columns: ``score``, ``quantity_share``, ``days_share`` and ``size_share`` (they sum to 1 where the score is above 0),
    ``month_kg``, ``normal_kg``, ``month_days``, ``normal_days``, ``months`` (of the buyer's own history before the thirty
    days), ``earlier_size`` and ``recent_size`` (geometric means), ``stale`` (an earlier alert of the last thirty days went
    nearly as far).
    """
    frame = dated(scene).with_columns(
        pl.coalesce("goods_words", "goods").alias("_product"), pl.col("goods").alias("_substance")
    )
    text_has_numbers = pl.col("product").str.replace_all(r"\s+", " ").str.to_lowercase()
    frame = frame.with_columns(pl.when(pl.col("unit") == "kg").then("_product").otherwise(text_has_numbers).alias("_product"))
    frame = _with_size(frame.sort("date", "source", "row"), ["buyer_party", "_product", "unit"])
    parts = [_against_normal(frame, subject) for subject in ("_product", "_substance")]
    both = pl.concat(parts).sort("score", descending=True, nulls_last=True, maintain_order=True)
    best = both.unique(["source", "row"], keep="first", maintain_order=True)
    return _with_stale(best.filter(pl.col("score") > _LOWEST))


@once
def dated(scene: Scene) -> pl.DataFrame:
    """Return the orders that have a day, a quantity and a buyer."""
    return scene.orders.filter(pl.col("date").is_not_null() & pl.col("kg").is_not_null() & pl.col("buyer_party").is_not_null())


def _against_normal(frame: pl.DataFrame, subject: str) -> pl.DataFrame:
    own = ["buyer_party", subject, "unit"]
    new_day = (pl.col("date") != pl.col("date").shift(1).over(own)).fill_null(value=True).cast(pl.Float64)
    frame = frame.with_columns((pl.col("kg") ** 2).alias("_kg2"), new_day.alias("_day"))
    measured = ("kg", "_kg2", "_day")
    frame = frame.with_columns(
        *[_sum(column, MONTH, own).alias(f"{column}_month") for column in measured],
        *[_sum(column, _YEAR_AND_MONTH, own).alias(f"{column}_all") for column in measured],
    )
    peers = [[subject, "buyer_sector", "unit"], [subject, "unit"]]
    frame = frame.with_columns(
        *[pl.coalesce(_median(f"{column}_month", group) for group in peers).alias(f"{column}_peer") for column in measured],
        _months(own).alias("months"),
        _abstained(own).alias("abstained"),
        *[(pl.col(f"{column}_all") - pl.col(f"{column}_month")).clip(0.0).alias(f"{column}_before") for column in measured],
    )
    frame = _with_season(frame, own)
    weight = pl.when(pl.col("kg_peer").is_null()).then(0.0).otherwise(1.0)
    # A buyer that could have ordered the goods for months and did not is expected to order less of them than its peers.
    months = pl.col("months") + weight + _ABSTAINED * pl.col("abstained")
    # Peers stand for one month beside the buyer's own, however much larger they are.
    peer = {column: _bounded_peer(column) for column in measured}
    lowered = pl.when(pl.col("kg_peer") > 0).then(peer["kg"] / pl.col("kg_peer")).otherwise(0.0)
    squares = pl.min_horizontal(peer["_kg2"], lowered * pl.col("_kg2_peer").fill_null(0.0))
    frame = frame.with_columns(
        (pl.col("kg_before") + weight * peer["kg"]).alias("_total"),
        (pl.col("_kg2_before") + weight * squares).alias("_squares"),
        (pl.col("_day_before") + weight * peer["_day"] + 0.5).alias("_days"),
        pl.when(months > 0.5).then(months).alias("_months"),
    )
    usual_size = pl.col("_squares") / pl.col("_total")
    orders = pl.col("_total") / usual_size
    quantity = root_deviance(pl.col("kg_month") / usual_size, orders / pl.col("_months"), orders)
    days = root_deviance(pl.col("_day_month"), pl.col("_days") / pl.col("_months"), pl.col("_days"))
    known = pl.col("_total") > 0
    frame = frame.with_columns(
        pl.when(known).then(quantity).fill_nan(0.0).fill_null(0.0).alias("_q"),
        pl.when(pl.col("months") >= 2).then(days).fill_nan(0.0).fill_null(0.0).alias("_d"),
        (pl.col("_total") / pl.col("_months")).alias("normal_kg"),
        (pl.col("_days") / pl.col("_months")).alias("normal_days"),
        pl.col("kg_month").alias("month_kg"),
        pl.col("_day_month").alias("month_days"),
    )
    parts = {
        "quantity": pl.col("_q") ** 2,
        "days": _DAYS_WEIGHT * pl.col("_d") ** 2,
        "size": _SIZE_WEIGHT * pl.col("_z") ** 2,
    }
    total = pl.sum_horizontal(*parts.values())
    return frame.with_columns(
        (total.sqrt() * _material()).alias("score"),
        *[pl.when(total > 0).then(part / total).otherwise(0.0).alias(f"{name}_share") for name, part in parts.items()],
    )


def _material() -> pl.Expr:
    """Return how much of a score is left where the thirty days hold less than a buyer of the kind takes in an ordinary month.

    A buyer of a few packages a year departs from its past with one package more; nothing is diverted by that.
    """
    of_peers = (pl.col("kg_month") / pl.col("kg_peer")).clip(_LEAST_PART, _MOST_PART)
    return pl.when(pl.col("kg_peer") > 0).then(of_peers**_MATERIAL).otherwise(1.0).fill_nan(1.0).fill_null(1.0)


def _bounded_peer(column: str) -> pl.Expr:
    own = pl.col(f"{column}_before") / pl.max_horizontal("months", pl.lit(1.0))
    peer = pl.col(f"{column}_peer").fill_null(0.0)
    return pl.when(pl.col("months") > 1).then(pl.min_horizontal(peer, _MOST_TIMES * own)).otherwise(peer)


def root_deviance(seen: pl.Expr, expected: pl.Expr, certainty: pl.Expr) -> pl.Expr:
    """Return the signed root of the deviance of a count that is negative binomial, 0 where it is not above what is expected.

    Args:
        seen: the count.
        expected: its mean.
        certainty: the count on which the mean rests, the shape of its gamma distribution.
    """
    count = pl.max_horizontal(seen, pl.lit(1e-9))
    deviance = 2 * (
        count * (count / expected).log() - (count + certainty) * ((count + certainty) / (expected + certainty)).log()
    )
    return pl.when(count > expected).then(deviance.clip(0.0).sqrt()).otherwise(0.0)


def _with_size(frame: pl.DataFrame, own: Sequence[str]) -> pl.DataFrame:
    log = pl.col("kg").log()
    frame = frame.with_columns(log.alias("_l"), (log**2).alias("_l2"), pl.lit(1.0).alias("_n"))
    frame = frame.with_columns(
        *[_sum(column, MONTH, own).alias(f"{column}_month") for column in ("_l", "_l2", "_n")],
        *[_sum(column, _YEAR_AND_MONTH, own).alias(f"{column}_all") for column in ("_l", "_l2", "_n")],
    )
    before, lately = pl.col("_n_all") - pl.col("_n_month"), pl.col("_n_month")
    earlier, recent = (pl.col("_l_all") - pl.col("_l_month")) / before, pl.col("_l_month") / lately
    variance = ((pl.col("_l2_all") - pl.col("_l2_month")) / before - earlier**2).clip(0.0)
    drawn = (_COMMON_ORDERS * _COMMON_SPREAD**2 + before * variance) / (_COMMON_ORDERS + before)
    score = (recent - earlier) / ((drawn + _LEAST_VARIANCE) * (1 / lately + 1 / before) + _LEAST_VARIANCE).sqrt()
    damped = (_TAIL * (1 + score.clip(0.0) ** 2 / _TAIL).log()).sqrt()
    known = before >= _LEAST_OWN - 0.5
    return frame.with_columns(
        pl.when(known).then(damped).otherwise(0.0).fill_nan(0.0).fill_null(0.0).alias("_z"),
        pl.when(known).then(earlier.exp()).alias("earlier_size"),
        recent.exp().alias("recent_size"),
    )


def _with_season(frame: pl.DataFrame, own: Sequence[str]) -> pl.DataFrame:
    """Return the rows with the same weeks of earlier years added to what was before, where two years of a buyer are known."""
    for column in ("kg", "_kg2", "_day"):
        frame = same_season(frame, column, own, name=f"{column}_season")
        if frame[f"{column}_season"].null_count() == frame.height:
            return frame.drop(f"{column}_season")
        # The season stands beside the year before with the weight of that year.
        extra = (pl.col(f"{column}_season") * pl.col("months")).fill_null(0.0)
        frame = frame.with_columns((pl.col(f"{column}_before") + extra).alias(f"{column}_before"))
    twice = pl.when(pl.col("kg_season").is_null()).then(1.0).otherwise(2.0)
    return frame.with_columns((pl.col("months") * twice).alias("months")).drop("kg_season", "_kg2_season", "_day_season")


def _with_stale(frame: pl.DataFrame) -> pl.DataFrame:
    subject = ["buyer_party", "goods"]
    level = ((pl.col("score") / _LOWEST).log() / math.log(_LEVEL)).floor()
    frame = frame.sort("date", "source", "row").with_columns(level.alias("_level"))
    before = pl.col("_level").rolling_max_by("date", window_size=MONTH, closed="left").over(subject)
    same_day = pl.col("_level").cum_max().over(*subject, "date").shift(1).over(*subject, "date")
    stale = pl.col("_level") <= pl.max_horizontal(before.fill_null(-1.0), same_day.fill_null(-1.0))
    return frame.with_columns(stale.alias("stale"))


def _sum(column: str, window: str, groups: Sequence[str]) -> pl.Expr:
    return pl.col(column).rolling_sum_by("date", window_size=window, closed="right").over(groups)


def _median(column: str, groups: Sequence[str]) -> pl.Expr:
    return (
        pl.col(column)
        .rolling_median_by("date", window_size=_YEAR_AND_MONTH, closed="left", min_samples=_LEAST_PEERS)
        .over(groups)
    )


def _months(own: Sequence[str]) -> pl.Expr:
    known = (pl.col("date") - pl.col("date").min().over(own)).dt.total_days() - _MONTH_DAYS
    return known.clip(0, 365) / _MONTH_DAYS


def _abstained(own: Sequence[str]) -> pl.Expr:
    before = pl.col("date").min().over(own) - pl.col("date").min().over("buyer_party")
    return (before.dt.total_days() - _MONTH_DAYS).clip(0, 365) / _MONTH_DAYS
