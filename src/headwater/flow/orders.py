"""What is odd about an order: buyer against product, use, payment and delivery, and the quantity against what was normal."""

import polars as pl

from headwater.flow.peers import with_peers
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene

_KIND = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.6)


@rule("order", family="fit")
def product_does_not_fit_buyer(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A chemical is ordered by a firm whose trade has no use for it."""
    hits = with_peers(scene, scene.orders).filter((pl.col("buyer_use") == "none") & pl.col("chemical"))
    reason = pl.format('"{}" is ordered by "{}", {}.', "product", "buyer_name", "buyer_evidence")
    small = (pl.col("kg") < setting["small_kg"]).fill_null(value=False) & ~pl.col("strict")
    share = _KIND * pl.when("buyer_trade_known").then(1.0).otherwise(0.75) * pl.when(small).then(0.4).otherwise(1.0)
    share = share * pl.col("unlike_peers")
    return setting.find(hits, reason, ["buyer_name", "buyer_sector", "product", "cas"], share=share)


@rule("order", family="fit")
def strict_product_for_trader(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A closely controlled substance is ordered by a trader, a workshop or a party of a trade that is not known to use it."""
    other_use = (pl.col("buyer_use") == "user") & ~pl.col("buyer_fits")
    unknown = pl.col("buyer_use").is_null() & pl.col("no_other_use")
    frame = with_peers(scene, scene.orders)
    hits = frame.filter((pl.col("buyer_use").is_in(["trader", "small", "forwarder"]) | other_use | unknown) & pl.col("strict"))
    reason = pl.format('"{}" is ordered by "{}", {}.', "product", "buyer_name", "buyer_evidence")
    share = (
        pl.when(pl.col("buyer_use") == "user").then(0.6 * pl.col("unlike_peers")).otherwise(0.5 + 0.5 * pl.col("unlike_peers"))
    )
    return setting.find(hits, reason, ["buyer_name", "buyer_sector", "product", "cas"], share=share)


@rule("order", family="use")
def use_does_not_tell(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The use stated for a listed chemical does not tell what it is for."""
    uses = scene.orders.select(pl.col("stated_use").unique()).drop_nulls()
    pattern = scene.wording.nothing_else("vague_use")
    vague = uses.filter(pl.col("stated_use").str.to_lowercase().str.contains(pattern))
    hits = scene.orders.join(vague, on="stated_use", how="semi", maintain_order="left").filter(pl.col("listed"))
    fits = pl.col("buyer_fits")
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
    fits = pl.col("buyer_fits")
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
    share = _KIND * pl.when(modest & fits).then(0.15).when(modest | fits).then(0.35).otherwise(1.0)
    reason = pl.format('"{}" is to go to "{}".', "product", address)
    return setting.find(hits, reason, ["ship_to_address", "buyer_address", "product"], share=share)
