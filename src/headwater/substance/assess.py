"""The door for tables: which substances the goods text of each record names, and what is odd about how it does.

Distinct values are read once. A value that names nothing in a first look at its text with long numbers blanked out (order
numbers, lots) is not read again, so that a file of a million lines with a few thousand products costs a few thousand readings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import polars as pl

from headwater.model import GOODS_TEXT, Assessment, RecordKind
from headwater.reference import Tables
from headwater.substance.deciding import agreed, contradiction, known_law
from headwater.substance.ordinary import PREFIX
from headwater.substance.reading import Found, TextReading, read_text
from headwater.substance.register import Register, register_of
from headwater.substance.rules import findings_of
from headwater.substance.text import MOST_CHARACTERS

_NOTHING: Final = TextReading()
_CAS_COLUMN: Final = "cas"
_CAS_LABEL: Final = "CAS "
_LONG_NUMBER: Final = r"[0-9]{4,}"
_DAY_COLUMNS: Final = ("date", "datetime")

COLUMNS: Final = pl.Schema(
    {
        "substance_id": pl.String(),
        "substance_ids": pl.List(pl.String()),
        "substance_verdict": pl.String(),
        "substance_certainty": pl.String(),
        "substance_controls": pl.List(pl.String()),
        "substance_column": pl.String(),
        "substance_text": pl.String(),
        "substance_start": pl.Int64(),
        "substance_end": pl.Int64(),
    }
)
"""What ``assess`` adds. ``substance_ids`` holds all substances found or possible; ``substance_controls`` the instruments in
force on the record's day; column, text, start and end are where the first of them stands."""

_SIGNS: Final = pl.Schema(
    {
        "kind_of_substance": pl.String(),
        "substance_name": pl.String(),
        "unverified": pl.List(pl.String()),
        "misspelt": pl.String(),
        "contradiction": pl.String(),
        "bad_number": pl.String(),
        "number_alone": pl.String(),
        "unclear": pl.String(),
        "unclear_label": pl.String(),
    }
)
"""Signs that the rules read; they do not travel further."""


@dataclass(slots=True)
class _Row:
    """What the goods text of one distinct combination of cells says; ``place`` is the column by the span found there."""

    cells: dict[str, str | None]
    reading: TextReading = field(default_factory=TextReading)
    place: dict[int, str] = field(default_factory=dict)
    bad_number: str | None = None


def assess(records: pl.DataFrame, kind: RecordKind, tables: Tables, *, on: date | None = None, today: date) -> Assessment:
    """Return the records with the substance they name, and findings about it.

    Args:
        records: records of one kind.
        kind: their kind.
        tables: the reference tables, with every day in them.
        on: the day whose law applies to all records; each record's own day where left out.
        today: the day for records without a date.

    Returns:
        The records with the columns of ``COLUMNS`` added, null where no substance is named; and the findings.
    """
    register = register_of(tables)
    columns = [name for name in GOODS_TEXT[kind] if name in records.columns]
    rows = records.with_columns(law_day(records, on, today).alias("_day"))
    combos, told = _read_columns(rows, columns, register)
    if combos.is_empty():
        empty = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in COLUMNS.items()]
        return Assessment(records.with_columns(empty), findings_of(rows.clear(), kind, tables))
    keyed = rows.join(combos, on=columns, how="left", nulls_equal=True, maintain_order="left")
    pairs = keyed.filter(pl.col("_combo").is_not_null()).select("_combo", "_day").unique(maintain_order=True)
    answers = [_answer(told[combo], register, day, tables.with_unverified) for combo, day in pairs.iter_rows()]
    answered = pl.concat([pairs, pl.DataFrame(answers, schema={**COLUMNS, **_SIGNS}, orient="row")], how="horizontal")
    full = keyed.join(answered, on=["_combo", "_day"], how="left", maintain_order="left")
    hits = full.filter(pl.col("_combo").is_not_null())
    return Assessment(full.drop("_combo", "_day", *_SIGNS), findings_of(hits, kind, tables))


def law_day(records: pl.DataFrame, on: date | None, today: date) -> pl.Expr:
    """Return the day whose law applies to each record: ``on``, the record's own, or ``today`` where it has none."""
    if on is not None:
        return pl.lit(on)
    days = [pl.col(name).cast(pl.Date, strict=False) for name in _DAY_COLUMNS if name in records.columns]
    return pl.coalesce(*days, pl.lit(today))


def _read_columns(rows: pl.DataFrame, columns: Sequence[str], register: Register) -> tuple[pl.DataFrame, list[_Row]]:
    """Return the distinct combinations of cells in which something was read, numbered, and what each says."""
    readings = {name: _read_values(rows[name], register, is_number=name == _CAS_COLUMN) for name in columns}
    spoken = [pl.col(name).is_in(list(readings[name])) for name in columns if readings[name]]
    if not spoken:
        return pl.DataFrame(), []
    combos = rows.filter(pl.any_horizontal(spoken)).select(columns).unique(maintain_order=True).with_row_index("_combo")
    told = [_combined(dict(zip(columns, cells, strict=True)), readings) for cells in combos.select(columns).iter_rows()]
    return combos, told


