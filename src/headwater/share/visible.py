"""Show a cell as it is written, and nothing that it might do.

A cell of a file is hostile until shown otherwise: markup is escaped by the template; characters that hide, reorder or control
text are shown by their code; a text of any length takes a bounded place.
"""

import re
from collections.abc import Callable
from typing import Final

from headwater.share.unseen import UNSEEN

_LINE_END: Final = re.compile("\r\n|\n|\r")

SHORT: Final = 320
LONG: Final = 4000


def visible(text: str, escape: Callable[[str], str], *, longest: int = SHORT) -> str:
    """Return markup for a text: escaped, unseen characters shown as their code, cut after ``longest`` characters.

    Args:
        text: the text as written.
        escape: turns plain text into safe markup.
        longest: where a text is cut; its true length is then said.
    """
    shown = text[:longest]
    parts: list[str] = []
    for number, line in enumerate(_LINE_END.split(shown)):
        if number:
            parts.append('<span class="unseen">\u21b5</span> ')
        parts.append(_with_codes(line, escape))
    if len(text) > longest:
        parts.append(f'<span class="cut"> \u2026 (cut here; {len(text):,} characters in the file)</span>')
    return "".join(parts)


def _with_codes(line: str, escape: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for match in UNSEEN.finditer(line):
        parts.append(escape(line[end : match.start()]))
        parts.append(f'<span class="unseen">U+{ord(match[0]):04X}</span>')
        end = match.end()
    parts.append(escape(line[end:]))
    return "".join(parts)
