"""Many small parcels: scattered ones of one sender, and those inside one master bill."""

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.flow.windows import distinct_near


@rule("shipment", family="parcels", retrospective=True)
def small_parcels_to_many_places(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One sender that is no shop, or that does not name its goods, sends small packages to many receivers within weeks."""
    frame = scene.shipments.filter(pl.col("shipper_party").is_not_null() & pl.col("consignee_party").is_not_null())
    frame = frame.filter(pl.col("date").is_not_null() & (pl.coalesce("gross_kg", "net_kg") <= setting["small_kg"]))
    # Shops send small parcels of named goods to many; for them only chemicals and unnamed goods count.
    shop = pl.col("shipper_code").is_in(["retail", "clothing", "jewellery", "toys_household", "crafts", "entertainment_goods"])
    odd = frame.filter(pl.col("chemical") | pl.col("vague") | pl.col("vague_chemical") | ~shop.fill_null(value=False))
    odd = distinct_near(odd, ["shipper_party"], "consignee_party", int(setting["days"]))
    hits = odd.filter(pl.col("near") >= setting["receivers"])
    unnamed = pl.col("vague") | pl.col("vague_chemical")
    kind = pl.when("strict").then(1.0).when(unnamed).then(0.9).when("chemical").then(0.8).otherwise(0.7)
    share = (0.5 + pl.col("near") / 20).clip(0, 1) * kind
    fits = pl.col("consignee_use").is_in(["lab", "maker", "user"]).fill_null(value=False)
    reason = pl.format(
        '"{}" sent small packages to {} receivers within {} days; this one, "{}", weighs {} kg.',
        "shipper_name",
        pl.col("near").cast(pl.Int64),
        pl.lit(int(setting["days"])),
        "description",
        pl.coalesce("gross_kg", "net_kg"),
    )
    cells = ["shipper_name", "consignee_name", "description", "gross_kg"]
    return setting.find(hits, reason, cells, share=share * pl.when(fits).then(0.3).otherwise(1.0))


@rule("shipment", family="parcels", retrospective=True)
def unnamed_parcels_under_one_master(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Many packages under one master bill are hardly described, so that the master carton hides what is in it."""
    frame = scene.shipments.filter(pl.col("master_bill").is_not_null())
    empty = pl.col("vague") | pl.col("vague_chemical") | pl.col("description").is_null()
    masters = frame.group_by("master_bill").agg(pl.len().alias("parcels"), empty.mean().alias("unnamed"))
    masters = masters.filter((pl.col("parcels") >= setting["parcels"]) & (pl.col("unnamed") >= setting["unnamed"]))
    hits = frame.join(masters, on="master_bill", how="inner", maintain_order="left").filter(empty)
    reason = pl.format(
        'Master bill {} holds {} shipments, {} per cent of them hardly described; this one is "{}".',
        "master_bill",
        "parcels",
        (pl.col("unnamed") * 100).round(0).cast(pl.Int64),
        pl.col("description").fill_null(""),
    )
    return setting.find(hits, reason, ["master_bill", "description"])


@rule("shipment", family="data_quality")
def place_of_loading_not_named(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals are declared without a place of loading or discharge though the file has them for other shipments."""
    frame = scene.shipments
    used = [name for name in ("port_of_loading", "port_of_discharge") if frame[name].null_count() < 0.2 * frame.height]
    if not used:
        return setting.find(frame.clear(), pl.lit(""), ["description"])
    vague = [
        pl.col(name).is_null() | pl.col(name).str.to_lowercase().str.contains(scene.wording.nothing_else("placeholder"))
        for name in used
    ]
    hits = frame.filter(pl.any_horizontal(vague) & pl.col("chemical"))
    reason = pl.format(
        '"{}" is declared from "{}" to "{}".',
        "description",
        pl.col("port_of_loading").fill_null(""),
        pl.col("port_of_discharge").fill_null(""),
    )
    return setting.find(hits, reason, ["description", "hs_code", "port_of_loading", "port_of_discharge"])


@rule("shipment", family="shared_contact", retrospective=True)
def parcels_to_several_names_at_one_address(scene: Scene, setting: Setting) -> pl.DataFrame:
    """One sender sends small packages within weeks to several names at one dwelling, box or locker."""
    frame = scene.shipments.filter(
        pl.col("consignee_place").is_not_null()
        & pl.col("consignee_party").is_not_null()
        & pl.col("shipper_party").is_not_null()
        & pl.col("date").is_not_null()
        & (pl.coalesce("gross_kg", "net_kg") <= setting["small_kg"])
        & ~pl.col("consignee_home_centre")
    )
    near = distinct_near(frame, ["shipper_party", "consignee_place"], "consignee_party", int(setting["days"]))
    hits = near.filter(pl.col("near") >= setting["receivers"])
    reason = pl.format(
        '"{}" sent small packages to {} names at "{}" within {} days; here "{}".',
        "shipper_name",
        pl.col("near").cast(pl.Int64),
        "consignee_address",
        pl.lit(int(setting["days"])),
        "consignee_name",
    )
    drop = pl.when(pl.col("consignee_home_box") | pl.col("consignee_home")).then(1.0).otherwise(0.6)
    share = (0.5 + pl.col("near") / 10).clip(0, 1) * drop
    return setting.find(hits, reason, ["consignee_address", "consignee_name", "shipper_name", "gross_kg"], share=share)
