"""Read JSON (an array of objects, or an object that holds one) and NDJSON (one object a line)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from headwater.errors import InputError
from headwater.readers.files.cells import json_text
from headwater.readers.files.encoding import Encoding, LineTooLongError, decoded_blocks, tell_encoding
from headwater.readers.files.raw import REFUSED_SCHEMA, ROW, Block, Note, names
from headwater.readers.files.source import Source

_LARGEST_LINE: Final = 16 << 20
_ROWS: Final = 20_000
_DEEPEST: Final = 3


@dataclass(frozen=True, slots=True)
class LinesTable:
    """An NDJSON file, opened; see ``RawTable``."""

    source: Source
    encoding: Encoding
    headings: Sequence[str]
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the objects in blocks of about 4 MiB of text; a line that holds no object is refused."""
        row = 0
        for lines, numbers, odd in _lines(self.source, self.encoding):
            objects = [_object(line) for line in lines]
            block = _block(objects, self.headings, row + 1, numbers)
            notes = (Note(f"not valid {self.encoding.name}, read as {self.encoding.fallback}", odd, row + 1),) if odd else ()
            yield Block(block.frame, block.refused, notes)
            row += len(lines)


@dataclass(frozen=True, slots=True)
class ArrayTable:
    """A JSON document, read; see ``RawTable``."""

    objects: Sequence[Any]
    headings: Sequence[str]
    facts: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Yield the objects in blocks of 20,000; an element that is no object is refused."""
        for start in range(0, max(1, len(self.objects)), _ROWS):
            part = [_flat(item) if isinstance(item, dict) else None for item in self.objects[start : start + _ROWS]]
            yield _block(part, self.headings, start + 1)


def open_lines(source: Source, sample: bytes) -> LinesTable:
    """Return an NDJSON file; its headings are the keys of all its objects.

    Raises:
        InputError: no line holds an object.
    """
    encoding = tell_encoding(sample)
    headings: dict[str, None] = {}
    for lines, _, _ in _lines(source, encoding):
        for line in lines:
            item = _object(line)
            if item and not item.keys() <= headings.keys():
                headings.update(dict.fromkeys(item))
    if not headings:
        raise InputError(f"{source.path} holds no JSON object; each line must be one.", code="input-empty")
    return LinesTable(source, encoding, list(headings), {"format": "NDJSON", "encoding": encoding.name})


def open_array(source: Source, sample: bytes) -> ArrayTable:
    """Return a JSON document that is an array of objects, or an object with exactly one such array in it.

    Raises:
        InputError: it is not valid JSON, or holds no such array.
    """
    encoding = tell_encoding(sample)
    try:
        document = json.loads(source.whole()[encoding.mark :].decode(encoding.name))
    except UnicodeDecodeError as error:
        raise InputError(f"{source.path} is not valid {encoding.name}; save it as UTF-8.", code="input-encoding") from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{source.path} is not valid JSON (line {error.lineno}, column {error.colno}); it may be cut off, export it again.",
            code="input-damaged",
        ) from error
    except RecursionError as error:
        raise InputError(f"{source.path} nests JSON too deeply to be a table of records.", code="input-damaged") from error
    objects = _array_in(document)
    headings: dict[str, None] = {}
    for item in objects or ():
        if isinstance(item, dict):
            headings.update(dict.fromkeys(_flat(item)))
    if not headings:
        raise InputError(
            f"{source.path} holds no array of JSON objects; give one, or an object with one such array in it.",
            code="input-empty",
        )
    return ArrayTable(objects or [], list(headings), {"format": "JSON", "encoding": encoding.name})


def _array_in(document: Any) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        arrays = list(_arrays_of_objects(document, _DEEPEST))
        if len(arrays) == 1:
            return arrays[0]
        if not arrays and document:
            return [document]
    return None


def _arrays_of_objects(document: Mapping[str, Any], deepest: int) -> Iterator[list[Any]]:
    """Yield the arrays that hold objects, in the document and in the objects within it, but not in one another."""
    for value in document.values():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield value
        elif isinstance(value, dict) and deepest:
            yield from _arrays_of_objects(value, deepest - 1)


def _object(line: str) -> dict[str, Any] | None:
    try:
        item = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None
    return _flat(item) if isinstance(item, dict) else None


def _flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """Lift the members of inner objects one level: ``{"buyer": {"name": ..}}`` has the heading ``buyer name``."""
    if not any(isinstance(value, dict) for value in item.values()):
        return dict(item)
    flat: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, dict) and value:
            flat.update({f"{key} {inner}": member for inner, member in value.items()})
        else:
            flat[key] = value
    return flat


def _block(
    objects: Sequence[Mapping[str, Any] | None], headings: Sequence[str], first_row: int, numbers: Sequence[int] = ()
) -> Block:
    good = [item for item in objects if item is not None]
    rows = [first_row + place for place, item in enumerate(objects) if item is not None]
    bad = [place for place, item in enumerate(objects) if item is None]
    columns = {
        name: pl.Series(name, [_utf8(json_text(item.get(heading))) for item in good], dtype=pl.String)
        for name, heading in zip(names(len(headings)), headings, strict=True)
    }
    frame = pl.DataFrame({ROW: pl.Series(rows, dtype=pl.Int64), **columns})
    reasons = [f"line {numbers[place]} is not a JSON object" if numbers else "not a JSON object" for place in bad]
    refused = pl.DataFrame({"row": [first_row + place for place in bad], "reason": reasons}, schema=REFUSED_SCHEMA)
    return Block(frame, refused)


def _utf8(text: str | None) -> str | None:
    """JSON can write half of a surrogate pair, which is no character and which UTF-8 cannot hold."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _lines(source: Source, encoding: Encoding) -> Iterator[tuple[list[str], list[int], int]]:
    """Yield the lines that are not blank, with their numbers in the file and how many were not valid in its encoding."""
    before = 0
    try:
        with source.open() as stream:
            for part in decoded_blocks(stream, encoding, largest_line=_LARGEST_LINE):
                lines = part.text.split("\n")
                filled = [(line, number) for number, line in enumerate(lines, start=before + 1) if line.strip()]
                yield [line for line, _ in filled], [number for _, number in filled], len(part.odd)
                before += part.text.count("\n")
    except LineTooLongError as error:
        raise InputError(
            f"{source.path} has a line of more than 16 MiB; it is not a file of records.", code="input-line-too-long"
        ) from error
