"""Bring typed cells of spreadsheets, Parquet and JSON to the text a person would have typed."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

_NAME: Final = re.compile(
    r"name|nombre|nome|nom$|denominaci|raz[oó]n|姓名|名称|股东$|owner$|shareholder$|holder$", re.IGNORECASE
)
_SHARE: Final = re.compile(
    r"share|percent|pct|stake|ownership|interest|quota|porcentaje|particip|anteil|%|比例|持股|held$", re.IGNORECASE
)
_PER_CENT: Final = re.compile(r"percent|pct|porcentaje|prozent|%", re.IGNORECASE)


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
    if isinstance(value, list) and all(isinstance(item, dict | str | int | float | None) for item in value):
        return "; ".join(text for item in value if (text := _member(item) if isinstance(item, dict) else json_text(item)))
    return json.dumps(value, ensure_ascii=False, default=str)


def _member(item: Mapping[str, Any]) -> str:
    """Return one owner or officer as a person would write it: ``Ana Prueba 60 %``, ``Luis Ejemplo (director)``."""
    parts = {key: _plain_value(value) for key, value in item.items()}
    name = next((key for key in item if _NAME.search(key) and isinstance(item[key], str)), None)
    share = next((key for key in item if key != name and _SHARE.search(key) and _is_share(item[key])), None)
    if name is None:
        return ", ".join(f"{key}: {text}" for key, text in parts.items() if text)
    written = parts[name] if share is None else f"{parts[name]} {_per_cent(share, item[share])}"
    rest = [text for key, text in parts.items() if key not in (name, share) and text]
    return f"{written} ({', '.join(rest)})" if rest and share is None else written


def _plain_value(value: Any) -> str:
    return (json_text(value) or "").replace(";", ",")


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _per_cent(key: str, value: float | str) -> str:
    """Return a share in per cent; a number of at most 1 under a key that does not say "per cent" is a fraction."""
    if isinstance(value, str):
        text = value.strip()
        return text if "%" in text or not text.replace(".", "").isdigit() else f"{text} %"
    fraction = isinstance(value, float) and 0 < value <= 1 and not _PER_CENT.search(key)
    return f"{round(value * 100 if fraction else value, 6):g} %"
