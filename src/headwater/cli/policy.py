"""``headwater policy``: what would a control do."""

import json
from pathlib import Path

import click

from headwater.api import policy as api

_OUT_FILE = click.Path(dir_okay=False, path_type=Path)
_IN_FILE = click.Path(path_type=Path)


@click.group()
def policy() -> None:
    """Ask what a control would do to supply, price, purity and harm, with honest uncertainty.

    Example: headwater policy run us-fentanyl --runs 200 --seed 1 --out DIR
    """


@policy.command()
@click.argument("game", type=_IN_FILE)
@click.option("--out", required=True, type=_OUT_FILE, help="JSON file for the answer.")
@click.option("--json", "as_json", is_flag=True, help="Write the answer to stdout as well, one JSON object.")
def allocate(game: Path, out: Path, as_json: bool) -> None:
    """Spread a defender's budget against adversaries who see it and answer.

    Example: headwater policy allocate game.json --out answer.json
    """
    answer = api.allocate(game, out=out)
    if as_json:
        click.echo(json.dumps(answer.to_dict()))
    else:
        click.echo(
            f"delivered {answer.delivered:.6g}, nothing leaves less than {answer.bound:.6g} ({answer.method}): {out}", err=True
        )
