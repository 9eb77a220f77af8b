"""Say on the terminal what a screening found: the files, the top of the queue, and where the report lies."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from headwater.case import in_words
from headwater.cli.main import printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from headwater.share import Review

_TOP_ROWS: Final = 10
_PLAIN_WIDTH: Final = 110
_LONGEST: Final = 160
_MOST_CHANGED: Final = 6


def print_summary(review: "Review", folder: Path | None, *, stream: TextIO | None = None) -> None:
    """Print a compact summary of a review.

    Plain text without colour where the stream is not a terminal. Whatever comes from a file has its control characters and
    direction marks written as their code, and is cut, so that no cell can act on the terminal or fill it.

    Args:
        review: what the screening made.
        folder: where it was written, or None where it was not.
        stream: where to print; standard error if left out, as standard output may carry data.
    """
    from rich.console import Console

    to = stream or sys.stderr
    terminal = to.isatty()
    console = Console(file=to, width=None if terminal else _PLAIN_WIDTH, markup=False, highlight=False, emoji=False)
    for part in (_files(review), _counts(review), _top(review, plain=not terminal)):
        console.print(part)
    for warning in review.warnings:
        console.print(f"Note: {_cell(warning)}", style="yellow")
    for line in _drift(review):
        console.print(line)
    _timings(review, console)
    if folder is not None:
        console.print(f"Report: {printable(str(folder / 'report.html'))}", style="bold", soft_wrap=True)
    console.print("Points rank; they accuse nobody. A row that is not listed is not thereby lawful.", style="dim")


def _files(review: "Review") -> "RenderableType":
    table = _table()
    table.add_column("File", overflow="fold")
    table.add_column("Read as")
    for name in ("Rows", "Used", "Refused"):
        table.add_column(name, justify="right")
    table.add_column("Columns kept as they are", overflow="fold", ratio=1)
    for one in review.inputs:
        kept = ", ".join(_cell(header) for header, canonical in one.columns.items() if canonical is None)
        numbers = (f"{one.rows:,}", f"{one.used:,}", f"{one.rows - one.used:,}")
        table.add_row(_cell(review.file_names[one.source]), one.kind, *numbers, _cell(kept) or "none")
    return table


def _counts(review: "Review") -> str:
    counts = review.counts
    at_random = f", {counts['explored']:,} of them at random" if counts["explored"] else ""
    return (
        f"\n{counts['rows']:,} rows read, {counts['refused']:,} refused, {counts['flagged']:,} pointed at, "
        f"{counts['queued']:,} in the queue{at_random}."
    )


def _top(review: "Review", *, plain: bool) -> "RenderableType":
    rows = review.queue.rows.filter(~review.queue.rows["explore"]).head(_TOP_ROWS)
    if rows.is_empty():
        return "Nothing pointed at any row.\n"
    names = review.file_names
    table = _table()
    table.add_column("Rank", justify="right")
    table.add_column("Points", justify="right", style=None if plain else "bold")
    table.add_column("Record", overflow="fold", max_width=24)
    table.add_column("File: row", overflow="fold", max_width=30)
    table.add_column("First reason", overflow="fold", ratio=1)
    for row in rows.iter_rows(named=True):
        more = len(row["reasons"]) - 1
        reason = _cell(row["reasons"][0]) + (f" (+{more} more)" if more else "")
        points = f"{row['points']:.2f}".rstrip("0").rstrip(".")
        table.add_row(
            str(row["rank"]),
            points,
            _cell(row["record_id"] or ""),
            f"{_cell(names.get(row['source'], row['source']))}: {row['row']}",
            reason,
        )
    return table


def _drift(review: "Review") -> list[str]:
    if review.drift is None:
        return []
    changed = review.drift.filter(review.drift["verdict"] != "steady")
    lines = [f"Since the earlier run: {in_words(row)}" for row in changed.head(_MOST_CHANGED).iter_rows(named=True)]
    if changed.height > _MOST_CHANGED:
        lines.append(f"Since the earlier run: {changed.height - _MOST_CHANGED} more rules changed; run.json has all.")
    return lines or [f"Since the earlier run: {review.drift.height} rules compared, none went silent or noisy."]


def _timings(review: "Review", console: "Console") -> None:
    if review.timings is None:
        return
    for stage, seconds in review.timings.items():
        console.print(f"  {_cell(stage):<28}{seconds:9.2f} s")


def _table() -> "Table":
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, safe_box=True, show_edge=False)


def _cell(text: str) -> str:
    safe = printable(text.replace("\n", "\u21b5")[:_LONGEST])
    return f"{safe}\u2026" if len(text) > _LONGEST else safe
