"""``headwater identify``: what is it, is it controlled."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Final, Literal

import click

from headwater.substance import Control, Identification, Obligation

_BATCH: Final = 20_000
_SURE: Final = {"exact": "", "likely": " (likely)", "ambiguous": "", "none": ""}
_VERDICTS: Final = {
    "named": "named in the lists below",
    "class": "inside a structural class",
    "class-known-use": "inside a structural class by its words, and a medicine in known use",
    "opinion-needed": "a person must decide",
    "watched": "watched, not under control as such",
    "not-found": "not found in these tables, which does not mean that it is legal",
}

_NOT_READ: Final = "listed as far as known, in no list whose text was read"
_UNSURE: Final = "on the lists below, of which none is known to have been in force on that day"


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT ...]")
@click.option("--format", "form", type=click.Choice(["text", "smiles"]), default="text", help="How to read the input.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day whose law applies; today if left out."
)
@click.option(
    "--from", "origin", metavar="COUNTRY", help="Country of export, two letters: show what imports and exports ask for."
)
@click.option("--to", "destination", metavar="COUNTRY", help="Country of import, two letters.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def identify(
    texts: tuple[str, ...],
    form: Literal["text", "smiles"],
    on: datetime | None,
    origin: str | None,
    destination: str | None,
    as_json: bool,
) -> None:
    """Say which substance each TEXT means and which lists it is on; without TEXT, read one a line from standard input.

    Example: headwater identify "1-boc-4-piperidone, 25 kg drum, CAS 79099-07-3" --on 2026-06-01 --from CN --to MX
    """
    from headwater.api.identifying import duties
    from headwater.api.identifying import identify as identify_texts
    from headwater.cli.standard_input import decoded_lines
    from headwater.reference import tables
    from headwater.substance import country, incomplete_lists

    day = on.date() if on is not None else datetime.now().astimezone().date()
    known = tables()
    incomplete = incomplete_lists(known)
    route = (country(origin, known), country(destination, known))
    for batch in _batches(texts or decoded_lines(sys.stdin.buffer)):
        for answer in identify_texts(batch, on=day, form=form):
            asked = duties(answer, origin=route[0], destination=route[1], on=day) if any(route) else None
            if as_json:
                extra = {} if asked is None else {"obligations": [duty.to_dict() for duty in asked]}
                click.echo(json.dumps({**answer.to_dict(), **extra}, ensure_ascii=False))
            else:
                click.echo("\n".join([*_sentences(answer, day, incomplete), *_duties(asked)]))
                if answer.verdict == "not-found":
                    incomplete = ""  # said once a run


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(texts)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _sentences(answer: Identification, day: date, incomplete: str) -> Iterator[str]:
    from headwater.cli.main import printable

    shown = answer.input if len(answer.input) <= 120 else f"{answer.input[:117]}..."
    yield printable(shown)
    if answer.substance is not None:
        cas = f", CAS {answer.substance.cas}" if answer.substance.cas else ""
        form = f", as {answer.form}" if answer.form else ""
        yield printable(f"  is {answer.substance.name}{cas}{form}{_SURE[answer.certainty]}, by {answer.how}")
    if answer.alternatives:
        yield printable("  could be " + "; or ".join(alternative.name for alternative in answer.alternatives))
    unsure = answer.controls and not any(control.known_in_force for control in answer.controls)
    not_read = answer.verdict == "named" and not answer.controls
    verdict = _UNSURE if unsure else _NOT_READ if not_read else _VERDICTS[answer.verdict]
    yield f"  on {day.isoformat()}: {verdict}"
    if answer.verdict == "not-found" and incomplete:
        yield f"    lists {incomplete}"
    for control in answer.controls:
        yield "    " + printable(_control(control))
    for warning in answer.warnings:
        yield printable(f"  note ({warning.code}): {warning.text}")


def _duties(asked: tuple[Obligation, ...] | None) -> Iterator[str]:
    from headwater.cli.main import printable

    if asked is None:
        return
    yield "  obligations:" if asked else "  obligations: none in the table for this route"
    for duty in asked:
        threshold = f" ({duty.threshold})" if duty.threshold else ""
        caveat = f" {duty.caveat}" if duty.caveat else ""
        yield printable(f"    {duty.jurisdiction}, {duty.side}: {duty.requirement}{threshold}{caveat} [{duty.citation}]")
    if asked:
        yield f"    {asked[0].to_dict()['advice']}"


def _control(control: Control) -> str:
    if control.since:
        since = f"since {control.since.isoformat()}"
    elif control.known_in_force:
        since = f"first day not known, on the list by {control.on_list_by}"
    else:
        since = f"first day not known; whether in force on that day is not known, only from {control.on_list_by}"
    if control.since and control.since_status != "read":
        since += f" ({control.since_status})"
    until = f" until {control.until.isoformat()}" if control.until else ""
    clauses = f", {control.basis} {'+'.join(control.clauses)}" if control.clauses else f", {control.basis}"
    return f"{control.instrument}{clauses}, {since}{until}; {control.source}"
