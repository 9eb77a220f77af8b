"""What parties share: contacts, officers, days of registration, places of delivery."""

import polars as pl

from headwater.flow.contacts import contacts_in_text
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene

_CONTACTS = ("tel", "mail", "place")


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
        hits = frame.join(shared, on="contact").join(one, on=["contact", "shipper_party"], nulls_equal=True)
        hits = hits.filter(pl.col("same_supplier") >= setting["firms"])
        reason = pl.format(
            '{} consignees with {} different trades share "{}" and receive chemicals from "{}"; here "{}".',
            "same_supplier",
            "trades",
            column,
            "shipper_name",
            "consignee_name",
        )
        share = 0.5 * pl.col("odd_share").fill_null(0.5) + 0.5 * ((pl.col("trades") - 1) / pl.col("firms")).clip(0, 1)
        found.append(setting.find(hits, reason, [column, "consignee_name", "shipper_name", "description"], share=share))
    return _strongest(found)


@rule("company", family="shared_contact", retrospective=True)
def companies_share_contact(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Companies in different trades share a telephone, e-mail address or address that few others have."""
    found = []
    for form, column in zip(_CONTACTS, ("phone", "email", "address"), strict=True):
        frame = scene.companies.with_columns(pl.col(form).alias("contact")).drop_nulls("contact")
        if form == "place":
            frame = frame.filter(~pl.col("home_centre"))
        shared = frame.group_by("contact").agg(
            pl.len().alias("firms"),
            pl.col("activity").n_unique().alias("trades"),
            pl.col("owners").drop_nulls().n_unique().alias("owner_sets"),
            pl.col("owners").null_count().alias("no_owner"),
            (pl.col("use") == "none").mean().alias("none_share"),
        )
        shared = shared.filter(
            (pl.col("firms") >= setting["firms"]) & (pl.col("firms") <= setting["too_many"]) & (pl.col("trades") > 1)
        )
        # Firms of one owner are a group and may share what they like.
        shared = shared.filter((pl.col("owner_sets") != 1) | (pl.col("no_owner") > 0))
        hits = frame.join(shared, on="contact")
        reason = pl.format(
            '{} companies with {} different activities share "{}"; here "{}" ({}).',
            "firms",
            "trades",
            column,
            "name",
            "activity",
        )
        share = (pl.col("trades") / pl.col("firms")).clip(0, 1) * (0.5 + 0.5 * pl.col("none_share").fill_null(0.0))
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


@rule("order", family="shared_contact", retrospective=True)
def buyers_ship_to_one_place(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several buyers have chemicals sent to one place that is not their own."""
    frame = scene.orders.filter(
        pl.col("ship_to_place").is_not_null() & pl.col("buyer_party").is_not_null() & ~pl.col("ship_to_home_centre")
    )
    away = frame.filter(
        (pl.col("ship_to_place") != pl.col("buyer_place")).fill_null(value=False)
        & (pl.col("ship_to_use") != "forwarder").fill_null(value=True)
    )
    shared = away.group_by("ship_to_place").agg(pl.col("buyer_party").n_unique().alias("buyers"))
    hits = away.join(shared.filter(pl.col("buyers") >= setting["buyers"]), on="ship_to_place")
    reason = pl.format(
        '{} buyers have goods sent to "{}"; here "{}" orders "{}".', "buyers", "ship_to_address", "buyer_name", "product"
    )
    return setting.find(
        hits, reason, ["ship_to_address", "buyer_name", "product"], share=(0.4 + pl.col("buyers") / 10).clip(0, 1)
    )


@rule("payment", family="vendor_reuse", retrospective=True)
def payee_contact_in_listing(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The payee's telephone or e-mail address stands in an advertisement for a listed substance."""
    contacts = contacts_in_text(scene.listings.filter(pl.col("listed")), "text")
    advertised = contacts.group_by("contact", maintain_order=True).agg(
        pl.col("listing_id").first(),
        pl.col("vendor").first(),
        pl.col("strict").any().alias("advert_strict"),
        pl.col("vendor_key").n_unique().alias("vendors"),
    )
    found = []
    for form, column in (("tel", "payee_phone"), ("mail", "payee_email")):
        hits = scene.payments.join(advertised, left_on=f"payee_{form}", right_on="contact", how="inner", maintain_order="left")
        reason = pl.format('The payee\'s contact {} stands in listing {} of "{}".', column, "listing_id", "vendor")
        share = pl.when("advert_strict").then(1.0).otherwise(0.6) * pl.when(pl.col("vendors") > 1).then(1.0).otherwise(0.4)
        found.append(setting.find(hits, reason, [column, "payee_name"], share=share))
    return _strongest(found)


def _strongest(found: list[pl.DataFrame]) -> pl.DataFrame:
    findings = pl.concat(found)
    return findings.sort("points", descending=True, maintain_order=True).unique(
        ["source", "row"], keep="first", maintain_order=True
    )
