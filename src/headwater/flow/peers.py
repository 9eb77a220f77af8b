"""What others of the same stated trade bought before: evidence from the file itself, whatever words the trade is stated in.

Purchases are orders and shipments together, so that a trade seen in one kind of record speaks for the other. A trade is the
stated sector or activity as written (folded), or the trade that words of the name suggest where none is stated. All figures
count earlier days and other parties only.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from headwater.flow.scene import Scene, once
from headwater.flow.wording import folded

_ENOUGH: Final = 10.0
"""Fewer earlier purchases of a trade's other members say nothing about the trade."""
_LEAST: Final = 0.25
"""What is left of a rule's points where chemicals are everyday goods to the trade."""
_SIDES: Final = (("shipment", "consignee"), ("order", "buyer"))


@once
def purchases(scene: Scene) -> pl.DataFrame:
    """Return kind, source and row of each purchase with what came before it.

    Added columns: ``peer_rows`` (purchases of others in the trade), ``peer_chemicals`` (those of chemicals), ``peer_firms``
    (others in the trade that bought these very goods), ``own_goods`` (earlier purchases of the goods by the same party) and
    ``own_days`` (days since the first of these).
    """
    columns = ["kind", "source", "row", "date", "party", "trade", "goods", "chemical"]
    frame = pl.concat(_bought(frame, role) for frame, role in ((scene.shipments, "consignee"), (scene.orders, "buyer")))
    frame = frame.filter(pl.col("date").is_not_null() & pl.col("party").is_not_null()).select(columns)
    frame = frame.sort("date", "kind", "source", "row")
    one, chemical = pl.lit(1), pl.col("chemical").cast(pl.Int64)
    trade, own = ["trade"], ["trade", "party"]
    new_buyer = pl.struct("trade", "goods", "party").is_first_distinct().cast(pl.Int64)
    first = pl.col("date").min().over("party", "goods")
    frame = frame.with_columns(new_buyer.alias("_new"), one.cast(pl.Int64).alias("_one"), chemical.alias("_chemical"))
    goods = ["trade", "goods"]
    frame = frame.with_columns(
        (_before("_one", trade) - _before("_one", own)).alias("peer_rows"),
        (_before("_chemical", trade) - _before("_chemical", own)).alias("peer_chemicals"),
        (_before("_new", goods) - _before("_new", [*goods, "party"])).alias("peer_firms"),
        _before("_one", ["party", "goods"]).alias("own_goods"),
        (pl.col("date") - first).dt.total_days().alias("own_days"),
    )
    unknown = pl.col("trade").is_null()
    told = [pl.when(~unknown).then(name).alias(name) for name in ("peer_rows", "peer_chemicals", "peer_firms")]
    return frame.select("kind", "source", "row", *told, "own_goods", "own_days")


def with_peers(scene: Scene, frame: pl.DataFrame) -> pl.DataFrame:
    """Return orders or shipments with the columns of ``purchases`` and ``unlike_peers``.

    ``unlike_peers``, 0.25 to 1, is what is left of a sign that the goods do not fit the trade: 1 where the trade's other
    members hardly buy chemicals or too little is known, less the more they do, and less where the buyer has bought these goods
    for months.
    """
    known = purchases(scene)
    frame = frame.join(known, on=["kind", "source", "row"], how="left", maintain_order="left")
    share = pl.col("peer_chemicals") / pl.col("peer_rows")
    by_trade = pl.when(pl.col("peer_rows") >= _ENOUGH).then((1.15 - 3.0 * share).clip(_LEAST, 1.0)).otherwise(1.0)
    by_goods = pl.when(pl.col("peer_firms") >= 2).then(0.6).otherwise(1.0)
    habit = pl.when((pl.col("own_goods") >= 6) & (pl.col("own_days") >= 90)).then(0.6).otherwise(1.0)
    left = (by_trade * by_goods * habit).clip(_LEAST, 1.0)
    return frame.with_columns(left.fill_null(1.0).alias("unlike_peers"))


def _bought(frame: pl.DataFrame, role: str) -> pl.DataFrame:
    words = folded(pl.when(pl.col(f"{role}_trade") != pl.col(f"{role}_name")).then(pl.col(f"{role}_trade")))
    stated = frame.select(pl.col(f"{role}_trade"), pl.col(f"{role}_name")).unique().with_columns(words.alias("_words"))
    frame = frame.join(stated, on=[f"{role}_trade", f"{role}_name"], how="left", nulls_equal=True, maintain_order="left")
    return frame.select(
        "kind", "source", "row", "date", "goods", "chemical",
        pl.col(f"{role}_party").alias("party"),
        pl.coalesce("_words", f"{role}_code").alias("trade"),
    )  # fmt: skip


def _before(column: str, groups: Sequence[str]) -> pl.Expr:
    """Return the sum over the group's rows of earlier days; rows are in the order of time."""
    return pl.col(column).cum_sum().over(groups) - pl.col(column).cum_sum().over(*groups, "date")
