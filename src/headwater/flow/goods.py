"""What the goods of a record are, as far as its own cells say: chemical or not, listed or not, how much and for how much."""

from typing import Final

import polars as pl

from headwater.flow.currencies import add_rate
from headwater.flow.wording import Wording, folded
from headwater.model import RecordKind
from headwater.reference import Tables

STRICT: Final = (
    r"UN-1988-I(?:\||$)|US-List-I(?:\||$)|cat1(?:\||$)|VI-A(?:\||$)|V-A(?:\||$)|MX-LFCPQ-I(?:\||$)"
    r"|class|analogue|1961|1971|CSA|MDA|NDPS"
)
"""Instruments for drugs, their classes and the precursors under the strictest control, as opposed to solvents and acids."""

_LOOKED_AT: Final = ("named", "class", "opinion-needed")
_CHEMICAL_CHAPTERS: Final = ("28", "29")
_CHEMICAL_HEADINGS: Final = ("3822", "3824", "3801", "3815", "3802", "3811", "3814")
_GOODS: Final[dict[RecordKind, str]] = {
    "shipment": "description",
    "order": "product",
    "listing": "title",
    "payment": "reference",
}
_PACKING_WORDS: Final = (
    r"\b(?:pkgs?|packages|bultos|lot|po|no|kgs?|g|lbs?|lt?s?|min|drums?|bags?|tambor|sample|samples|muestra|technical|grade|"
    r"anhydrous|monohydrate|of|de|the|pure|ar|lr|acs|reagent)\b"
)


def add_goods(frame: pl.DataFrame, kind: RecordKind, wording: Wording, tables: Tables) -> pl.DataFrame:
    """Return the records with the columns about their goods, where the kind has goods."""
    if kind == "company":
        return frame
    frame = _add_control(frame)
    text = _GOODS[kind]
    distinct = frame.select(pl.col(text).unique()).drop_nulls().with_columns(folded(pl.col(text)).alias("text_folded"))
    distinct = distinct.with_columns(
        pl.col("text_folded").str.contains(wording.anywhere("equipment", whole=False)).alias("equipment"),
        pl.col("text_folded").str.contains(wording.anywhere("laboratory_equipment", whole=False)).alias("lab_equipment"),
        pl.col("text_folded").str.contains(wording.anywhere("binder", whole=False)).alias("binder"),
        _goods_words(pl.col("text_folded")).alias("goods_words"),
    )
    # Numbers of lots and orders behind the words do not say what the goods are, nor do several empty words in a row.
    told = (pl.col("text_folded"), pl.col("goods_words"))
    distinct = distinct.with_columns(
        pl.any_horizontal(
            *(text.str.contains(wording.nothing_else("vague")) for text in told),
            pl.col("goods_words").str.contains(wording.only_words("vague_words")),
        ).alias("vague"),
        pl.any_horizontal(text.str.contains(wording.nothing_else("vague_chemical")) for text in told).alias("vague_chemical"),
    )
    frame = frame.join(distinct, on=text, how="left", maintain_order="left")
    frame = frame.with_columns(pl.col("vague", "vague_chemical", "equipment", "lab_equipment", "binder").fill_null(value=False))
    if kind == "shipment":
        frame = _add_shipment_goods(frame, wording)
    else:
        cas = pl.col("cas") if kind == "order" else pl.lit(None, dtype=pl.String)
        frame = frame.with_columns(
            pl.coalesce("substance_id", cas, "goods_words").alias("goods"),
            (pl.col("substance_id").is_not_null() | cas.is_not_null()).alias("chemical"),
        )
    return _add_money(frame, kind, tables)


def _add_control(frame: pl.DataFrame) -> pl.DataFrame:
    controls = pl.col("substance_controls").list.unique().list.join("|")
    codes = frame.with_columns(controls.fill_null("").alias("control_codes"))
    distinct = codes.select(pl.col("control_codes").unique()).with_columns(
        pl.col("control_codes").str.contains(STRICT).alias("strict"),
        pl.col("control_codes").str.contains(r"(?:^|\|)[^w|]").alias("listed"),
    )
    codes = codes.join(distinct, on="control_codes", how="left", maintain_order="left")
    # A substance whose listing nobody has read in its source is looked at like a listed one; one that is only watched as an
    # adulterant, such as caffeine, is on no list.
    looked_at = pl.col("substance_verdict").is_in(_LOOKED_AT).fill_null(value=False)
    return codes.with_columns(pl.col("listed") | looked_at)


def _goods_words(text: pl.Expr) -> pl.Expr:
    words = text.str.replace_all(r"[^\p{L} ]+", " ").str.replace_all(_PACKING_WORDS, " ")
    return words.str.replace_all(r"\s+", " ").str.strip_chars()


def _add_shipment_goods(frame: pl.DataFrame, wording: Wording) -> pl.DataFrame:
    digits = pl.col("hs_code").str.replace_all(r"\D", "")
    frame = frame.with_columns(pl.when(digits.str.len_chars() >= 4).then(digits).alias("hs"))
    frame = frame.with_columns(pl.col("hs").str.slice(0, 2).alias("chapter"), pl.col("hs").str.slice(0, 4).alias("heading"))
    packing = frame.select(pl.col("package_type").unique()).drop_nulls()
    packing = packing.with_columns(
        folded(pl.col("package_type")).str.contains(wording.anywhere("chemical_packing")).alias("chemical_packing")
    )
    frame = frame.join(packing, on="package_type", how="left", maintain_order="left")
    named = pl.col("substance_id").is_not_null() | pl.col("cas").is_not_null()
    coded = pl.col("chapter").is_in(_CHEMICAL_CHAPTERS) | pl.col("heading").is_in(_CHEMICAL_HEADINGS)
    mass = pl.coalesce("net_kg", "gross_kg")
    return frame.with_columns(
        pl.col("chemical_packing").fill_null(value=False),
        pl.coalesce("substance_id", "cas", "hs", "goods_words").alias("goods"),
        (named | coded.fill_null(value=False) | pl.col("vague_chemical")).alias("chemical"),
        pl.when((mass > 0) & (mass < 1e9)).then(mass).alias("kg"),
    )


def _add_money(frame: pl.DataFrame, kind: RecordKind, tables: Tables) -> pl.DataFrame:
    amount = {"shipment": "value", "payment": "amount", "listing": "price"}.get(kind)
    money = pl.col(amount) if amount else pl.col("quantity") * pl.col("unit_price")
    money = pl.when((money > 0) & (money < 1e13)).then(money)
    frame = add_rate(frame, kind, tables)
    frame = frame.with_columns((money / pl.col("per_usd")).alias("usd")).drop("per_usd")
    if kind == "order":
        quantity = pl.coalesce("quantity_kg", "quantity")
        frame = frame.with_columns(pl.when((quantity > 0) & (quantity < 1e12)).then(quantity).alias("kg"))
    return frame
