"""What is odd about a payment: purpose, amount, means, payer and payee, on its own and against orders."""

import polars as pl

from headwater.flow.dealings import beside_the_number, common_words, names_document, with_burst
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene, once
from headwater.flow.windows import distinct_near, rows_near
from headwater.flow.wording import folded
from headwater.model import concat_findings


@rule("payment", family="reference")
def substance_in_reference(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment reference names a listed substance, and the payer's trade has no use for it."""
    named = pl.col("substance_id").is_not_null() & pl.col("listed")
    odd = ~pl.col("payer_fits")
    hits = scene.payments.filter(named)
    reason = pl.format('Reference "{}" names a listed substance; "{}" pays.', "reference", "payer_name")
    share = pl.when("strict").then(1.0).otherwise(0.8) * pl.when(odd).then(1.0).otherwise(0.25)
    return setting.find(hits, reason, ["reference", "payer_name"], share=share)


@rule("payment", family="reference")
def cas_number_in_reference(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment reference gives a CAS number where trade gives the number of an invoice or an order."""
    cas = pl.col("reference").str.contains(r"(?:^|[^0-9])[1-9][0-9]{1,6}-[0-9]{2}-[0-9](?:[^0-9]|$)")
    trade = folded(pl.col("reference")).str.contains(scene.wording.anywhere("trade_purpose"))
    hits = scene.payments.filter(cas & ~trade)
    reason = pl.format('Reference "{}" gives a CAS number and no invoice or order.', "reference")
    return setting.find(hits, reason, ["reference"])


@rule("payment", family="reference")
def street_name_in_reference(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The note of a payment holds a street name of a drug that police publications list."""
    text = folded(pl.col("reference"))
    hits = scene.payments.filter(text.str.contains(scene.wording.anywhere("street_names")))
    # A note that names an invoice or order is about goods that happen to be called so.
    share = pl.when(names_document(pl.col("reference"))).then(0.3).otherwise(1.0)
    reason = pl.format('The note of a payment of "{}" to "{}" reads "{}".', "payer_name", "payee_name", "reference")
    return setting.find(hits, reason, ["reference", "payer_name", "payee_name"], share=share)


@rule("payment", family="structuring", retrospective=True)
def just_below_a_limit(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several payments between the same two parties within days are each a little below a round reporting limit."""
    frame = _dated(scene)
    limit = setting["limit"]
    in_usd = (pl.col("usd") < limit) & (pl.col("usd") >= limit * (1 - setting["below"]))
    in_own = (pl.col("amount") < limit) & (pl.col("amount") >= limit * (1 - setting["below"]))
    frame = frame.filter(in_usd | in_own)
    frame = rows_near(frame, ["payer_party", "payee_party"], int(setting["days"]))
    hits = frame.filter(pl.col("near") >= setting["payments"])
    reason = pl.format(
        '{} payments of "{}" to "{}" within {} days, each just below {} in USD or its own currency; this one {} {}.',
        pl.col("near").cast(pl.Int64),
        "payer_name",
        "payee_name",
        pl.lit(int(setting["days"])),
        pl.lit(int(limit)),
        "amount",
        pl.col("currency").fill_null(""),
    )
    return setting.find(
        hits, reason, ["amount", "currency", "payer_name", "payee_name", "datetime"], share=(0.4 + pl.col("near") / 8)
    )


@rule("payment", family="structuring", retrospective=True)
def just_below_a_limit_by_several(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Within days, one party pays, or is paid by, several others just below a round reporting limit."""
    limit = setting["limit"]
    frame = _dated(scene)
    below = [(pl.col(name) < limit) & (pl.col(name) >= limit * (1 - setting["below"])) for name in ("usd", "amount")]
    routine = (
        folded(pl.col("reference"))
        .str.contains(scene.wording.anywhere("household_purpose", whole=False))
        .fill_null(value=False)
    )
    frame = frame.filter((below[0] | below[1]) & ~routine)
    found = []
    for one, others, words in (("payer", "payee", "paid"), ("payee", "payer", "was paid by")):
        near = distinct_near(frame, [f"{one}_party"], f"{others}_party", int(setting["days"]))
        hits = near.filter(pl.col("near") >= setting["parties"])
        reason = pl.format(
            '"{}" '
            + words
            + " {} different parties within {} days, each time just below {} in USD or its own currency; this one {} {}.",
            f"{one}_name",
            pl.col("near").cast(pl.Int64),
            pl.lit(int(setting["days"])),
            pl.lit(int(limit)),
            "amount",
            pl.col("currency").fill_null(""),
        )
        found.append(setting.find(hits, reason, ["amount", "currency", "payer_name", "payee_name", "datetime"]))
    return concat_findings(found)


@rule("payment", family="many_to_one", retrospective=True)
def many_payers_one_payee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Many payers send small amounts without clear purpose to one payee within weeks."""
    frame = _dated(scene).with_columns(_purposeless(scene).alias("purposeless"))
    small = frame.filter((pl.col("usd") < setting["small_usd"]) & pl.col("purposeless"))
    small = distinct_near(small, ["payee_party"], "payer_party", int(setting["days"]))
    # A payee whose small receipts mostly name an order, an invoice or the like is a shop rather than a collector.
    receipts = frame.filter(pl.col("usd") < setting["small_usd"])
    totals = receipts.group_by("payee_party").agg(pl.col("purposeless").mean().alias("empty_share"))
    bursts = with_burst(receipts, "payee_party", "payer_party", int(setting["days"]))
    totals = totals.join(bursts.group_by("payee_party").agg(pl.col("burst").first()), on="payee_party", how="left")
    small = small.join(totals, on="payee_party", how="left", maintain_order="left")
    hits = small.filter((pl.col("near") >= setting["payers"]) & (pl.col("empty_share") >= setting["empty_share"]))
    reason = pl.format(
        '"{}" received small amounts from {} payers within {} days without a telling purpose; this one {} {}, reference "{}".',
        "payee_name",
        pl.col("near").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "amount",
        pl.col("currency").fill_null(""),
        pl.col("reference").fill_null(""),
    )
    spread = (0.6 + pl.col("near") / 30).clip(0, 1)
    odd = pl.when(pl.col("payee_use").is_in(["maker", "trader"]).fill_null(value=False)).then(1.0).otherwise(0.9)
    # A shop or a charity is paid all year; who is paid by strangers for a few weeks only has nothing to sell for long.
    bunched = 0.3 + 0.7 * ((pl.col("burst") - 0.3) / 0.5).clip(0, 1)
    cells = ["payee_name", "payer_name", "amount", "currency", "reference"]
    return setting.find(hits, reason, cells, share=spread * odd * bunched)


@rule("payment", family="purpose")
def no_purpose_to_chemical_payee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A low-value or virtual-currency payment without clear purpose goes to a firm in chemicals or to a general trader."""
    frame = scene.payments
    virtual = pl.col("method").str.to_lowercase().str.contains(r"crypto|bitcoin|usdt|virtual|wallet")
    low = (pl.col("usd") < setting["small_usd"]).fill_null(value=False)
    payee = pl.col("payee_use").is_in(["maker", "trader"]).fill_null(value=False)
    hits = frame.filter(_purposeless(scene) & (virtual | low) & payee)
    reason = pl.format(
        '{} {} by {} to "{}" with reference "{}".',
        "amount",
        pl.col("currency").fill_null(""),
        pl.col("method").fill_null("unstated means"),
        "payee_name",
        pl.col("reference").fill_null(""),
    )
    share = pl.when(virtual).then(1.0).otherwise(0.6) * pl.when(pl.col("payee_use") == "maker").then(1.0).otherwise(0.8)
    return setting.find(hits, reason, ["payee_name", "method", "reference", "amount"], share=share)


@rule("payment", family="fit")
def payer_unrelated_to_chemical_payee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A firm in an unrelated trade pays a firm in chemicals."""
    hits = scene.payments.filter((pl.col("payer_use") == "none") & (pl.col("payee_use") == "maker"))
    payee = pl.when("payee_trade_known").then("payee_evidence").otherwise(pl.lit("whose name suggests chemicals"))
    reason = pl.format('"{}", {}, pays "{}", {}.', "payer_name", "payer_evidence", "payee_name", payee)
    finance = (pl.col("payer_code") == "finance").fill_null(value=False)
    share = pl.when("payer_trade_known").then(1.0).otherwise(0.7) * pl.when(finance).then(0.2).otherwise(1.0)
    # An invoice or order that somebody can ask for explains more than a name.
    share = share * pl.when(names_document(pl.col("reference"))).then(0.4).otherwise(1.0)
    return setting.find(hits, reason, ["payer_name", "payee_name", "reference"], share=share)


@rule("payment", family="order_match")
def payer_is_not_the_buyer(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment names an order, and it is not the buyer of that order who pays."""
    linked = _with_order(scene).filter(pl.col("payer_party") != pl.col("order_buyer"))
    stated = folded(pl.col("reference")).str.contains(scene.wording.anywhere("on_behalf", whole=False))
    finance = (pl.col("payer_code") == "finance").fill_null(value=False)
    # Who pays for several buyers' orders is an agent or a factor; who adds words to the number says why it pays.
    several = pl.col("order_buyer").n_unique().over("payer_party") >= setting["buyers"]
    said = beside_the_number(pl.col("reference")) | several
    explained = pl.when(stated | finance).then(0.15).when(said).then(0.4).otherwise(1.0)
    hits = linked.with_columns(explained.alias("explained"))
    reason = pl.format('Order {} was placed by "{}"; "{}" pays.', "order_id", "order_buyer_name", "payer_name")
    unrelated = pl.when(pl.col("payer_use").is_in(["none", "trader"]).fill_null(value=False)).then(1.0).otherwise(0.85)
    return setting.find(hits, reason, ["payer_name", "reference"], share=unrelated * pl.col("explained"))


@rule("payment", family="order_amount")
def amount_differs_from_order(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payment names an order whose value is far from the amount paid."""
    linked = _with_order(scene).filter(pl.col("usd").is_not_null() & pl.col("order_usd").is_not_null())
    # Instalments add up: the payments of one order together are compared with it.
    linked = linked.sort("date", "source", "row").with_columns(pl.col("usd").cum_sum().over("order_id").alias("paid"))
    over = pl.col("paid") > pl.col("order_usd") * setting["over"]
    tiny = (pl.col("paid") < pl.col("order_usd") * setting["under"]) & (pl.col("payer_party") != pl.col("order_buyer"))
    hits = linked.filter(over | tiny)
    reason = pl.format(
        "Order {} was worth {} USD; paid so far {} USD.", "order_id", pl.col("order_usd").round(0), pl.col("paid").round(0)
    )
    return setting.find(hits, reason, ["amount", "currency", "reference"])


@rule("payment", family="order_amount", retrospective=True)
def order_paid_in_part_only(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Months after a payment that names an order, a small part of the order's value is all that was ever paid for it."""
    linked = _with_order(scene).filter(pl.col("usd").is_not_null() & (pl.col("order_usd") > 0) & pl.col("date").is_not_null())
    paid = pl.col("usd").sum().over("order_id")
    last = linked["date"].max()
    quiet = (pl.lit(last, dtype=pl.Date) - pl.col("date").max().over("order_id")).dt.total_days() >= setting["days"]
    # Where orders of this file are often paid in part there is another way of paying, which the file does not hold.
    linked = linked.with_columns(paid.alias("paid"), quiet.alias("quiet"))
    part = pl.col("paid") < pl.col("order_usd") * setting["under"]
    usual = linked.filter("quiet").select(part.mean()).item() if linked.height else None
    if usual is None or usual > setting["habit"]:
        return setting.find(linked.clear(), pl.lit(""), ["reference"])
    reason = pl.format(
        "Order {} was worth {} USD; {} USD were paid for it, and nothing more within {} days.",
        "order_id",
        pl.col("order_usd").round(0),
        pl.col("paid").round(0),
        pl.lit(int(setting["days"])),
    )
    return setting.find(linked.filter(part & pl.col("quiet")), reason, ["amount", "currency", "reference"])


@rule("payment", family="means")
def uncommon_means_for_trade(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A firm in chemicals is paid for trade by cash deposit, virtual currency or the like."""
    pattern = scene.wording.anywhere("uncommon_payment")
    means = pl.col("method").str.to_lowercase().str.contains(pattern)
    hits = scene.payments.filter(means & (pl.col("payee_use") == "maker") & (pl.col("usd") >= setting["least_usd"]))
    return setting.find(
        hits,
        pl.format('{} {} to "{}" by {}.', "amount", pl.col("currency").fill_null(""), "payee_name", "method"),
        ["method", "payee_name", "amount"],
    )


@once
def _dated(scene: Scene) -> pl.DataFrame:
    frame = scene.payments.with_columns(pl.col("datetime").dt.date().alias("date"))
    return frame.filter(
        pl.col("date").is_not_null() & pl.col("payer_party").is_not_null() & pl.col("payee_party").is_not_null()
    )


def _purposeless(scene: Scene) -> pl.Expr:
    text = folded(pl.col("reference"))
    known = text.str.contains(scene.wording.nothing_else("purpose_empty"))
    # One word or two without a number name no deal either, unless they say that it is none or which document it is.
    short = text.str.contains(r"^[^0-9\s]+(?: [^0-9\s]+)?$")
    told = [
        text.str.contains(scene.wording.anywhere(name, whole=whole))
        for name, whole in (("household_purpose", False), ("trade_purpose", True), ("on_behalf", False), ("refund", False))
    ]
    named = pl.col("substance_id").is_not_null()
    common = text.is_in(common_words(scene)["words"].implode()).fill_null(value=False)
    return pl.col("reference").is_null() | known | ((short | common) & ~pl.any_horizontal(*told, named))


@once
def _with_order(scene: Scene) -> pl.DataFrame:
    digits = pl.col("reference").str.extract(r"(?i)(?:order|ord|pedido|po|bestellung|commande|订单)[\s#:._no-]*([0-9]{4,})", 1)
    payments = scene.payments.with_columns(digits.alias("order_digits"), pl.col("datetime").dt.date().alias("date"))
    orders = (
        scene.orders.select(
            pl.col("order_id").str.replace_all(r"\D", "").alias("order_digits"),
            "order_id",
            pl.col("buyer_party").alias("order_buyer"),
            pl.col("buyer_name").alias("order_buyer_name"),
            pl.col("usd").alias("order_usd"),
            pl.col("date").alias("order_date"),
            pl.col("goods").alias("order_goods"),
            pl.col("listed").alias("order_listed"),
            pl.col("strict").alias("order_strict"),
            pl.col("buyer_tel").alias("order_tel"),
            pl.col("buyer_mail").alias("order_mail"),
        )
        .filter(pl.col("order_digits").str.len_chars() >= 4)
        .unique("order_digits", keep="first", maintain_order=True)
    )
    return payments.join(orders, on="order_digits", how="inner", maintain_order="left").filter(
        pl.col("order_date").is_null()
        | pl.col("date").is_null()
        | (pl.col("order_date") <= pl.col("date") + pl.duration(days=60))
    )
