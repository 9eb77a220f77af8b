"""Characters that a reader does not see and that change what he sees."""

import re
from typing import Final

UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control characters, direction marks and overrides, spaces without width, tags and variation selectors. The joiners that
Persian and the Indic scripts need (U+200C, U+200D) are left alone."""

_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def with_codes(text: str) -> str:
    """Return the text with each unseen character written as its code, such as ``<U+202E>``."""
    return UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def spreadsheet_safe(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula: an apostrophe stands before ``= + - @`` and ``'``."""
    text = with_codes(text)
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def spreadsheet_text(cell: str) -> str:
    """Return the text that ``spreadsheet_safe`` made a cell of."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {*_FORMULA, "'"} else cell
