"""Show a person where a long run is, and keep the seconds each stage took."""

import sys
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_SENTENCES: Final = {
    "reference": "Loading the reference tables",
    "lists": "Reading the party lists",
    "read": "Reading the records",
    "substance": "What is it",
    "party": "Who is it",
    "flow": "What is odd about it",
    "queue": "Ranking",
    "write": "Writing the review",
}


class Stages:
    """A watch that shows the stage on a terminal and measures it.

    Args:
        keep_timings: hand the timings out, so that they are kept with the result.
    """

    def __init__(self, *, keep_timings: bool) -> None:
        self._keep = keep_timings
        self._seconds: dict[str, float] = {}
        self._stage: str | None = None
        self._since = time.perf_counter()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> "Stages":
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(pulse_style="cyan"), TimeElapsedColumn())
            self._progress = Progress(*columns, TextColumn("{task.fields[done]}"), console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("Starting", total=None, done="")
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        if self._progress is not None:
            self._progress.stop()

    def stage(self, name: str) -> None:
        """Note that a stage begins."""
        self._close()
        self._stage, self._rows = name, 0
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=_SENTENCES.get(name, name), done="")

    def advance(self, rows: int) -> None:
        """Note that rows are done."""
        self._rows += rows
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, done=f"{self._rows:,} rows")

    def timings(self) -> Mapping[str, float] | None:
        """Return the seconds of each stage that has ended, or None where they are not kept."""
        return dict(self._seconds) if self._keep else None

    def report(self) -> str:
        """Return the seconds of each stage as one line."""
        self._close()
        return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self._seconds.items())

    def _close(self) -> None:
        now = time.perf_counter()
        if self._stage is not None:
            self._seconds[self._stage] = round(self._seconds.get(self._stage, 0.0) + now - self._since, 3)
        self._stage, self._since = None, now
