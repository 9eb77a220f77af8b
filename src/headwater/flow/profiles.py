"""What does not fit what is known of a party: its earlier dealings, its trade, the register, its place in the chain."""

import polars as pl

from headwater.flow.baselines import before_count, before_sum
from headwater.flow.peers import with_peers
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.wording import folded
from headwater.model import concat_findings

_KIND = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.6)


@rule("shipment", family="fit")
def chemicals_new_to_consignee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The consignee receives chemicals after many earlier shipments of other goods."""
    frame = scene.shipments.filter(pl.col("consignee_party").is_not_null() & pl.col("date").is_not_null())
    frame = before_count(frame, ["consignee_party"], name="earlier")
    frame = before_sum(frame, pl.col("chemical").cast(pl.Float64), ["consignee_party"], window="365d", name="chemical_earlier")
    fits = pl.col("consignee_use").is_in(["maker", "lab", "user", "forwarder"]).fill_null(value=False)
    hits = frame.filter(
        pl.col("chemical")
        & ~fits
        & (pl.col("earlier") >= setting["earlier"])
        & (pl.col("chemical_earlier") <= setting["share"] * pl.col("earlier"))
    )
    reason = pl.format(
        '"{}" received {} shipments before, {} of them chemicals; this one is "{}".',
        "consignee_name",
        pl.col("earlier").cast(pl.Int64),
        pl.col("chemical_earlier").cast(pl.Int64),
        "description",
    )
    return setting.find(hits, reason, ["consignee_name", "description", "hs_code", "cas"], share=_KIND)


@rule("shipment", family="shipper_fit")
def shipper_unlike_goods(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals are sent by a firm whose trade has nothing to do with them."""
    hits = scene.shipments.filter((pl.col("shipper_use") == "none") & pl.col("chemical"))
    reason = pl.format('"{}" is sent by "{}", {}.', "description", "shipper_name", "shipper_evidence")
    share = _KIND * pl.when("shipper_trade_known").then(1.0).otherwise(0.75)
    return setting.find(hits, reason, ["shipper_name", "description", "hs_code", "cas"], share=share)


