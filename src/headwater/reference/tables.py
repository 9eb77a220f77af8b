"""Load the reference tables that ``data/tables.toml`` and the ``tables.toml`` of its folders describe.

A table is one or more CSV files with a declared schema. A row without a source does not load: it names its own in the column
``source``, or the descriptor names one for the whole table. Tables with ``since`` and ``until`` are tables of law: a row is in
force from ``since`` to ``until``, both days included, and only rows whose descriptor calls them verified are shown as law.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

import polars as pl

from headwater.errors import ArgumentError, ReferenceDataError

_DATA: Final = files("headwater.reference") / "data"
_DTYPES: Final[Mapping[str, pl.DataType]] = {
    "text": pl.String(),
    "number": pl.Float64(),
    "count": pl.Int64(),
    "date": pl.Date(),
    "flag": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class TableDescription:
    """What a descriptor says about one table.

    Attributes:
        name: the name it is asked for by.
        title: one line for people.
        files: the CSV files it is made of, in order, relative to the data folder.
        columns: name and type of each column: text, number, count, date or flag.
        key: the columns that identify a row.
        required: the columns that are never empty.
        source: the source of the whole table, or None where each row names its own.
        licence: under which terms the facts are published.
        law: True where rows have ``since``, ``until`` and ``verified`` and are in force on some days only.
    """

    name: str
    title: str
    files: tuple[str, ...]
    columns: Mapping[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...]
    source: str | None
    licence: str
    law: bool


@cache
def describe() -> Mapping[str, TableDescription]:
    """Return the description of every table, by name, in the order of the descriptor files."""
    descriptions = {}
    for folder in _folders():
        prefix = "" if folder == _DATA else f"{folder.name}/"
        for entry in tomllib.loads((folder / "tables.toml").read_text(encoding="utf-8"))["table"]:
            if entry["name"] in descriptions:
                raise ReferenceDataError(f"Two folders describe a reference table {entry['name']!r}; rename one of them.")
            descriptions[entry["name"]] = _description(entry, prefix)
    return descriptions


def _folders() -> list[Traversable]:
    below = sorted((entry for entry in _DATA.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    return [folder for folder in (_DATA, *below) if (folder / "tables.toml").is_file()]


def _description(entry: Mapping[str, Any], prefix: str) -> TableDescription:
    return TableDescription(
        name=entry["name"],
        title=entry["title"],
        files=tuple(prefix + name for name in entry.get("files", [f"{entry['name']}.csv"])),
        columns=dict(entry["columns"]),
        key=tuple(entry["key"]),
        required=tuple(entry.get("required", entry["key"])),
        source=entry.get("source"),
        licence=entry["licence"],
        law=entry.get("law", False),
    )


@dataclass(frozen=True)
class Tables:
    """The reference tables as of a day; get one with ``tables(on=...)``.

    Attributes:
        on: the day whose law applies, or None for "all days": tables of law then keep every row with its dates.
        with_unverified: True where rows not yet verified against their source are kept as well.
        overrides: tables given by the user, by name; they take the place of the shipped ones.
    """

    on: date | None = None
    with_unverified: bool = False
    overrides: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Return a table by name.

        Raises:
            ArgumentError: there is no table of that name.
            ReferenceDataError: the table breaks its schema.
        """
        description = describe().get(name)
        if description is None:
            known = ", ".join(describe())
            raise ArgumentError(f"There is no reference table {name!r}; choose one of {known}.", code="unknown-table")
        frame = self.overrides[name] if name in self.overrides else _load(name)
        return _as_of(frame, self.on, self.with_unverified) if description.law else frame


def tables(
    on: date | None = None,
    *,
    with_unverified: bool = False,
    overrides: Mapping[str, Path] | None = None,
) -> Tables:
    """Return the reference tables as of a day.

    Args:
        on: the day whose law applies; None keeps every row of the tables of law, so that each record can be judged by the law
            of its own date.
        with_unverified: keep rows whose fact or date has not been read in its source.
        overrides: CSV files of the user's own, by the name of the table they replace.

    Raises:
        ReferenceDataError: an overriding file breaks the schema of its table.
    """
    given = {name: _read_override(name, path) for name, path in (overrides or {}).items()}
    return Tables(on=on, with_unverified=with_unverified, overrides=given)


def fingerprint() -> str:
    """Return a SHA-256 over all shipped tables, so that a result can say which facts it rests on."""
    digest = sha256()
    for folder in _folders():
        digest.update((folder / "tables.toml").read_bytes())
    for description in describe().values():
        for name in description.files:
            digest.update(_DATA.joinpath(*name.split("/")).read_bytes())
    return digest.hexdigest()


def _as_of(frame: pl.DataFrame, on: date | None, with_unverified: bool) -> pl.DataFrame:
    if not with_unverified:
        frame = frame.filter(pl.col("verified"))
    if on is None:
        return frame
    started = pl.col("since").is_null() | (pl.col("since") <= on)
    not_ended = pl.col("until").is_null() | (pl.col("until") >= on)
    return frame.filter(started & not_ended)


@cache
def _load(name: str) -> pl.DataFrame:
    description = describe()[name]
    parts = [_read_csv(_DATA.joinpath(*file.split("/")), description, f"reference table {file}") for file in description.files]
    return _check(pl.concat(parts), description, f"Reference table {name}")


def _read_override(name: str, path: Path) -> pl.DataFrame:
    description = describe().get(name)
    if description is None:
        raise ArgumentError(f"There is no reference table {name!r} to override.", code="unknown-table")
    return _check(_read_csv(path, description, str(path)), description, str(path))


def _read_csv(path: Traversable | Path, description: TableDescription, where: str) -> pl.DataFrame:
    schema = {column: _DTYPES[kind] for column, kind in description.columns.items()}
    try:
        raw = pl.read_csv(path.read_bytes(), infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReferenceDataError(f"{where} cannot be read as CSV: {error}") from error
    if description.source is not None and "source" in schema and "source" not in raw.columns:
        raw = raw.with_columns(pl.lit(description.source).alias("source"))
    missing = [column for column in schema if column not in raw.columns]
    unknown = [column for column in raw.columns if column not in schema]
    if missing or unknown:
        raise ReferenceDataError(
            f"{where} must have exactly the columns {', '.join(schema)}; "
            f"missing: {', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'}."
        )
    try:
        return raw.select(_typed(column, dtype) for column, dtype in schema.items())
    except pl.exceptions.PolarsError as error:
        raise ReferenceDataError(f"{where} holds a value of the wrong type: {error}") from error


def _typed(column: str, dtype: pl.DataType) -> pl.Expr:
    text = pl.col(column)
    if dtype == pl.Boolean():
        return text.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean).alias(column)
    if dtype == pl.Date():
        return text.str.to_date("%Y-%m-%d", strict=True)
    return text.cast(dtype, strict=True)


def _check(frame: pl.DataFrame, description: TableDescription, where: str) -> pl.DataFrame:
    needed = (*description.required, *(("source",) if "source" in frame.columns else ()))
    for column in needed:
        empty = frame.with_row_index("line", offset=2).filter(pl.col(column).is_null())
        if empty.height:
            raise ReferenceDataError(f"{where}, line {empty['line'][0]}: {column} is empty; every row needs it.")
    if "source" not in frame.columns and description.source is None:
        raise ReferenceDataError(f"{where} names no source, neither for its rows nor as a whole.")
    twice = frame.filter(pl.struct(description.key).is_duplicated())
    if twice.height:
        row = ", ".join(str(value) for value in twice.select(description.key).row(0))
        raise ReferenceDataError(f"{where} has two rows for {row}.")
    return frame
