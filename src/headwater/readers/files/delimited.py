"""Read CSV and its relatives: any delimiter, quoted cells over several lines, titles above the headings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from headwater.errors import InputError
from headwater.readers.files.encoding import Decoded, Encoding, LineTooLongError, decoded_blocks, tell_encoding
from headwater.readers.files.heading_row import LOOK_AHEAD, grouped_headings, heading_row, is_data, known_headings, no_headings
from headwater.readers.files.raw import ROW, Block, Note, names, refuse
from headwater.readers.files.source import Source

_DELIMITERS: Final = (",", ";", "\t", "|", "^", "~", "\x1f", "\x01", ":")
_LARGEST_LINE: Final = 16 << 20
_MOST_LINES_IN_A_CELL: Final = 500
_SEP_LINE: Final = re.compile(r'^"?sep=(.)"?$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A delimited text file, opened; see ``RawTable``."""

    source: Source
    encoding: Encoding
    delimiter: str
    headings: Sequence[str]
    skip: int
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the data rows in blocks of about 4 MiB of text."""
        width = len(self.headings)
        row = 0
        for records, odd in _records(self.source, self.encoding, self.delimiter, self.skip, width):
            row += 1
            yield _block(records, odd, row, width, self)
            row += len(records) - 1


def open_delimited(source: Source, sample: bytes) -> DelimitedTable:
    """Return a delimited text file, with its encoding, delimiter and headings told from its first 256 KiB.

    Raises:
        InputError: the file holds no headings.
    """
    encoding = tell_encoding(sample)
    text = sample[encoding.mark :].decode(encoding.name, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > 1 and len(sample) >= 1 << 18:
        lines.pop()
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise InputError(f"{source.path} holds only blank lines; export it again.", code="input-empty")
    told = _SEP_LINE.match(lines[first].strip())
    delimiter = told.group(1) if told else _delimiter(lines)
    start = first + 1 if told else first
    rows = _sample_rows(lines[start:], delimiter)
    if not rows:
        raise InputError(f"{source.path} has no row of headings; export it again with one.", code="input-no-headings")
    index = heading_row([cells for _, cells in rows])
    line, headings = rows[index]
    grouped = grouped_headings([cells for _, cells in rows], index)
    if grouped is not None:
        index, headings = grouped
        line = rows[index][0]
    if is_data(headings):
        raise no_headings(source.path)
    while (
        len(headings) > 1
        and not headings[-1].strip()
        and all(not any(c.strip() for c in cells[len(headings) - 1 :]) for _, cells in rows[index + 1 :])
    ):
        headings = headings[:-1]
    facts = {
        "format": "delimited text",
        "encoding": encoding.name,
        "delimiter": {"\t": "tab"}.get(delimiter, delimiter),
        "headings on line": str(start + line + 1),
    }
    skip = start + line + _lines_of(lines[start + line :], delimiter)
    return DelimitedTable(source, encoding, delimiter, headings, skip, facts)


def _delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter that makes the best headings and the most even rows."""
    filled = [line for line in lines if line.strip()][:200]
    best, best_score = ",", (-1.0, 0.0)
    for delimiter in _DELIMITERS:
        counts = [len(cells) for _, cells in _sample_rows(filled, delimiter, most=200)]
        many = [count for count in counts if count > 1]
        if not many:
            continue
        usual = max(set(many), key=many.count)
        even = many.count(usual) / len(counts)
        heads = max((known_headings(cells) for _, cells in _sample_rows(filled, delimiter) if len(cells) > 1), default=0)
        score = (heads * even, usual * even)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample_rows(lines: Sequence[str], delimiter: str, *, most: int = LOOK_AHEAD) -> list[tuple[int, list[str]]]:
    """Return the first rows with the number of the line each one starts on; blank lines are passed over."""
    rows: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(lines) and len(rows) < most:
        taken = 1
        if lines[at].strip():
            taken = _lines_of(lines[at:], delimiter)
            cells = _cells("\n".join(lines[at : at + taken]), delimiter)
            rows.append((at, lines[at].split(delimiter) if cells is None else cells))
        at += taken
    return rows


def _lines_of(lines: Sequence[str], delimiter: str) -> int:
    """Return how many lines the first record takes; 1 where its quotation marks never close."""
    if '"' not in lines[0]:
        return 1
    for taken in range(1, min(len(lines), _MOST_LINES_IN_A_CELL) + 1):
        if _cells("\n".join(lines[:taken]), delimiter) is not None:
            return taken
    return 1


