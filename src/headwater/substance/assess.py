"""The door for tables: which substances the goods text of each record names, and what is odd about how it does.

The goods columns come first; after them the unknown columns of the file that hold running text are read as remarks. What a
remark says never stands against the goods text. Distinct values are read once (``columns``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from headwater.model import GOODS_TEXT, Assessment, RecordKind
from headwater.reference import Tables
from headwater.substance.columns import CAS_COLUMN, read_values, remark_columns
from headwater.substance.deciding import agreed, contradiction, known_law, law_of_readings
from headwater.substance.ordinary import PREFIX
from headwater.substance.reading import Found, TextReading
from headwater.substance.register import Register, register_of
from headwater.substance.rules import MENTION, SIGNS, findings_of

_NOTHING: Final = TextReading()
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


@dataclass(slots=True)
class _Row:
    """What the text of one distinct combination of cells says.

    Attributes:
        cells: the cells in which something was read.
        goods: what the goods columns say.
        remarks: what the remarks say, one reading a cell.
        place: the column, by the span found there.
        bad_number: what looks like a CAS number and fails, and its column.
    """

    cells: dict[str, str | None]
    goods: TextReading = field(default_factory=TextReading)
    remarks: list[TextReading] = field(default_factory=list)
    place: dict[int, str] = field(default_factory=dict)
    bad_number: tuple[str, str] | None = None

    def written(self, span: tuple[int, int]) -> str | None:
        """Return the words of a span as they stand in its cell."""
        cell = self.cells.get(self.place[id(span)])
        return None if cell is None else cell[span[0] : span[1]]


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
    goods = [name for name in GOODS_TEXT[kind] if name in records.columns]
    rows = records.with_columns(law_day(records, on, today).alias("_day"))
    rows = rows.with_columns(register.law_periods(rows["_day"]))
    combos, told = _read_columns(rows, goods, remark_columns(records, kind, COLUMNS), register)
    if combos is None:
        empty = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in COLUMNS.items()]
        return Assessment(records.with_columns(empty), findings_of(rows.clear(), kind, tables, on))
    keyed = rows.with_columns(combos)
    pairs = keyed.filter(pl.col("_combo").is_not_null()).select("_combo", "_day").unique(maintain_order=True)
    answers, mentions = [], []
    for number, (combo, day) in enumerate(pairs.iter_rows()):
        answer, said = _answer(told[combo], register, day, tables.with_unverified)
        answers.append(answer)
        mentions += [{"_pair": number, **mention} for mention in said]
    pairs = pairs.with_row_index("_pair")
    answered = pl.concat([pairs, pl.DataFrame(answers, schema=COLUMNS, orient="row")], how="horizontal")
    full = keyed.join(answered, on=["_combo", "_day"], how="left", maintain_order="left")
    spoken = pl.DataFrame(mentions, schema={"_pair": pl.UInt32(), **MENTION, **SIGNS}, orient="row")
    hits = full.filter(pl.col("_pair").is_not_null()).join(spoken, on="_pair", how="inner", maintain_order="left_right")
    return Assessment(full.drop("_combo", "_day", "_pair"), findings_of(hits, kind, tables, on))


def law_day(records: pl.DataFrame, on: date | None, today: date) -> pl.Expr:
    """Return the day whose law applies to each record: ``on``, the record's own, or ``today`` where it has none."""
    if on is not None:
        return pl.lit(on)
    days = [pl.col(name).cast(pl.Date, strict=False) for name in _DAY_COLUMNS if name in records.columns]
    return pl.coalesce(*days, pl.lit(today))


