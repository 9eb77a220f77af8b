"""What is odd about one shipment on its own: goods, code, packing, value, parties and route against each other."""

import polars as pl

from headwater.flow.baselines import YEAR, before_median, before_spread, before_sum
from headwater.flow.peers import with_peers
from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene

_NOT_CHEMICAL_CHAPTERS = r"^(?:0[1-6]|4[2-9]|5\d|6[0-8]|69|7[1-6]|8[2-7]|9\d)"


@rule("shipment", family="description")
def vague_description(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The description does not tell what the goods are."""
    hits = scene.shipments.filter(pl.col("vague"))
    return setting.find(hits, pl.format('The goods are described as "{}" only.', "description"), ["description"])


@rule("shipment", family="description")
def vague_chemical_description(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals are described in general words, or by none, so that nobody can tell which chemical it is."""
    frame = scene.shipments
    packed = pl.col("chemical_packing") | pl.col("chapter").is_in(["28", "29", "38"]).fill_null(value=False)
    hits = frame.filter(pl.col("substance_id").is_null() & (pl.col("vague_chemical") | (pl.col("vague") & packed)))
    reason = pl.format(
        '"{}" with code {} in {} does not name the chemical.',
        "description",
        pl.col("hs_code").fill_null("none"),
        pl.col("package_type").fill_null("packages not stated"),
    )
    share = pl.when(pl.col("hs").is_null() & pl.col("cas").is_null()).then(1.0).otherwise(0.7)
    return setting.find(hits, reason, ["description", "hs_code", "package_type"], share=share)


@rule("shipment", family="party_unclear")
def placeholder_party(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The name of the sender or receiver is a stop-gap such as "unknown" or "private"."""
    pattern = scene.wording.nothing_else("placeholder")
    found = []
    for role in ("shipper", "consignee"):
        hits = scene.shipments.filter(pl.col(f"{role}_name").str.to_lowercase().str.strip_chars().str.contains(pattern))
        found.append(setting.find(hits, pl.format("The " + role + ' is given as "{}".', f"{role}_name"), [f"{role}_name"]))
    return pl.concat(found)


@rule("shipment", family="party_unclear")
def forwarder_as_consignee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals or unnamed goods are consigned to a freight forwarder, so that the real receiver is not known."""
    hits = scene.shipments.filter((pl.col("consignee_use") == "forwarder") & (pl.col("chemical") | pl.col("vague")))
    reason = pl.format('"{}" is consigned to "{}", a forwarder by "{}".', "description", "consignee_name", "consignee_trade")
    share = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.5)
    return setting.find(hits, reason, ["consignee_name", "description"], share=share)


@rule("shipment", family="data_quality")
def incomplete_advance_data(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Several of the data that advance cargo information asks for are missing."""
    wanted = ("hs_code", "value", "net_kg", "consignee_address", "shipper_address")
    # A column that the whole file lacks says nothing about a row.
    asked = [name for name in wanted if scene.shipments[name].null_count() < scene.shipments.height]
    if not asked:
        return setting.find(scene.shipments.clear(), pl.lit(""), ["description"])
    missing = pl.sum_horizontal(pl.col(name).is_null() for name in asked)
    hits = scene.shipments.with_columns(missing.alias("missing")).filter(
        (pl.col("missing") >= setting["missing"]) & (pl.col("chemical") | pl.col("vague"))
    )
    names = pl.concat_str([pl.when(pl.col(name).is_null()).then(pl.lit(f"{name} ")) for name in asked], ignore_nulls=True)
    return setting.find(hits, pl.format("Missing for {}: {}.", "description", names.str.strip_chars()), ["description"])


@rule("shipment", family="goods_contradiction")
def listed_substance_outside_its_chapters(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A substance named in the goods is declared under a code for goods of another nature."""
    named = pl.col("substance_id").is_not_null() & pl.col("chapter").is_not_null()
    outside = ~pl.col("chapter").is_in(["28", "29", "30", "38", "12", "13", "15", "17", "21", "27", "33", "34", "35", "39"])
    frame = scene.shipments.filter(pl.col("date").is_not_null() & named).with_columns(outside.alias("outside"))
    pair = ["shipper_party", "consignee_party", "substance_id"]
    frame = before_sum(frame, (~pl.col("outside")).cast(pl.Float64), pair, window=YEAR, name="rightly")
    hits = pl.concat([frame, scene.shipments.filter(pl.col("date").is_null() & named & outside)], how="diagonal")
    hits = hits.filter(named & outside)
    reason = pl.format('"{}" is declared under code {}, which is not one for chemicals.', "description", "hs_code")
    share = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.5)
    # A pair that declared the substance rightly before made a slip of the pen rather than a false declaration.
    slip = pl.when((pl.col("rightly") >= setting["rightly"]).fill_null(value=False)).then(0.6).otherwise(1.0)
    return setting.find(hits, reason, ["description", "cas", "hs_code"], share=share * slip)


@rule("shipment", family="packing")
def chemical_packing_for_other_goods(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Goods that are not chemicals are packed in drums, jerricans, tanks or the like."""
    chapter = pl.col("chapter").str.contains(_NOT_CHEMICAL_CHAPTERS).fill_null(value=False)
    hits = scene.shipments.filter(pl.col("chemical_packing") & chapter & pl.col("substance_id").is_null())
    reason = pl.format('"{}" (code {}) is packed in {}.', "description", "hs_code", "package_type")
    return setting.find(hits, reason, ["description", "hs_code", "package_type"])


@rule("shipment", family="value")
def value_per_kg_far_from_usual(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The value per kilogram is far from what earlier shipments under the same code were declared at."""
    frame = scene.shipments.with_columns((pl.col("usd") / pl.col("kg")).log(10).alias("log_value"))
    frame = frame.filter(pl.col("log_value").is_finite() & pl.col("date").is_not_null())
    frame = frame.with_columns(pl.col("hs").str.slice(0, 6).alias("hs6"))
    # Where the code has too short a history or is missing, the same words speak, and then the heading, with a wider margin.
    groups = {"hs6": ("code", 1, 0.0), "goods_words": ("description", 1, 0.0), "heading": ("heading", 2, 0.3)}
    for column, (_, times, _) in groups.items():
        least = int(setting["earlier"]) * times
        known = pl.col(column).is_not_null() & (pl.col(column) != "")
        frame = before_median(frame, "log_value", [column], least=least, name=f"usual_{column}")
        frame = before_spread(frame, "log_value", [column], least=least, name=f"spread_{column}")
        frame = frame.with_columns(
            pl.when(known).then(pl.col(f"{part}_{column}")).alias(f"{part}_{column}") for part in ("usual", "spread")
        )
    chosen = [pl.col(f"usual_{column}").is_not_null() for column in groups]
    options = list(zip(chosen, groups.items(), strict=True))
    frame = frame.with_columns(
        pl.coalesce(f"usual_{column}" for column in groups).alias("usual"),
        pl.coalesce(pl.when(known).then(pl.col(f"spread_{column}")) for known, (column, _) in options).alias("spread"),
        pl.coalesce(pl.when(known).then(pl.lit(words)) for known, (_, (words, _, _)) in options).alias("compared_by"),
        pl.coalesce(pl.when(known).then(pl.lit(wider)) for known, (_, (_, _, wider)) in options).alias("wider"),
    )
    away = (pl.col("log_value") - pl.col("usual")).abs()
    limit = pl.max_horizontal(pl.lit(setting["tenfold"]), 4.0 * pl.col("spread")) + pl.col("wider")
    hits = frame.with_columns(away.alias("away")).filter(pl.col("away") > limit)
    reason = pl.format(
        '{} USD/kg declared for "{}" (code {}); earlier shipments under this {} had a median of {} USD/kg.',
        (10.0 ** pl.col("log_value")).round(2),
        "description",
        pl.col("hs_code").fill_null("none"),
        "compared_by",
        (10.0 ** pl.col("usual")).round(2),
    )
    return setting.find(
        hits,
        reason,
        ["value", "currency", "net_kg", "gross_kg", "hs_code", "description"],
        share=(0.85 + (pl.col("away") - 1.0) / 4).clip(0.85, 1.0),
    )


@rule("shipment", family="data_quality")
def net_above_gross(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The net mass is larger than the gross mass."""
    hits = scene.shipments.filter(pl.col("net_kg") > pl.col("gross_kg") * setting["ratio"])
    return setting.find(hits, pl.format("Net mass {} kg, gross mass {} kg.", "net_kg", "gross_kg"), ["net_kg", "gross_kg"])


@rule("shipment", family="fit")
def goods_do_not_fit_consignee(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals go to a firm whose trade has no use for them."""
    frame = with_peers(scene, scene.shipments)
    hits = frame.filter((pl.col("consignee_use") == "none") & pl.col("chemical"))
    reason = pl.format('"{}" goes to "{}", {}.', "description", "consignee_name", "consignee_evidence")
    kind = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.6)
    small = (pl.col("kg") < setting["small_kg"]).fill_null(value=False) & ~pl.col("strict")
    told = pl.when("consignee_trade_known").then(1.0).otherwise(0.75)
    return setting.find(
        hits,
        reason,
        ["consignee_name", "description", "hs_code", "cas"],
        share=kind * told * pl.col("unlike_peers") * pl.when(small).then(0.4).otherwise(1.0),
    )


@rule("shipment", family="fit")
def strict_goods_to_trader(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A closely controlled substance goes to a trader, a workshop or a party of a trade that is not known to use it."""
    other_use = (pl.col("consignee_use") == "user") & ~pl.col("consignee_fits")
    unknown = pl.col("consignee_use").is_null() & pl.col("no_other_use")
    frame = with_peers(scene, scene.shipments)
    hits = frame.filter((pl.col("consignee_use").is_in(["trader", "small"]) | other_use | unknown) & pl.col("strict"))
    reason = pl.format('"{}" goes to "{}", {}.', "description", "consignee_name", "consignee_evidence")
    share = (
        pl.when(pl.col("consignee_use") == "user")
        .then(0.6 * pl.col("unlike_peers"))
        .otherwise(0.5 + 0.5 * pl.col("unlike_peers"))
    )
    return setting.find(hits, reason, ["consignee_name", "description", "cas"], share=share)


@rule("shipment", family="address")
def chemicals_to_dwelling(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals go to an address that reads like a dwelling."""
    hits = scene.shipments.filter(pl.col("consignee_home") & pl.col("chemical"))
    reason = pl.format('"{}" goes to "{}".', "description", "consignee_address")
    kind = pl.when("strict").then(1.0).when("listed").then(0.8).otherwise(0.6)
    modest = (pl.col("kg") < setting["small_kg"]).fill_null(value=False) & ~pl.col("strict")
    fits = pl.col("consignee_use").is_in(["lab", "maker"]).fill_null(value=False)
    return setting.find(
        hits,
        reason,
        ["consignee_address", "description"],
        share=kind * pl.when(modest & fits).then(0.15).when(modest | fits).then(0.35).otherwise(1.0),
    )


@rule("shipment", family="address")
def box_or_drop_address(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The receiver's address is a P.O. box, locker, short-term let or the like."""
    hits = scene.shipments.filter(pl.col("consignee_home_box") & (pl.col("chemical") | pl.col("vague") | pl.col("equipment")))
    return setting.find(
        hits, pl.format('"{}" goes to "{}".', "description", "consignee_address"), ["consignee_address", "description"]
    )


@rule("shipment", family="new_party")
def new_consignee_of_listed_goods(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A firm registered a short time before receives a listed chemical."""
    age = (pl.col("date") - pl.col("consignee_registered_on")).dt.total_days()
    hits = scene.shipments.with_columns(age.alias("age")).filter((pl.col("age") < setting["days"]) & pl.col("listed"))
    reason = pl.format('"{}" was registered {} days before this shipment of "{}".', "consignee_name", "age", "description")
    return setting.find(
        hits, reason, ["consignee_name", "description", "date"], share=_age_share(setting) * _fit_share("consignee")
    )


@rule("shipment", family="route")
def loaded_in_third_country(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Chemicals of one country are loaded in another and go to a forwarder, a trader or a firm without use for them."""
    loaded = pl.col("loading_country").is_not_null() & (pl.col("loading_country") != pl.col("origin_country"))
    elsewhere = pl.col("loading_country") != pl.col("destination_country")
    odd = pl.col("consignee_use").is_in(["forwarder", "trader", "none"]).fill_null(value=False)
    away = pl.col("consignee_country") != pl.col("destination_country")
    frame = _with_loading_country(scene)
    hits = frame.filter(pl.col("chemical") & loaded & elsewhere & (odd | away))
    reason = pl.format(
        '"{}" from {} was loaded at {} and goes by {} to "{}" ({}).',
        "description",
        "origin_country",
        "port_of_loading",
        pl.col("mode").fill_null("unstated mode"),
        "consignee_name",
        "consignee_trade",
    )
    share = pl.when(pl.col("mode").is_in(["air", "express", "post"])).then(1.0).otherwise(0.7)
    return setting.find(
        hits, reason, ["description", "port_of_loading", "origin_country", "consignee_name", "mode"], share=share
    )


@rule("shipment", family="packing_mode")
def packing_unusual_for_mode(scene: Scene, setting: Setting) -> pl.DataFrame:
    """Bulk packing such as a tank or an IBC is declared for air mail, express or post."""
    packing = pl.col("package_type").str.to_lowercase().str.contains(r"\b(?:ibcs?|tank|isotank|big bags?|flexi)")
    hits = scene.shipments.filter(packing & pl.col("mode").is_in(["post", "express"]))
    return setting.find(
        hits, pl.format('{} of "{}" by {}.', "package_type", "description", "mode"), ["package_type", "mode", "description"]
    )


@rule("shipment", family="documents")
def bill_used_twice(scene: Scene, setting: Setting) -> pl.DataFrame:
    """The same house bill stands for shipments between different parties."""
    frame = scene.shipments.filter(pl.col("house_bill").is_not_null() & pl.col("date").is_not_null()).sort(
        "date", "source", "row"
    )
    first = frame.group_by("house_bill", maintain_order=True).agg(
        pl.col("consignee_party").first().alias("first_consignee"),
        pl.col("shipper_party").first().alias("first_shipper"),
        pl.col("shipment_id").first().alias("first_shipment"),
        pl.col("description").first().alias("first_description"),
    )
    hits = frame.join(first, on="house_bill", how="left", maintain_order="left").filter(
        (pl.col("consignee_party") != pl.col("first_consignee")) & (pl.col("shipper_party") != pl.col("first_shipper"))
    )
    reason = pl.format(
        'House bill {} was used before, for shipment {} ("{}").', "house_bill", "first_shipment", "first_description"
    )
    return setting.find(hits, reason, ["house_bill", "consignee_name", "shipper_name"])


def _age_share(setting: Setting) -> pl.Expr:
    return 1.0 - 0.5 * (pl.col("age").clip(0, setting["days"]) / setting["days"])


def _fit_share(role: str) -> pl.Expr:
    fits = pl.col(f"{role}_fits")
    strict = pl.when("strict").then(1.0).otherwise(0.7)
    return strict * pl.when(fits).then(0.3).otherwise(1.0)


def _with_loading_country(scene: Scene) -> pl.DataFrame:
    seaports = scene.tables["ports"].drop_nulls("locode").select(pl.col("locode").alias("code"), "country")
    airports = scene.tables["airports"].select(pl.col("iata").alias("code"), "country")
    known = pl.concat([seaports, airports]).unique("code", keep="first", maintain_order=True)
    frame = scene.shipments.with_columns(pl.col("port_of_loading").str.strip_chars().str.to_uppercase().alias("code"))
    frame = frame.join(known, on="code", how="left", maintain_order="left")
    # A UN/LOCODE begins with its country.
    by_code = pl.when(pl.col("code").str.contains(r"^[A-Z]{2}[A-Z0-9]{3}$")).then(pl.col("code").str.slice(0, 2))
    return frame.with_columns(pl.coalesce("country", by_code).alias("loading_country"))
