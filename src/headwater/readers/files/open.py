"""Tell what is in a file by its content and open it as a table of text cells."""

import json
import re
from typing import Final

from headwater.errors import InputError
from headwater.readers.files.columnar import open_columnar
from headwater.readers.files.delimited import open_delimited
from headwater.readers.files.encoding import tell_encoding
from headwater.readers.files.objects import open_array, open_lines
from headwater.readers.files.raw import RawTable
from headwater.readers.files.sheets import open_sheet
from headwater.readers.files.source import Source, sample_of
from headwater.readers.messages.edifact import open_edifact
from headwater.readers.messages.iso20022 import kind_of, open_iso20022
from headwater.readers.messages.swift import open_swift
from headwater.readers.messages.x12 import open_x12

_PARQUET: Final = b"PAR1"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_HTML: Final = re.compile(
    r"^\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|script|title|meta|div)\b", re.IGNORECASE | re.DOTALL
)
_FEW_CONTROLS: Final = 8
_FIRST_LINES: Final = 21
_SURELY_OBJECTS: Final = 3
_XML_HEAD: Final = 4096
_EDIFACT: Final = re.compile(r"UNA.{6}\s*UN[BH]|UNB[^A-Za-z0-9\s]UN|UNH[^A-Za-z0-9\s]", re.DOTALL)
_X12: Final = re.compile(r"ISA([^A-Za-z0-9\s])\d\d\1|ST([^A-Za-z0-9\s])(?:309|350)\2")
_SWIFT: Final = re.compile(r"\x01?\{1:[A-Z]\d\d[A-Z]|:20:[^\n]+\n(?:[^\n]*\n)*?:32A:")
_OTHERS: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich text document"),
)


def open_table(source: Source) -> RawTable:
    """Return the table in a file, whatever its name says.

    Raises:
        InputError: the file is not one that headwater reads, or is damaged.
    """
    sample = sample_of(source)
    if sample.startswith(_PARQUET):
        return open_columnar(source)
    if sample.startswith((_OLE, _ZIP)):
        return open_sheet(source)
    for start, name in _OTHERS:
        if sample.startswith(start):
            raise InputError(f"{source.path} is {name}, not a file of records; export it as CSV or XLSX.", code="input-format")
    return _open_text(source, sample)


def _open_text(source: Source, sample: bytes) -> RawTable:
    encoding = tell_encoding(sample)
    text = sample[encoding.mark :].decode(encoding.name, errors="replace")
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1a\x1f\x01" for character in text[: 1 << 16])
    if controls > max(_FEW_CONTROLS, len(text[: 1 << 16]) * 0.02) or text.count("\ufffd") > len(text) * 0.1:
        raise InputError(
            f"{source.path} holds binary data that headwater does not know; export it as CSV, XLSX, Parquet or JSON.",
            code="input-binary",
        )
    head = text.lstrip()
    if _HTML.match(head):
        raise InputError(
            f"{source.path} is a web page, perhaps an error page or a spreadsheet saved as one; export it as CSV or XLSX.",
            code="input-html",
        )
    if head.startswith("<"):
        told = kind_of(text[:_XML_HEAD])
        if told is not None:
            return open_iso20022(source, told)
        raise InputError(
            f"{source.path} is XML but not of ISO 20022 pacs.008 or camt.052 to 054; export it as CSV or XLSX.",
            code="input-xml",
        )
    if _EDIFACT.match(head):
        return open_edifact(source)
    if _X12.match(head):
        return open_x12(source)
    if _SWIFT.match(head):
        return open_swift(source, sample)
    if _many_objects(head):
        return open_lines(source, sample)
    if head.startswith("{"):
        return open_array(source, sample)
    if head.startswith("["):
        return open_array(source, sample)
    return open_delimited(source, sample)


def _many_objects(head: str) -> bool:
    """Tell NDJSON, of which single lines may be damaged, from one object over several lines: most of its lines are objects."""
    lines = [line.strip() for line in head.split("\n")[:_FIRST_LINES] if line.strip()]
    if len(lines) < 2 or not any(line.startswith("{") for line in lines):
        return False
    # The last line of the sample may be cut off, and a first line may be as long as the whole sample.
    objects = sum(line.startswith("{") and _is_object(line) for line in lines)
    return objects >= len(lines) / 2 or objects >= _SURELY_OBJECTS


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (json.JSONDecodeError, RecursionError):
        return False
