"""Texts that are nearly the same, found by MinHash: one pass over the distinct texts, no pair by pair comparison."""

from typing import Final
from zlib import crc32

import numpy as np
import polars as pl

_WORDS: Final = 3
_BANDS: Final = 6
_ROWS: Final = 3
_PRIME: Final = (1 << 31) - 1


def near_texts(texts: pl.Series) -> pl.DataFrame:
    """Return ``text`` and ``cluster`` for every band in which a text may agree with others.

    Two texts share a cluster in at least one band with a probability that rises steeply where their sets of three-word
    sequences agree in more than about half: 0.5 -> 0.55, 0.7 -> 0.92, 0.3 -> 0.15.
    """
    distinct = pl.DataFrame({"text": texts.drop_nulls().unique(maintain_order=True)}).with_row_index("number")
    words = distinct.with_columns(pl.col("text").str.split(" ").alias("words")).filter(pl.col("words").list.len() >= _WORDS)
    if words.is_empty():
        return pl.DataFrame(schema={"text": pl.String, "cluster": pl.String})
    pieces = words.select("number", pl.col("words").alias("piece")).explode("piece")
    pieces = pieces.with_columns(pl.col("piece").shift(-n).over("number").alias(f"next{n}") for n in range(1, _WORDS))
    pieces = pieces.drop_nulls().select("number", pl.concat_str("piece", "next1", "next2", separator=" ").alias("piece"))
    codes = pieces.select(pl.col("piece").unique())
    codes = codes.with_columns(pl.Series("code", [crc32(piece.encode()) for piece in codes["piece"]], dtype=pl.Int64))
    pieces = pieces.join(codes, on="piece", how="left", maintain_order="left")
    random = np.random.default_rng(20250101)
    factors = random.integers(1, _PRIME, size=_BANDS * _ROWS, dtype=np.int64)
    offsets = random.integers(0, _PRIME, size=_BANDS * _ROWS, dtype=np.int64)
    code = pieces["code"].to_numpy() % _PRIME
    hashed = {f"h{n}": (factors[n] * code + offsets[n]) % _PRIME for n in range(_BANDS * _ROWS)}
    signature = pl.DataFrame({"number": pieces["number"], **hashed}).group_by("number", maintain_order=True).min()
    bands = [
        signature.select(
            "number",
            pl.concat_str(pl.lit(f"{band}:"), *(pl.col(f"h{band * _ROWS + n}") for n in range(_ROWS)), separator=" ").alias(
                "cluster"
            ),
        )
        for band in range(_BANDS)
    ]
    return pl.concat(bands).join(distinct, on="number", how="left", maintain_order="left").select("text", "cluster")
