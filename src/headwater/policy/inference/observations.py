"""Read a data folder: observed series under the names of the simulated outcomes, cut at the month up to which one may look."""

import csv
import math
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Final

from headwater.errors import ScenarioError
from headwater.policy.scenario.months import month_number, month_text
from headwater.policy.scenario.schema import OUTCOMES
from headwater.policy.scenario.values import refuse

_COLUMNS: Final = ("month", "months", "outcome", "key", "value")
_STATUS: Final = ("final", "provisional", "derived", "weak", "")
_BREAK: Final = 10.0
"""Two neighbouring months of a national count that differ by more than this factor are a break in the series, not a change."""
_BREAK_COUNT: Final = 50.0


@dataclass(frozen=True, slots=True)
class Point:
    """One observed value: the sum (or level) over ``months`` months from ``month`` on."""

    month: int
    months: int
    value: float
    low: float
    high: float
    status: str

    @property
    def last(self) -> int:
        """Return the number of the last month it covers."""
        return self.month + self.months - 1


@dataclass(frozen=True, slots=True)
class Series:
    """One observed series in the order of time."""

    outcome: str
    key: str
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """Return ``outcome/key``."""
        return f"{self.outcome}/{self.key}"

    @property
    def step(self) -> int:
        """Return the length of its periods in months, that of most of its points."""
        lengths = [point.months for point in self.points]
        return max(set(lengths), key=lengths.count)


def read_observations(folder: Path, fit_until: int) -> tuple[Series, ...]:
    """Return the series of ``observations.csv`` that lie wholly before the end of ``fit_until``.

    Rows after it are never looked at, not even checked. Where several rows give the same period, the finest status counts.

    Raises:
        ScenarioError: the file is not readable, a row is unusable, nothing is left, or a monthly series has a gap or a break.
    """
    path = folder / "observations.csv"
    where = str(path)
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    except FileNotFoundError as error:
        raise ScenarioError(f"{where} is missing; a data folder needs it.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(f"{where} cannot be read ({error}); save it as UTF-8 CSV.") from error
    missing = [name for name in _COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise ScenarioError(
            f"{where} needs the columns {', '.join(_COLUMNS)} and at least one row; missing: {', '.join(missing)}."
        )
    series: dict[tuple[str, str], list[Point]] = {}
    for line, row in enumerate(rows, start=2):
        point = _point(where, line, row, fit_until)
        if point is not None:
            series.setdefault((row["outcome"], row["key"]), []).append(point)
    found = []
    for (outcome, key), points in series.items():
        points.sort(key=lambda point: (point.month, point.months))
        _check(where, outcome, key, points)
        found.append(Series(outcome, key, tuple(points)))
    if not found:
        mend = "no row lies wholly before its end; take a later month"
        refuse(where, "--fit-until", month_text(fit_until), mend)
    return tuple(found)


def _point(where: str, line: int, row: dict[str, str], fit_until: int) -> Point | None:
    at = f"line {line}"
    month = month_number((row["month"] or "").strip())
    if month is None:
        refuse(where, f"{at}: month", row["month"], "give the first month as YYYY-MM")
    months = _number(where, f"{at}: months", row["months"])
    if months is None or months != int(months) or not 1 <= months <= 1200:
        refuse(where, f"{at}: months", row["months"], "give a whole number of months")
    if month + int(months) - 1 > fit_until:
        return None
    if row["outcome"] not in OUTCOMES and row["outcome"] != "population":
        refuse(where, f"{at}: outcome", row["outcome"], f"the outcomes are {', '.join(OUTCOMES)} and population")
    if not row["key"]:
        refuse(where, f"{at}: key", row["key"], "every row needs one")
    value = _number(where, f"{at}: value", row["value"])
    if value is None or value < 0:
        refuse(where, f"{at}: value", row["value"], "give a number of 0 or more; leave a row out where nothing is known")
    if row["outcome"] == "purity" and value > 1:
        refuse(where, f"{at}: value", row["value"], "purity lies from 0 to 1")
    status = (row.get("status") or "").strip()
    if status not in _STATUS:
        refuse(where, f"{at}: status", status, "give final, provisional, derived or weak")
    low = _number(where, f"{at}: low", row.get("low") or "")
    high = _number(where, f"{at}: high", row.get("high") or "")
    low, high = value if low is None else low, value if high is None else high
    if low > high:
        refuse(where, f"{at}: low", row.get("low"), f"it must not be above high = {high:g}")
    return Point(month, int(months), value, low, high, status)


def _number(where: str, key: str, text: str | None) -> float | None:
    if text is None or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        refuse(where, key, text, "give a number")
    if not math.isfinite(value):
        refuse(where, key, text, "give a number")
    return value


def _check(where: str, outcome: str, key: str, points: list[Point]) -> None:
    name = f"{outcome}/{key}"
    for one, two in pairwise(points):
        if one.month == two.month and one.months == two.months:
            refuse(
                where, f"{name}, {month_text(two.month)}", two.value, f"the same period also has {one.value:g}; keep one row"
            )
        monthly = one.months == two.months == 1 and outcome == "deaths"
        if monthly and two.month > one.last + 1:
            gap = f"{month_text(one.last + 1)} to {month_text(two.month - 1)}"
            refuse(
                where, f"{name}, {gap}", None, "the monthly series has a gap there; fill it, or leave out what lies before it"
            )
        big = max(one.value, two.value) >= _BREAK_COUNT
        if monthly and big and max(one.value, two.value) > _BREAK * max(min(one.value, two.value), 1.0):
            mend = f"it breaks with {one.value:g} in the month before; bring both parts to one definition"
            refuse(where, f"{name}, {month_text(two.month)}", two.value, mend)
        if outcome == "deaths" and one.status not in ("weak", "derived") and two.month <= one.last and one.months == two.months:
            refuse(
                where,
                f"{name}, {month_text(two.month)}",
                two.value,
                f"its period overlaps the one from {month_text(one.month)}",
            )
