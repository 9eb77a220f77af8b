"""What is odd about the quantities and times of a buyer's orders, against its own history and that of its peers."""

import polars as pl

from headwater.flow.baselines import before_count, before_median, before_spread
from headwater.flow.departures import dated, departures
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.windows import distinct_near, rows_near
from headwater.flow.wording import folded
from headwater.model import concat_findings

_DOSES = r"^(?:tab|tbl|cap|dos|pill|unit dose|comprimido|tablette|stueck|pcs)"


@rule("order", family="quantity")
def extraordinary_quantity(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The quantity is far above what this buyer ordered of the product before and above what its peers order."""
    frame = dated(scene).with_columns(pl.col("kg").log(10).alias("log_kg"))
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
    frame = dated(scene).filter(pl.col("chemical"))
    step = 10.0 ** (pl.col("kg").log(10).floor())
    gap = (pl.col("kg") / step).ceil() * step
    below = (pl.col("kg") < gap) & (pl.col("kg") >= gap * (1 - setting["below"]))
    # Where the quantity could not be turned into kilograms, its own unit is the one in which the limit is tested.
    measure = pl.when(pl.col("quantity_kg").is_not_null()).then(pl.lit("kg")).otherwise(pl.col("unit").fill_null(""))
    frame = frame.with_columns(gap.alias("round"), below.alias("below"), measure.alias("measure"))
    close = frame.filter(pl.col("below"))
    groups, days = ["buyer_party", "goods", "round", "measure"], int(setting["days"])
    close = distinct_near(close, groups, "buyer_name", days).rename({"near": "names"})
    close = _with_habit(close, groups, days)
    hits = rows_near(close, groups, days).filter(pl.col("near") >= setting["orders"])
    limit = [pl.lit(days), pl.col("round").cast(pl.Int64), pl.col("measure")]
    count = pl.col("near").cast(pl.Int64)
    # The first orders of a batch tell of it; those after them are the same matter again.
    later = pl.int_range(pl.len()).over(groups) >= setting["first"]
    share = (0.5 + pl.col("near") / 8).clip(0, 1) * pl.when(later).then(setting["repeat"]).otherwise(1.0)
    # Sizes of packages put orders just below a round quantity again and again.
    share = share / (1.0 + pl.col("habit"))
    hits = hits.with_columns(share.alias("share"))
    share = pl.col("share")
    one = hits.filter(pl.col("names") <= 1)
    reason = pl.format(
        '{} orders of "{}" by "{}" within {} days, each just below {} {}.', count, "product", "buyer_name", *limit
    )
    cells = ["buyer_name", "product", "quantity", "unit", "date"]
    found = [setting.find(one, reason, cells, share=share)]
    several = hits.filter(pl.col("names") > 1)
    for told, word, contact in ((True, "sharing a telephone", ["buyer_phone"]), (False, "taken for one party", ["buyer_id"])):
        shared = pl.col("buyer_tel").is_not_null() & (pl.col("buyer_tel").n_unique().over(groups) == 1)
        reason = pl.format(
            '{} orders of "{}" under {} buyer names ' + word + ' within {} days, each just below {} {}; here "{}".',
            count,
            "product",
            pl.col("names").cast(pl.Int64),
            *limit,
            "buyer_name",
        )
        found.append(setting.find(several.filter(shared == told), reason, [*cells, *contact], share=share))
    return concat_findings(found)


def _with_habit(frame: pl.DataFrame, groups: list[str], days: int) -> pl.DataFrame:
    """Return the rows with ``habit``: how many orders of the group stood in the year before the days of the row's batch."""
    frame = frame.sort("date", "source", "row").with_columns(pl.lit(1.0).alias("_one"))
    year, lately = (
        pl.col("_one").rolling_sum_by("date", window_size=f"{window}d", closed="both").over(groups) for window in (365, days)
    )
    return frame.with_columns((year - lately).clip(0.0).alias("habit")).drop("_one")


@rule("order", family="quantity")
def thirty_days_above_normal(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What the buyer ordered of the product in thirty days is far above what it, or a buyer of its kind, orders in a month."""
    reason = pl.format(
        '{} {} of "{}" for "{}" within thirty days; about {} would be normal ({} months of its own history).',
        pl.col("month_kg").round(1),
        pl.col("unit").fill_null(""),
        "product",
        "buyer_name",
        pl.col("normal_kg").round(1),
        pl.col("months").round(0).cast(pl.Int64),
    )
    return _departure(scene, setting, "quantity_share", reason, ["quantity", "unit", "product", "buyer_name", "date"])


@rule("order", family="frequency")
def orders_bunch_up(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer orders the product on many more days within thirty than it used to."""
    reason = pl.format(
        'Ordered "{}" on {} days within thirty; about {} would be normal for "{}".',
        "product",
        pl.col("month_days").cast(pl.Int64),
        pl.col("normal_days").round(1),
        "buyer_name",
    )
    return _departure(scene, setting, "days_share", reason, ["buyer_name", "product", "date"])


@rule("order", family="order_size")
def orders_larger_than_before(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer's orders of the last thirty days are larger, one by one, than those it placed before."""
    reason = pl.format(
        'Orders of "{}" by "{}" in the last thirty days are of about {} {} each, those before of about {}.',
        "product",
        "buyer_name",
        pl.col("recent_size").round(1),
        pl.col("unit").fill_null(""),
        pl.col("earlier_size").round(1),
    )
    return _departure(scene, setting, "size_share", reason, ["quantity", "unit", "product", "buyer_name", "date"])


def _departure(scene: Scene, setting: Setting, part: str, reason: pl.Expr, cells: list[str]) -> pl.DataFrame:
    # One score in three parts: each rule gets its part of the points of the whole, so that the three add up to it.
    beyond = pl.col("score") - setting["from"]
    whole = beyond / (beyond + setting["half"])
    listed = pl.when("listed").then(1.0).otherwise(0.7)
    share = whole * pl.col(part) * listed * pl.when("stale").then(setting["repeat"]).otherwise(1.0)
    hits = departures(scene).filter(
        (pl.col("score") > setting["least"]) & (pl.col(part) >= setting["part"]) & pl.col("chemical")
    )
    return setting.find(hits, reason, cells, share=share)


@rule("order", family="frequency")
def busy_after_long_silence(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A buyer that ordered nothing for months, longer than it ever paused before, orders several times within weeks."""
    frame = dated(scene).sort("date", "source", "row")
    day = pl.col("date").cast(pl.Int32)
    gap = (day - day.shift(1).over("buyer_party")).fill_null(0).cast(pl.Float64)
    frame = frame.with_columns(gap.alias("gap"), pl.col("row").is_not_null().cast(pl.Float64).alias("one"))
    # Some buyers pause for months as a habit.
    paused = pl.col("gap").cum_max().shift(1).over("buyer_party").fill_null(0.0)
    unlike = pl.col("gap") >= setting["times"] * paused
    frame = frame.with_columns(pl.when(unlike).then(pl.col("gap")).otherwise(0.0).alias("gap"))
    window = f"{int(setting['days'])}d"
    frame = frame.with_columns(
        pl.col("gap").rolling_max_by("date", window_size=window, closed="both").over("buyer_party").alias("silence"),
        pl.col("one").rolling_sum_by("date", window_size=window, closed="both").over("buyer_party").alias("lately"),
    )
    hits = frame.filter((pl.col("silence") >= setting["silence"]) & (pl.col("lately") >= setting["orders"]) & pl.col("listed"))
    before = pl.col("date").shift(1).over("buyer_party")
    again = ((pl.col("date") - before).dt.total_days() <= setting["days"]).fill_null(value=False)
    share = pl.when("strict").then(1.0).otherwise(0.8) * pl.when(again).then(setting["repeat"]).otherwise(1.0)
    hits = hits.sort("date", "source", "row").with_columns(share.alias("share"))
    reason = pl.format(
        'Order {} of "{}" within {} days, after {} days without one; this one is for "{}".',
        pl.col("lately").cast(pl.Int64),
        "buyer_name",
        pl.lit(int(setting["days"])),
        pl.col("silence").cast(pl.Int64),
        "product",
    )
    return setting.find(hits, reason, ["buyer_name", "date", "product"], share=pl.col("share"))


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


@rule("order", family="month_total")
def month_above_fixed_ceiling(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The buyer's total of a listed product in the month so far passes a fixed ceiling of dosage units or kilograms."""
    frame = dated(scene).filter("listed").sort("date", "source", "row")
    doses = folded(pl.col("unit")).str.contains(_DOSES).fill_null(value=False)
    mass = pl.col("quantity_kg").is_not_null()
    # A ceiling of 0 is none: kilograms have no published one, and a user gives that of the licence.
    ceiling = pl.when(doses).then(setting["doses"]).when(mass).then(setting["kg"]).otherwise(0.0)
    groups = ["buyer_party", "goods", "unit", pl.col("date").dt.truncate("1mo")]
    so_far = pl.col("kg").cum_sum().over(groups)
    frame = frame.with_columns(ceiling.alias("ceiling"), so_far.alias("so_far"))
    hits = frame.filter((pl.col("ceiling") > 0) & (pl.col("so_far") > pl.col("ceiling")))
    # The order that passes the ceiling tells of it; those after it say the same again.
    crossing = (hits["so_far"] - hits["kg"]) <= hits["ceiling"]
    reason = pl.format(
        '{} {} of "{}" ordered by "{}" in the month so far; the ceiling is {}.',
        pl.col("so_far").round(1),
        pl.col("unit").fill_null(""),
        "product",
        "buyer_name",
        pl.col("ceiling"),
    )
    return setting.find(hits.filter(crossing), reason, ["quantity", "unit", "product", "buyer_name", "date"])


@once
def _month_totals(scene: Scene) -> pl.DataFrame:
    frame = dated(scene).sort("date", "source", "row").with_columns(pl.col("date").dt.truncate("1mo").alias("month"))
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
    # A few kilograms in a month are a laboratory's needs, which come as its work does.
    modest = pl.col("quantity_kg").is_not_null() & (pl.col("so_far") < setting["small_kg"])
    share = share * pl.when(modest).then(0.4).otherwise(1.0)
    return setting.find(hits, reason, ["quantity", "product", "buyer_name", "date"], share=share)
