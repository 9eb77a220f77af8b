"""Characters that a reader does not see and that change what he sees."""

import re
from typing import Final

UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control characters, direction marks and overrides, spaces without width, tags and variation selectors. The joiners that
Persian and the Indic scripts need (U+200C, U+200D) are left alone."""
