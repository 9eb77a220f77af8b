"""Bring typed cells of spreadsheets, Parquet and JSON to the text a person would have typed."""

import json
from typing import Any

import polars as pl


def texts(column: pl.Series) -> pl.Series:
    """Return a column as text: whole numbers without ``.0``, days without midnight, lists parted by ``;``, records as JSON."""
    dtype = column.dtype
    if dtype == pl.String():
        return column
    if dtype.is_float():
        whole = column.is_finite() & (column == column.round(0)) & (column.abs() < 1e15)
        as_whole = column.set(~whole.fill_null(False), None).cast(pl.Int64, strict=False).cast(pl.String)
        return as_whole.fill_null(column.cast(pl.String))
    if isinstance(dtype, pl.Datetime):
        text = column.dt.strftime("%Y-%m-%dT%H:%M:%S%:z") if dtype.time_zone else column.dt.strftime("%Y-%m-%dT%H:%M:%S")
        return text.str.replace(r"T00:00:00$", "")
    if isinstance(dtype, pl.List | pl.Array) and dtype.inner == pl.String():
        return (
            column.list.join(";", ignore_nulls=True) if isinstance(dtype, pl.List) else column.arr.join(";", ignore_nulls=True)
        )
    if isinstance(dtype, pl.List | pl.Array | pl.Struct | pl.Object):
        values = column.to_list()
        return pl.Series(column.name, [None if value is None else json_text(value) for value in values], dtype=pl.String)
    if dtype == pl.Binary():
        return column.bin.encode("hex")
    if dtype == pl.Null():
        return column.cast(pl.String)
    return column.cast(pl.String)


def json_text(value: Any) -> str | None:
    """Return a value of a JSON document as text: simple lists parted by ``;``, records as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return ";".join(text for item in value if (text := json_text(item)) is not None)
    return json.dumps(value, ensure_ascii=False, default=str)
