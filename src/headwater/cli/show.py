"""``headwater show``: one row of a queue, walked back to its cells and rules."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headwater.cli.main import printable

if TYPE_CHECKING:
    from rich.console import Console

    from headwater.share import QueuedRow

_WIDTH = 110


@click.command()
@click.argument("review", type=click.Path(path_type=Path))
@click.argument("rank", type=int)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(review: Path, rank: int, as_json: bool) -> None:
    """Show one row of the queue of REVIEW: findings, cells, rules, what would clear it, what instruments ask for, the record.

    Example: headwater show review 1
    """
    from headwater.share import open_review

    queued = open_review(review).row(rank)
    if as_json:
        click.echo(json.dumps(_as_object(queued), ensure_ascii=False, default=str))
        return
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDTH
    _print(queued, Console(file=sys.stdout, width=width, markup=False, highlight=False, emoji=False))


def _as_object(queued: "QueuedRow") -> dict[str, object]:
    return {
        **queued.entry,
        "findings": list(queued.findings),
        "rules": queued.rules,
        "obligations": list(queued.obligations),
        "record": queued.record,
    }


def _print(queued: "QueuedRow", console: "Console") -> None:
    from headwater.share.values import as_text

    entry = queued.entry
    console.print(f"{entry['rank']}. {_safe(entry['record_id'])}: {entry['points']:g} points", style="bold")
    console.print(f"{entry['kind']}, row {entry['row']} of {_safe(entry['source'])}", style="dim")
    if entry["explore"]:
        console.print("\nNothing pointed at this row; it was drawn at random.")
    for finding in queued.findings:
        rule = queued.rules[finding["rule"]]
        given = f" of {finding['points']:g}" if finding["counted"] != finding["points"] else ""
        console.print(f"\n+{finding['counted']:g}{given}  {_safe(finding['reason'])}", style="bold")
        for cell in finding["cells"]:
            console.print(f"    {_safe(cell['column'])} = {_safe(cell['value'])}")
        for label, name in (
            ("Rule", None),
            ("Rests on", "citation"),
            ("Source", "source"),
            ("Ask", "question"),
            ("Clears", "clears"),
        ):
            text = finding["rule"] if name is None else rule.get(name)
            if text:
                console.print(f"    {label + ':':<10}{_safe(text)}", style="dim")
    _print_obligations(queued, console)
    console.print("\nThe record", style="bold")
    for column, value in queued.record.items():
        if text := as_text(value):
            console.print(f"    {_safe(column)} = {_safe(text)}")
    console.print("\nPoints rank; they accuse nobody. A finding may have an ordinary explanation.", style="dim")


def _print_obligations(queued: "QueuedRow", console: "Console") -> None:
    if not queued.obligations:
        return
    first = queued.obligations[0]
    substances = ", ".join(dict.fromkeys(name for one in queued.obligations for name in one["substances"]))
    route = (
        f"from {_safe(first['origin'] or 'a country not stated')} to {_safe(first['destination'] or 'a country not stated')}"
    )
    console.print("\nWhat the published instruments ask for", style="bold")
    console.print(f"    For {_safe(substances)}, {route}, by the law of {_safe(first['day'])}.", style="dim")
    for one in queued.obligations:
        threshold = f" ({_safe(one['threshold'])})" if one["threshold"] else ""
        unread = "" if one["verified"] else " Unverified: the text was not read."
        console.print(f"    {_safe(one['jurisdiction'])}, {_safe(one['side'])}: {_safe(one['requirement'])}{threshold}{unread}")
        since = f"since {_safe(one['since'])}" if one["since"] else "first day not known"
        console.print(f"        {_safe(one['citation'])}; {since}; {_safe(one['read_at'])}", style="dim")
    console.print(f"    {_safe(first['advice'])}")


def _safe(text: str | None) -> str:
    return printable((text or "").replace("\n", "\u21b5"))
