"""Whether the trade of a party is one that uses the goods: what the chemical is used for lawfully, and what the party does."""

import polars as pl

from headwater.model import PARTY_ROLES, RecordKind
from headwater.reference import Tables


def add_fit(frame: pl.DataFrame, kind: RecordKind, tables: Tables) -> pl.DataFrame:
    """Return the records with ``{role}_fits``: True where the party's trade is known to use goods of this kind.

    Chemistry, medicine and laboratories may use any substance. A trade that uses chemicals fits bulk chemicals and others
    under no close control; it fits a closely controlled substance only where that is a published lawful use of it.
    """
    if kind in ("company", "listing"):
        return frame
    licit = tables["licit_uses"].select("substance_id", pl.col("trades").fill_null("").str.split(";").alias("licit_trades"))
    frame = frame.join(licit, on="substance_id", how="left", maintain_order="left")
    for role in PARTY_ROLES[kind]:
        use, known = pl.col(f"{role}_use"), pl.col("licit_trades").list.contains(pl.col(f"{role}_code"))
        any_substance = use.is_in(["maker", "lab"])
        some = (use == "user") & (~pl.col("strict") | known.fill_null(value=False))
        frame = frame.with_columns((any_substance | some).fill_null(value=False).alias(f"{role}_fits"))
    return frame.drop("licit_trades")
