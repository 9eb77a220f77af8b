"""Which published exchange rate an amount is compared at, and which amounts are not compared for want of one."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from headwater.model import RecordKind
from headwater.reference import Tables

_DAY: Final[Mapping[RecordKind, str]] = {"shipment": "date", "order": "date", "payment": "datetime", "listing": "date"}
_AMOUNT: Final[Mapping[RecordKind, str]] = {"shipment": "value", "order": "unit_price", "payment": "amount", "listing": "price"}
_MOST_YEARS: Final = 2
"""A rate of a year further away than this says too little about an amount."""
_NAMED: Final = 6


def add_rate(frame: pl.DataFrame, kind: RecordKind, tables: Tables) -> pl.DataFrame:
    """Return the records with ``per_usd``: units of the currency for one US dollar in the year of the record or nearest to it.

    Null where no published rate is within two years; such amounts are compared with nothing. A record without a day is taken
    at the newest rate.
    """
    frame = frame.with_columns(pl.col(_DAY[kind]).dt.year().cast(pl.Int64).alias("_year"))
    return frame.join(
        _rates(frame, tables), on=["currency", "_year"], how="left", nulls_equal=True, maintain_order="left"
    ).drop("_year")


def unpriced(records: Mapping[RecordKind, pl.DataFrame], tables: Tables) -> list[str]:
    """Return a sentence for each kind of record with amounts in currencies that have no published rate near their day."""
    lines = []
    for kind, amount in _AMOUNT.items():
        frame = records.get(kind)
        if frame is None or "currency" not in frame.columns or amount not in frame.columns:
            continue
        lacking = add_rate(
            frame.filter(pl.col(amount).is_not_null() & pl.col("currency").is_not_null()).select("currency", _DAY[kind]),
            kind,
            tables,
        ).filter(pl.col("per_usd").is_null())
        if lacking.is_empty():
            continue
        counts = lacking["currency"].value_counts().sort("count", "currency", descending=[True, False])
        named = ", ".join(f"{currency} {count:,}" for currency, count in counts.head(_NAMED).iter_rows())
        more = f" and {counts.height - _NAMED} more" if counts.height > _NAMED else ""
        lines.append(
            f"{lacking.height:,} {kind} records are in currencies without a published exchange rate near their day "
            f"({named}{more}); their amounts are compared with nothing."
        )
    return lines


def _rates(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    rates = tables["exchange_rates"].select("currency", "year", "per_usd")
    asked = frame.select("currency", "_year").unique()
    pairs = asked.join(rates, on="currency", how="inner").with_columns(
        pl.when(pl.col("currency") == "USD")
        .then(0)
        .otherwise((pl.col("year") - pl.col("_year")).abs())
        .fill_null(0)
        .alias("away")
    )
    near = pairs.filter(pl.col("away") <= _MOST_YEARS).sort("away", "year", descending=[False, True])
    return near.unique(["currency", "_year"], keep="first", maintain_order=True).select("currency", "_year", "per_usd")
