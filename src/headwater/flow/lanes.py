"""What is odd against the same lane: goods of one subheading between the same two countries.

A lane is compared with its own earlier shipments only. No lane counts for more than another, a lane without a history says
nothing, and no place is among the cited cells.
"""

import polars as pl

from headwater.flow.baselines import before_median, before_spread
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene


@rule("shipment", family="value")
def value_unlike_its_lane(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The value per kilogram is far from what the same goods were declared at between the same two countries before."""
    frame = scene.shipments.select(
        "source",
        "row",
        "date",
        "origin_country",
        "destination_country",
        pl.col("hs").str.slice(0, 6).alias("hs6"),
        (pl.col("usd") / pl.col("kg")).log(10).alias("log_value"),
    )
    groups = ["origin_country", "destination_country", "hs6"]
    frame = frame.filter(pl.col("log_value").is_finite()).drop_nulls(["date", *groups])
    least = int(setting["earlier"])
    frame = before_median(frame, "log_value", groups, least=least, name="usual")
    frame = before_spread(frame, "log_value", groups, least=least, name="spread")
    away = (pl.col("log_value") - pl.col("usual")).abs()
    far = frame.with_columns(away.alias("away")).filter(
        pl.col("away") > pl.max_horizontal(pl.lit(setting["tenfold"]), setting["deviations"] * pl.col("spread"))
    )
    hits = scene.shipments.join(
        far.select("source", "row", "log_value", "usual", "away"), on=["source", "row"], how="inner", maintain_order="left"
    )
    reason = pl.format(
        '{} USD/kg declared for "{}" (code {}); earlier ones from {} to {} had a median of {} USD/kg.',
        (10.0 ** pl.col("log_value")).round(2),
        "description",
        "hs_code",
        "origin_country",
        "destination_country",
        (10.0 ** pl.col("usual")).round(2),
    )
    cells = ["value", "currency", "net_kg", "gross_kg", "hs_code"]
    return setting.find(hits, reason, cells, share=(0.6 + (pl.col("away") - setting["tenfold"]) / 2).clip(0.6, 1.0))
