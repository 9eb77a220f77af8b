"""What is odd about an advertisement: what it offers, what it promises, and who stands behind it."""

import polars as pl

from headwater.flow.baselines import before_median, before_spread
from headwater.flow.contacts import contacts_in_text
from headwater.flow.neartext import near_texts
from headwater.flow.parties import name_key
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.wording import folded


@rule("listing", family="offer")
def precursor_offered(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A closely controlled substance is advertised by its name, an abbreviation or its CAS number."""
    hits = scene.listings.filter(pl.col("strict"))
    bare = pl.col("title").str.contains(r"(?i)^\s*(?:cas\s*(?:no\.?)?\s*)?[1-9][0-9]{1,6}-[0-9]{2}-[0-9]\s*$")
    reason = pl.format('"{}" offers a listed substance.', "title")
    return setting.find(hits, reason, ["title", "text"], share=pl.when(bare).then(1.0).otherwise(0.5))


@rule("listing", family="promise")
def shipping_promise(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The advertisement promises shipping of a kind that a legitimate supplier does not, such as clearance at both ends."""
    text = folded(pl.concat_str("title", pl.lit(" "), "text", ignore_nulls=True))
    hits = scene.listings.with_columns(
        text.str.extract(f"({scene.wording.anywhere('shipping_promise', whole=False)})", 1).alias("promise")
    )
    hits = hits.filter(pl.col("promise").is_not_null())
    reason = pl.format('The text promises "{}" with "{}".', pl.col("promise").str.strip_chars(" .,;:-"), "title")
    return setting.find(
        hits, reason, ["text", "title"], share=pl.when("strict").then(1.0).when("chemical").then(0.8).otherwise(0.6)
    )


@rule("listing", family="contact_way")
def private_messaging(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Buyers of a listed substance or of pill-making equipment are directed to private or encrypted messaging."""
    text = folded(pl.col("text"))
    hits = scene.listings.filter(
        (pl.col("listed") | pl.col("equipment")) & text.str.contains(scene.wording.anywhere("messaging", whole=False))
    )
    return setting.find(
        hits,
        pl.format('Buyers of "{}" are sent to private messaging.', "title"),
        ["text", "title"],
        share=pl.when(pl.col("strict") | pl.col("equipment")).then(1.0).otherwise(0.5),
    )


@rule("listing", family="vendor_reuse", retrospective=True)
def contact_behind_several_vendors(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One telephone, e-mail address or handle stands in the advertisements of several vendors."""
    contacts = contacts_in_text(scene.listings, "text")
    vendors = (
        contacts.unique(["contact", "vendor_key"])
        .group_by("contact")
        .agg(
            pl.len().alias("vendors"),
            pl.col("site").n_unique().alias("sites"),
            pl.col("vendor_key").str.head(4).n_unique().alias("beginnings"),
        )
        # Names that begin or end alike may be one name misspelt.
        .filter((pl.col("vendors") > 3) | (pl.col("beginnings") > 1))
    )
    # A line that most of a site's vendors give is the site's own.
    hits = contacts.join(vendors, on="contact").filter(pl.col("vendors").is_between(setting["vendors"], setting["too_many"]))
    strict = hits.group_by("contact").agg(pl.col("strict").mean().alias("strict_share"))
    hits = (
        hits.join(strict, on="contact")
        .sort("vendors", "contact", descending=True)
        .unique(["source", "row"], keep="first", maintain_order=True)
    )
    form = pl.when("no_wallet").then(pl.lit(" (the form of a wallet, with a wrong checksum)")).otherwise(pl.lit(""))
    reason = pl.format('The contact {}{} stands behind {} vendor names; here "{}".', "contact", form, "vendors", "vendor")
    share = (0.3 + pl.col("vendors") / 10).clip(0, 0.6) + 0.4 * pl.col("strict_share")
    return setting.find(hits, reason, ["text", "vendor"], share=share)


@rule("listing", family="vendor_reuse", retrospective=True)
def text_behind_several_vendors(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A few vendors that offer listed substances use nearly the same text, which nobody else uses."""
    frame = scene.listings.filter(pl.col("text").is_not_null() & pl.col("vendor").is_not_null())
    # What is offered and whom to ask differ between advertisements of one hand; the wording round it does not.
    rest = [
        text.replace(title, " ")
        for title, text in zip(frame["title"].fill_null("").str.to_lowercase(), frame["text"].str.to_lowercase(), strict=True)
    ]
    plain = (
        folded(pl.col("wording"))
        .str.replace_all(r"\S*[0-9@]\S*", " ")
        .str.replace_all(r"[^\p{L} ]", " ")
        .str.replace_all(r" +", " ")
        .str.strip_chars()
    )
    frame = frame.with_columns(pl.Series("wording", rest, dtype=pl.String)).with_columns(
        plain.alias("wording"), name_key(pl.col("vendor")).alias("vendor_key")
    )
    clusters = near_texts(frame["wording"]).rename({"text": "wording"})
    shared = (
        frame.join(clusters, on="wording")
        .group_by("cluster")
        .agg(pl.col("vendor_key").n_unique().alias("vendors"), pl.col("listed").mean().alias("listed_share"))
    )
    shared = shared.filter(
        pl.col("vendors").is_between(setting["vendors"], setting["too_many"]) & (pl.col("listed_share") > 0.8)
    )
    hits = frame.join(clusters, on="wording").join(shared, on="cluster").filter("listed")
    hits = hits.sort("vendors", "cluster", descending=True).unique(["source", "row"], keep="first", maintain_order=True)
    reason = pl.format('{} vendors use nearly this text; here "{}" offers "{}".', "vendors", "vendor", "title")
    return setting.find(hits, reason, ["text", "vendor"], share=pl.when("strict").then(1.0).otherwise(0.5))


@rule("listing", family="price")
def price_far_from_usual(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The price asked is far from what earlier advertisements of the same goods asked."""
    frame = scene.listings.filter(pl.col("usd").is_not_null() & pl.col("goods").is_not_null() & pl.col("date").is_not_null())
    frame = before_median(
        frame.with_columns(pl.col("usd").log(10).alias("log_usd")),
        "log_usd",
        ["goods"],
        least=int(setting["earlier"]),
        name="usual",
    )
    frame = before_spread(frame, "log_usd", ["goods"], least=int(setting["earlier"]), name="spread")
    away = (pl.col("log_usd") - pl.col("usual")).abs()
    hits = frame.filter(away > pl.max_horizontal(pl.lit(setting["tenfold"]), 3 * pl.col("spread")))
    reason = pl.format(
        '"{}" for {} USD; earlier advertisements had a median of {} USD.',
        "title",
        pl.col("usd").round(2),
        (10.0 ** pl.col("usual")).round(2),
    )
    return setting.find(hits, reason, ["price", "currency", "title"], share=pl.when("listed").then(1.0).otherwise(0.5))


@rule("listing", family="bundle")
def bundle_with_press_or_filler(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One advertisement offers a listed substance together with presses, dies, binders or cutting agents."""
    # The words of the title are what is offered, not what is offered with it.
    pattern = scene.wording.anywhere("trade_goods_drug", whole=False)
    named = [
        folded(pl.col(column)).str.extract_all(pattern).list.eval(pl.element().str.strip_chars(" .,;:()-"))
        for column in ("text", "title")
    ]
    goods = named[0].list.set_difference(named[1]).list.len().fill_null(0) > 0
    several = pl.col("substance_ids").list.n_unique().fill_null(0) >= setting["substances"]
    hits = scene.listings.filter(pl.col("strict") & (goods | several))
    return setting.find(
        hits, pl.format('"{}" offers a listed substance with other goods of the drug trade.', "title"), ["title", "text"]
    )


@rule("listing", family="equipment")
def press_offered(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A tablet press, capsule filler, punch or die is advertised."""
    hits = scene.listings.filter(pl.col("equipment"))
    return setting.find(hits, pl.format('"{}" offers equipment that the platform has to record.', "title"), ["title"])
