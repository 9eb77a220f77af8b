"""What parties share: contacts, officers, days of registration, places of delivery."""

import polars as pl

from headwater.flow.contacts import contacts_in_text
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.wording import Wording
from headwater.model import concat_findings

_CONTACTS = ("tel", "mail", "place")
_COMMON_WORD = 6
_LONG_APART = 240.0
"""Days between the first orders of two buyers that no longer have begun together."""


@rule("shipment", family="shared_contact", retrospective=True)
def consignees_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Consignees that seem unrelated share a telephone, e-mail address or address and receive chemicals from one supplier."""
    chemical = scene.shipments.filter(
        pl.col("chemical") & pl.col("consignee_party").is_not_null() & pl.col("shipper_party").is_not_null()
    )
    found = []
    for form, column in zip(_CONTACTS, ("consignee_phone", "consignee_email", "consignee_address"), strict=True):
        contact = pl.col(f"consignee_{form}").alias("contact")
        frame = chemical.with_columns(contact).drop_nulls("contact")
        if form == "place":
            frame = frame.filter(~pl.col("consignee_home_centre"))
        shared = frame.group_by("contact").agg(
            pl.col("consignee_party").n_unique().alias("firms"),
            pl.col("shipper_party").n_unique().alias("suppliers"),
            pl.col("consignee_trade").n_unique().alias("trades"),
            (pl.col("consignee_use").is_in(["none", "trader"])).mean().alias("odd_share"),
        )
        shared = shared.filter((pl.col("firms") >= setting["firms"]) & (pl.col("firms") <= setting["too_many"]))
        one = frame.group_by("contact", "shipper_party").agg(pl.col("consignee_party").n_unique().alias("same_supplier"))
        unlike = _unlike_names(
            frame, "consignee_party", scene.parties.names.select(pl.col("name_key").alias("party")), scene.wording
        )
        hits = (
            frame.join(shared, on="contact")
            .join(one, on=["contact", "shipper_party"], nulls_equal=True)
            .join(unlike, on="contact")
        )
        hits = hits.filter(pl.col("same_supplier") >= setting["firms"])
        reason = pl.format(
            '{} consignees with {} different trades share "{}" and receive chemicals from "{}"; here "{}".',
            "same_supplier",
            "trades",
            column,
            "shipper_name",
            "consignee_name",
        )
        hits = hits.join(_devoted(scene, hits), on=["contact", "shipper_party"], how="left", maintain_order="left")
        # Firms of one name are a group; a contact that many suppliers' customers share is an agent's, and so is one whose
        # holders receive many other things from others.
        share = 0.5 * pl.col("odd_share").fill_null(0.5) + 0.5 * (pl.col("trades") - 1) / (pl.col("firms") - 1)
        share = share * pl.col("unlike") * pl.col("same_supplier") / pl.col("firms") * (0.4 + 0.6 * pl.col("devoted"))
        found.append(setting.find(hits, reason, [column, "consignee_name", "shipper_name", "description"], share=share))
    return _strongest(found)


@rule("order", family="shared_contact", retrospective=True)
def buyers_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Buyers of chemicals with unlike names share a telephone, e-mail address or address that few others have."""
    chemical = scene.orders.filter(pl.col("chemical") & pl.col("buyer_party").is_not_null())
    found = []
    for form, column in zip(_CONTACTS, ("buyer_phone", "buyer_email", "buyer_address"), strict=True):
        frame = chemical.with_columns(pl.col(f"buyer_{form}").alias("contact")).drop_nulls("contact")
        if form == "place":
            frame = frame.filter(~pl.col("buyer_home_centre"))
        shared = frame.group_by("contact").agg(
            pl.col("buyer_party").n_unique().alias("firms"),
            (~pl.col("buyer_fits")).mean().alias("odd_share"),
            pl.col("listed").mean().alias("listed_share"),
            pl.col("buyer_party").str.head(4).n_unique().alias("beginnings"),
        )
        # Two names that begin alike may be one name misspelt.
        shared = shared.filter(
            (pl.col("beginnings") >= setting["firms"]) & pl.col("firms").is_between(setting["firms"], setting["too_many"])
        )
        if shared.is_empty():
            continue
        names = scene.parties.names.select(pl.col("name_key").alias("party"))
        unlike = _unlike_names(frame.join(shared, on="contact", how="semi"), "buyer_party", names, scene.wording)
        hits = frame.join(shared, on="contact").join(unlike, on="contact").join(_together(frame), on="contact")
        reason = pl.format(
            '{} buyers share "{}"; here "{}" orders "{}".',
            "firms",
            column,
            "buyer_name",
            "product",
        )
        # The more buyers of a file there are, the less likely two that share a contact met by chance; an agent's clients fit
        # their trades, so that what they buy decides how much it tells.
        share = pl.col("unlike") * (0.25 + 0.45 * pl.col("odd_share") + 0.3 * pl.col("listed_share"))
        share = share * (0.6 + 0.1 * pl.col("firms")).clip(0, 1) * pl.col("together")
        found.append(setting.find(hits, reason, [column, "buyer_name", "product"], share=share))
    return _strongest(found)


