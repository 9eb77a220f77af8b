"""The sheet in which reviewers write down what they decided: ``decisions.csv`` in the folder of a review."""

import csv
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from headwater.case import DECISIONS, read_decisions
from headwater.errors import ArgumentError, InputError, OutputError
from headwater.share.stored import StoredReview
from headwater.share.unseen import spreadsheet_safe, spreadsheet_text

SHEET: Final = "decisions.csv"

_COLUMNS: Final = ("rank", "source", "row", "kind", "record_id", "points", "decision", "reason")


@dataclass(frozen=True, slots=True)
class SheetState:
    """Where the sheet lies, how many rows of the queue it holds, and how many of them are decided how."""

    path: Path
    queued: int
    counts: dict[str, int]

    @property
    def open(self) -> int:
        """Return how many rows of the queue are not decided yet."""
        return self.queued - sum(self.counts.values())


def update_sheet(review: StoredReview, *, rank: int | None = None, decision: str | None = None, reason: str = "") -> SheetState:
    """Return the state of the sheet of a review, after adding to it the rows of the queue that it lacks.

    Nothing that a reviewer wrote is lost: lines of earlier queues and columns of the reviewer's own stay. With a rank and a
    decision, that row is decided; an earlier decision on it is replaced.

    Raises:
        ArgumentError: a rank without a decision or the reverse, an unknown decision, or a rank that is not in the queue.
        InputError: the sheet holds something that is no decision.
        OutputError: the sheet cannot be written.
    """
    if (rank is None) != (decision is None):
        raise ArgumentError("A decision needs both --rank and --decision; give both or neither.", code="decision")
    if decision is not None and decision not in DECISIONS:
        raise ArgumentError(f"{decision!r} is no decision; choose one of {', '.join(DECISIONS)}.", code="decision")
    path = review.folder / SHEET
    lines = _read(path)
    by_address = {(spreadsheet_text(line.get("source") or ""), (line.get("row") or "").strip()): line for line in lines}
    for entry in review.run["queue"]:
        address = (entry["source"], str(entry["row"]))
        line = by_address.get(address)
        if line is None:
            line = by_address[address] = dict.fromkeys(_COLUMNS, "")
            lines.append(line)
        line |= {name: _cell(entry[name]) for name in ("rank", "source", "row", "kind", "record_id", "points")}
    if rank is not None and decision is not None:
        entry = review.row(rank).entry
        line = by_address[entry["source"], str(entry["row"])]
        line |= {"decision": decision, "reason": spreadsheet_safe(reason)}
    _write(path, lines)
    return _state(review, path)


def _state(review: StoredReview, path: Path) -> SheetState:
    decided = {(row["source"], row["row"]): row["decision"] for row in read_decisions(path).iter_rows(named=True)}
    found = [decided.get((entry["source"], entry["row"])) for entry in review.run["queue"]]
    return SheetState(path, len(found), {name: found.count(name) for name in DECISIONS})


def _cell(value: Any) -> str:
    return "" if value is None else spreadsheet_safe(str(value))


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    # What is there must be a sheet of decisions before it is rewritten.
    read_decisions(path)
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval=""))
    if any(None in line for line in lines):
        raise InputError(f"{path} has lines with more cells than columns; mend them first.", code="decisions")
    return [dict(line) for line in lines]


def _write(path: Path, lines: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys([*_COLUMNS, *(name for line in lines for name in line)]))
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    try:
        handle, work = tempfile.mkstemp(prefix=".headwater-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            file.write(buffer.getvalue())
        Path(work).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        Path(work).replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); close it elsewhere or make room.", code="output"
        ) from error
