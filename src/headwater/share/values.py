"""Cells as text for people."""

from collections.abc import Mapping
from datetime import date, datetime


def as_text(value: object) -> str:
    """Return a cell as text: dates as ISO 8601, whole numbers without a point, lists separated by ``; ``, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {as_text(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(as_text, value)))
    return str(value)
