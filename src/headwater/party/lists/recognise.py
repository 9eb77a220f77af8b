"""Tell by its content what format a list file has."""

import csv
import io
import re
from collections.abc import Callable
from typing import Final

from headwater.errors import ListError
from headwater.party.lists.draft import Reading
from headwater.party.lists.eu import is_eu_header, read_eu_csv, read_eu_xml
from headwater.party.lists.ftm import read_ftm
from headwater.party.lists.ofac_advanced import read_ofac_advanced
from headwater.party.lists.ofac_classic import read_ofac_classic
from headwater.party.lists.ofac_csv import read_ofac_csv
from headwater.party.lists.ofac_enhanced import read_ofac_enhanced
from headwater.party.lists.plain_csv import columns_of_plain_list, delimiter_of, read_plain_csv
from headwater.party.lists.source import ListFile, decode
from headwater.party.lists.uk import is_uk_header, read_ofsi_xml, read_uk_csv, read_uk_ods, read_uk_xml
from headwater.party.lists.un import read_un
from headwater.party.lists.us_csl import is_csl_header, read_us_csl
from headwater.party.lists.xml import root_of
from headwater.party.parties import PartyList

Reader = Callable[[ListFile, Reading], PartyList]

_LINES: Final = 12
_ROOTS: Final[dict[str, Reader]] = {
    "sdnList": read_ofac_classic,
    "sanctionsData": read_ofac_enhanced,
    "Sanctions": read_ofac_advanced,
    "CONSOLIDATED_LIST": read_un,
    "export": read_eu_xml,
    "Designations": read_uk_xml,
    "ArrayOfFinancialSanctionsTarget": read_ofsi_xml,
    "document-content": read_uk_ods,
}
_HTML: Final = re.compile(
    rb"(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|script|title|meta)\b", re.DOTALL
)
_BINARY: Final = {b"%PDF": "a PDF document", b"\x89PNG": "a picture", b"\xd0\xcf\x11\xe0": "an old Excel or Word file"}


def reader_of(file: ListFile) -> Reader:
    """Return the reader for a list file.

    Raises:
        ListError: the file is a web page, something else that is no list, or in a format that is not read.
    """
    head, name = file.head.removeprefix(b"\xef\xbb\xbf"), file.path.name
    if _HTML.match(head):
        raise ListError(
            f"{name} is a web page, perhaps an error page of the publisher's site, and no list; get the list again."
        )
    for magic, what in _BINARY.items():
        if head.startswith(magic):
            raise ListError(f"{name} is {what}; headwater reads lists as CSV, XML, JSON or ODS.")
    lead = head.lstrip()
    if lead.startswith((b"{", b"[")):
        if b'"schema"' not in head or b'"properties"' not in head:
            raise ListError(
                f"{name} is JSON but holds no FollowTheMoney entities (perhaps an error message); get the list again."
            )
        return read_ftm
    if lead.startswith(b"<") or b"<?xml" in head[:200].replace(b"\x00", b""):
        root, _ = root_of(file)
        if root in _ROOTS:
            return _ROOTS[root]
        raise ListError(
            f"{name} is XML with the root {root[:60]!r}, which is none of the lists that are read: {', '.join(_ROOTS)}."
        )
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ListError(f"{name} is a binary file; headwater reads lists as CSV, XML, JSON or ODS.")
    return _reader_of_table(file, name)


def _reader_of_table(file: ListFile, name: str) -> Reader:
    text = decode(file.head)
    try:
        rows = [
            row
            for row, _ in zip(
                csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)), range(_LINES), strict=False
            )
        ]
    except csv.Error as error:
        raise ListError(f"{name} cannot be read as a table ({error}); get the list again.") from error
    for row in rows:
        if is_uk_header(row):
            return read_uk_csv
        if is_eu_header(row):
            return read_eu_csv
        if is_csl_header(row):
            return read_us_csl
    # The files of OFAC have no header; a first row that names its columns decides, however wide and numbered the rest is.
    if rows and _names_a_column(rows[0]) and columns_of_plain_list(rows[0]):
        return read_plain_csv
    if any(len(row) > 8 and row[0].strip().isdigit() for row in rows[:2]):
        return read_ofac_csv
    if rows and columns_of_plain_list(rows[0]):
        return read_plain_csv
    header = ", ".join(rows[0])[:160] if rows else ""
    raise ListError(
        f"{name} is no list that headwater knows: it starts with {header!r}; a plain list needs a header with a column `name`."
    )


def _names_a_column(row: list[str]) -> bool:
    return any(cell.strip().lower() == "name" for cell in row)
