"""``headwater rules``: what the rules see, and what would clear them."""

import json
import sys
from pathlib import Path

import click

from headwater.errors import ArgumentError


@click.command()
@click.argument("names", nargs=-1, metavar="[RULE ...]")
@click.option("--kind", help="Only the rules on one kind of record.")
@click.option(
    "--rules", "table", type=click.Path(path_type=Path), help="A table of rules of your own, in place of the shipped one."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def rules(names: tuple[str, ...], kind: str | None, table: Path | None, as_json: bool) -> None:
    """List the rules: points, what each sees, and its published flag; in full for each RULE named.

    Points and thresholds are data: write `headwater reference show rules --csv` to a file, change them there, and give the file
    to `headwater screen --rules`. A rule left out of that file, or with 0 points, does not run.

    Example: headwater rules split_orders
    """
    from headwater.api.ruling import list_rules

    entries = [entry for entry in list_rules(table) if kind is None or kind in entry.kinds]
    known = {entry.rule: entry for entry in entries}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ArgumentError(f"There is no rule {unknown[0]!r}; headwater rules lists them all.", code="unknown-rule")
    chosen = [known[name] for name in names] or entries
    if as_json:
        for entry in chosen:
            click.echo(json.dumps(entry.to_dict(), ensure_ascii=False))
        return
    if names:
        for entry in chosen:
            ahead = " Points at earlier rows once later ones complete the pattern." if entry.looks_ahead else ""
            click.echo(f"{entry.rule}: {entry.sentence}{ahead}")
            click.echo(f"  {entry.points:g} points; kinds: {', '.join(entry.kinds)}; flag {entry.flag or 'none'}")
            click.echo(f"  thresholds: {(entry.thresholds or 'none').replace(';', ', ')}")
            click.echo(f"  published: {entry.citation}")
            click.echo(f"  ask: {entry.question}")
            click.echo(f"  cleared by: {entry.clears}")
        return
    from rich.console import Console
    from rich.table import Table

    listing = Table(header_style="bold", show_lines=False)
    for column in ("Rule", "Points", "Kinds", "Flag", "What it sees"):
        listing.add_column(column, overflow="fold", justify="right" if column == "Points" else "left")
    for entry in entries:
        listing.add_row(entry.rule, f"{entry.points:g}", " ".join(entry.kinds), entry.flag or "", entry.sentence)
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 160, markup=False).print(listing)
