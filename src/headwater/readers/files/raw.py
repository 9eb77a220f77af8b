"""What every file format is read into before its columns are understood: blocks of text cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import polars as pl

ROW: Final = "\0row"
REFUSED_SCHEMA: Final = pl.Schema({"row": pl.Int64(), "reason": pl.String()})


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was put right while reading and should be known.

    Attributes:
        what: one phrase, without contents of the file.
        count: in how many rows.
        row: the first of them.
    """

    what: str
    count: int
    row: int


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a file.

    Attributes:
        frame: the usable rows: ``ROW`` (1-based data row in the file), then one text column a heading, named ``0``, ``1``, ...
        refused: the rows that cannot be used, a table of ``REFUSED_SCHEMA``.
        notes: what was put right.
    """

    frame: pl.DataFrame
    refused: pl.DataFrame
    notes: Sequence[Note] = field(default_factory=tuple)


class RawTable(Protocol):
    """A file opened as a table of text cells.

    Attributes:
        headings: the headings as written, in order; perhaps empty or repeated.
        facts: what was found out about the file: format, encoding, delimiter, sheet, line of the headings.
    """

    @property
    def headings(self) -> Sequence[str]:
        """The headings in order."""
        ...

    @property
    def facts(self) -> Mapping[str, str]:
        """What was found out about the file."""
        ...

    def blocks(self) -> Iterator[Block]:
        """Yield the data rows in order, in blocks of bounded size; each call starts again from the top."""
        ...


def refuse(rows: Sequence[int], reason: str) -> pl.DataFrame:
    """Return refused rows that share a reason."""
    return pl.DataFrame({"row": rows, "reason": [reason] * len(rows)}, schema=REFUSED_SCHEMA)


def names(width: int) -> list[str]:
    """Return the names of the raw columns of a table that is ``width`` wide."""
    return [str(index) for index in range(width)]
