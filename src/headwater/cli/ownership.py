"""``headwater ownership``: who counts as listed because listed parties own it."""

import json
from pathlib import Path

import click

from headwater.cli.lines import printed

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--list", "lists", multiple=True, type=_FILE, help="A list file; may be given several times.")
@click.option("--rule", type=click.Choice(["us", "eu", "uk"]), default="us", show_default=True, help="Whose 50 % rule.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Score from which a party counts as listed.")
@click.option("--all", "everyone", is_flag=True, help="Also show the parties that are not owned.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for every party.")
def ownership(file: Path, lists: tuple[Path, ...], rule: str, threshold: float | None, everyone: bool, as_json: bool) -> None:
    """Apply the 50 % rule to FILE, a table with the columns owner, owned and share.

    A body that listed parties own to the share of the rule, directly, through others or together, counts as listed. Shares that
    are not known are intervals, and so is the answer: owned, perhaps, or not owned. Without --list, the bundled
    narcotics-programme designations are used.

    Example: headwater ownership holdings.csv --list sdn.csv
    """
    from headwater.api.owning import ownership as review_ownership

    review = review_ownership(file, lists, rule=rule, threshold=threshold)
    for note in review.notes:
        click.echo(f"note: {printed(note)}", err=True)
    for row, reason in review.refused:
        click.echo(f"row {row}: {reason}", err=True)
    counts: dict[str, int] = {}
    for standing in review.standings:
        told = standing.ownership.standing
        counts[told] = counts.get(told, 0) + 1
        if as_json:
            click.echo(json.dumps(standing.to_dict(), ensure_ascii=False))
        elif everyone or told != "not owned":
            names_only = ", rests on like names only" if standing.rests_on_names else ""
            click.echo(f"{told:<9} {printed(standing.name)}{names_only}")
            click.echo(f"          {printed(standing.explanation)}")
    said = ", ".join(f"{count:,} {told}" for told, count in counts.items())
    click.echo(f"{len(review.standings):,} parties: {said}. Rule: {review.rule.source}.", err=True)
