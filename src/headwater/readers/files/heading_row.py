"""Find the row of headings, which titles and notes may stand above, and the delimiter that parts it."""

import re
from collections.abc import Sequence
from typing import Final

from headwater.errors import InputError
from headwater.readers.recognition.words import DIGITS, UNKNOWN, read_heading

LOOK_AHEAD: Final = 40
_FEWEST_CELLS: Final = 3
_LONG_HEADING: Final = 40
_OTHER_DELIMITERS: Final = re.compile(r"[;\t|]")
_SHARE_OF_VALUES: Final = 0.4
_FEW: Final = 2
_MOST: Final = 0.75
_SURELY_VALUE: Final = re.compile(r"^(?:[^@\s]+@[^@\s]+\.\w+|https?://\S+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|-?\d+[.,]\d+)$")
_LEAST_OF_FIRST: Final = 0.5
_VALUE: Final = re.compile(
    r"^(?:[\s\d.,:/+\-−%$€£¥()]*\d[\s\d.,:/+\-−%$€£¥()]*(?:\s?(?:kg|g|l|usd|eur|cny|mxn|[ap]m))?"
    r"|[^@\s]+@[^@\s]+\.\w+|https?://\S+|\d{4}-\d\d-\d\d[T ]\S+|[A-Za-z]{1,6}[-/]?\d[\w/-]*\d[\w/-]*|\d{2,}[A-Za-z][\w-]*"
    r"|(?-i:[A-Z]{2}))$",
    re.IGNORECASE,
)
_NUMERIC: Final = re.compile(r"^[\s\d.,:/+\-−%$€£¥()]+$")


def heading_row(rows: Sequence[Sequence[str | None]]) -> int:
    """Return the index of the row that holds the headings.

    It is the row whose cells hold the most words known from headings, among rows without numbers and dates; where no row
    has any, the first one with as many cells as rows of this file usually have.
    """
    best, best_score = -1, 0.0
    for index, row in enumerate(rows[:LOOK_AHEAD]):
        cells = [cell.strip() for cell in row if cell is not None and cell.strip()]
        numeric = sum(_NUMERIC.match(cell) is not None for cell in cells)
        if not cells or numeric > len(cells) / 3 or max(len(cell) for cell in cells) > 200:
            continue
        known = sum(_is_heading(cell) for cell in cells)
        score = known * (known / len(cells)) * (len(set(cells)) / len(cells))
        if len(cells) == 1 and max(len(row) for row in rows) > 1:
            score = 0.0
        if score > best_score:
            best, best_score = index, score
    if best > 0 and _first_is_headings(rows, best_score):
        return 0
    if best >= 0:
        return best
    filled = [sum(cell is not None and cell.strip() != "" for cell in row) for row in rows[:LOOK_AHEAD]]
    usual = max(set(filled), key=filled.count)
    return next((index for index, count in enumerate(filled) if count >= max(1, usual)), 0)


def grouped_headings(rows: Sequence[Sequence[str | None]], index: int) -> tuple[int, list[str]] | None:
    """Return the lower row and the joined headings where headings stand in two rows, or None.

    The upper row names groups, each above several columns and written once ("Shipper", blank, "Consignee", blank); the lower
    row names the columns of each, so that it repeats itself ("Name", "Country", "Name", "Country") or is blank below a column
    without a group.
    """
    for upper in (index - 1, index):
        if not 0 <= upper < len(rows) - 1:
            continue
        groups = [(cell or "").strip() for cell in rows[upper]]
        below = [(cell or "").strip() for cell in rows[upper + 1]]
        named, parts = [cell for cell in groups if cell], [cell for cell in below if cell]
        if len(groups) != len(below) or not groups[0] or not _FEW <= len(named) < len(groups) or len(parts) < _FEWEST_CELLS:
            continue
        if len(set(parts)) == len(parts) == len(below) or any(_VALUE.match(cell) for cell in (*named, *parts)):
            continue
        if known_headings(named) < len(named) / 2 or known_headings(parts) < _MOST * len(parts):
            continue
        joined, group = [], ""
        for over, under in zip(groups, below, strict=True):
            group = over or (group if under else "")
            joined.append(f"{group} {under}".strip())
        if all(joined):
            return upper + 1, joined
    return None


def _first_is_headings(rows: Sequence[Sequence[str | None]], best_score: float) -> bool:
    """Return whether the first row holds different words in every column, and no later row reads much like headings.

    Codes such as those of an ERP system are no known words, and a row of data may hold some.
    """
    cells = [cell.strip() for cell in rows[0] if cell is not None and cell.strip()]
    usual = max(sum(cell is not None and cell.strip() != "" for cell in row) for row in rows[:LOOK_AHEAD])
    if len(cells) < max(_FEWEST_CELLS, usual) or len(set(cells)) < len(cells) or best_score >= _LEAST_OF_FIRST * len(cells):
        return False
    return not any(_VALUE.match(cell) or len(cell) > _LONG_HEADING for cell in cells)


def is_data(cells: Sequence[str | None]) -> bool:
    """Return whether the row taken for headings already holds values: dates, amounts, codes, e-mail addresses."""
    filled = [cell.strip() for cell in cells if cell is not None and cell.strip()]
    if len(filled) < _FEWEST_CELLS or known_headings(filled) >= len(filled) / 2:
        return False
    if sum(_SURELY_VALUE.match(cell) is not None for cell in filled) >= _FEW:
        return True
    return sum(_VALUE.match(cell) is not None for cell in filled) >= _SHARE_OF_VALUES * len(filled)


def no_headings(path: object) -> InputError:
    """Return the error for a table whose first row already holds values."""
    return InputError(
        f"{path} has no row of headings, its first row already holds values; put a row above it that names the columns, "
        "such as date,shipper_name,consignee_name,description,gross_kg.",
        code="input-no-headings",
    )


def known_headings(cells: Sequence[str]) -> int:
    """Return how many of the cells read like headings."""
    return sum(_is_heading(cell) for cell in cells)


def _is_heading(cell: str) -> bool:
    if len(cell) > 80 or len(_OTHER_DELIMITERS.findall(cell)) > 1:
        return False
    notions = read_heading(cell).notions
    return any(notion != UNKNOWN and not notion.startswith(DIGITS) for notion in notions) and (
        sum(notion == UNKNOWN for notion in notions) <= len(notions) / 2
    )
