"""What documents that speak of the same goods should agree on: description and code, weight and packages, payment and bill."""

import polars as pl

from headwater.flow.baselines import YEAR, before_count, before_median, before_spread, before_sum
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.wording import folded

_CHEMICAL_CHAPTERS = ("28", "29", "30", "38")


@rule("shipment", family="goods_contradiction")
def code_unlike_description(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Goods of this description were always declared under another chapter before, and one of the two is for chemicals."""
    frame = scene.shipments.filter(
        pl.col("goods_words").is_not_null() & pl.col("chapter").is_not_null() & pl.col("date").is_not_null() & ~pl.col("vague")
    )
    frame = before_count(frame, ["goods_words"], name="seen")
    frame = before_count(frame, ["goods_words", "chapter"], name="seen_so")
    share_so = pl.col("seen_so") / pl.col("seen")
    chemical = pl.col("chapter").is_in(_CHEMICAL_CHAPTERS)
    frame = before_sum(frame, chemical.cast(pl.Float64), ["goods_words"], window=YEAR, name="chemical_seen")
    frame = frame.with_columns((pl.col("chemical_seen") / pl.col("seen")).alias("chemical_before"))
    crossed = (chemical & (pl.col("chemical_before") < 0.1)) | (~chemical & (pl.col("chemical_before") > 0.9))
    hits = frame.filter((pl.col("seen") >= setting["earlier"]) & (share_so <= setting["share"]) & crossed)
    reason = pl.format(
        '"{}" is declared under code {}; of {} earlier shipments of this description {} were under this chapter.',
        "description",
        "hs_code",
        pl.col("seen").cast(pl.Int64),
        pl.col("seen_so").cast(pl.Int64),
    )
    # Goods of another nature in chemical packing under a chemical code contradict their description twice over.
    twice = chemical & pl.col("chemical_packing") & pl.col("substance_id").is_null()
    cells = {
        "description": pl.col("description"),
        "hs_code": pl.col("hs_code"),
        "package_type": pl.when(twice).then(pl.col("package_type")),
    }
    return setting.find(hits, reason, cells, share=pl.when(twice).then(1.0).otherwise(0.5))


@rule("shipment", family="packing")
def packing_unlike_goods(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Goods under this heading were hardly ever packed in this way before."""
    frame = scene.shipments.filter(
        pl.col("heading").is_not_null() & pl.col("package_type").is_not_null() & pl.col("date").is_not_null()
    )
    frame = frame.with_columns(folded(pl.col("package_type")).alias("packing"))
    frame = before_count(frame, ["heading"], name="seen")
    frame = before_count(frame, ["heading", "packing"], name="seen_so")
    # Drums for goods that are no chemicals are another rule's matter.
    drums = pl.col("chemical_packing") & ~pl.col("chemical")
    rare = (pl.col("seen") >= setting["earlier"]) & (pl.col("seen_so") <= setting["share"] * pl.col("seen"))
    hits = frame.filter(rare & ~drums)
    reason = pl.format(
        '{} for "{}" (code {}): {} of {} earlier shipments under this heading were packed so.',
        "package_type",
        "description",
        "hs_code",
        pl.col("seen_so").cast(pl.Int64),
        pl.col("seen").cast(pl.Int64),
    )
    share = pl.when(pl.col("chemical_packing") != pl.col("chemical")).then(1.0).otherwise(0.6)
    return setting.find(hits, reason, ["package_type", "hs_code", "description"], share=share)


@rule("shipment", family="weight")
def weight_per_package_far_from_usual(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The mass of a package is far from what earlier packages of this kind under this heading weighed."""
    frame = scene.shipments.filter((pl.col("packages") > 0) & pl.col("heading").is_not_null() & pl.col("date").is_not_null())
    frame = frame.with_columns((pl.coalesce("gross_kg", "net_kg") / pl.col("packages")).log(10).alias("log_mass"))
    frame = frame.filter(pl.col("log_mass").is_finite())
    groups = ["heading", "package_type"]
    frame = before_median(frame, "log_mass", groups, least=int(setting["earlier"]), name="usual")
    frame = before_spread(frame, "log_mass", groups, least=int(setting["earlier"]), name="spread")
    away = (pl.col("log_mass") - pl.col("usual")).abs()
    # One light package may be the rest of a lot.
    rest = (pl.col("packages") < 3) & (pl.col("log_mass") < pl.col("usual"))
    hits = frame.filter((away > pl.max_horizontal(pl.lit(setting["tenfold"]), 4 * pl.col("spread"))) & ~rest)
    reason = pl.format(
        '{} kg in each of {} {} of "{}"; earlier ones had a median of {} kg.',
        (10.0 ** pl.col("log_mass")).round(2),
        pl.col("packages").cast(pl.Int64),
        pl.col("package_type").fill_null("packages"),
        "description",
        (10.0 ** pl.col("usual")).round(2),
    )
    return setting.find(hits, reason, ["gross_kg", "net_kg", "packages", "package_type", "hs_code"])


@rule("shipment", family="documents", retrospective=True)
def container_in_two_places(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One container is declared within days on two transports to different places."""
    frame = scene.shipments.filter(pl.col("containers").is_not_null() & pl.col("date").is_not_null())
    frame = frame.with_columns(pl.col("containers").str.to_uppercase().str.extract_all(r"[A-Z]{4}[0-9]{7}").alias("container"))
    frame = frame.explode("container").drop_nulls("container").sort("container", "date", "source", "row")
    near = pl.lit(value=False)
    for step in (1, -1):
        days = (pl.col("date") - pl.col("date").shift(step).over("container")).dt.total_days().abs()
        elsewhere = pl.col("port_of_discharge") != pl.col("port_of_discharge").shift(step).over("container")
        other = pl.col("transport_id") != pl.col("transport_id").shift(step).over("container")
        near = near | ((days <= setting["days"]) & elsewhere & other).fill_null(value=False)
    hits = frame.filter(near).unique(["source", "row"], keep="first", maintain_order=True)
    reason = pl.format(
        'Container {} of "{}" stands within {} days on another transport to another place.',
        "container",
        "description",
        pl.lit(int(setting["days"])),
    )
    return setting.find(hits, reason, ["containers", "transport_id", "description"])


@rule("payment", family="bill_match")
def payer_is_not_on_the_bill(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment names a bill of lading, and neither consignee nor notify party of that shipment pays."""
    linked = _with_bill(scene)
    named = [pl.col(f"bill_{role}") != pl.col("payer_party") for role in ("consignee", "notify", "shipper")]
    hits = linked.filter(named[0] & named[1].fill_null(value=True) & named[2].fill_null(value=True))
    stated = folded(pl.col("reference")).str.contains(scene.wording.anywhere("on_behalf", whole=False))
    finance = (pl.col("payer_code") == "finance").fill_null(value=False)
    share = pl.when(pl.col("payer_use").is_in(["none", "trader"]).fill_null(value=False)).then(1.0).otherwise(0.8)
    share = share * pl.when("bill_chemical").then(1.0).otherwise(0.6) * pl.when(stated | finance).then(0.15).otherwise(1.0)
    reason = pl.format('Bill {} is for "{}"; "{}" pays.', "bill", "bill_consignee_name", "payer_name")
    return setting.find(hits, reason, ["payer_name", "reference"], share=share)


@rule("payment", family="bill_match")
def amount_differs_from_bill(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment names a bill of lading whose declared value is far from the amount paid."""
    linked = _with_bill(scene).filter(pl.col("usd").is_not_null() & pl.col("bill_usd").is_not_null())
    paid = pl.col("usd").cum_sum().over("bill")
    linked = linked.sort("datetime", "source", "row").with_columns(paid.alias("paid"))
    hits = linked.filter(pl.col("paid") > pl.col("bill_usd") * setting["over"])
    reason = pl.format(
        "Bill {} is for goods declared at {} USD; paid so far {} USD.",
        "bill",
        pl.col("bill_usd").round(0),
        pl.col("paid").round(0),
    )
    return setting.find(hits, reason, ["amount", "currency", "reference"])


@once
def _with_bill(scene: Scene) -> pl.DataFrame:
    shipments = scene.shipments.select(
        pl.col("house_bill").str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "").alias("bill"),
        pl.col("consignee_party").alias("bill_consignee"),
        pl.col("consignee_name").alias("bill_consignee_name"),
        pl.col("notify_party").alias("bill_notify"),
        pl.col("shipper_party").alias("bill_shipper"),
        pl.col("usd").alias("bill_usd"),
        pl.col("chemical").alias("bill_chemical"),
        pl.col("date").alias("bill_date"),
    )
    shipments = shipments.filter(pl.col("bill").str.len_chars() >= 6)
    # A bill that stands on several shipments does not say which of them is paid.
    shipments = shipments.filter(pl.col("bill").is_unique())
    words = pl.col("reference").str.to_uppercase().str.extract_all(r"[A-Z]{0,4}[0-9]{6,}")
    payments = scene.payments.with_columns(words.alias("bill")).explode("bill").drop_nulls("bill")
    linked = payments.join(shipments, on="bill", how="inner", maintain_order="left")
    near = (pl.col("datetime").dt.date() - pl.col("bill_date")).dt.total_days().abs() <= 365
    return linked.filter(near.fill_null(value=True)).unique(["source", "row"], keep="first", maintain_order=True)
