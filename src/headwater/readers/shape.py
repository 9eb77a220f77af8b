"""Bring blocks of raw text cells into the canonical columns of a kind."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from headwater.model import ADDRESS_COLUMNS, COLUMNS, Column, RecordKind, columns_of, id_column, record_schema
from headwater.readers.files.raw import ROW
from headwater.readers.recognition import Recognition
from headwater.readers.recognition.words import read_heading
from headwater.readers.values.codes import country_code, currency_code, read_code_lists, read_codes, transport_mode
from headwater.readers.values.days import DayFormat, day_format, read_days, read_instants
from headwater.readers.values.masses import kilograms_of_heading, kilograms_of_unit
from headwater.readers.values.numbers import DecimalMark, NumberFormat, number_format, read_numbers

WRITTEN: Final = "_written"
_ABSENT: Final = pl.Series(
    ["", "-", "--", "---", "NULL", "null", "Null", "None", "none", "NaN", "nan", "N/A", "n/a", "#N/A", "\\N", "<NA>", "NaT"]
)
_LONGEST_ABSENT: Final = 4
_UNIT_OF_KILOGRAMS: Final = {1.0: "kg", 1e-3: "g", 1e-6: "mg", 1e3: "t", 0.45359237: "lb", 0.028349523125: "oz"}
_WAYBILLS: Final = ("house_bill", "master_bill")
_MASSES: Final = frozenset({"gross_kg", "net_kg"})
_MONEY: Final = frozenset({"value", "unit_price", "amount", "price"})
_NEVER_NEGATIVE: Final = frozenset({"gross_kg", "net_kg", "packages", "value", "quantity", "unit_price", "price"})
_PARTY_OF_PAYMENT: Final = ("name", "account", "country", "phone", "email", "id")
_NEGATIVE: Final = r"^\(.*\)$|\d\s*[-−]\s*\D{0,4}$"
_DEBIT: Final = "negative: money out, read as a payment of that size"
_RESERVED: Final = ("substance_", "party_", "flow_")
_ANALYSERS: Final = frozenset({"rank", "points", "reasons", "findings"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with single cells of a column; the rows are kept and the cells stay as written.

    Attributes:
        column: the canonical column.
        what: one phrase.
        count: in how many rows.
        row: the first of them.
    """

    column: str
    what: str
    count: int
    row: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How the raw columns of one file become canonical ones; the same for all its blocks.

    Attributes:
        kind: the kind of the records.
        recognition: which heading means what.
        unknown: name in the records of each unmapped column, by its place.
        numbers: how each column of numbers is written.
        days: how each column of dates is written.
        masses: kilograms of the unit that each column of mass is written in, by its heading.
        mass_units: place of the column that holds the unit of a column of mass.
        money: the currency that the heading of the amount names, or None.
        unit: the unit of mass that the heading of the quantity names, or None.
        two_way: True for an account statement, where the sign of the amount says whether the other party pays or is paid.
    """

    kind: RecordKind
    recognition: Recognition
    unknown: Mapping[int, str]
    numbers: Mapping[str, NumberFormat] = field(default_factory=dict)
    days: Mapping[str, DayFormat] = field(default_factory=dict)
    masses: Mapping[str, float] = field(default_factory=dict)
    mass_units: Mapping[str, int] = field(default_factory=dict)
    money: str | None = None
    unit: str | None = None
    two_way: bool = False


def make_plan(headings: Sequence[str], recognition: Recognition, sample: pl.DataFrame, *, decimal: DecimalMark = ".") -> Plan:
    """Return how the columns of a file are to be read, judged by a sample of its rows.

    What one column of numbers leaves open (decimal comma or point) another column of the file may settle.

    Args:
        headings: the headings, made unique.
        recognition: which of them means what.
        sample: cleaned cells of the first rows.
        decimal: the decimal mark to assume where no column settles it.
    """
    kind = recognition.kind
    types = {column.name: column.dtype for column in COLUMNS[kind]}
    cells = {column: sample.to_series(place) for place, column in recognition.first.items()}
    wanted = {column: texts for column, texts in cells.items() if types[column] == pl.Float64()}
    numbers = {column: number_format(texts) for column, texts in wanted.items()}
    mark = _majority([form.decimal for form in numbers.values() if form.settled]) or decimal
    numbers = {column: number_format(texts, fallback=mark) for column, texts in wanted.items()}
    dated = {column: texts for column, texts in cells.items() if types[column].is_temporal()}
    days = {column: day_format(texts) for column, texts in dated.items()}
    return Plan(
        kind=kind,
        recognition=recognition,
        unknown=_unknown_names(headings, recognition),
        numbers=numbers,
        days=days,
        masses={
            column: kg
            for place, column in recognition.first.items()
            if column in _MASSES and (kg := kilograms_of_heading(headings[place])) is not None
        },
        mass_units=_mass_units(headings, recognition),
        money=_money_of_heading(headings, recognition),
        unit=_unit_of_heading(headings, recognition),
        two_way=_two_way(headings, recognition),
    )


def _two_way(headings: Sequence[str], recognition: Recognition) -> bool:
    """Return whether the one party of each payment is the payer or the payee, as the sign of the amount says."""
    notions = [
        set(read_heading(headings[place]).notions) for place, column in recognition.first.items() if column == "payee_name"
    ]
    return any({"payer", "payee"} <= told for told in notions) and "payer_name" not in recognition.first.values()


def _majority(marks: Sequence[DecimalMark]) -> DecimalMark | None:
    return max(set(marks), key=marks.count) if marks else None


def _unknown_names(headings: Sequence[str], recognition: Recognition) -> dict[int, str]:
    """Name the columns that no canonical column was found for: by their heading, with a number where that is taken."""
    written = {f"{column}{WRITTEN}" for column in columns_of(recognition.kind)}
    taken = {*record_schema(recognition.kind), *written, *_ANALYSERS}
    named = {}
    for place, heading in enumerate(headings):
        if place in recognition.first:
            continue
        base = heading.strip() or f"column {place + 1}"
        name, number = base, 1
        while name in taken or name.startswith(_RESERVED):
            number += 1
            name = f"{base} ({number})"
            if base.startswith(_RESERVED):
                name = f"file {name}"
        taken.add(name)
        named[place] = name
    return named


def _mass_units(headings: Sequence[str], recognition: Recognition) -> dict[str, int]:
    """Find the column beside each column of mass that says its unit."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        notions = set(read_heading(heading).notions)
        if place in recognition.first or "unit" not in notions or "price" in notions or "value" in notions:
            continue
        if "gross" in notions or "net" in notions:
            found.setdefault("gross_kg" if "gross" in notions else "net_kg", place)
        elif "weight" in notions:
            found.setdefault("gross_kg", place)
            found.setdefault("net_kg", place)
    return {column: place for column, place in found.items() if column in recognition.first.values()}