@rule("shipment", family="documents")
def consignee_at_forwarder(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The consignee of chemicals gives the address or telephone of the forwarder who is to be notified as its own."""
    same = pl.any_horizontal(
        (pl.col(f"consignee_{form}") == pl.col(f"notify_{form}")).fill_null(value=False) for form in ("tel", "mail", "place")
    )
    other = pl.col("consignee_party") != pl.col("notify_party")
    hits = scene.shipments.filter(same & other & pl.col("chemical"))
    reason = pl.format('"{}" and "{}", who is to be notified, give one contact.', "consignee_name", "notify_name")
    cells = ["consignee_name", "notify_name", "consignee_phone", "consignee_email", "consignee_address", "description"]
    return setting.find(hits, reason, cells, share=_KIND)


@rule("shipment", family="shared_contact")
def sender_and_receiver_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Sender and receiver of chemicals have different names and one telephone, e-mail address or address."""
    same = pl.any_horizontal(
        (pl.col(f"consignee_{form}") == pl.col(f"shipper_{form}")).fill_null(value=False) for form in ("tel", "mail", "place")
    )
    hits = scene.shipments.filter(same & (pl.col("consignee_party") != pl.col("shipper_party")) & pl.col("chemical"))
    reason = pl.format('"{}" and "{}" give one contact.', "shipper_name", "consignee_name")
    cells = ["shipper_name", "consignee_name", "consignee_phone", "consignee_email", "consignee_address"]
    return setting.find(hits, reason, cells)


@rule("shipment", family="route")
def chain_longer_than_goods_need(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Sender and receiver of chemicals sit elsewhere than the goods come from and go to; the chain is hard to follow."""
    shipper_away = (pl.col("shipper_country") != pl.col("origin_country")).fill_null(value=False)
    consignee_away = (pl.col("consignee_country") != pl.col("destination_country")).fill_null(value=False)
    hits = scene.shipments.filter(pl.col("chemical") & (shipper_away | consignee_away))
    reason = pl.format(
        '"{}" goes from {} to {}; sender "{}" sits in {}, receiver "{}" in {}.',
        "description",
        pl.col("origin_country").fill_null("?"),
        pl.col("destination_country").fill_null("?"),
        pl.col("shipper_name").fill_null("?"),
        pl.col("shipper_country").fill_null("?"),
        pl.col("consignee_name").fill_null("?"),
        pl.col("consignee_country").fill_null("?"),
    )
    share = pl.when(shipper_away & consignee_away).then(1.0).otherwise(0.7) * _KIND
    return setting.find(
        hits, reason, ["description", "shipper_name", "consignee_name", "origin_country", "destination_country"], share=share
    )


@rule("order", family="new_product")
def first_order_of_strict_substance(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A buyer of other products orders a closely controlled substance for the first time."""
    frame = scene.orders.filter(pl.col("buyer_party").is_not_null() & pl.col("date").is_not_null())
    frame = before_count(frame, ["buyer_party"], name="earlier")
    frame = before_sum(frame, pl.col("strict").cast(pl.Float64), ["buyer_party"], window="365d", name="strict_earlier")
    hits = frame.filter(pl.col("strict") & (pl.col("earlier") >= setting["earlier"]) & (pl.col("strict_earlier") == 0))
    reason = pl.format(
        '"{}" placed {} orders before, none of a closely controlled substance; this one is for "{}".',
        "buyer_name",
        pl.col("earlier").cast(pl.Int64),
        "product",
    )
    fits = pl.col("buyer_use").is_in(["maker", "lab", "user"]).fill_null(value=False)
    return setting.find(hits, reason, ["buyer_name", "product", "cas"], share=pl.when(fits).then(0.4).otherwise(1.0))


@rule("order", family="delivery")
def new_place_of_delivery(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A buyer with a history at other places has a listed chemical sent to a place it never used, and that is not its own."""
    frame = scene.orders.filter(
        pl.col("ship_to_place").is_not_null() & pl.col("buyer_party").is_not_null() & pl.col("date").is_not_null()
    )
    frame = before_count(frame, ["buyer_party"], name="earlier")
    frame = before_count(frame, ["buyer_party", "ship_to_place"], name="there").sort("date", "source", "row")
    own = (pl.col("ship_to_place") == pl.col("buyer_place")).fill_null(value=True)
    same = (pl.col("ship_to_party") == pl.col("buyer_party")).fill_null(value=False)
    # A place that several buyers use is another rule's matter.
    alone = pl.struct("ship_to_place", "buyer_party").is_first_distinct().cast(pl.Int64).cum_sum().over("ship_to_place") == 1
    new = (pl.col("earlier") >= setting["earlier"]) & (pl.col("there") == 0) & ~own & ~same
    hits = frame.filter(new & alone & pl.col("listed"))
    reason = pl.format(
        '"{}" has "{}" sent to "{}"; none of its {} earlier orders went there.',
        "buyer_name",
        "product",
        "ship_to_address",
        pl.col("earlier").cast(pl.Int64),
    )
    return setting.find(hits, reason, ["ship_to_address", "ship_to_name", "buyer_name", "product"])


@rule("order", family="basket")
def several_strict_substances(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One buyer orders several different closely controlled substances within months."""
    frame = scene.orders.filter(pl.col("strict") & pl.col("buyer_party").is_not_null() & pl.col("date").is_not_null())
    frame = frame.sort("date", "source", "row")
    before = pl.col("date").shift(1).over("buyer_party", "substance_id")
    fresh = before.is_null() | ((pl.col("date") - before).dt.total_days() > setting["days"])
    frame = frame.with_columns(fresh.cast(pl.Float64).alias("fresh"))
    frame = frame.with_columns(
        pl.col("fresh")
        .rolling_sum_by("date", window_size=f"{int(setting['days'])}d", closed="both")
        .over("buyer_party")
        .alias("kinds")
    )
    fits = pl.col("buyer_use").is_in(["maker", "lab", "user"]).fill_null(value=False)
    hits = frame.filter((pl.col("kinds") >= setting["substances"]) & ~fits)
    reason = pl.format(
        '"{}" ordered {} closely controlled substances within {} days; this one is "{}".',
        "buyer_name",
        pl.col("kinds").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "product",
    )
    share = (pl.col("kinds") / 4).clip(0.5, 1.0)
    return setting.find(hits, reason, ["buyer_name", "product", "cas", "date"], share=share)


@rule("order", family="fit")
def food_maker_orders_toxic_chemical(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A maker of food or supplements orders a closely controlled substance that others in its trade do not order."""
    frame = with_peers(scene, _with_peers(scene))
    hits = frame.filter(
        pl.col("strict") & pl.col("buyer_code").is_in(["food", "supplements"]) & (pl.col("peer_buyers") < setting["peers"])
    )
    reason = pl.format('"{}", {}, orders "{}".', "buyer_name", "buyer_evidence", "product")
    share = pl.when((pl.col("kg") >= setting["large_kg"]).fill_null(value=False)).then(1.0).otherwise(0.6)
    share = share * pl.col("unlike_peers")
    return setting.find(hits, reason, ["buyer_name", "buyer_sector", "product", "cas"], share=share)


@rule("order", family="fit")
def product_new_to_trade(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical that many ordered before is ordered from a trade whose members never did."""
    frame = _with_peers(scene)
    hits = frame.filter(
        pl.col("listed")
        & (pl.col("goods_orders") >= setting["goods_orders"])
        & (pl.col("trade_orders") >= setting["trade_orders"])
        & (pl.col("peer_buyers") == 0)
    )
    stated = pl.col("buyer_trade") != pl.col("buyer_name")
    trade = (
        pl.when(stated)
        .then(pl.format('whose trade reads "{}"', "buyer_trade"))
        .otherwise(pl.lit("whose name suggests the same trade"))
    )
    reason = pl.format(
        '"{}" was ordered {} times before, but by no other buyer {} than "{}", which orders it now.',
        "product",
        pl.col("goods_orders").cast(pl.Int64),
        trade,
        "buyer_name",
    )
    # So many orders were to be expected if the trade bought these goods like everybody else.
    expected = pl.col("goods_orders") / pl.col("all_orders") * pl.col("trade_orders")
    share = _KIND * (1.0 - (-expected / setting["expected"]).exp())
    return setting.find(hits, reason, ["product", "cas", "buyer_name", "buyer_sector"], share=share)


@rule("order", family="payment_means")
def cash_for_expensive_order(scene: Scene, setting: Setting) -> pl.DataFrame:
    """An expensive order is to be paid in cash, by prepaid card or in virtual currency."""
    pattern = scene.wording.anywhere("uncommon_payment")
    means = folded(pl.col("payment_method")).str.contains(pattern)
    hits = scene.orders.filter(means & (pl.col("usd") >= setting["least_usd"]))
    reason = pl.format(
        '"{}" worth about {} USD is to be paid by {}.', "product", pl.col("usd").round(0).cast(pl.Int64), "payment_method"
    )
    return setting.find(hits, reason, ["payment_method", "quantity", "unit_price", "product"])


@rule("shipment", "order", family="text")
def research_chemical_wording(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Goods are called research chemicals, not for human consumption or the like."""
    pattern = scene.wording.anywhere("research_chemical", whole=False)
    found = []
    for frame, column in ((scene.shipments, "description"), (scene.orders, "product")):
        hits = frame.filter(folded(pl.col(column)).str.contains(pattern))
        lab = pl.col("consignee_use" if column == "description" else "buyer_use") == "lab"
        share = pl.when(lab.fill_null(value=False)).then(0.5).otherwise(1.0)
        found.append(setting.find(hits, pl.format('The goods are called "{}".', column), [column], share=share))
    return concat_findings(found)


@rule("shipment", "order", family="register")
def inactive_company_trades(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The receiver or buyer of chemicals is dissolved, struck off or inactive in the register of companies."""
    inactive = (
        scene.companies.filter(
            folded(pl.col("status")).str.contains(scene.wording.anywhere("inactive", whole=False))
            & pl.col("party").is_not_null()
        )
        .select(pl.col("party"), "status", pl.col("row").alias("company_row"))
        .unique("party", keep="first", maintain_order=True)
    )
    found = []
    for frame, role, goods in ((scene.shipments, "consignee", "description"), (scene.orders, "buyer", "product")):
        hits = frame.filter("chemical").join(
            inactive, left_on=f"{role}_party", right_on="party", how="inner", maintain_order="left"
        )
        reason = pl.format(
            '"{}" has the status "{}" in row {} of the company file, and trades in "{}".',
            f"{role}_name",
            "status",
            "company_row",
            goods,
        )
        found.append(setting.find(hits, reason, [f"{role}_name", goods]))
    return concat_findings(found)


@rule("payment", family="route")
def bank_in_third_country(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A trade payment to a firm in chemicals or a trader goes to a bank in a country where neither party sits."""
    third = (pl.col("bank_country") != pl.col("payee_country")) & (pl.col("bank_country") != pl.col("payer_country"))
    payee = pl.col("payee_use").is_in(["maker", "trader"]).fill_null(value=False)
    hits = scene.payments.filter(third & payee)
    reason = pl.format(
        '{} {} to "{}" goes to a bank in {}.', "amount", pl.col("currency").fill_null(""), "payee_name", "bank_country"
    )
    return setting.find(hits, reason, ["payee_name", "amount", "bank_country"])


@rule("payment", family="fit")
def person_pays_chemical_firm(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Somebody whose name shows no firm and no trade pays a firm in chemicals."""
    words = folded(pl.col("payer_name")).str.replace_all(r"[^\p{L} ]", "").str.split(" ").list.len()
    plain = pl.col("payer_name").str.len_chars() == pl.col("payer_party").str.len_chars()
    person = pl.col("payer_use").is_null() & pl.col("payer_id").is_null() & words.is_between(2, 4) & plain
    text = folded(pl.col("reference"))
    trade = text.str.contains(scene.wording.anywhere("trade_purpose")).fill_null(value=False)
    hits = scene.payments.filter(person & (pl.col("payee_use") == "maker") & ~trade)
    reason = pl.format(
        '"{}" pays {} {} to "{}" ({}).', "payer_name", "amount", pl.col("currency").fill_null(""), "payee_name", "payee_trade"
    )
    return setting.find(hits, reason, ["payer_name", "payee_name", "amount", "reference"])


@rule("company", family="shared_contact", retrospective=True)
def registration_of_several_companies(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One registration or tax number stands beside different company names."""
    frame = scene.companies.filter(pl.col("number").is_not_null()).join(
        scene.parties.names.select("name", "name_key"), on="name", how="left", maintain_order="left"
    )
    shared = frame.group_by("number").agg(pl.col("name_key").n_unique().alias("names"))
    hits = frame.join(shared.filter(pl.col("names") >= setting["names"]), on="number", how="inner", maintain_order="left")
    reason = pl.format('The number {} stands beside {} company names; here "{}".', "registration_id", "names", "name")
    return setting.find(hits, reason, ["registration_id", "name"])


@once
def _with_peers(scene: Scene) -> pl.DataFrame:
    """Return the orders with what came before: peers who bought the goods, orders of the goods, orders of other peers."""
    frame = scene.orders.filter(
        pl.col("buyer_party").is_not_null() & pl.col("date").is_not_null() & pl.col("goods").is_not_null()
    )
    trade = pl.coalesce("buyer_code", folded(pl.col("buyer_sector"))).alias("trade")
    frame = frame.with_columns(trade).filter(pl.col("trade").is_not_null()).sort("date", "source", "row")
    fresh = pl.struct("goods", "trade", "buyer_party").is_first_distinct().cast(pl.Int64)
    return frame.with_columns(
        (fresh.cum_sum().over("goods", "trade") - 1).alias("peer_buyers"),
        pl.int_range(pl.len()).over("goods").alias("goods_orders"),
        pl.int_range(pl.len()).clip(1).alias("all_orders"),
        # A buyer's own orders say nothing about what others of its trade order.
        (pl.int_range(pl.len()).over("trade") - pl.int_range(pl.len()).over("trade", "buyer_party")).alias("trade_orders"),
    )


@rule("company", family="new_party", retrospective=True)
def new_company_deals_in_listed_chemicals(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A company deals in a listed chemical within months of its registration, and its trade is not one that uses it."""
    dealt = pl.concat(
        frame.filter(pl.col("listed") & pl.col("date").is_not_null()).select(
            pl.col(f"{role}_party").alias("party"), "date", pl.col(goods).alias("what")
        )
        for frame, role, goods in ((scene.shipments, "consignee", "description"), (scene.orders, "buyer", "product"))
    )
    first = dealt.drop_nulls("party").sort("date").unique("party", keep="first", maintain_order=True)
    frame = scene.companies.join(first, on="party", how="inner", maintain_order="left")
    age = (pl.col("date") - pl.col("registered_on")).dt.total_days()
    fits = pl.col("use").is_in(["maker", "lab", "user"]).fill_null(value=False)
    hits = frame.with_columns(age.alias("age")).filter(pl.col("age").is_between(0, setting["days"]) & ~fits)
    reason = pl.format(
        '"{}" ({}) was registered {} days before it first dealt in "{}".',
        "name",
        pl.col("activity").fill_null("?"),
        "age",
        "what",
    )
    return setting.find(hits, reason, ["name", "registered_on", "activity"], share=1.0 - 0.5 * pl.col("age") / setting["days"])
