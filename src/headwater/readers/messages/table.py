"""A file of messages as a table: one row a consignment item or payment, under canonical headings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeAlias

import polars as pl

from headwater.model import RecordKind
from headwater.readers.files.raw import ROW, Block, Note, names, refuse

Row: TypeAlias = Mapping[str, str]
_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Unread:
    """A message, or a part of one, that gives no row.

    Attributes:
        reason: why, in one phrase.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something about the message before this point that should be known; it costs no row.

    Attributes:
        what: one phrase.
    """

    what: str


@dataclass(frozen=True, slots=True)
class MessageTable:
    """A file of messages, opened; see ``RawTable``.

    Attributes:
        headings: the columns this format can fill, canonical ones first, then its own.
        read: reads the messages from the top; called again for each pass.
        kind: the kind of records that the messages are.
        facts: what was found out about the file.
    """

    headings: Sequence[str]
    read: Callable[[], Iterable[Row | Unread | Oddity]]
    kind: RecordKind
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the rows in blocks of 20,000; what gives no row is refused and counted as one."""
        found = iter(self.read())
        row = 0
        while part := list(islice(found, _ROWS)):
            good: list[Row] = []
            good_rows: list[int] = []
            refused: list[pl.DataFrame] = []
            notes: list[Note] = []
            for item in part:
                if isinstance(item, Oddity):
                    notes.append(Note(item.what, 1, max(1, row)))
                    continue
                row += 1
                if isinstance(item, Unread):
                    refused.append(refuse([row], item.reason))
                else:
                    good.append(item)
                    good_rows.append(row)
            columns = {
                name: pl.Series(name, [item.get(heading) or None for item in good], dtype=pl.String)
                for name, heading in zip(names(len(self.headings)), self.headings, strict=True)
            }
            frame = pl.DataFrame({ROW: pl.Series(good_rows, dtype=pl.Int64), **columns})
            yield Block(frame, pl.concat(refused) if refused else refuse([], ""), notes)


def first(*texts: str | None) -> str:
    """Return the first text that is not empty, else an empty one."""
    return next((text for text in texts if text), "")


def joined(parts: Iterable[str | None], by: str = ", ") -> str:
    """Return the texts that are not empty as one."""
    return by.join(part.strip() for part in parts if part and part.strip())
