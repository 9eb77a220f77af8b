"""Months as whole numbers: 12 * year + month - 1, so that differences count months."""

import re
from typing import Final

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_number(text: str) -> int | None:
    """Return the number of a ``YYYY-MM`` month, or None where the text is not one."""
    match = _MONTH.fullmatch(text)
    return None if match is None else 12 * int(match[1]) + int(match[2]) - 1


def month_text(number: int) -> str:
    """Return ``YYYY-MM`` for the number of a month."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
