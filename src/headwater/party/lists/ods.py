"""The rows of an OpenDocument spreadsheet."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries

_MOST_COLUMNS: Final = 512


def ods_rows(file: ListFile) -> Iterator[list[str]]:
    """Yield the rows of all sheets as text, without the empty cells at their ends; an empty row is an empty list.

    Raises:
        ListError: the spreadsheet breaks off or is damaged.
    """
    for _, row in entries(file, frozenset({"table-row"})):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("table-cell", "covered-table-cell"):
                continue
            repeated = min(int(_attribute(cell, "number-columns-repeated") or 1), _MOST_COLUMNS - len(cells))
            cells.extend([_text(cell)] * max(repeated, 0))
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(cell: Element) -> str:
    date = _attribute(cell, "date-value")
    if date:
        return date[:10]
    return "\n".join("".join(paragraph.itertext()).strip() for paragraph in cell if paragraph.tag == "p").strip()


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
