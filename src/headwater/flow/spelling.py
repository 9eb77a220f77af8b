"""Misspelt names of one party: alike, and first seen with a contact that the other spelling had before."""

from typing import Final

import numpy as np
import polars as pl
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

_ALIKE: Final = 0.93
_MOST_NAMES: Final = 40
"""A contact with more names than this is an agent's or a bank's and links nobody."""


def same_name(seen: pl.DataFrame) -> pl.DataFrame:
    """Return ``name_key`` -> ``first_key`` for names that are another spelling of one seen before.

    Whether a name is another's spelling is settled by its first appearance alone, so later rows change nothing.

    Args:
        seen: appearances in the order of time, as turn, name_key, number, phone, email and account.
    """
    named = seen.drop_nulls("name_key")
    # Of many appearances with one contact the first is enough; what follows then works on distinct values.
    contacts = pl.concat(
        named.drop_nulls(kind).group_by("name_key", pl.col(kind).alias("contact")).agg(pl.col("turn").min())
        for kind in ("number", "phone", "email", "account")
    )
    compact = pl.col("contact").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}@.]", "").str.replace(r"^00", "")
    contacts = contacts.with_columns(compact.alias("contact")).filter(pl.col("contact").str.len_chars() > 6)
    first_with = contacts.group_by("name_key", "contact").agg(pl.col("turn").min())
    crowded = first_with.group_by("contact").len().filter(pl.col("len").is_between(2, _MOST_NAMES))
    first_with = first_with.join(crowded, on="contact", how="semi")
    first_turn = named.group_by("name_key").agg(pl.col("turn").min().alias("first"))
    newcomers = first_with.join(first_turn, on="name_key").filter(pl.col("turn") == pl.col("first"))
    pairs = newcomers.select("name_key", "contact", "turn").join(
        first_with.select("contact", pl.col("name_key").alias("first_key"), pl.col("turn").alias("earlier")), on="contact"
    )
    pairs = pairs.filter((pl.col("earlier") < pl.col("turn")) & (pl.col("name_key") != pl.col("first_key")))
    pairs = pairs.group_by("name_key", "first_key").agg(pl.col("earlier").min()).sort("earlier", "first_key")
    digits = [pl.col(name).str.replace_all(r"\D", "") for name in ("name_key", "first_key")]
    pairs = pairs.filter(digits[0] == digits[1])
    if pairs.is_empty():
        return pairs.select("name_key", "first_key")
    alike = cpdist(pairs["name_key"].to_list(), pairs["first_key"].to_list(), scorer=JaroWinkler.normalized_similarity)
    links = pairs.filter(pl.Series(np.asarray(alike) >= _ALIKE)).unique("name_key", keep="first", maintain_order=True)
    links = links.select("name_key", "first_key")
    # A spelling may have been seen after another misspelling; follow the chain to the first.
    for _ in range(4):
        links = links.join(
            links.rename({"name_key": "first_key", "first_key": "_next"}), on="first_key", how="left", maintain_order="left"
        )
        links = links.select("name_key", pl.coalesce("_next", "first_key").alias("first_key"))
    return links
