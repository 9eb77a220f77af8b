"""``headwater match``: screen names and identifiers against lists."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from headwater.cli.lines import Lines, Refused, printed, show_refused
from headwater.party import DEFAULT_THRESHOLD, MatchResult, iterate_matches, load_lists, notes, query_of, read_decided
from headwater.reference import tables


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME ...]")
@click.option(
    "--list", "lists", multiple=True, type=click.Path(path_type=Path), help="A list file; may be given several times."
)
@click.option("--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True, help="Score from which it is a match.")
@click.option("--limit", type=int, default=5, show_default=True, help="Candidates per query at most.")
@click.option("--schema", help="What the names are: Person, Company, Organization, Vessel, LegalEntity.")
@click.option("--decided", type=click.Path(path_type=Path), help="CSV of pairs that are not the same: state, because.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def match(
    names: tuple[str, ...],
    lists: tuple[Path, ...],
    threshold: float,
    limit: int,
    schema: str | None,
    decided: Path | None,
    as_json: bool,
) -> None:
    """Match names against listed parties and say why.

    Without NAME, reads one query a line from stdin: a plain name, or a JSON object with a name and what else is known. Without
    --list, matches against the bundled narcotics-programme designations. A line that cannot be used is refused with its number,
    and the rest is answered.

    Example: headwater match "CARO QUINTERO, Rafael" --list sdn.csv --json
    """
    silent = read_decided(decided) if decided else {}
    index = load_lists(lists, tables())
    for note in notes(index.lists):
        click.echo(f"note: {printed(note)}", err=True)
    if names:
        for result in iterate_matches(_with_schema(names, schema), index, threshold=threshold, limit=limit, decided=silent):
            _put(result, as_json=as_json)
        return
    lines = Lines(sys.stdin, "name", lambda given: query_of(next(_with_schema([given], schema))))
    results = iterate_matches(lines, index, threshold=threshold, limit=limit, decided=silent)
    for answer in lines.in_order(results):
        if not isinstance(answer, Refused):
            _put(answer, as_json=as_json)
            continue
        show_refused(answer)
        if as_json:
            click.echo(json.dumps({"query": None, "candidates": [], "refused": answer.to_dict()}, ensure_ascii=False))
    lines.report()


def _put(result: MatchResult, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(result.to_dict(), ensure_ascii=False))
    else:
        _show(result)


def _with_schema(given: Iterable[Any], schema: str | None) -> Iterator[Any]:
    for query in given:
        yield query if schema is None else {"schema": schema, **({"name": query} if isinstance(query, str) else query)}


def _show(result: MatchResult) -> None:
    click.echo(printed(str(result.query.get("name", "(identifiers)"))))
    for warning in result.warnings:
        click.echo(f"  warning: {printed(warning.text)}")
    if not result.candidates:
        click.echo("  nothing like it on the lists; that does not make a party safe")
    for candidate in result.candidates:
        mark = "match" if candidate.match else "     "
        programs = " ".join(candidate.programs)
        click.echo(
            f"  {candidate.score:.2f} {mark} {candidate.certainty:<8} {printed(candidate.name)} [{candidate.id}] {programs}"
        )
        reasons = "; ".join(f"{feature.name} {feature.weight:+.1f} ({feature.detail})" for feature in candidate.features[:3])
        click.echo(f"       by {printed(candidate.matched_name)}: {printed(reasons)}")
