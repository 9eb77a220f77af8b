"""Money that goes back, and to whom."""

import polars as pl

from headwater.flow.paths import like_amounts
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.wording import folded


@rule("payment", family="flow_through")
def refund_to_another_party(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A refund goes to a party that never paid, shortly after somebody else paid a like amount."""
    frame = scene.payments.with_row_index("edge").filter(
        pl.col("payer_party").is_not_null() & pl.col("payee_party").is_not_null() & (pl.col("usd") > 0)
    )
    word = folded(pl.col("reference")).str.contains(scene.wording.anywhere("refund", whole=False)).fill_null(value=False)
    given = frame.filter(word & (pl.col("usd") >= setting["least_usd"]))
    paid = frame.select(pl.col("payer_party").alias("payee_party"), pl.col("payee_party").alias("payer_party"))
    given = given.join(paid.unique(), on=["payer_party", "payee_party"], how="anti", maintain_order="left")
    edge = pl.col("edge").cast(pl.Int64)
    pairs = like_amounts(
        frame.select(pl.col("payee_party").alias("to"), edge, pl.col("datetime").alias("at"), "usd"),
        given.select(pl.col("payer_party").alias("by"), edge, pl.col("datetime").alias("at"), "usd"),
        days=int(setting["days"]),
        kept=setting["kept"],
        crowd=setting["crowd"],
    )
    before = frame.select(
        edge.alias("first_edge"), pl.col("payer_name").alias("who_paid"), pl.col("payment_id").alias("paid_id")
    )
    first = pairs.join(before, on="first_edge", how="left").sort("telling", "edge", descending=[True, False])
    first = first.unique("edge", keep="first", maintain_order=True).select("edge", "telling", "who_paid", "paid_id")
    hits = given.with_columns(edge).join(first, on="edge", how="inner", maintain_order="left")
    reason = pl.format(
        '"{}" refunds {} {} to "{}", who never paid it; "{}" paid a like amount ({}) within {} days before.',
        "payer_name",
        "amount",
        pl.col("currency").fill_null(""),
        "payee_name",
        "who_paid",
        "paid_id",
        pl.lit(int(setting["days"])),
    )
    cells = ["reference", "payee_name", "payer_name", "amount", "currency", "datetime"]
    return setting.find(hits, reason, cells, share=pl.col("telling"))
