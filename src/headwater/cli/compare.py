"""``headwater compare``: are two parties the same?"""

import json
import sys

import click

from headwater.cli.lines import Lines, Refused, printed, show_refused
from headwater.errors import ArgumentError
from headwater.party import DEFAULT_COMPARE_THRESHOLD, Comparison
from headwater.party import compare as compare_pairs
from headwater.party.matching.compare import pair_of


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
    A line that cannot be used is refused with its number, and the rest is answered.

    Example: headwater compare --schema Company "Rivendale S.A.R.L." "Ste Rivendale"
    """
    if len(names) not in (0, 2):
        raise ArgumentError(f"Give two names to compare, or none and pairs on stdin; {len(names)} given.", code="pair")
    if names:
        for result in compare_pairs([{"schema": schema, "name1": names[0], "name2": names[1]}], threshold=threshold):
            _put(result, as_json=as_json)
        return
    lines = Lines(sys.stdin, None, pair_of)
    for answer in lines.in_order(compare_pairs(lines, threshold=threshold)):
        if not isinstance(answer, Refused):
            _put(answer, as_json=as_json)
            continue
        show_refused(answer)
        if as_json:
            click.echo(json.dumps({"score": None, "match": False, "features": [], "refused": answer.to_dict()}))
    lines.report()


def _put(result: Comparison, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result.to_dict(), ensure_ascii=False))
        return
    click.echo(f"{result.score:.2f} {'the same' if result.match else 'different'} ({result.certainty})")
    for feature in result.features:
        click.echo(f"  {feature.weight:+.2f} {feature.name}: {printed(feature.detail)}")
