"""One file, opened as a stream of records."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl

from headwater.errors import InputError
from headwater.model import RecordKind, columns_of, id_column
from headwater.readers.files.columnar import frame_table
from headwater.readers.files.open import open_table
from headwater.readers.files.raw import ROW, Block, RawTable, refuse
from headwater.readers.files.source import Source, find
from headwater.readers.messages.table import MessageTable
from headwater.readers.recognition import recognise
from headwater.readers.recognition.lexicon import plain
from headwater.readers.shape import Plan, clean, make_plan, shape
from headwater.readers.values.numbers import DecimalMark

REFUSED: Final = pl.Schema({"source": pl.String(), "row": pl.Int64(), "reason": pl.String()})
WARNINGS: Final = pl.Schema(
    {"source": pl.String(), "column": pl.String(), "warning": pl.String(), "rows": pl.Int64(), "first_row": pl.Int64()}
)
_SAMPLE_ROWS: Final = 5_000
_WIDE: Final = 4
_LONGEST_TOTAL: Final = 40
_TOTALS: Final = frozenset(
    {
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sub total",
        "sum",
        "totales",
        "total general",
        "gran total",
        "suma",
        "totais",
    }
    | {"total geral", "soma", "gesamt", "gesamtsumme", "summe", "insgesamt", "totaux", "somme", "totale"}
    | {"合计", "总计", "小计", "合計", "總計", "итого", "всего"}
)


class Reading:
    """A file of records: what it is, and its rows in batches.

    Attributes:
        kind: the kind of the records.
        source: the name rows carry: file name, ``#``, and the first 12 hexadecimal digits of the SHA-256.
        sha256: checksum of the file as it lies on the disk.
        columns: canonical column, or None, by heading; a repeated heading is told apart as ``name (2)``.
        facts: what else was found out: format, encoding, delimiter, sheet, line of the headings.
        rows: data rows met so far; complete once ``batches`` is exhausted.
        used: rows given out so far.
        refused: the rows that could not be used: source, row, reason.
        warnings: what was put right or could not be read in cells: source, column, warning, rows, first_row.
    """

    def __init__(self, source: Source, table: RawTable, plan: Plan) -> None:
        self.kind: RecordKind = plan.kind
        self.source = source.label
        self.sha256 = source.sha256
        self.facts: Mapping[str, str] = dict(table.facts)
        self._path = source.path
        self._table = table
        self._plan = plan
        unique = unique_headings(table.headings)
        meaning = {**plan.recognition.first, **plan.recognition.further}
        self.columns: dict[str, str | None] = {heading: meaning.get(place) for place, heading in enumerate(unique)}
        self._start()

    def _start(self) -> None:
        self.rows = 0
        self.used = 0
        self._refused: list[pl.DataFrame] = []
        self._warnings: dict[tuple[str, str], list[int]] = {}
        self._ids: list[pl.DataFrame] = []

    @property
    def refused(self) -> pl.DataFrame:
        """The rows that could not be used so far, in the order of the file."""
        if not self._refused:
            return REFUSED.to_frame()
        return (
            pl.concat(self._refused)
            .sort("row", maintain_order=True)
            .select(pl.lit(self.source).alias("source"), "row", "reason")
        )

    @property
    def warnings(self) -> pl.DataFrame:
        """What was put right or could not be read in cells so far."""
        found = [
            {"source": self.source, "column": column, "warning": what, "rows": count, "first_row": row}
            for (column, what), (count, row) in self._warnings.items()
        ]
        return pl.DataFrame(found, schema=WARNINGS)

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the usable rows in batches; a new call starts again from the top and counts anew.

        Each batch has the columns of ``record_schema`` in order, then ``<column>_written`` for each typed column the file has
        (the text as written, where it differs from what was read), then the unknown columns as text. All batches of a file have
        the same columns.

        Raises:
            InputError: the file proves cut off or damaged on the way.
        """
        self._start()
        for block in self._table.blocks():
            frame, cleaned = self._account(block)
            if not frame.height:
                continue
            records, troubles = shape(frame, cleaned, self._plan, self.source)
            for trouble in troubles:
                self._warn(trouble.column, trouble.what, trouble.count, trouble.row)
            if self._has_ids():
                named = records.select(pl.col(id_column(self.kind)).alias("id"), "row").drop_nulls()
                self._ids.append(named.with_columns(pl.col("id").hash()))
            self.used += records.height
            yield records
        self._check_ids()
        self._check_formats()

    def _has_ids(self) -> bool:
        return id_column(self.kind) in self._plan.recognition.first.values()

    def _account(self, block: Block) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Count the rows of a block and take out those that cannot be used."""
        self.rows += block.frame.height + block.refused.height
        if block.refused.height:
            self._refused.append(block.refused)
        for note in block.notes:
            self._warn("", note.what, note.count, note.row)
        frame, cleaned, refused = _usable(block.frame, self._table.headings)
        self._refused += refused
        return frame, cleaned

    def _warn(self, column: str, what: str, count: int, row: int) -> None:
        entry = self._warnings.setdefault((column, what), [0, row])
        entry[0] += count

    def _check_ids(self) -> None:
        if self._ids:
            ids = pl.concat(self._ids)
            again = ids.filter(~ids["id"].is_first_distinct())
            if again.height:
                self._warn(id_column(self.kind), "repeats an earlier id; the rows are kept", again.height, again["row"][0])

    def _check_formats(self) -> None:
        for column, number in self._plan.numbers.items():
            if number.doubtful:
                meant = "point" if number.decimal == "." else "comma"
                self._warn(column, f"no number settles the decimal mark; read with a decimal {meant}", self.used, 1)
        for column, form in self._plan.days.items():
            if not form.settled:
                meant = "day before month" if form.order == "dmy" else "month before day"
                self._warn(column, f"no date settles the order of day and month; read as {meant}", self.used, 1)


def _usable(frame: pl.DataFrame, headings: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame, list[pl.DataFrame]]:
    """Return the rows that can be used, their cleaned cells, and the rows that cannot be used with the reason."""
    cleaned = frame.select(clean(column) for column in frame.drop(ROW))
    filled = cleaned.select(pl.sum_horizontal(pl.all().is_not_null())).to_series()
    reasons = {
        "empty row": filled == 0,
        "the headings again": _again(cleaned, headings),
        "a line of totals": _totals(cleaned, filled),
        "a note, one cell only": _notes(cleaned, filled),
    }
    refused = []
    keep = pl.Series([True]).new_from_index(0, frame.height)
    for reason, hit in reasons.items():
        bad = hit & keep
        if bad.any():
            refused.append(refuse(frame[ROW].filter(bad).to_list(), reason))
            keep = keep & ~bad
    return (frame.filter(keep), cleaned.filter(keep), refused) if refused else (frame, cleaned, [])


def _again(cleaned: pl.DataFrame, headings: Sequence[str]) -> pl.Series:
    """Return where a row repeats the headings."""
    wanted = [heading.strip() or None for heading in headings]
    place = next((place for place, heading in enumerate(wanted) if heading), None)
    if place is None:
        return pl.Series([False]).new_from_index(0, cleaned.height)
    near = (cleaned.to_series(place) == wanted[place]).fill_null(False)
    if near.any():
        same = pl.all_horizontal(pl.col(str(i)).eq_missing(pl.lit(text, pl.String)) for i, text in enumerate(wanted))
        return near & cleaned.select(same).to_series()
    return near


def _notes(cleaned: pl.DataFrame, filled: pl.Series) -> pl.Series:
    """Return where a row has words in its first cell only, in a table of some width that has numbers or codes there.

    Where the other rows have words there too, a row with nothing else may be a record of which only the name is known.
    """
    lone = filled == 1
    if cleaned.width < _WIDE or not lone.any():
        return lone & False
    first = cleaned.to_series(0)
    words = first.str.contains(r"\s").fill_null(False)
    others = words.filter(~lone)
    return lone & words & (int(others.sum()) <= len(others) / 10 and len(others) > 0)


def _totals(cleaned: pl.DataFrame, filled: pl.Series) -> pl.Series:
    """Return where a row with half of its cells empty begins with a word for a total."""
    sparse = (filled <= cleaned.width / 2) & (filled > 0)
    if cleaned.width == 1 or not sparse.any():
        return sparse & False
    first = cleaned.filter(sparse).select(pl.coalesce(pl.all())).to_series()
    words = first.filter(first.str.len_chars() <= _LONGEST_TOTAL).unique()
    totals = [word for word in words if plain(word).strip(" :.=-") in _TOTALS]
    return sparse & pl.Series([False]).new_from_index(0, cleaned.height).scatter(
        sparse.arg_true().filter(first.is_in(totals)), True
    )


def unique_headings(headings: Sequence[str]) -> list[str]:
    """Return headings made different from one another: a repeated one becomes ``name (2)``, an empty one ``column 3``."""
    taken: set[str] = set()
    found = []
    for place, heading in enumerate(headings):
        base = heading.strip() or f"column {place + 1}"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name)
        found.append(name)
    return found


def open_records(path: Path | str, *, kind: RecordKind | None = None, mapping: Mapping[str, str] | None = None) -> Reading:
    """Return a file of records, opened: its kind and columns are recognised, its rows come in batches.

    Args:
        path: CSV or TSV (any delimiter), XLSX, XLS, ODS, Parquet, JSON or NDJSON, each also in gzip; told by content.
        kind: the kind of the records, where it is known.
        mapping: canonical column by heading, where headings are not recognised as they should be; ``-`` leaves one out.

    Raises:
        InputError: the file cannot be read or holds no table.
        MappingError: the kind cannot be told, or the mapping names something that is not there.
    """
    source = find(Path(path))
    return _recognised(source, open_table(source), kind, mapping)


def cells_of(path: Path | str) -> tuple[Sequence[str], Iterator[tuple[int, list[str]]], list[tuple[int, str]]]:
    """Return a table that is no file of records as text: headings, numbered rows, and the rows refused while reading.

    Args:
        path: any format that ``open_records`` reads.

    Returns:
        The headings; the rows in order, each with its number from 1, to be taken once; and (row, reason) of refused rows,
        complete when the rows are taken.

    Raises:
        InputError: the file cannot be read or holds no table.
    """
    table = open_table(find(Path(path)))
    refused: list[tuple[int, str]] = []

    def rows() -> Iterator[tuple[int, list[str]]]:
        for block in table.blocks():
            refused.extend(block.refused.iter_rows())
            for number, *cells in block.frame.fill_null("").iter_rows():
                yield number, cells

    return table.headings, rows(), refused


def open_frame(
    frame: pl.DataFrame, name: str, *, kind: RecordKind | None = None, mapping: Mapping[str, str] | None = None
) -> Reading:
    """Return a table of records that is in memory already, opened like a file.

    Args:
        frame: the records, under any headings; its columns may be of any type.
        name: what stands for the name of the file in ``source``.
        kind: the kind of the records, where it is known.
        mapping: as for ``open_records``.

    Raises:
        InputError: the table has no rows.
        MappingError: the kind cannot be told, or the mapping names something that is not there.
    """
    table = frame_table(frame, Path(name))
    digest = sha256()
    for block in table.blocks():
        digest.update(block.frame.write_csv().encode())
    return _recognised(Source(Path(name), digest.hexdigest(), packed=False), table, kind, mapping)


def _recognised(source: Source, table: RawTable, kind: RecordKind | None, mapping: Mapping[str, str] | None) -> Reading:
    sample = _sample(table)
    if not sample.height:
        raise InputError(f"{source.path} has headings but no usable row below them; export it again.", code="input-no-rows")
    headings = unique_headings(table.headings)
    given = dict(mapping or {})
    if isinstance(table, MessageTable):
        # A message says what it is; only its canonical headings are ours, and the user may still say otherwise.
        kind = kind or table.kind
        ours = set(columns_of(kind)) - set(given.values())
        given = {heading: heading if heading in ours else "-" for heading in headings} | given
    recognition = recognise(headings, sample, kind=kind, mapping=given, where=source.path.name)
    # Spreadsheet programs part cells with a semicolon in the countries that write a decimal comma.
    decimal: DecimalMark = "," if table.facts.get("delimiter") == ";" else "."
    return Reading(source, table, make_plan(headings, recognition, sample, decimal=decimal))


def _sample(table: RawTable) -> pl.DataFrame:
    """Return the cleaned cells of the first usable rows."""
    parts: list[pl.DataFrame] = []
    height = 0
    for block in table.blocks():
        _, frame, _ = _usable(block.frame.head(_SAMPLE_ROWS), table.headings)
        if frame.height or not parts:
            parts.append(frame)
            height += frame.height
        if height >= _SAMPLE_ROWS:
            break
    return pl.concat(parts).head(_SAMPLE_ROWS)


def read(path: Path | str, *, kind: RecordKind | None = None, mapping: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Return all usable records of a file as one table; see ``open_records``."""
    parts = list(open_records(path, kind=kind, mapping=mapping).batches())
    return pl.concat(parts)