def _money_of_heading(headings: Sequence[str], recognition: Recognition) -> str | None:
    for place, column in recognition.first.items():
        if column in _MONEY:
            for word in _words_of(headings[place]):
                if len(word) == 3 and word.isalpha() and (code := currency_code(word)) == word.upper():
                    return code
    return None


def _unit_of_heading(headings: Sequence[str], recognition: Recognition) -> str | None:
    for place, column in recognition.first.items():
        if column == "quantity":
            kg = kilograms_of_heading(headings[place])
            return None if kg is None else _UNIT_OF_KILOGRAMS.get(kg)
    return None


def _words_of(heading: str) -> list[str]:
    """Return the words of a heading as written, parted at signs, case and underscores."""
    return re.findall(r"[A-Za-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", heading))


def clean(texts: pl.Series) -> pl.Series:
    """Return texts without surrounding blanks; marks of an absent value become null."""
    text = texts.str.strip_chars()
    short = (text.str.len_bytes() <= _LONGEST_ABSENT).arg_true()
    absent = short.filter(text.gather(short).is_in(_ABSENT.implode()))
    return text.scatter(absent, None) if len(absent) else text


def shape(frame: pl.DataFrame, cleaned: pl.DataFrame, plan: Plan, source: str) -> tuple[pl.DataFrame, list[Trouble]]:
    """Return a block in the columns of its kind, then its written and unknown columns; and what went wrong in cells.

    Args:
        frame: the raw cells after ``ROW``.
        cleaned: the same cells after ``clean``, without ``ROW``.
        plan: how to read them.
        source: name of the file for the column ``source``.
    """
    cells = dict(enumerate(cleaned))
    rows = frame[ROW]
    troubles: list[Trouble] = []
    made: dict[str, pl.Series] = {}
    written: dict[str, pl.Series] = {}
    texts: dict[str, pl.Series] = {}
    for place, column in plan.recognition.first.items():
        texts[column] = cells[place]
    for place, column in plan.recognition.further.items():
        texts[column] = texts[column].fill_null(cells[place])
    asides: dict[str, pl.Series] = {}
    for canonical in COLUMNS[plan.kind]:
        name = canonical.name
        if name not in texts:
            continue
        text = texts[name]
        value = _value(canonical, text, plan, cells, asides)
        if value is None and not canonical.many:
            made[name] = text
            continue
        if value is None:
            made[name] = _listed(name, text)
            written[name] = text.set((text == made[name]).fill_null(False), None)
            continue
        made[name] = value
        written[name] = _kept(text, value, canonical.dtype)
        lost = text.is_not_null() & value.is_null()
        # A list may hold words such as "worldwide" beside countries; what was written is kept, and that is no trouble.
        if not canonical.many and lost.any():
            what = f"not readable as {_thing(name, canonical.dtype)}"
            troubles.append(Trouble(name, what, int(lost.sum()), int(rows.filter(lost)[0])))
    if plan.kind == "payment" and "amount" in made:
        _unsign(texts["amount"], made, written, plan, rows, troubles)
    _add_currency(made, written, asides, plan, frame.height)
    _add_unit(made, asides, plan)
    _add_kilograms(made, plan)
    return _assemble(frame, plan, source, made, written), troubles


