"""Find the row of headings, which titles and notes may stand above, and the delimiter that parts it."""

import re
from collections.abc import Sequence
from typing import Final

from headwater.readers.recognition.words import DIGITS, UNKNOWN, read_heading

LOOK_AHEAD: Final = 40
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
    if best >= 0:
        return best
    filled = [sum(cell is not None and cell.strip() != "" for cell in row) for row in rows[:LOOK_AHEAD]]
    usual = max(set(filled), key=filled.count)
    return next((index for index, count in enumerate(filled) if count >= max(1, usual)), 0)


def known_headings(cells: Sequence[str]) -> int:
    """Return how many of the cells read like headings."""
    return sum(_is_heading(cell) for cell in cells)


def _is_heading(cell: str) -> bool:
    if len(cell) > 80:
        return False
    notions = read_heading(cell).notions
    return any(notion != UNKNOWN and not notion.startswith(DIGITS) for notion in notions) and (
        sum(notion == UNKNOWN for notion in notions) <= len(notions) / 2
    )