def _read_columns(
    rows: pl.DataFrame, goods: Sequence[str], remarks: Sequence[str], register: Register
) -> tuple[pl.Series | None, list[_Row]]:
    """Return for each row the number of its combination of cells in which something was read, and what each says."""
    read = {
        name: read_values(rows[name], register, is_number=name == CAS_COLUMN, is_remark=name in remarks)
        for name in (*goods, *remarks)
    }
    readings = {name: found for name, (_, found) in read.items() if found}
    columns = list(readings)
    if not columns:
        return None, []
    cells = pl.DataFrame([read[name][0] for name in columns])
    spoken = cells.filter(pl.any_horizontal(pl.all().is_not_null()))
    if spoken.is_empty():
        return None, []
    combos = spoken.unique(maintain_order=True).with_row_index("_combo")
    numbers = cells.join(combos, on=columns, how="left", nulls_equal=True, maintain_order="left")["_combo"]
    told = [_combined(dict(zip(columns, row, strict=True)), readings, goods) for row in combos.select(columns).iter_rows()]
    return numbers, told


def _combined(cells: dict[str, str | None], readings: Mapping[str, dict[str, TextReading]], goods: Iterable[str]) -> _Row:
    row = _Row(cells)
    for column, value in cells.items():
        reading = readings[column].get(value, _NOTHING) if value is not None else _NOTHING
        for found in (*reading.numbers, *reading.names):
            row.place[id(found.span)] = column
        for span, _ in reading.unclear:
            row.place[id(span)] = column
        if column not in goods:
            row.remarks += [] if reading.is_empty else [reading]
        else:
            row.goods.numbers += reading.numbers
            row.goods.names += reading.names
            row.goods.unclear += reading.unclear
        for number, labelled in reading.bad_numbers:
            # in running text an order or telephone number may look like one; the word CAS or a chemical name beside it tells
            if column == CAS_COLUMN or labelled or any(not found.substance_id.startswith(PREFIX) for found in reading.names):
                row.bad_number = row.bad_number or (number, column)
    return row


