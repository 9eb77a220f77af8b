"""Whether the trade of a party is one that uses the goods: what the chemical is used for lawfully, and what the party does."""

import polars as pl

from headwater.model import PARTY_ROLES, RecordKind
from headwater.reference import Tables


def add_fit(frame: pl.DataFrame, kind: RecordKind, tables: Tables) -> pl.DataFrame:
    """Return the records with ``{role}_fits``, True where a trade is known to use such goods, and ``no_other_use``.

    Chemistry, medicine and laboratories may use any substance. A trade that uses chemicals fits bulk chemicals and others
    under no close control; it fits a closely controlled substance only where that is a published lawful use of it.
    ``no_other_use`` marks a precursor of which no use outside the making of chemicals and medicines is published.
    """
    if kind in ("company", "listing"):
        return frame
    licit = tables["licit_uses"].select("substance_id", pl.col("trades").fill_null("").str.split(";").alias("licit_trades"))
    frame = frame.join(licit, on="substance_id", how="left", maintain_order="left")
    precursors = tables["substances"].filter(pl.col("kind") == "precursor")["substance_id"].implode()
    no_other = pl.col("strict") & pl.col("licit_trades").is_null() & pl.col("substance_id").is_in(precursors)
    frame = frame.with_columns(no_other.fill_null(value=False).alias("no_other_use"))
    for role in PARTY_ROLES[kind]:
        use, known = pl.col(f"{role}_use"), pl.col("licit_trades").list.contains(pl.col(f"{role}_code"))
        any_substance = use.is_in(["maker", "lab"])
        some = (use == "user") & (~pl.col("strict") | known.fill_null(value=False))
        frame = frame.with_columns((any_substance | some).fill_null(value=False).alias(f"{role}_fits"))
    return frame.drop("licit_trades")
