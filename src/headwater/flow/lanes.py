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


@rule("shipment", family="supply")
def suppliers_of_one_country_only(scene: Scene, setting: Setting) -> pl.DataFrame:
    """An importer of listed chemicals buys chemicals in one country only, while most importers of such goods buy in several."""
    known = pl.col("consignee_party").is_not_null() & pl.col("shipper_country").is_not_null() & pl.col("date").is_not_null()
    abroad = (pl.col("shipper_country") != pl.col("consignee_country")).fill_null(value=False)
    frame = scene.shipments.filter(pl.col("chemical") & known & abroad).sort("date", "source", "row")
    place = pl.struct("consignee_party", "shipper_country").is_first_distinct().cast(pl.Int64)
    own = place.cum_sum().over("consignee_party")
    frame = frame.with_columns(own.alias("countries"), pl.int_range(1, pl.len() + 1).over("consignee_party").alias("nth"))
    # Peers are told by what they buy: importers under the same heading with as long a history.
    long_known = frame.filter(pl.col("nth") >= setting["earlier"])
    peers = long_known.group_by("heading", "consignee_party", maintain_order=True).agg(
        pl.col("date").first().alias("known_on"), pl.col("countries").first().alias("then")
    )
    peers = peers.filter(pl.col("heading").is_not_null()).sort("known_on", "consignee_party")
    spread = (pl.col("then") > 1).cast(pl.Int64).cum_sum().over("heading")
    peers = peers.with_columns(spread.alias("several"), pl.int_range(1, pl.len() + 1).over("heading").alias("importers"))
    # A laboratory buys its grams from one house; that is no procurement in bulk.
    bulk = pl.col("listed") & ~pl.col("consignee_fits") & (pl.col("kg") >= setting["least_kg"])
    hits = frame.filter(bulk & (pl.col("countries") == 1) & (pl.col("nth") >= setting["earlier"])).sort("date")
    hits = hits.join_asof(
        peers.select("heading", pl.col("known_on").alias("date"), "several", "importers").sort("date"),
        on="date", by="heading", strategy="backward", allow_exact_matches=False, check_sortedness=False,
    )  # fmt: skip
    usual = pl.col("several") >= setting["share"] * pl.col("importers")
    hits = hits.filter((pl.col("importers") >= setting["peers"]) & usual)
    reason = pl.format(
        '"{}" received {} shipments of chemicals, all from one country; {} of {} other importers of such goods buy in several.',
        "consignee_name", "nth", "several", "importers",
    )  # fmt: skip
    return setting.find(hits, reason, ["consignee_name", "shipper_name", "description", "hs_code"])
