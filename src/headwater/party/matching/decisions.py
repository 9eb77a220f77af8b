"""Saved decisions: this party is not the listed one, because ... They hold until either side changes."""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from headwater.errors import InputError

COLUMNS: Final = ("state", "because")
NONE: Final[Mapping[str, str]] = MappingProxyType({})
"""No decisions."""


def read_decided(path: Path) -> Mapping[str, str]:
    """Return state -> reason for the pairs that somebody decided are not the same party.

    The file is CSV with the columns ``state`` and ``because``; others are ignored. ``state`` is that of a candidate of
    ``headwater match --json``: it is made of everything known of both sides, so a decision no longer holds once either changes.

    Raises:
        InputError: the file cannot be read, lacks a column, or a row gives no reason.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: cannot be read ({error}); give a CSV with the columns state and because.", code="decisions"
        ) from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"{path}: the column {missing[0]!r} is missing; it needs state and because.", code="decisions-columns")
    found = {}
    for line, row in enumerate(reader, start=2):
        state, because = (row["state"] or "").strip(), (row["because"] or "").strip()
        if not state:
            continue
        if not because:
            raise InputError(f"{path}, line {line}: say in 'because' why they are not the same.", code="decisions-row")
        found[state] = because
    return found
