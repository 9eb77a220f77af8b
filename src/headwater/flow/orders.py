"""What is odd about an order: buyer against product, use, payment and delivery, and the quantity against what was normal."""

import polars as pl

from headwater.flow.baselines import before_count, before_median, before_spread
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.windows import rows_near

_KIND = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.6)


@rule("order", family="fit")
def product_does_not_fit_buyer(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A chemical is ordered by a firm whose trade has no use for it."""
    hits = scene.orders.filter((pl.col("buyer_use") == "none") & pl.col("chemical"))
    reason = pl.format('"{}" is ordered by "{}", whose trade reads "{}".', "product", "buyer_name", "buyer_trade")
    small = (pl.col("kg") < setting["small_kg"]).fill_null(value=False) & ~pl.col("strict")
    share = _KIND * pl.when("buyer_trade_known").then(1.0).otherwise(0.75) * pl.when(small).then(0.4).otherwise(1.0)
    return setting.find(hits, reason, ["buyer_name", "buyer_sector", "product", "cas"], share=share)


@rule("order", family="fit")
def strict_product_for_trader(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A closely controlled substance is ordered by a general trader or a small workshop rather than by somebody who uses it."""
    hits = scene.orders.filter(pl.col("buyer_use").is_in(["trader", "small", "forwarder"]) & pl.col("strict"))
    reason = pl.format('"{}" is ordered by "{}", whose trade reads "{}".', "product", "buyer_name", "buyer_trade")
    return setting.find(hits, reason, ["buyer_name", "buyer_sector", "product", "cas"])


@rule("order", family="use")
def use_does_not_tell(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The use stated for a listed chemical does not tell what it is for."""
    uses = scene.orders.select(pl.col("stated_use").unique()).drop_nulls()
    pattern = scene.wording.nothing_else("vague_use")
    vague = uses.filter(pl.col("stated_use").str.to_lowercase().str.contains(pattern))
    hits = scene.orders.join(vague, on="stated_use", how="semi", maintain_order="left").filter(pl.col("listed"))
    fits = pl.col("buyer_use").is_in(["maker", "lab", "user"]).fill_null(value=False)
    share = pl.when("strict").then(1.0).otherwise(0.7) * pl.when(fits).then(0.5).otherwise(1.0)
    return setting.find(
        hits, pl.format('Use stated for "{}": "{}".', "product", "stated_use"), ["stated_use", "product", "cas"], share=share
    )


@rule("order", family="payment_means")
def uncommon_payment(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical is to be paid in a way uncommon in the trade, such as cash, prepaid cards or virtual currency."""
    pattern = scene.wording.anywhere("uncommon_payment")
    hits = scene.orders.filter(pl.col("listed") & pl.col("payment_method").str.to_lowercase().str.contains(pattern))
    small = (pl.col("usd") < setting["small_usd"]).fill_null(value=False)
    share = pl.when("strict").then(1.0).otherwise(0.8) * pl.when(small & (pl.col("kg") < setting["small_kg"])).then(
        0.4
    ).otherwise(1.0)
    reason = pl.format('"{}" is to be paid by {}.', "product", "payment_method")
    return setting.find(hits, reason, ["payment_method", "product", "cas"], share=share)


@rule("order", family="delivery")
def uncommon_delivery(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical is to be handed over in an uncommon way, such as pick-up by a third party."""
    pattern = scene.wording.anywhere("uncommon_delivery")
    hits = scene.orders.filter(pl.col("listed") & pl.col("delivery_method").str.to_lowercase().str.contains(pattern))
    reason = pl.format('"{}" is to be delivered by {}.', "product", "delivery_method")
    return setting.find(hits, reason, ["delivery_method", "product", "cas"], share=pl.when("strict").then(1.0).otherwise(0.8))


@rule("order", family="declaration")
def no_end_use_declaration(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A closely controlled substance is ordered and the end-use declaration is refused or said to be missing."""
    answer = pl.col("end_use_declaration").str.to_lowercase().str.strip_chars()
    hits = scene.orders.filter(
        pl.col("strict") & answer.is_in(["no", "none", "false", "0", "n", "refused", "missing", "pending", "否", "无"])
    )
    reason = pl.format('End-use declaration for "{}": "{}".', "product", "end_use_declaration")
    return setting.find(hits, reason, ["end_use_declaration", "product", "cas"])


@rule("order", family="new_party")
def new_buyer_of_listed_product(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A firm registered a short time before orders a listed chemical."""
    age = (pl.col("date") - pl.col("buyer_registered_on")).dt.total_days()
    hits = scene.orders.with_columns(age.alias("age")).filter((pl.col("age") < setting["days"]) & pl.col("listed"))
    fits = pl.col("buyer_use").is_in(["maker", "lab", "user"]).fill_null(value=False)
    share = (1.0 - 0.5 * (pl.col("age").clip(0, setting["days"]) / setting["days"])) * pl.when(fits).then(0.3).otherwise(1.0)
    share = share * pl.when("strict").then(1.0).otherwise(0.7)
    reason = pl.format('"{}" was registered {} days before this order of "{}".', "buyer_name", "age", "product")
    return setting.find(hits, reason, ["buyer_name", "product", "date"], share=share)


@rule("order", family="address")
def product_to_dwelling(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical is to go to an address that reads like a dwelling."""
    hits = scene.orders.filter(
        (pl.col("ship_to_home") | (pl.col("ship_to_address").is_null() & pl.col("buyer_home"))) & pl.col("chemical")
    )
    address = pl.coalesce("ship_to_address", "buyer_address")
    modest = (pl.col("kg") < setting["small_kg"]).fill_null(value=False) & ~pl.col("strict")
    fits = pl.col("buyer_use").is_in(["lab", "maker", "small"]).fill_null(value=False)
    share = _KIND * pl.when(modest | fits).then(0.35).otherwise(1.0)
    reason = pl.format('"{}" is to go to "{}".', "product", address)
    return setting.find(hits, reason, ["ship_to_address", "buyer_address", "product"], share=share)


@rule("order", family="quantity")
def extraordinary_quantity(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The quantity is far above what this buyer ordered of the product before and above what its peers order."""
    frame = _dated(scene).with_columns(pl.col("kg").log(10).alias("log_kg"))
    own, peers = ["buyer_party", "goods", "unit"], ["goods", "buyer_use", "unit"]
    frame = before_median(frame, "log_kg", own, least=1, name="own")
    frame = before_count(frame, own, name="own_count")
    frame = before_spread(frame, "log_kg", own, least=4, name="own_spread")
    frame = before_median(frame, "log_kg", peers, least=5, name="peer")
    frame = before_spread(frame, "log_kg", peers, least=8, name="peer_spread")
    # A short history is pulled towards the peers: as many peers as the weight says stand beside the buyer's own orders.
    weight = pl.col("own_count") / (pl.col("own_count") + setting["peer_weight"])
    usual = weight * pl.coalesce("own", "peer") + (1 - weight) * pl.coalesce("peer", "own")
    spread = pl.max_horizontal(pl.lit(setting["least_spread"]), pl.coalesce("own_spread", "peer_spread").fill_null(0.0))
    frame = frame.with_columns(usual.alias("usual"), spread.alias("spread"))
    score = (pl.col("log_kg") - pl.col("usual")) / pl.col("spread")
    above_peers = (pl.col("log_kg") > pl.col("peer")).fill_null(value=True)
    hits = frame.with_columns(score.alias("score")).filter(
        (pl.col("score") > setting["deviations"]) & above_peers & pl.col("chemical")
    )
    reason = pl.format(
        '{} {} of "{}"; usual for this buyer and its peers: about {} ({} earlier orders of its own).',
        "quantity",
        pl.col("unit").fill_null(""),
        "product",
        (10.0 ** pl.col("usual")).round(1),
        pl.col("own_count").cast(pl.Int64),
    )
    share = (0.4 + (pl.col("score") - setting["deviations"]) / 5.0).clip(0.4, 1.0) * pl.when("listed").then(1.0).otherwise(0.7)
    return setting.find(hits, reason, ["quantity", "unit", "product", "buyer_name"], share=share)


@rule("order", family="splitting", retrospective=True)
def split_orders(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several orders of one buyer for one product within days, each a little below a round quantity, add up to much more."""
    frame = _dated(scene).filter(pl.col("chemical"))
    step = 10.0 ** (pl.col("kg").log(10).floor())
    gap = (pl.col("kg") / step).ceil() * step
    below = (pl.col("kg") < gap) & (pl.col("kg") >= gap * (1 - setting["below"]))
    frame = frame.with_columns(gap.alias("round"), below.alias("below"))
    close = frame.filter(pl.col("below"))
    groups = ["buyer_party", "goods", "round"]
    close = rows_near(close, groups, int(setting["days"]))
    hits = close.filter(pl.col("near") >= setting["orders"])
    reason = pl.format(
        '{} orders of "{}" by "{}" within {} days, each just below {} {}.',
        pl.col("near").cast(pl.Int64),
        "product",
        "buyer_name",
        pl.lit(int(setting["days"])),
        pl.col("round").cast(pl.Int64),
        pl.col("unit").fill_null(""),
    )
    return setting.find(
        hits, reason, ["buyer_name", "product", "quantity", "date"], share=(0.5 + pl.col("near") / 8).clip(0, 1)
    )


@rule("order", family="frequency")
def orders_bunch_up(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer orders the product much more often within days than it used to."""
    frame = _dated(scene)
    groups = ["buyer_party", "goods"]
    frame = before_count(frame, groups, name="lately", window=f"{int(setting['days'])}d")
    frame = before_count(frame, groups, name="year")
    known_days = (pl.col("date") - pl.col("date").min().over(groups)).dt.total_days().clip(0, 365)
    earlier_days = (known_days - setting["days"]).clip(setting["days"], None)
    expected = (pl.col("year") - pl.col("lately")) * setting["days"] / earlier_days
    frame = frame.with_columns((pl.col("lately") + 1).alias("now"), expected.alias("expected"))
    excess = (pl.col("now") - pl.col("expected")) / (pl.col("expected") + 1.0).sqrt()
    hits = frame.with_columns(excess.alias("excess")).filter(
        (pl.col("excess") > setting["excess"]) & (pl.col("year") - pl.col("lately") >= setting["earlier"]) & pl.col("chemical")
    )
    reason = pl.format(
        'Order {} of "{}" within {} days; {} would be usual for "{}".',
        pl.col("now").cast(pl.Int64),
        "product",
        pl.lit(int(setting["days"])),
        pl.col("expected").round(1),
        "buyer_name",
    )
    return setting.find(
        hits, reason, ["buyer_name", "product", "date"], share=(0.4 + (pl.col("excess") - setting["excess"]) / 5).clip(0.4, 1)
    )


@rule("order", family="month_total")
def month_above_largest_of_six(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer's total of a listed product in the month so far exceeds its largest month of the six before."""
    hits = _month_totals(scene).filter(pl.col("listed") & (pl.col("so_far") > pl.col("largest")))
    return _month_finding(hits, setting, "largest", "the largest of the six months before was {}")


@rule("order", family="month_total")
def month_above_twice_average(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer's total of a listed product in the month so far exceeds twice its average month of the twelve before."""
    hits = _month_totals(scene).filter(pl.col("listed") & (pl.col("so_far") > setting["times"] * pl.col("average")))
    return _month_finding(hits, setting, "average", "the average of the twelve months before was {}")


def _dated(scene: Scene) -> pl.DataFrame:
    return scene.orders.filter(pl.col("date").is_not_null() & pl.col("kg").is_not_null() & pl.col("buyer_party").is_not_null())


def _month_totals(scene: Scene) -> pl.DataFrame:
    frame = _dated(scene).sort("date", "source", "row").with_columns(pl.col("date").dt.truncate("1mo").alias("month"))
    groups = ["buyer_party", "goods", "unit"]
    frame = frame.with_columns(pl.col("kg").cum_sum().over([*groups, "month"]).alias("so_far"))
    months = frame.group_by(*groups, "month").agg(pl.col("kg").sum().alias("total")).sort("month")
    first = months.group_by(groups).agg(pl.col("month").min().alias("first"))
    before = months.rename({"month": "earlier"})
    pairs = months.select(*groups, "month").join(before, on=groups, how="inner", nulls_equal=True)
    pairs = pairs.filter((pl.col("earlier") < pl.col("month")) & (pl.col("earlier") >= pl.col("month").dt.offset_by("-12mo")))
    recent = pl.col("earlier") >= pl.col("month").dt.offset_by("-6mo")
    stats = pairs.group_by(*groups, "month").agg(
        pl.col("total").filter(recent).max().alias("largest"), pl.col("total").sum().alias("sum")
    )
    stats = stats.join(first, on=groups, how="left", nulls_equal=True)
    span = ((pl.col("month") - pl.col("first")).dt.total_days() / 30.4).round().clip(1, 12)
    stats = stats.filter(span >= 3).with_columns((pl.col("sum") / span).alias("average"))
    return frame.join(stats, on=[*groups, "month"], how="inner", nulls_equal=True)


def _month_finding(hits: pl.DataFrame, setting: Setting, compared: str, words: str) -> pl.DataFrame:
    reason = pl.format(
        '{} {} of "{}" ordered by "{}" in the month so far; ' + words + ".",
        pl.col("so_far").round(1),
        pl.col("unit").fill_null(""),
        "product",
        "buyer_name",
        pl.col(compared).round(1),
    )
    share = (0.5 + (pl.col("so_far") / pl.col(compared) - 1) / 8).clip(0.5, 1.0)
    return setting.find(hits, reason, ["quantity", "product", "buyer_name", "date"], share=share)