def _cells(record: str, delimiter: str, *, strictly: bool = False) -> list[str] | None:
    """Return the cells of a record, or None where a quotation mark at the start of a cell is never closed.

    ``strictly`` also gives None where something follows a closing mark.
    """
    if '"' not in record:
        return record.split(delimiter)
    cells: list[str] = []
    at = 0
    while True:
        quoted = at < len(record) and record[at] == '"'
        if quoted:
            end = at + 1
            while True:
                end = record.find('"', end)
                if end < 0:
                    return None
                if record.startswith('""', end):
                    end += 2
                    continue
                break
            stop = record.find(delimiter, end + 1)
            after = record[end + 1 :] if stop < 0 else record[end + 1 : stop]
            if strictly and after.strip():
                return None
            cells.append(record[at + 1 : end].replace('""', '"') + after)
        else:
            stop = record.find(delimiter, at)
            cells.append(record[at:] if stop < 0 else record[at:stop])
        if stop < 0:
            return cells
        at = stop + 1


def _records(
    source: Source, encoding: Encoding, delimiter: str, skip: int, width: int
) -> Iterator[tuple[pl.Series, frozenset[int]]]:
    """Yield the data records, blank lines left out, with the places of those that were not valid in the file's encoding."""
    rest = ""
    rest_odd = False
    try:
        with source.open() as stream:
            for part in decoded_blocks(stream, encoding, largest_line=_LARGEST_LINE):
                text, odd, skip = _without_first_lines(part, skip)
                if rest:
                    shift = rest.count("\n")
                    text, odd = rest + text, {0, *(o + shift for o in odd)} if rest_odd else {o + shift for o in odd}
                records, starts, rest = _logical(text, delimiter, width, last=part.last)
                rest_odd = bool(odd) and bool(rest) and max(odd) >= text.count("\n") - rest.count("\n")
                keep = records.str.contains(r"\S")
                marked = _odd_records(starts, odd, keep)
                yield records.filter(keep), marked
    except LineTooLongError as error:
        raise InputError(
            f"{source.path} has a line of more than 16 MiB; it is not a table of records, or its line ends are lost.",
            code="input-line-too-long",
        ) from error


def _without_first_lines(part: Decoded, skip: int) -> tuple[str, set[int], int]:
    text = part.text
    if not skip:
        return text, set(part.odd), 0
    at = 0
    passed = 0
    while passed < skip:
        feed = text.find("\n", at)
        if feed < 0:
            return "", set(), skip - passed if not part.last else 0
        at = feed + 1
        passed += 1
    return text[at:], {odd - passed for odd in part.odd if odd >= passed}, 0


def _odd_records(starts: pl.Series, odd: set[int], keep: pl.Series) -> frozenset[int]:
    if not odd:
        return frozenset()
    places = starts.search_sorted(pl.Series(sorted(odd), dtype=starts.dtype), side="right") - 1
    hit = (
        pl.Series(values=[False] * len(starts)).scatter(places.unique(), True)
        if len(starts)
        else pl.Series([], dtype=pl.Boolean)
    )
    return frozenset(hit.filter(keep).arg_true().to_list())


def _logical(text: str, delimiter: str, width: int, *, last: bool) -> tuple[pl.Series, pl.Series, str]:
    """Join lines into records; return them, the line each one starts on, and the unfinished rest."""
    lines = text.split("\n")
    if not last or (lines and not lines[-1]):
        tail = lines.pop()
        assert last or not tail, "blocks end at the end of a line"
    series = pl.Series("line", lines, dtype=pl.String)
    if '"' not in text:
        return series, pl.Series(range(len(lines)), dtype=pl.Int64), ""
    quotes = series.str.count_matches('"', literal=True)
    if not bool((quotes > 0).any()):
        return series, pl.Series(range(len(lines)), dtype=pl.Int64), ""
    open_after = quotes.cum_sum() % 2 == 1
    begins = ~open_after.shift(1, fill_value=False)
    if bool(begins.all()):
        records, starts = series, pl.Series(range(len(lines)), dtype=pl.Int64)
    else:
        grouped = (
            pl.DataFrame({"line": series, "record": begins.cum_sum(), "at": pl.Series(range(len(lines)), dtype=pl.Int64)})
            .group_by("record", maintain_order=True)
            .agg(pl.col("line").str.join("\n"), pl.col("at").first(), pl.len().alias("lines"))
        )
        records, starts = grouped["line"], grouped["at"]
        if int(grouped["lines"].max() or 0) > _MOST_LINES_IN_A_CELL:  # type: ignore[arg-type]
            return _careful(lines, delimiter, width, last=last)
    if not _regular(records, delimiter):
        return _careful(lines, delimiter, width, last=last)
    if len(open_after) and bool(open_after[-1]):
        if last:
            return _careful(lines, delimiter, width, last=last)
        return records.head(-1), starts.head(-1), records[-1] + "\n"
    return records, starts, ""


def _outside_quotes(records: pl.Series) -> pl.Series:
    """Replace what is in quotation marks by one mark a cell."""
    return records.str.replace_all('""', "", literal=True).str.replace_all(r'(?s)"[^"]*"', "\x02")


