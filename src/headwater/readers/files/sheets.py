"""Read spreadsheets: XLSX, XLSB, XLS and ODS, the first sheet that holds a table."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from headwater.errors import InputError
from headwater.readers.files.cells import texts
from headwater.readers.files.heading_row import LOOK_AHEAD, heading_row, is_data, no_headings
from headwater.readers.files.raw import ROW, Block, names, refuse
from headwater.readers.files.source import Source

_WORKBOOK_PARTS: Final = ("xl/", "content.xml")
_MOST_UNPACKED: Final = 4 << 30
_ROWS: Final = 50_000


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet, opened; see ``RawTable``."""

    headings: Sequence[str]
    cells: pl.DataFrame
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the rows below the headings in blocks of 50,000; an empty row between others counts as a row."""
        for start in range(0, self.cells.height, _ROWS):
            part = self.cells.slice(start, _ROWS)
            rows = pl.int_range(start + 1, start + part.height + 1, eager=True).cast(pl.Int64)
            yield Block(part.insert_column(0, rows.alias(ROW)), refuse([], ""))
        if not self.cells.height:
            yield Block(self.cells.insert_column(0, pl.Series(ROW, [], dtype=pl.Int64)), refuse([], ""))


def open_sheet(source: Source) -> SheetTable:
    """Return the first sheet of a workbook that holds a table.

    Raises:
        InputError: the workbook is cut off, protected by a password, too large, or has no sheet with cells.
    """
    data = source.whole()
    _check_size(source, data)
    import fastexcel

    broken = InputError(
        f"{source.path} is no workbook that can be read (cut off, damaged or locked by a password); save it again as XLSX.",
        code="input-damaged",
    )
    try:
        reader = fastexcel.read_excel(data)
        for name in reader.sheet_names:
            frame = reader.load_sheet(name, header_row=None, dtypes="string").to_polars()
            if frame.height and frame.width:
                return _table(frame, name, source)
    except fastexcel.FastExcelError as error:
        raise broken from error
    except BaseException as error:
        # The reader is written in Rust and panics on some damaged files, with an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise broken from None
    raise InputError(f"{source.path} has no sheet with cells; export it again.", code="input-empty")


def _check_size(source: Source, data: bytes) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            parts = archive.namelist()
    except zipfile.BadZipFile as error:
        raise InputError(
            f"{source.path} is a workbook that is cut off or damaged; get a complete copy.", code="input-cut-off"
        ) from error
    if not any(part.startswith(_WORKBOOK_PARTS) for part in parts):
        raise InputError(
            f"{source.path} is a ZIP archive and no workbook; unpack it and give the file in it.", code="input-format"
        )
    if unpacked > _MOST_UNPACKED:
        raise InputError(f"{source.path} unpacks to more than 4 GiB; save it as CSV.", code="input-bomb")


def _table(frame: pl.DataFrame, sheet: str, source: Source) -> SheetTable:
    frame = frame.select(texts(column) for column in frame)
    blank = frame.select(pl.all_horizontal(pl.all().fill_null("").str.strip_chars() == "")).to_series()
    filled = (~blank).arg_true()
    frame = frame.head(int(filled[-1]) + 1) if len(filled) else frame.clear()
    index = heading_row(list(frame.head(LOOK_AHEAD).iter_rows()))
    headings = ["" if cell is None else cell for cell in frame.row(index)] if frame.height else []
    if is_data(headings):
        raise no_headings(source.path)
    below = frame.slice(index + 1)
    keep = [
        place for place, heading in enumerate(headings) if heading.strip() or below.to_series(place).null_count() < below.height
    ]
    below = below.select(below.to_series(place) for place in keep)
    below.columns = names(len(keep))
    facts = {"format": "spreadsheet", "sheet": sheet, "headings on line": str(index + 1)}
    return SheetTable([headings[place] for place in keep], _midnights(below), facts)


def _midnights(frame: pl.DataFrame) -> pl.DataFrame:
    """Drop the midnight that a spreadsheet adds to a day."""
    return frame.with_columns(pl.all().str.replace(r"^(\d{4}-\d\d-\d\d)[T ]00:00:00(?:\.0+)?$", "$1"))