@rule("company", family="shared_contact", retrospective=True)
def companies_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Companies in different trades share a telephone, e-mail address or address that few others have."""
    found = []
    dealing = pl.concat(
        frame.filter("chemical").select(pl.col(f"{role}_party").alias("party"))
        for frame, role in ((scene.shipments, "consignee"), (scene.orders, "buyer"))
    ).unique()
    companies = scene.companies.join(
        dealing.with_columns(pl.lit(value=True).alias("deals")), on="party", how="left", maintain_order="left"
    )
    odd = pl.col("use").is_in(["none", "trader"]).fill_null(value=False)
    companies = companies.with_columns((pl.col("deals").fill_null(value=False) & odd).cast(pl.Float64).alias("deals_oddly"))
    for form, column in zip(_CONTACTS, ("phone", "email", "address"), strict=True):
        frame = companies.with_columns(pl.col(form).alias("contact")).drop_nulls("contact")
        if form == "place":
            frame = frame.filter(~pl.col("home_centre"))
        shared = frame.group_by("contact").agg(
            pl.len().alias("firms"),
            pl.col("activity").n_unique().alias("trades"),
            pl.col("owners").drop_nulls().n_unique().alias("owner_sets"),
            pl.col("owners").null_count().alias("no_owner"),
            pl.col("deals_oddly").mean().alias("odd_share"),
        )
        shared = shared.filter(
            (pl.col("firms") >= setting["firms"]) & (pl.col("firms") <= setting["too_many"]) & (pl.col("trades") > 1)
        )
        # Firms of one owner are a group and may share what they like.
        shared = shared.filter((pl.col("owner_sets") != 1) | (pl.col("no_owner") > 0))
        if shared.is_empty():
            continue
        unlike = _unlike_names(frame, "party", scene.parties.names.select(pl.col("name_key").alias("party")), scene.wording)
        hits = frame.join(shared, on="contact").join(unlike, on="contact")
        reason = pl.format(
            '{} companies with {} different activities share "{}"; here "{}" ({}).',
            "firms",
            "trades",
            column,
            "name",
            "activity",
        )
        # An agent's clients are of all trades; here firms without use for chemicals receive them.
        share = pl.col("unlike") * (0.2 + 0.8 * pl.col("odd_share"))
        found.append(setting.find(hits, reason, [column, "name", "activity"], share=share))
    return _strongest(found)


@rule("company", family="shared_officer", retrospective=True)
def officer_of_unlike_companies(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One officer stands behind companies in unlike trades."""
    frame = scene.companies.with_columns(pl.col("officers").str.split(";").alias("officer")).explode("officer")
    frame = frame.with_columns(pl.col("officer").str.strip_chars().str.to_lowercase()).filter(
        pl.col("officer").str.len_chars() > 4
    )
    shared = frame.group_by("officer", "country").agg(pl.len().alias("firms"), pl.col("activity").n_unique().alias("trades"))
    hits = frame.join(
        shared.filter((pl.col("firms") >= setting["firms"]) & (pl.col("trades") >= setting["firms"])), on=["officer", "country"]
    )
    hits = hits.unique(["source", "row"], keep="first", maintain_order=True)
    reason = pl.format('"{}" is an officer of {} companies with {} different activities.', pl.col("officer"), "firms", "trades")
    return setting.find(hits, reason, ["officers", "name"])


