"""What the register of companies leaves open: who owns a firm, and what it does."""

import polars as pl

from headwater.flow.registry import Setting, rule
from headwater.flow.scene import Scene
from headwater.model import concat_findings

_DISTINCT = 4
"""A word in the names of so many different parties does not tell one from another."""


@rule("company", family="register")
def owners_not_stated(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A company that deals in listed chemicals states no owner in a file that states them for most."""
    frame = scene.companies
    if frame.is_empty() or frame["owners"].is_not_null().mean() < setting["stated"]:  # type: ignore[operator]
        return setting.find(frame.clear(), pl.lit(""), ["name"])
    dealing = pl.concat(
        part.filter("listed").select(pl.col(f"{role}_party").alias("party"))
        for part, role in ((scene.shipments, "consignee"), (scene.orders, "buyer"))
    ).drop_nulls()
    hits = frame.filter(pl.col("owners").is_null()).join(dealing, on="party", how="semi", maintain_order="left")
    reason = pl.format(
        '"{}" deals in listed chemicals and states no owner; officers: {}.', "name", pl.col("officers").fill_null("none")
    )
    return setting.find(hits, reason, ["name", "officers", "activity"])


@rule("shipment", "order", family="name")
def name_tells_nothing(scene: Scene, setting: Setting) -> pl.DataFrame:
    """A listed chemical goes to a party without known use for it whose name is made of words that many names have."""
    words = scene.parties.names.select("name", pl.col("name_key").str.extract_all(r"[\p{L}\p{N}]{2,}").alias("word"))
    keys = scene.parties.names.select(pl.col("name_key").unique()).drop_nulls()
    counts = keys.select("name_key", pl.col("name_key").str.extract_all(r"[\p{L}\p{N}]{2,}").alias("word")).explode("word")
    counts = counts.unique().group_by("word").len()
    plain = counts.filter(pl.col("len") >= _DISTINCT).select("word")
    each = words.explode("word").drop_nulls().join(plain.with_columns(pl.lit(value=True).alias("plain")), on="word", how="left")
    bare = each.group_by("name").agg(pl.col("plain").fill_null(value=False).all(), pl.len())
    bare = bare.filter(pl.col("plain") & pl.col("len").is_between(1, setting["words"])).select("name")
    found = []
    for frame, role, goods in ((scene.shipments, "consignee", "description"), (scene.orders, "buyer", "product")):
        hits = frame.filter(pl.col("listed") & ~pl.col(f"{role}_fits")).join(
            bare, left_on=f"{role}_name", right_on="name", how="semi", maintain_order="left"
        )
        reason = pl.format('"{}" goes to "{}", a name of common words only.', goods, f"{role}_name")
        found.append(setting.find(hits, reason, [f"{role}_name", goods]))
    return concat_findings(found)