def _unsign(
    text: pl.Series,
    made: dict[str, pl.Series],
    written: dict[str, pl.Series],
    plan: Plan,
    rows: pl.Series,
    troubles: list[Trouble],
) -> None:
    """Read a negative amount as its size, and say so; in an account statement the sign says which way the money goes.

    There the other party stands in one column: it is paid by what is negative and pays what is positive.
    """
    amount = made["amount"]
    out = ((amount < 0) | (amount.is_not_null() & text.str.contains(_NEGATIVE))).fill_null(value=False)
    if out.any():
        made["amount"] = amount.abs()
        written["amount"] = written["amount"].zip_with(~out, text)
        troubles.append(Trouble("amount", _DEBIT, int(out.sum()), int(rows.filter(out)[0])))
    if plan.two_way:
        nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(amount))
        for part in _PARTY_OF_PAYMENT:
            payer, payee = (made.get(f"{role}_{part}", nothing) for role in ("payer", "payee"))
            if f"payer_{part}" in made or f"payee_{part}" in made:
                made[f"payer_{part}"] = payer.zip_with(out, payee)
                made[f"payee_{part}"] = payee.zip_with(out, payer)


def _value(
    column: Column, text: pl.Series, plan: Plan, cells: Mapping[int, pl.Series], asides: dict[str, pl.Series]
) -> pl.Series | None:
    """Return the typed values of a column, or None for a column of text."""
    if column.dtype == pl.Float64():
        return _number(column.name, text, plan, cells, asides)
    if column.dtype == pl.Date():
        return read_days(text, plan.days[column.name])
    if column.dtype.is_temporal():
        return read_instants(text, plan.days[column.name])
    code_of = _coder(column.name)
    if code_of is None:
        return None
    return read_code_lists(text, code_of) if column.many else read_codes(text, code_of)


