"""Read dated events: known controls with their day, place and kind; their strength is not known."""

import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final

from headwater.errors import ScenarioError
from headwater.policy.scenario.months import month_number
from headwater.policy.scenario.schema import LEVER_KINDS
from headwater.policy.scenario.values import refuse

_COLUMNS: Final = ("id", "date", "place", "kind")
_PRECISION: Final = ("day", "month", "approx", "")
_DATE: Final = re.compile(r"(\d{4}-\d{2})(-\d{2})?")


@dataclass(frozen=True, slots=True)
class Event:
    """One dated action.

    Attributes:
        id: its name.
        month: number of its month.
        places: where.
        kind: a lever kind, or ``other``.
        targets: what it names; empty where nothing in the model.
        strength: 0 to 1, or None where it is not known.
        lag: months until full strength, or None.
    """

    id: str
    month: int
    places: tuple[str, ...]
    kind: str
    targets: tuple[str, ...]
    strength: float | None
    lag: float | None


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events of a CSV file in the order of time.

    Raises:
        ScenarioError: the file is not readable, a row is unusable, or two rows contradict each other.
    """
    where = str(path)
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
        header = path.read_text(encoding="utf-8-sig").partition("\n")[0]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(f"{where} cannot be read ({error}); give events as a UTF-8 CSV file.") from error
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise ScenarioError(f"{where} needs the columns {', '.join(_COLUMNS)}; missing: {', '.join(missing)}.")
    events: list[Event] = []
    ids: dict[str, int] = {}
    same: dict[tuple[object, ...], Event] = {}
    for line, row in enumerate(rows, start=2):
        event = _event(where, line, row)
        if event.id in ids:
            refuse(where, f"line {line}: id", event.id, f"line {ids[event.id]} has the same id; give each event its own")
        ids[event.id] = line
        # `other` names no mechanism: several announcements on one day are no contradiction.
        key = (event.month, row["date"], event.kind, event.places, event.targets, row.get("scope") or row.get("action") or "")
        if event.kind != "other" and key in same:
            what = f"{row['date']} {event.kind} {row['place']}"
            refuse(where, f"line {line}: {event.id}", what, f"it repeats or contradicts {same[key].id}; keep one of them")
        same[key] = event
        events.append(event)
    return tuple(sorted(events, key=lambda event: (event.month, event.id)))


def _event(where: str, line: int, row: dict[str, str]) -> Event:
    id_ = (row["id"] or "").strip()
    at = f"line {line}: "
    if not id_:
        refuse(where, at + "id", row["id"], "every event needs one")
    match = _DATE.fullmatch((row["date"] or "").strip())
    month = month_number(match[1]) if match else None
    if month is None or (match and match[2] and not 1 <= int(match[2][1:]) <= 31):
        refuse(where, at + f"{id_}.date", row["date"], "give YYYY-MM-DD or YYYY-MM")
    kind = (row["kind"] or "").strip()
    if kind not in (*LEVER_KINDS, "other"):
        refuse(where, at + f"{id_}.kind", kind, f"give one of {', '.join(LEVER_KINDS)} or other")
    precision = (row.get("precision") or "").strip()
    if precision not in _PRECISION:
        refuse(where, at + f"{id_}.precision", precision, "give day, month or approx")
    strength = _share(where, at + f"{id_}.strength", row.get("strength"), 1.0)
    lag = _share(where, at + f"{id_}.lag", row.get("lag"), 600.0)
    return Event(id_, month, _parts(row["place"]), kind, _parts(row.get("targets")), strength, lag)


def _share(where: str, key: str, text: str | None, most: float) -> float | None:
    if text is None or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        refuse(where, key, text, f"give a number from 0 to {most:g}")
    if not 0.0 <= value <= most:
        refuse(where, key, text, f"give a number from 0 to {most:g}")
    return value


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