def _answer(row: _Row, register: Register, day: date, with_unverified: bool) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the answer for a combination of cells on a day, and each substance it mentions with what the law says of it."""
    clashing, clashing_column = _clashing(row, register)
    found = _found(row, register, day)
    unclear = _unclear(row, [one.substance_id for one in found])
    first = found[0] if found else None
    ids = [*(one.substance_id for one in found), *clashing]
    if first is None:
        ids += [id_ for _, readings in unclear for _, id_ in readings if id_ is not None]
    span = first.span if first is not None else unclear[0][0] if unclear else None
    # of two that stand against one another neither is said to be named
    meant = [one for one in found if one.substance_id not in clashing]
    mentions = [_mention(row, one, register, day, with_unverified) for one in meant] or [dict.fromkeys(MENTION)]
    readings: tuple[str | None, ...] = clashing
    if not clashing and first is None and unclear:
        readings = tuple(id_ for _, id_ in unclear[0][1])
    answer: dict[str, Any] = dict.fromkeys(COLUMNS)
    answer.update(
        substance_ids=list(dict.fromkeys(ids)) or None,
        substance_certainty="none" if not ids else "ambiguous" if clashing or first is None else first.certainty,
        substance_verdict=law_of_readings(readings, register, day).verdict if readings else "not-found",
    )
    if span is not None:
        answer.update(
            substance_column=row.place[id(span)],
            substance_text=row.written(span),
            substance_start=span[0],
            substance_end=span[1],
        )
    if first is not None and not clashing:
        answer.update(
            substance_id=register.substance(first.substance_id).id,
            substance_verdict=mentions[0]["_verdict"],
            substance_controls=mentions[0]["_controls"],
        )
    elif not clashing and not unclear and _is_medicine(row, register, day):
        answer.update(substance_verdict="class-known-use")
    signs: dict[str, Any] = dict.fromkeys(SIGNS)
    signs.update(
        _contradiction=" but also ".join(register.substance(id_).name for id_ in clashing) or None,
        _clashing_column=clashing_column,
    )
    if row.bad_number is not None:
        signs.update(_bad_number=row.bad_number[0], _bad_column=row.bad_number[1])
    if unclear:
        signs.update(
            _unclear=row.written(unclear[0][0]),
            _unclear_column=row.place[id(unclear[0][0])],
            _unclear_start=unclear[0][0][0] + 1,
            _unclear_end=unclear[0][0][1],
            _unclear_label="; or ".join(label for label, _ in unclear[0][1]),
        )
    mentions[0] |= signs
    return answer, mentions


def _clashing(row: _Row, register: Register) -> tuple[tuple[str, ...], str | None]:
    """Return what stands against one another in the goods text, and a column of it.

    What one remark says against itself counts only where the goods text names nothing.
    """
    silent = not (row.goods.numbers or row.goods.names)
    for reading in (row.goods, *(row.remarks if silent else ())):
        clashing = contradiction(reading, register)
        if any(register.is_listed(id_) for id_ in clashing):
            spans = [found.span for found in (*reading.names, *reading.numbers) if found.substance_id in clashing]
            return clashing, row.place[id(spans[0])]
    return (), None


def _found(row: _Row, register: Register, day: date) -> list[Found]:
    """Return the substances that count, one mention each, those of the goods text first."""
    found: dict[str, Found] = {}
    for reading in (row.goods, *row.remarks):
        for one in agreed(reading, register):
            if one.substance_id not in found and _counts(one.substance_id, register, day):
                found[one.substance_id] = one
    return list(found.values())


def _unclear(row: _Row, found: Iterable[str]) -> list[tuple[tuple[int, int], tuple[tuple[str, str | None], ...]]]:
    """Return the short names that stay open; one that can mean what the record names anyway is taken to mean it."""
    known = set(found)
    return [
        (span, readings)
        for reading in (row.goods, *row.remarks)
        for span, readings in reading.unclear
        if known.isdisjoint(id_ for _, id_ in readings)
    ]


def _mention(row: _Row, one: Found, register: Register, day: date, with_unverified: bool) -> dict[str, Any]:
    substance = register.substance(one.substance_id)
    said = known_law(one.substance_id, register, day)
    shown = (*said.controls, *(said.unverified if with_unverified else ()))
    known = {control.instrument for control in shown if control.known_in_force}
    column, written = row.place[id(one.span)], row.written(one.span)
    readings = (row.goods, *row.remarks)
    is_number = one.how == "cas" and not any(
        name.substance_id == one.substance_id for reading in readings for name in reading.names
    )
    in_text = is_number and column != CAS_COLUMN and not any(reading.names for reading in readings)
    return {
        "_kind": substance.kind,
        "_name": substance.name,
        "_verdict": said.verdict,
        "_controls": sorted({control.instrument for control in shown}),
        "_known": sorted(known),
        "_unsure": sorted({f"{one.instrument} (known from {one.on_list_by})" for one in shown if one.instrument not in known}),
        "_unread": sorted({control.instrument for control in said.unverified}),
        "_column": column,
        "_start": one.span[0] + 1,
        "_end": one.span[1],
        "_by_number": is_number,
        "_cas_agrees": any(
            number.substance_id == one.substance_id and row.place[id(number.span)] == CAS_COLUMN for number in row.goods.numbers
        ),
        "_misspelt": written if one.how == "fuzzy-name" else None,
        "_number_alone": written if in_text else None,
    }


def _is_medicine(row: _Row, register: Register, day: date) -> bool:
    """Return whether the goods text names a medicine that a class covers by its words; that counts as no finding."""
    return any(known_law(one.substance_id, register, day).verdict == "class-known-use" for one in agreed(row.goods, register))


def _counts(substance_id: str, register: Register, day: date) -> bool:
    """Return whether a substance is shown in records: a listed one, or one that a class or scope covers since a known day."""
    if register.is_listed(substance_id):
        return True
    said = known_law(substance_id, register, day)
    return said.verdict == "class" and any(control.since is not None for control in said.controls)
