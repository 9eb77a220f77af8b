"""One consignment or one pair of parties seen several times: contradictions that keep coming, quantities that do not agree."""

from typing import Final

import polars as pl

from headwater.flow.baselines import before_count, before_sum
from headwater.flow.registry import Setting, found, rule
from headwater.flow.scene import Scene, once
from headwater.flow.wording import folded

_CONTRADICTIONS: Final = (
    "value_per_kg_far_from_usual",
    "code_unlike_description",
    "chemical_packing_for_other_goods",
    "listed_substance_outside_its_chapters",
    "cas_contradicts_name",
)


@rule("shipment", family="again", retrospective=True)
def papers_of_one_pair_contradict_again(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The papers of these two parties contradict themselves again and again, which slips of the pen do not."""
    pair = ["shipper_party", "consignee_party"]
    frame = scene.shipments.filter(pl.col("shipper_party").is_not_null() & pl.col("consignee_party").is_not_null())
    others = scene.findings.filter(pl.col("rule").is_in(_CONTRADICTIONS))
    ours = [found(scene, name) for name in _CONTRADICTIONS if name in _KNOWN_HERE]
    signs = pl.concat([others, *ours]).filter(pl.col("kind") == "shipment")
    if signs.is_empty():
        return setting.find(frame.clear(), pl.lit(""), ["description"])
    seen = signs.group_by("source", "row", maintain_order=True).agg(pl.col("id").alias("rests_on"))
    flagged = frame.join(seen, on=["source", "row"], how="inner", maintain_order="left")
    counts = frame.group_by(pair).agg(pl.len().alias("all"))
    odd = flagged.group_by(pair).agg(pl.len().alias("odd"))
    hits = flagged.join(odd, on=pair, how="left", maintain_order="left").join(
        counts, on=pair, how="left", maintain_order="left"
    )
    hits = hits.filter((pl.col("odd") >= setting["shipments"]) & (pl.col("odd") >= setting["share"] * pl.col("all")))
    reason = pl.format(
        'In {} of {} shipments of "{}" to "{}" goods, code, packing or value contradict one another.',
        "odd",
        "all",
        "shipper_name",
        "consignee_name",
    )
    cells = ["shipper_name", "consignee_name", "description", "hs_code", "value", "package_type"]
    return setting.find(hits, reason, cells, share=(0.7 + 0.1 * pl.col("odd")).clip(0, 1), because=pl.col("rests_on"))


@rule("shipment", family="order_quantity")
def shipment_larger_than_orders(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The seller ships far more of the goods than the buyer ordered in the months before."""
    hits = _with_orders(scene, int(setting["days"])).filter(pl.col("kg") > setting["over"] * pl.col("ordered_kg"))
    reason = pl.format(
        '{} kg of "{}" go to "{}", who ordered {} kg of it within {} days before.',
        pl.col("kg").round(0),
        "description",
        "consignee_name",
        pl.col("ordered_kg").round(0),
        pl.lit(int(setting["days"])),
    )
    return setting.find(hits, reason, ["gross_kg", "net_kg", "description", "consignee_name", "shipper_name"])


_KNOWN_HERE: Final = _CONTRADICTIONS[:4]
_NAMED_ON_BOTH: Final = (("containers", "came_boxes"), ("house_bill", "came_bill"))


@once
def _sellers(scene: Scene) -> pl.DataFrame:
    """Return buyer and seller of orders, as payments that name an order tell who sells."""
    digits = pl.col("reference").str.extract(
        r"(?i)(?:order|ord|pedido|po|bestellung|commande|encomenda|订单)[\s#:._no-]*([0-9]{4,})", 1
    )
    orders = scene.orders.select(pl.col("order_id").str.replace_all(r"\D", "").alias("digits"), "buyer_party")
    paid = scene.payments.select(digits.alias("digits"), "payee_party").drop_nulls()
    pairs = paid.join(orders.drop_nulls(), on="digits", how="inner").select("buyer_party", "payee_party")
    return pairs.unique(maintain_order=True).rename({"payee_party": "shipper_party", "buyer_party": "consignee_party"})


def _with_orders(scene: Scene, days: int) -> pl.DataFrame:
    """Return the shipments of a seller to a buyer of its orders with ``ordered_kg``: what was ordered of the goods before."""
    shipments = scene.shipments.filter(pl.col("kg").is_not_null() & pl.col("date").is_not_null())
    linked = shipments.join(
        _sellers(scene), on=["shipper_party", "consignee_party"], how="semi", maintain_order="left"
    ).with_columns(pl.coalesce("substance_id", "cas", "goods_words").alias("goods_key"))
    orders = scene.orders.filter(pl.col("quantity_kg").is_not_null() & pl.col("date").is_not_null()).select(
        pl.col("buyer_party").alias("consignee_party"),
        pl.coalesce("substance_id", "cas", "goods_words").alias("goods_key"),
        pl.col("date").alias("order_date"),
        pl.col("quantity_kg").alias("order_kg"),
    )
    both = linked.select("source", "row", "date", "consignee_party", "goods_key").join(
        orders, on=["consignee_party", "goods_key"], how="inner"
    )
    age = (pl.col("date") - pl.col("order_date")).dt.total_days()
    sums = both.filter(age.is_between(0, days)).group_by("source", "row").agg(pl.col("order_kg").sum().alias("ordered_kg"))
    return linked.join(sums.filter(pl.col("ordered_kg") > 0), on=["source", "row"], how="inner", maintain_order="left")


@rule("shipment", family="documents", retrospective=True)
def sent_on_as_other_goods(scene: Scene, setting: Setting) -> pl.DataFrame:
    """What a party received it sends on within weeks in the same packages and mass, described as other goods."""
    frame = scene.shipments.filter(
        (pl.col("gross_kg") > 0) & (pl.col("packages") > 0) & pl.col("date").is_not_null() & pl.col("goods_words").is_not_null()
    ).with_row_index("leg")
    nature = pl.coalesce("substance_id", "chapter").alias("nature")
    came = frame.select(
        pl.col("consignee_party").alias("shipper_party"), "gross_kg", "packages", nature.alias("came_nature"),
        pl.col("date").alias("came_on"), pl.col("goods_words").alias("came_as"), pl.col("description").alias("came_text"),
        pl.col("chemical").alias("came_chemical"), pl.col("leg").alias("came_leg"), pl.col("shipment_id").alias("came_id"),
        pl.col("containers").alias("came_boxes"), pl.col("house_bill").alias("came_bill"),
    )  # fmt: skip
    pairs = frame.with_columns(nature).join(came, on=["shipper_party", "gross_kg", "packages"], how="inner")
    days = (pl.col("date") - pl.col("came_on")).dt.total_days()
    other = (pl.col("nature") != pl.col("came_nature")) & (pl.col("goods_words") != pl.col("came_as"))
    pairs = pairs.filter(days.is_between(0, int(setting["days"])) & other & (pl.col("chemical") | pl.col("came_chemical")))
    # One package of a round mass is like another by chance; a container or bill that both legs name is not.
    same = [(pl.col(one) == pl.col(other)).fill_null(value=False) for one, other in _NAMED_ON_BOTH]
    alike = frame.group_by("gross_kg", "packages").len(name="alike")
    pairs = pairs.join(alike, on=["gross_kg", "packages"], how="left", maintain_order="left")
    by_chance = pl.when(pl.col("packages") <= setting["few"]).then(0.5).otherwise(1.0) / (pl.col("alike") - 1).clip(1)
    pairs = pairs.with_columns(pl.when(pl.any_horizontal(same)).then(1.0).otherwise(by_chance).alias("telling"))
    pairs = pairs.sort("leg", "telling", "came_leg", descending=[False, True, False])
    second = pairs.unique("leg", keep="first", maintain_order=True).with_columns(
        pl.col("came_text").alias("else_text"), pl.col("came_id").alias("else_id"), pl.lit("came in").alias("way")
    )
    back = pairs.unique("came_leg", keep="first", maintain_order=True).select(
        pl.col("came_leg").alias("leg"), pl.col("description").alias("else_text"), pl.col("shipment_id").alias("else_id"),
        pl.lit("went on").alias("way"), "telling",
    )  # fmt: skip
    first = frame.join(back, on="leg", how="inner", maintain_order="left")
    columns = [*scene.shipments.columns, "else_text", "else_id", "way", "telling"]
    hits = pl.concat([second.select(columns), first.select(columns)]).unique(
        ["source", "row"], keep="first", maintain_order=True
    )
    reason = pl.format(
        '{} packages of {} kg described as "{}"; the same mass and number {} as "{}" ({}).',
        pl.col("packages").cast(pl.Int64),
        "gross_kg",
        "description",
        "way",
        "else_text",
        "else_id",
    )
    cells = ["description", "gross_kg", "packages", "shipper_name", "consignee_name", "hs_code"]
    return setting.find(hits, reason, cells, share=pl.col("telling"))


@rule("shipment", family="fit")
def listed_goods_new_to_activity(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical goes to a firm of an activity whose other members received many shipments and hardly a chemical."""
    stated = pl.col("consignee_trade") != pl.col("consignee_name")
    frame = scene.shipments.filter(
        stated & pl.col("consignee_code").is_null() & pl.col("consignee_party").is_not_null() & pl.col("date").is_not_null()
    )
    frame = frame.with_columns(folded(pl.col("consignee_trade")).alias("activity_words"))
    frame = before_count(frame, ["activity_words"], name="all_before")
    frame = before_count(frame, ["activity_words", "consignee_party"], name="own_before")
    chemical = pl.col("chemical").cast(pl.Float64)
    frame = before_sum(frame, chemical, ["activity_words"], window="365d", name="chemicals")
    frame = before_sum(frame, chemical, ["activity_words", "consignee_party"], window="365d", name="own_chemicals")
    others = pl.col("all_before") - pl.col("own_before")
    share = (pl.col("chemicals") - pl.col("own_chemicals")) / others
    hits = frame.with_columns(others.alias("others")).filter(
        pl.col("listed") & (pl.col("others") >= setting["earlier"]) & (share <= setting["share"])
    )
    reason = pl.format(
        '"{}" goes to "{}"; of {} earlier shipments to others with the activity "{}" hardly any was a chemical.',
        "description",
        "consignee_name",
        pl.col("others").cast(pl.Int64),
        "consignee_trade",
    )
    return setting.find(
        hits, reason, ["consignee_name", "description", "cas"], share=pl.when("strict").then(1.0).otherwise(0.8)
    )