def _regular(records: pl.Series, delimiter: str) -> bool:
    """Return True where every quotation mark opens at the start of a cell, closes at its end, or stands twice within."""
    cell = f'(?:[^"{re.escape(delimiter)}]*|"(?:[^"]|"")*")'
    quoted = records.filter(records.str.contains('"', literal=True))
    return bool(quoted.str.contains(f"^{cell}(?:{re.escape(delimiter)}{cell})*$").all())


def _careful(lines: Sequence[str], delimiter: str, width: int, *, last: bool) -> tuple[pl.Series, pl.Series, str]:
    """Join lines into records one by one, where quotation marks are astray.

    A mark inside a cell is a character of it. A mark that opens a cell and makes no record of the right width when it closes
    is a character too, so that one stray mark never swallows the rows after it.
    """
    records: list[str] = []
    starts: list[int] = []
    at = 0
    while at < len(lines):
        cells = _cells(lines[at], delimiter)
        taken = 1
        if cells is None:
            cells, taken = _joined(lines, at, delimiter, width)
            if cells is None and at + _MOST_LINES_IN_A_CELL > len(lines) and not last:
                return _series(records), pl.Series(starts, dtype=pl.Int64), "\n".join(lines[at:]) + "\n"
            if cells is None:
                cells, taken = lines[at].split(delimiter), 1
        elif len(cells) != width and len(loose := lines[at].split(delimiter)) == width:
            cells = loose
        starts.append(at)
        records.append(lines[at] if '"' not in lines[at] and taken == 1 else _written(cells, delimiter))
        at += taken
    return _series(records), pl.Series(starts, dtype=pl.Int64), ""


def _series(records: list[str]) -> pl.Series:
    return pl.Series("line", records, dtype=pl.String)


def _joined(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    record = lines[at]
    for taken in range(2, min(len(lines) - at, _MOST_LINES_IN_A_CELL) + 1):
        line = lines[at + taken - 1]
        record = f"{record}\n{line}"
        if '"' not in line:
            continue
        cells = _cells(record, delimiter, strictly=True)
        if cells is not None:
            return (cells, taken) if len(cells) == width else (None, 1)
    return None, 1


def _written(cells: Sequence[str], delimiter: str) -> str:
    return delimiter.join(
        '"' + cell.replace('"', '""') + '"' if '"' in cell or delimiter in cell or "\n" in cell else cell for cell in cells
    )


def _block(records: pl.Series, odd: frozenset[int], first_row: int, width: int, table: DelimitedTable) -> Block:
    delimiter = table.delimiter
    bare = _outside_quotes(records) if bool(records.str.contains('"', literal=True).any()) else records
    counts = bare.str.count_matches(delimiter, literal=True) + 1
    rows = pl.int_range(first_row, first_row + len(records), eager=True).cast(pl.Int64)
    # A row with nothing but delimiters beyond the last heading is whole.
    trailing = (counts > width) & bare.str.contains(f"{re.escape(delimiter)}+$")
    if bool(trailing.any()):
        surplus = records.set(~trailing, None).str.replace(f"{re.escape(delimiter)}+$", "")
        kept = _outside_quotes(surplus).str.count_matches(delimiter, literal=True) + 1
        fits = trailing & (kept <= width).fill_null(False)
        missing = (width - kept.cast(pl.Int64)).clip(0).fill_null(0)
        padded = pl.select(pl.concat_str(surplus, pl.lit(delimiter).repeat_by(missing).list.join(""))).to_series()
        records = pl.select(pl.when(fits).then(padded).otherwise(records)).to_series()
        counts = pl.select(pl.when(fits).then(width).otherwise(counts)).to_series()
    good = counts == width
    refused = [
        pl.DataFrame({"row": rows.filter(~good), "reason": counts.filter(~good).cast(pl.String)}).with_columns(
            pl.concat_str(pl.lit(f"{width} cells expected, "), pl.col("reason"), pl.lit(" found")).alias("reason")
        )
    ]
    frame = _parse(records.filter(good), delimiter, width).insert_column(0, rows.filter(good).alias(ROW))
    notes: tuple[Note, ...] = ()
    if odd:
        what = f"not valid {table.encoding.name}, read as {table.encoding.fallback}"
        notes = (Note(what, len(odd), first_row + min(odd)),)
    return Block(frame, pl.concat(refused) if refused else refuse([], ""), notes)


def _parse(records: pl.Series, delimiter: str, width: int) -> pl.DataFrame:
    if records.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(names(width), pl.String()))
    if width == 1:
        # A parser of CSV would take an empty cell of a table with one column for no row at all.
        return pl.DataFrame({"0": records.str.replace(r'(?s)^"(.*)"$', "${1}").str.replace_all('""', '"', literal=True)})
    data = "\n".join(records.to_list()).encode("utf-8", errors="replace")
    return pl.read_csv(
        data, has_header=False, separator=delimiter, infer_schema=False, quote_char='"', new_columns=names(width)
    )
