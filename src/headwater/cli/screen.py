"""``headwater screen``: the main job."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from headwater.api.screening import ScreenOptions
from headwater.api.screening import screen as run_screen
from headwater.case import DEFAULT_BUDGET, DEFAULT_EXPLORE, Budget
from headwater.cli.stages import Stages
from headwater.cli.summary import print_summary
from headwater.errors import ArgumentError
from headwater.model import RECORD_KINDS


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--kind", type=click.Choice(RECORD_KINDS), help="What the rows are, where the headers do not tell.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=NAME", help="Read COLUMN as the canonical column NAME.")
@click.option("--list", "lists", multiple=True, metavar="FILE", help="A party list to screen against; may be repeated.")
@click.option("--no-designations", is_flag=True, help="Leave out the bundled programme designations.")
@click.option("--budget", default=None, metavar="N|P%", help=f"Length of the queue [default: {DEFAULT_BUDGET}].")
@click.option("--explore", type=float, default=DEFAULT_EXPLORE, show_default=True, help="Share drawn at random.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the random draw.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day whose law applies [default: each record's own].",
)
@click.option("--threshold", type=click.FloatRange(0, 1), help="Score from which a name counts as a match.")
@click.option("--rules", type=click.Path(path_type=Path), help="A table of rules of your own, in place of the shipped one.")
@click.option("--unverified", is_flag=True, help="Use reference rows not yet verified against their source as well.")
@click.option("--decisions", type=click.Path(path_type=Path), help="What was decided before (decisions.csv), to be shown.")
@click.option("--since-run", type=click.Path(path_type=Path), help="An earlier review, to tell which rules changed since.")
@click.option("--decided", type=click.Path(path_type=Path), help="Pairs of parties that are not the same (decided.csv).")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("review"), show_default=True, help="Folder for the results."
)
@click.option("--timings", is_flag=True, help="Print the seconds of each stage and keep them in run.json.")
@click.option("--json", "as_json", is_flag=True, help="Print the queue as one JSON object a line.")
def screen(files: tuple[str, ...], out: Path, timings: bool, as_json: bool, **given: Any) -> None:
    """Rank the rows of FILEs that a person should look at, with reasons and cited cells.

    FILEs hold shipments, orders, payments, listings or companies as CSV, TSV, XLSX, Parquet, JSON or NDJSON, also gzipped.
    The folder gets queue.csv, findings.parquet, records.parquet, report.html and run.json.

    Example: headwater screen shipments.csv --list sdn.csv --budget 1% --out review
    """
    options = ScreenOptions(
        today=datetime.now(tz=UTC).date(),
        kind=given["kind"],
        mapping=dict(_pair(text) for text in given["maps"]),
        budget=DEFAULT_BUDGET if given["budget"] is None else Budget.parse(given["budget"]),
        explore=given["explore"],
        seed=given["seed"],
        on=None if given["on"] is None else given["on"].date(),
        threshold=given["threshold"],
        rules=given["rules"],
        with_unverified=given["unverified"],
        with_designations=not given["no_designations"],
        decisions=given["decisions"],
        decided=given["decided"],
        since_run=given["since_run"],
    )
    with Stages(keep_timings=timings) as stages:
        review = run_screen(list(files), lists=given["lists"], options=options, out=out, watch=stages)
    if as_json:
        for row in review.queue.rows.iter_rows(named=True):
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        print_summary(review, out, stream=sys.stdout)
    if timings:
        click.echo(f"Timings: {stages.report()}", err=True)


def _pair(text: str) -> tuple[str, str]:
    column, separator, name = text.rpartition("=")
    if not separator or not column or not name:
        raise ArgumentError(f"--map {text!r} does not read COLUMN=NAME; write --map 'Gross weight=gross_kg'.", code="map")
    return column, name
