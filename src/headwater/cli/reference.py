"""``headwater reference``: print the tables that answers rest on."""

import json
import sys
from datetime import date, datetime

import click
import polars as pl

from headwater.reference import describe, tables


@click.group()
def reference() -> None:
    """Show the reference tables and their sources.

    Example: headwater reference show listings --on 2024-09-01
    """


@reference.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_tables(as_json: bool) -> None:
    """List the tables.

    Example: headwater reference list
    """
    for description in describe().values():
        if as_json:
            entry = {"name": description.name, "title": description.title, "law": description.law}
            click.echo(json.dumps({**entry, "source": description.source, "licence": description.licence}))
        else:
            click.echo(f"{description.name:<22} {description.title}")


@reference.command()
@click.argument("table")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Only what is in force on this day.")
@click.option("--unverified", is_flag=True, help="Also rows not verified against their source, marked as such.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Comma-separated values.")
def show(table: str, on: datetime | None, unverified: bool, as_json: bool, as_csv: bool) -> None:
    """Print a table with its sources.

    Example: headwater reference show red_flags
    """
    frame = tables(on.date() if on else None, with_unverified=unverified)[table]
    description = describe()[table]
    if as_json:
        for row in frame.iter_rows(named=True):
            click.echo(json.dumps(row, ensure_ascii=False, default=_iso))
        return
    if as_csv:
        click.echo(frame.write_csv(), nl=False)
        return
    click.echo(f"{description.title}: {frame.height:,} rows; licence: {description.licence}")
    click.echo(f"Source: {description.source or 'each row names its own'}")
    _print_rows(frame)


def _print_rows(frame: pl.DataFrame) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_lines=False, header_style="bold")
    for column in frame.columns:
        table.add_column(column, overflow="fold")
    for row in frame.iter_rows():
        table.add_row(*("" if value is None else str(value) for value in row))
    Console(file=sys.stdout, width=None if sys.stdout.isatty() else 200, markup=False).print(table)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
