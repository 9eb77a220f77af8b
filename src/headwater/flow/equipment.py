"""Machines that make tablets and capsules, and where they go."""

from typing import Final

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.windows import distinct_near
from headwater.model import concat_findings

_PROCESS_MACHINES: Final = ("8413", "8414", "8419", "8421", "8422", "8438", "8474", "8475", "8477", "8479", "8480")
"""Headings of pumps, stills, filling, mixing, pressing and moulding machines."""


@rule("shipment", "order", family="equipment")
def press_to_unlikely_user(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A tablet press, die or capsule filler goes to a firm or address without visible use for it."""
    found = []
    for frame, role, goods, home in (
        (scene.shipments, "consignee", "description", "consignee_home"),
        (scene.orders, "buyer", "product", "ship_to_home"),
    ):
        use = pl.col(f"{role}_use")
        unlikely = use.is_in(["none", "trader", "small", "forwarder"]).fill_null(value=True) | pl.col(home)
        hits = frame.filter(pl.col("equipment") & unlikely)
        fits = use.is_in(["maker", "lab", "user"]).fill_null(value=False)
        evidence = pl.when(pl.col(home) & fits).then(pl.lit("at an address that reads like a dwelling"))
        reason = pl.format('"{}" goes to "{}", {}.', goods, f"{role}_name", evidence.otherwise(pl.col(f"{role}_evidence")))
        reason = pl.when(pl.col(f"{role}_name").is_not_null()).then(reason)
        share = pl.when((use == "none").fill_null(value=False) | pl.col(home)).then(1.0).otherwise(0.6)
        found.append(setting.find(hits, reason, [goods, f"{role}_name"], share=share))
    return concat_findings(found)


@rule("shipment", family="equipment")
def process_machine_to_dwelling(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A machine for mixing, filling, pressing or distilling goes to an address that reads like a dwelling."""
    machine = pl.col("heading").is_in(_PROCESS_MACHINES).fill_null(value=False)
    hits = scene.shipments.filter(machine & pl.col("consignee_home") & (pl.col("gross_kg") >= setting["least_kg"]))
    reason = pl.format('"{}" (code {}, {} kg) goes to "{}".', "description", "hs_code", "gross_kg", "consignee_address")
    return setting.find(hits, reason, ["description", "hs_code", "consignee_address"])


@rule("payment", family="reference")
def equipment_in_reference(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A payment for a tablet press, die or capsule filler comes from somebody without visible use for it."""
    fits = pl.col("payer_use").is_in(["maker", "user", "lab"]).fill_null(value=False)
    hits = scene.payments.filter(pl.col("equipment") & ~fits)
    reason = pl.format('"{}" pays for "{}".', "payer_name", "reference")
    return setting.find(hits, reason, ["reference", "payer_name"])


@rule("shipment", "order", family="bundle", retrospective=True)
def equipment_bundle(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Within weeks one party without visible use for them gets several of press, die, filler, binder and apparatus."""
    parts = []
    for kind, frame, role, goods, home in (
        ("shipment", scene.shipments, "consignee", "description", "consignee_home"),
        ("order", scene.orders, "buyer", "product", "ship_to_home"),
    ):
        fits = pl.col(f"{role}_use").is_in(["maker", "lab", "user"]).fill_null(value=False) & ~pl.col(home)
        part = frame.filter(
            (pl.col("equipment") | pl.col("lab_equipment") | pl.col("binder"))
            & ~fits
            & pl.col(f"{role}_party").is_not_null()
            & pl.col("date").is_not_null()
        )
        parts.append(
            part.select(
                pl.lit(kind).alias("of"), "kind", "source", "row", "record_id", "date", "equipment", "lab_equipment",
                pl.col(f"{role}_party").alias("party"), pl.col(f"{role}_name").alias("name"), pl.col(goods).alias("goods"),
                pl.col("goods_words"),
            )
        )  # fmt: skip
    near = distinct_near(pl.concat(parts), ["party"], "goods_words", int(setting["days"]))
    # Ordinary apparatus and excipients alone are no set for making tablets.
    core = (pl.col("equipment").any() | (pl.col("lab_equipment").sum() > 1)).over("party")
    hits = near.filter((pl.col("near") >= setting["kinds"]) & core)
    reason = pl.format(
        '"{}" gets {} kinds of such goods within {} days; this one is "{}".',
        "name",
        pl.col("near").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "goods",
    )
    share = 0.6 + 0.2 * (pl.col("near") - setting["kinds"])
    found = []
    for kind, role, goods in (("shipment", "consignee", "description"), ("order", "buyer", "product")):
        cells = {goods: pl.col("goods"), f"{role}_name": pl.col("name")}
        found.append(setting.find(hits.filter(pl.col("of") == kind), reason, cells, share=share))
    return concat_findings(found)


@rule("shipment", "order", family="equipment")
def laboratory_apparatus_to_unlikely_user(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Laboratory or process apparatus goes to a dwelling or to a firm whose trade has no use for it."""
    found = []
    for frame, role, goods, home in (
        (scene.shipments, "consignee", "description", "consignee_home"),
        (scene.orders, "buyer", "product", "ship_to_home"),
    ):
        other = (pl.col(f"{role}_use") == "none").fill_null(value=False)
        dwelling = pl.col(home) & ~pl.col(f"{role}_use").is_in(["lab", "maker"]).fill_null(value=False)
        hits = frame.filter(pl.col("lab_equipment") & (other | dwelling))
        evidence = pl.when(other).then(f"{role}_evidence").otherwise(pl.lit("at an address that reads like a dwelling"))
        reason = pl.format('"{}" goes to "{}", {}.', goods, f"{role}_name", evidence)
        found.append(setting.find(hits, reason, [goods, f"{role}_name"]))
    return concat_findings(found)