def _listed(name: str, text: pl.Series) -> pl.Series:
    """Return lists with ``;`` between their values, whatever parts them in the file."""
    if name == "containers":
        found = text.str.to_uppercase().str.extract_all(r"\b[A-Z]{3}[UJZ][ -]?\d{6}[ -]?\d\b")
        codes = found.list.eval(pl.element().str.replace_all("[ -]", "")).list.join(";")
        text = codes.set(found.list.len() == 0, None).fill_null(text)
    return text.str.replace_all(r"\s*[;；\n|、]\s*", ";").str.strip_chars(";")


def _coder(name: str) -> Callable[[str], str | None] | None:
    if name.endswith("country") or name in ("transit_countries", "ships_from", "ships_to"):
        return country_code
    return {"currency": currency_code, "mode": transport_mode}.get(name)


def _number(name: str, text: pl.Series, plan: Plan, cells: Mapping[int, pl.Series], asides: dict[str, pl.Series]) -> pl.Series:
    form = plan.numbers[name]
    quick = text.cast(pl.Float64, strict=False)
    simple = text.str.contains(r"^-?\d+(?:\.\d{1,2}|\.\d{4,})?$")
    if form.decimal == "." and form.settled:
        simple = text.str.contains(r"^-?\d+(?:\.\d+)?$")
    quick = quick.set(~simple.fill_null(False), None)
    late = quick.is_null() & text.is_not_null()
    value = quick
    if late.any():
        read = read_numbers(text.set(~late, None), form)
        value = quick.fill_null(read["value"])
        if name in _MONEY:
            asides[name] = read["prefix"].set(read["prefix"] == "", None).fill_null(read["suffix"])
        if name in _MASSES:
            value = _in_kilograms(
                value, read["suffix"].set(read["suffix"] == "", None).fill_null(read["prefix"]), name, plan, cells
            )
            return _sound(name, value)
        if name == "quantity":
            asides[name] = read["suffix"]
    if name in _MASSES:
        value = _in_kilograms(value, None, name, plan, cells)
    return _sound(name, value)


def _sound(name: str, value: pl.Series) -> pl.Series:
    bad = value.is_nan() | value.is_infinite() | (value.abs() > 1e15)
    if name in _NEVER_NEGATIVE:
        bad = bad | (value < 0)
    return value.set(bad.fill_null(False), None)


def _in_kilograms(
    value: pl.Series, beside: pl.Series | None, name: str, plan: Plan, cells: Mapping[int, pl.Series]
) -> pl.Series:
    """Bring masses to kilograms: by the unit in the cell, else in the column of units, else in the heading."""
    factor = pl.Series([plan.masses.get(name, 1.0)]).new_from_index(0, len(value))
    place = plan.mass_units.get(name)
    if place is not None:
        factor = _factors(cells[place]).fill_null(factor)
    if beside is not None:
        factor = _factors(beside).fill_null(factor)
    return (value * factor).round(9)


def _factors(units: pl.Series) -> pl.Series:
    keys = units.unique().drop_nulls()
    known = {unit: kg for unit in keys if (kg := kilograms_of_unit(unit)) is not None}
    return units.replace_strict(known, default=None, return_dtype=pl.Float64)


def _kept(text: pl.Series, value: pl.Series, dtype: pl.DataType) -> pl.Series:
    """Return the written text where it is not already what was read from it."""
    if dtype == pl.Float64():
        same = text.cast(pl.Float64, strict=False) == value
        same = same & text.str.contains(r"^-?\d+(?:\.\d+)?$")
    elif dtype == pl.Date():
        same = text == value.dt.strftime("%Y-%m-%d")
    elif dtype.is_temporal():
        iso = value.dt.strftime("%Y-%m-%dT%H:%M:%S")
        same = (text == iso) | (text == value.dt.strftime("%Y-%m-%d %H:%M:%S")) | (text == iso + "Z")
    else:
        same = text == value
    return text.set(same.fill_null(False), None)


