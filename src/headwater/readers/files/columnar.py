"""Read Parquet, a slice of rows at a time."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from headwater.errors import InputError
from headwater.readers.files.cells import texts
from headwater.readers.files.raw import ROW, Block, names, refuse
from headwater.readers.files.source import Source

_ROWS: Final = 50_000


@dataclass(frozen=True, slots=True)
class ColumnarTable:
    """A Parquet file or a table in memory, opened; see ``RawTable``."""

    scan: pl.LazyFrame
    headings: Sequence[str]
    height: int
    where: Path
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the rows in blocks of 50,000."""
        for start in range(0, max(1, self.height), _ROWS):
            try:
                part = self.scan.slice(start, _ROWS).collect()
            except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
                raise _broken(self.where) from error
            part = part.select(texts(column) for column in part)
            part.columns = names(part.width)
            rows = pl.int_range(start + 1, start + part.height + 1, eager=True).cast(pl.Int64)
            yield Block(part.insert_column(0, rows.alias(ROW)), refuse([], ""))


def open_columnar(source: Source) -> ColumnarTable:
    """Return a Parquet file, perhaps inside gzip.

    Raises:
        InputError: the file is cut off or damaged.
    """
    # The reader is written in Rust and panics on some damaged files.
    try:
        scan = pl.scan_parquet(io.BytesIO(source.whole()) if source.packed else source.path)
        headings = scan.collect_schema().names()
        height = int(scan.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise _broken(source.path) from error
    return ColumnarTable(scan, headings, height, source.path, {"format": "Parquet"})


def frame_table(frame: pl.DataFrame, where: Path) -> ColumnarTable:
    """Return a table in memory, opened like a file."""
    return ColumnarTable(frame.lazy(), frame.columns, frame.height, where, {"format": "table in memory"})


def _broken(path: Path) -> InputError:
    return InputError(f"{path} is a Parquet file that is cut off or damaged; get a complete copy.", code="input-cut-off")
