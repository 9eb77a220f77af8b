"""``headwater decide``: write down what was decided about the rows of a queue."""

import json
from pathlib import Path

import click

from headwater.errors import ArgumentError


@click.command()
@click.argument("review", type=click.Path(path_type=Path))
@click.option("--rank", type=int, help="Rank of the row that is decided.")
@click.option("--decision", help="true_concern, cleared or unsure.")
@click.option("--reason", default="", help="Why, in a sentence, for whoever reads it later.")
@click.option("--not-same", "not_same", metavar="PARTY", help="A listed party that the row's party is not, by its id.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def decide(review: Path, rank: int | None, decision: str | None, reason: str, not_same: str | None, as_json: bool) -> None:
    """Keep decisions on the queue of REVIEW in its decisions.csv.

    Without --rank, the file is made or completed with a line for each row of the queue, to be filled in with any spreadsheet,
    and what is decided so far is counted. Nothing that was written in it is lost.

    With --not-same, the pair is written into decided.csv instead; `headwater screen --decided` leaves it out from then on,
    until what is known of either party changes.

    Example: headwater decide review --rank 3 --decision cleared --reason "Licence seen"
    """
    from headwater.cli.main import printable
    from headwater.share import open_review
    from headwater.share.sheet import update_sheet

    if not_same is not None:
        from headwater.share.pairs import keep_apart

        if rank is None or decision is not None:
            raise ArgumentError("--not-same goes with --rank and --reason, and not with --decision.", code="decision")
        path = keep_apart(open_review(review), rank, not_same, reason)
        shown = {"file": str(path), "party": not_same}
        told = f"{printable(str(path))}: {not_same} is kept apart from the party of that row."
        click.echo(json.dumps(shown) if as_json else told)
        return
    state = update_sheet(open_review(review), rank=rank, decision=decision, reason=reason)
    if as_json:
        click.echo(json.dumps({"file": str(state.path), "queued": state.queued, "open": state.open, **state.counts}))
        return
    decided = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in state.counts.items() if count) or "none"
    click.echo(f"{printable(str(state.path))}: {state.queued} rows in the queue, {state.open} open; decided: {decided}.")