def _read_values(values: pl.Series, register: Register, *, is_number: bool) -> dict[str, TextReading]:
    label = _CAS_LABEL if is_number else ""
    distinct = values.drop_nulls().unique(maintain_order=True).str.head(MOST_CHARACTERS + 1)
    if is_number:
        shapes = pl.DataFrame({"value": distinct, "shape": distinct})
    else:
        special = _long_numbers(register)
        lowered = distinct.str.to_lowercase()
        keep = lowered.str.contains("cas", literal=True) | lowered.str.contains("登记号", literal=True)
        keep = keep | lowered.str.contains_any(special) if special else keep
        blanked = distinct.str.replace_all(_LONG_NUMBER, "0")
        has_number = distinct.str.contains(r"[0-9]{2,7}\s?[-‐‑‒–—−]\s?[0-9]{2}\s?[-‐‑‒–—−]\s?[0-9]")
        frame = pl.DataFrame({"value": distinct, "keep": keep | has_number, "blanked": blanked})
        shapes = frame.select("value", pl.when("keep").then("value").otherwise("blanked").alias("shape"))
    silent: dict[str, bool] = {}
    found = {}
    for value, shape in shapes.iter_rows():
        if shape not in silent:
            silent[shape] = read_text(label + shape, register).is_empty
        if not silent[shape]:
            reading = read_text(label + value, register)
            if not reading.is_empty:
                found[value] = _shifted(reading, len(label)) if label else reading
    return found


def _long_numbers(register: Register) -> list[str]:
    return sorted(set(re.findall(_LONG_NUMBER, " ".join(register.lexicon.names))))


def _shifted(reading: TextReading, by: int) -> TextReading:
    def back(found: Found) -> Found:
        start, end = found.span
        return replace(found, span=(start - by, end - by))

    unclear = [((start - by, end - by), readings) for (start, end), readings in reading.unclear]
    return replace(reading, numbers=[back(f) for f in reading.numbers], names=[back(f) for f in reading.names], unclear=unclear)


def _combined(cells: dict[str, str | None], readings: dict[str, dict[str, TextReading]]) -> _Row:
    row = _Row(cells)
    for column, value in cells.items():
        reading = readings[column].get(value, _NOTHING) if value is not None else _NOTHING
        for found in (*reading.numbers, *reading.names):
            row.place[id(found.span)] = column
        for span, _ in reading.unclear:
            row.place[id(span)] = column
        row.reading.numbers += reading.numbers
        row.reading.names += reading.names
        row.reading.unclear += reading.unclear
        for number, labelled in reading.bad_numbers:
            # in running text an order or telephone number may look like one; the word CAS or a chemical name beside it tells
            if column == _CAS_COLUMN or labelled or any(not found.substance_id.startswith(PREFIX) for found in reading.names):
                row.bad_number = row.bad_number or number
    return row


def _answer(row: _Row, register: Register, day: date, with_unverified: bool) -> dict[str, Any]:
    reading = row.reading
    clashing = contradiction(reading, register)
    if not any(register.is_listed(id_) for id_ in clashing):
        clashing = ()
    found = [one for one in agreed(reading, register) if _counts(one.substance_id, register, day)]
    first = found[0] if found else None
    possible = [id_ for _, readings in reading.unclear for _, id_ in readings if id_ is not None]
    ids = list(dict.fromkeys([*(one.substance_id for one in found), *clashing, *(possible if first is None else ())]))
    span = first.span if first is not None else reading.unclear[0][0] if reading.unclear else None
    column = row.place.get(id(span)) if span is not None else None
    written = row.cells.get(column) if column is not None else None
    answer: dict[str, Any] = dict.fromkeys((*COLUMNS, *_SIGNS))
    answer.update(
        substance_ids=ids or None,
        substance_certainty="none" if not ids else "ambiguous" if clashing or first is None else first.certainty,
        substance_verdict="not-found",
        substance_column=column,
        substance_text=None if written is None or span is None else written[span[0] : span[1]],
        substance_start=None if span is None else span[0],
        substance_end=None if span is None else span[1],
        bad_number=row.bad_number,
    )
    if first is None:
        if reading.unclear:
            answer["unclear"] = answer["substance_text"]
            answer["unclear_label"] = "; or ".join(label for label, _ in reading.unclear[0][1])
        return answer
    chosen = register.substance(first.substance_id)
    said = known_law(first.substance_id, register, day)
    shown = {control.instrument for control in (*said.controls, *(said.unverified if with_unverified else ()))}
    answer.update(
        substance_id=None if clashing else chosen.id,
        substance_verdict="not-found" if clashing else said.verdict,
        substance_controls=sorted(shown),
        kind_of_substance=chosen.kind,
        substance_name=chosen.name,
        unverified=sorted({control.instrument for control in said.unverified}),
        misspelt=answer["substance_text"] if first.how == "fuzzy-name" else None,
        contradiction=" but also ".join(register.substance(id_).name for id_ in clashing) or None,
        number_alone=_number_alone(row, first),
    )
    return answer


def _counts(substance_id: str, register: Register, day: date) -> bool:
    """Return whether a substance is shown in records: a listed one, or one that a class or scope covers since a known day."""
    if register.is_listed(substance_id):
        return True
    said = known_law(substance_id, register, day)
    return said.verdict == "class" and any(control.since is not None for control in said.controls)


def _number_alone(row: _Row, first: Found) -> str | None:
    """Return the CAS number where running text gives the number of the substance and nothing of the record names it."""
    column = row.place.get(id(first.span))
    if first.how != "cas" or column is None or column == _CAS_COLUMN or row.reading.names:
        return None
    written = row.cells[column] or ""
    return written[first.span[0] : first.span[1]]
