"""``headwater compare``: are two parties the same?"""

import json
import sys

import click

from headwater.cli.lines import objects_in, printed
from headwater.errors import ArgumentError
from headwater.party import DEFAULT_COMPARE_THRESHOLD
from headwater.party import compare as compare_pairs


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME NAME]")
@click.option(
    "--threshold", type=float, default=DEFAULT_COMPARE_THRESHOLD, show_default=True, help="Score from which they are the same."
)
@click.option("--schema", help="What the names are: Person, Company, Organization, Vessel, LegalEntity.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def compare(names: tuple[str, ...], threshold: float, schema: str | None, as_json: bool) -> None:
    """Compare two names, or the pairs on stdin, and say why they are or are not one party.

    Without NAME, reads one JSON object a line from stdin: {"schema", "name1", "name2"}, or two query objects "a" and "b".

    Example: headwater compare --schema Company "Rivendale S.A.R.L." "Ste Rivendale"
    """
    if len(names) not in (0, 2):
        raise ArgumentError(f"Give two names to compare, or none and pairs on stdin; {len(names)} given.", code="pair")
    given = [{"schema": schema, "name1": names[0], "name2": names[1]}] if names else objects_in(sys.stdin, None)
    for result in compare_pairs(given, threshold=threshold):
        if as_json:
            click.echo(json.dumps(result.to_dict(), ensure_ascii=False))
            continue
        click.echo(f"{result.score:.2f} {'the same' if result.match else 'different'} ({result.certainty})")
        for feature in result.features:
            click.echo(f"  {feature.weight:+.2f} {feature.name}: {printed(feature.detail)}")