@rule("company", family="new_party", retrospective=True)
def registered_together(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Companies registered within days of each other share a contact, an address or an officer."""
    officer = scene.companies.select("source", "row", "registered_on", pl.col("officers").str.split(";").alias("link")).explode(
        "link"
    )
    parts = [scene.companies.select("source", "row", "registered_on", pl.col(form).alias("link")) for form in _CONTACTS]
    links = pl.concat([officer, *parts]).filter(pl.col("link").is_not_null() & pl.col("registered_on").is_not_null())
    links = links.sort("link", "registered_on", "source", "row")
    gap = (pl.col("registered_on") - pl.col("registered_on").shift(1).over("link")).dt.total_days()
    after = (pl.col("registered_on").shift(-1).over("link") - pl.col("registered_on")).dt.total_days()
    near = links.filter((gap <= setting["days"]) | (after <= setting["days"])).unique(["source", "row"], maintain_order=True)
    hits = scene.companies.join(near.select("source", "row"), on=["source", "row"], how="semi", maintain_order="left")
    reason = pl.format(
        '"{}" was registered on {}, within {} days of another company with the same contact or officer.',
        "name",
        "registered_on",
        pl.lit(int(setting["days"])),
    )
    return setting.find(hits, reason, ["registered_on", "name", "officers"])


@rule("company", family="fit")
def name_does_not_fit_activity(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The company's name speaks of chemicals or medicines, and its registered activity of a trade without use for them."""
    hits = scene.companies.filter((pl.col("name_use") == "maker") & (pl.col("use") == "none"))
    return setting.find(hits, pl.format('"{}" has the registered activity "{}".', "name", "activity"), ["name", "activity"])


@rule("company", family="address")
def chemical_company_at_dwelling(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A company in chemicals or medicines is registered at an address that reads like a dwelling."""
    hits = scene.companies.filter((pl.col("use") == "maker") & pl.col("home"))
    return setting.find(
        hits, pl.format('"{}" ({}) is registered at "{}".', "name", "activity", "address"), ["address", "activity", "name"]
    )


@rule("order", family="shared_contact")
def buyers_begin_to_ship_to_one_place(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several buyers begin within weeks to have goods sent to one place that is not their own and was not used before."""
    frame = scene.orders.filter(
        pl.col("ship_to_place").is_not_null() & pl.col("buyer_party").is_not_null() & pl.col("date").is_not_null()
    ).sort("date", "source", "row")
    bounds = frame.select(
        pl.col("date").min().alias("start"), (pl.col("date").max() - pl.col("date").min()).dt.total_days().alias("span")
    )
    start, span = bounds.row(0)
    own = (pl.col("ship_to_place") == pl.col("buyer_place")).fill_null(value=False)
    public = pl.col("ship_to_home_centre") | (pl.col("ship_to_use") == "forwarder").fill_null(value=False)
    away = frame.filter(~own & ~public)
    first_use = pl.col("date").min().over("ship_to_place")
    first_of_buyer = pl.struct("ship_to_place", "buyer_party").is_first_distinct().cast(pl.Int64)
    away = away.with_columns(
        first_of_buyer.cum_sum().over("ship_to_place").alias("buyers"),
        (pl.col("date") - first_use).dt.total_days().alias("age"),
        (first_use - pl.lit(start, dtype=pl.Date)).dt.total_days().alias("known_days"),
    )
    hits = away.filter((pl.col("buyers") >= setting["buyers"]) & (pl.col("age") <= setting["days"]))
    # A place in use when the file begins may have been in use for years.
    short = span is None or span < setting["days"]
    hits = hits.filter((pl.col("known_days") >= setting["days"]) | pl.lit(short))
    reason = pl.format(
        '{} buyers began to have goods sent to "{}" within {} days; here "{}" orders "{}".',
        "buyers",
        "ship_to_address",
        "age",
        "buyer_name",
        "product",
    )
    # The second alert on one place tells less than the first.
    repeats = pl.int_range(pl.len()).over("ship_to_place")
    certain = pl.when(pl.col("known_days") >= setting["days"]).then(1.0).otherwise(0.6)
    share = (0.4 + 0.2 * pl.col("buyers")).clip(0, 1) * certain * setting["repeat"] ** repeats
    return setting.find(hits, reason, ["ship_to_address", "buyer_name", "product"], share=share)


@rule("payment", family="vendor_reuse", retrospective=True)
def payee_contact_in_listing(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payee's telephone, e-mail address or wallet stands in an advertisement for a listed substance."""
    contacts = contacts_in_text(scene.listings.filter(pl.col("listed")), "text")
    advertised = contacts.group_by("contact", maintain_order=True).agg(
        pl.col("listing_id").first(),
        pl.col("vendor").first(),
        pl.col("strict").any().alias("advert_strict"),
        pl.col("vendor_key").n_unique().alias("vendors"),
        pl.col("vendor_key").first().alias("vendor_party"),
    )
    found = []
    for form, column in (("tel", "payee_phone"), ("mail", "payee_email"), ("account", "payee_account")):
        hits = scene.payments.join(advertised, left_on=f"payee_{form}", right_on="contact", how="inner", maintain_order="left")
        # A firm's own advertisement under its own name says nothing more than that it sells chemicals.
        hits = hits.filter((pl.col("vendors") > 1) | (pl.col("vendor_party") != pl.col("payee_party")))
        reason = pl.format('The payee\'s contact {} stands in listing {} of "{}".', column, "listing_id", "vendor")
        share = pl.when("advert_strict").then(1.0).otherwise(0.6) * pl.when(pl.col("vendors") > 1).then(1.0).otherwise(0.4)
        found.append(setting.find(hits, reason, [column, "payee_name"], share=share))
    return _strongest(found)


def _devoted(scene: Scene, hits: pl.DataFrame) -> pl.DataFrame:
    """Return for each contact and supplier how much of all that its holders receive are that supplier's chemicals, 0 to 1."""
    received = scene.shipments.filter(pl.col("consignee_party").is_not_null())
    everything = received.group_by("consignee_party").agg(pl.len().alias("all"))
    theirs = received.filter("chemical").group_by("consignee_party", "shipper_party").agg(pl.len().alias("some"))
    holders = hits.select("contact", "shipper_party", "consignee_party").unique()
    holders = holders.join(everything, on="consignee_party", how="left")
    holders = holders.join(theirs, on=["consignee_party", "shipper_party"], how="left")
    part = (pl.col("some").fill_null(0) / pl.col("all")).mean()
    return holders.group_by("contact", "shipper_party").agg(part.alias("devoted"))


def _together(frame: pl.DataFrame) -> pl.DataFrame:
    """Return for each contact how much its buyers act as one, 0 to 1: they buy the same listed goods, and began together.

    Tenants of one house and clients of one agent buy what each needs and came one by one; they keep a quarter.
    """
    firms = frame.group_by("contact").agg(pl.col("buyer_party").n_unique().alias("_firms"))
    same = frame.filter("listed").group_by("contact", "goods").agg(pl.col("buyer_party").n_unique().alias("_same"))
    same = same.group_by("contact").agg(pl.col("_same").max())
    begun = frame.group_by("contact", "buyer_party").agg(pl.col("date").min().alias("_begun"))
    spread = begun.group_by("contact").agg((pl.col("_begun").max() - pl.col("_begun").min()).dt.total_days().alias("_days"))
    known = firms.join(same, on="contact", how="left").join(spread, on="contact", how="left")
    alike = (pl.col("_same").fill_null(1) - 1) / (pl.col("_firms") - 1)
    fresh = (1.0 - pl.col("_days") / _LONG_APART).clip(0.0, 1.0).fill_null(0.5)
    return known.select("contact", (0.25 + 0.45 * alike + 0.3 * fresh).clip(0.0, 1.0).alias("together"))


def _unlike_names(frame: pl.DataFrame, party: str, known: pl.DataFrame, wording: Wording) -> pl.DataFrame:
    """Return for each ``contact`` the share of its firms, 0 to 1, that do not have a word of the name in common.

    Words that many names have, such as those of a trade, do not make a group.
    """
    word = pl.col("party").str.extract_all(r"[\p{L}\p{N}]{4,}").alias("word")
    counts = known.select("party").unique().with_columns(word).explode("word").group_by("word").len()
    trades = pl.any_horizontal((pl.col("word") + " ").str.contains(pattern) for pattern in wording.trades["name_pattern"])
    common = counts.filter((pl.col("len") > _COMMON_WORD) | trades).select("word")
    firms = frame.select("contact", pl.col(party).alias("party")).unique().drop_nulls()
    count = firms.group_by("contact").len(name="count")
    words = firms.with_columns(word).explode("word").drop_nulls("word").unique().join(common, on="word", how="anti")
    most = words.group_by("contact", "word").len(name="having").group_by("contact").agg(pl.col("having").max())
    alike = count.join(most, on="contact", how="left")
    alike_share = (pl.col("having").fill_null(1) - 1) / (pl.col("count") - 1)
    return alike.filter(pl.col("count") > 1).select("contact", (1 - alike_share).alias("unlike"))


def _strongest(found: list[pl.DataFrame]) -> pl.DataFrame:
    findings = concat_findings(found)
    return findings.sort("points", descending=True, maintain_order=True).unique(
        ["source", "row"], keep="first", maintain_order=True
    )


@rule("shipment", "order", family="shared_officer", retrospective=True)
def one_officer_behind_unlike_receivers(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One person is an officer of several companies in unlike trades that all receive listed chemicals they have no use for."""
    officers = scene.companies.select(
        "party", "activity", pl.col("officers").str.to_lowercase().str.split(";").alias("officer")
    ).explode("officer")
    officers = officers.with_columns(pl.col("officer").str.strip_chars()).filter(pl.col("officer").str.len_chars() > 4)
    parts = {}
    for kind, frame, role in (("shipment", scene.shipments, "consignee"), ("order", scene.orders, "buyer")):
        odd = frame.filter(pl.col("listed") & ~pl.col(f"{role}_fits") & pl.col(f"{role}_party").is_not_null())
        parts[kind] = odd.with_columns(pl.col(f"{role}_party").alias("party"))
    receivers = pl.concat(frame.select("party") for frame in parts.values()).unique()
    linked = officers.join(receivers, on="party", how="semi")
    behind = linked.group_by("officer").agg(
        pl.col("party").n_unique().alias("firms"), pl.col("activity").n_unique().alias("trades")
    )
    behind = behind.filter((pl.col("firms") >= setting["firms"]) & (pl.col("trades") > 1))
    who = linked.join(behind, on="officer", how="inner").sort("firms", "officer", descending=[True, False])
    who = who.unique("party", keep="first", maintain_order=True).select("party", "officer", "firms")
    found = []
    for kind, role, goods in (("shipment", "consignee", "description"), ("order", "buyer", "product")):
        hits = parts[kind].join(who, on="party", how="inner", maintain_order="left")
        reason = pl.format(
            'An officer of "{}", {}, stands behind {} companies that receive listed chemicals outside their trade; here "{}".',
            f"{role}_name",
            "officer",
            "firms",
            goods,
        )
        found.append(setting.find(hits, reason, [f"{role}_name", goods]))
    return concat_findings(found)