def _thing(name: str, dtype: pl.DataType) -> str:
    if dtype == pl.Float64():
        return "a number that can be"
    if dtype.is_temporal():
        return "a date that can be"
    return {"currency": "a currency", "mode": "a mode of transport"}.get(name, "a country")


def _add_currency(
    made: dict[str, pl.Series],
    written: Mapping[str, pl.Series],
    asides: Mapping[str, pl.Series],
    plan: Plan,
    height: int,
) -> None:
    """Fill the currency from the cells or the heading of the amount where the file has no column of it."""
    if "currency" not in columns_of(plan.kind):
        return
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, height)
    have = made.get("currency", nothing)
    silent = have.is_null() & written.get("currency", nothing).is_null()
    for name, beside in asides.items():
        if name in _MONEY:
            have = have.fill_null(read_codes(beside.set(~silent, None), currency_code))
    if plan.money is not None:
        amount = next((made[name] for name in _MONEY if name in made), None)
        if amount is not None:
            have = have.fill_null(pl.select(pl.when(amount.is_not_null() & silent).then(pl.lit(plan.money))).to_series())
    if "currency" in made or have.null_count() < height:
        made["currency"] = have


def _add_unit(made: dict[str, pl.Series], asides: Mapping[str, pl.Series], plan: Plan) -> None:
    """Fill the unit of an order from the cells or the heading of the quantity where the file has no column of it."""
    if plan.kind != "order" or "quantity" not in made:
        return
    quantity = made["quantity"]
    unit = made.get("unit", pl.Series([None], dtype=pl.String).new_from_index(0, len(quantity)))
    if "quantity" in asides:
        beside = asides["quantity"]
        unit = unit.fill_null(beside.set(beside == "", None))
    if plan.unit is not None:
        unit = unit.fill_null(pl.select(pl.when(quantity.is_not_null()).then(pl.lit(plan.unit))).to_series())
    if "unit" in made or unit.null_count() < len(unit):
        made["unit"] = unit


def _add_kilograms(made: dict[str, pl.Series], plan: Plan) -> None:
    if plan.kind == "order" and "quantity" in made and "unit" in made:
        made["quantity_kg"] = made["quantity"] * _factors(made["unit"])


def _assemble(
    frame: pl.DataFrame,
    plan: Plan,
    source: str,
    made: Mapping[str, pl.Series],
    written: Mapping[str, pl.Series],
) -> pl.DataFrame:
    # A shipment without a number of its own is known by its waybill.
    identity = next((made[name] for name in (id_column(plan.kind), *_WAYBILLS) if name in made), None)
    numbered = pl.concat_str(pl.lit("row-"), pl.col(ROW))
    base = frame.select(
        pl.lit(plan.kind).alias("kind"), pl.lit(source).alias("source"), pl.col(ROW).alias("row"), numbered.alias("record_id")
    )
    if identity is not None:
        base = base.with_columns(identity.fill_null(base["record_id"]).alias("record_id"))
    empty = [name for name in record_schema(plan.kind) if name not in made and name not in ADDRESS_COLUMNS]
    canonical = base.with_columns(
        *(series.alias(name) for name, series in made.items()), *(pl.lit(None).alias(name) for name in empty)
    ).cast(dict(record_schema(plan.kind)))  # type: ignore[arg-type]
    return canonical.select(record_schema(plan.kind).names()).with_columns(
        *(series.alias(f"{name}{WRITTEN}") for name, series in written.items()),
        *(frame.to_series(place + 1).alias(name) for place, name in plan.unknown.items()),
    )
