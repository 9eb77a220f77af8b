"""The table of facts: what must hold, in which months, between which bounds, and where that is known from."""

import csv
import math
import re
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Final

from headwater.errors import ScenarioError
from headwater.policy.scenario.months import month_number
from headwater.policy.scenario.values import refuse

_COLUMNS: Final = ("id", "value", "windows", "low", "high", "source")
_SHIPPED: Final = files("headwater.reference") / "data" / "policy" / "facts.csv"


@dataclass(frozen=True, slots=True)
class Window:
    """Months from ``first`` to ``last``, both included, and the text they were read from."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: each window's value lies from ``low`` to ``high``."""

    id: str
    value: str
    windows: tuple[Window, ...]
    low: float
    high: float
    source: str


def read_facts(path: Path | None = None) -> tuple[Fact, ...]:
    """Return the facts of a CSV file, or those shipped with ``us-fentanyl``.

    Raises:
        ScenarioError: the file is not readable, or a row is unusable; the sentence names file, fact and value.
    """
    where = "facts.csv" if path is None else str(path)
    try:
        text = _SHIPPED.read_text(encoding="utf-8") if path is None else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{where} cannot be read ({error}); give facts as a CSV file.") from error
    rows = list(csv.DictReader(StringIO(text)))
    missing = [name for name in _COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise ScenarioError(
            f"{where} needs the columns {', '.join(_COLUMNS)} and at least one row; missing: {', '.join(missing)}."
        )
    facts = []
    for row in rows:
        key = f"fact {row['id']}"
        low, high = (_number(where, f"{key}: {name}", row[name]) for name in ("low", "high"))
        if low > high:
            refuse(where, f"{key}: low", row["low"], f"it must not be above high = {row['high']}")
        windows = tuple(_window(where, f"{key}: windows", part.strip()) for part in row["windows"].split(";"))
        facts.append(Fact(row["id"], row["value"], windows, low, high, row["source"]))
    return tuple(facts)


def _number(where: str, key: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        refuse(where, key, text, "give a number")
    if not math.isfinite(value):
        refuse(where, key, text, "give a number")
    return value


def _window(where: str, key: str, text: str) -> Window:
    first, _, last = text.partition("..")
    one, two = _span(first), _span(last or first)
    if one is None or two is None or two[1] < one[0]:
        refuse(where, key, text, "give YYYY, YYYY-MM, FYYYYY or two of them with .. between")
    return Window(text, one[0], two[1])


def _span(text: str) -> tuple[int, int] | None:
    """Return first and last month; a fiscal year runs from October to September and has the number of its end."""
    if re.fullmatch(r"FY\d{4}", text):
        year = int(text[2:])
        return 12 * year - 3, 12 * year + 8
    if re.fullmatch(r"\d{4}", text):
        return 12 * int(text), 12 * int(text) + 11
    month = month_number(text)
    return None if month is None else (month, month)
