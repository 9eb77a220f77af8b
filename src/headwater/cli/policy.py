"""``headwater policy``: what would a control do."""

import json
from pathlib import Path
from typing import Any

import click

from headwater.api import policy as api
from headwater.errors import ArgumentError

_OUT_FILE = click.Path(dir_okay=False, path_type=Path)
_IN_FILE = click.Path(path_type=Path)
_OUT_DIR = click.Path(file_okay=False, path_type=Path)


def _changes(pairs: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        path, sign, text = pair.partition("=")
        if not sign:
            raise ArgumentError(f"--set {pair} is not usable; write --set PATH=VALUE.")
        try:
            found[path.strip()] = json.loads(text)
        except ValueError:
            found[path.strip()] = text.strip()
    return found


@click.group()
def policy() -> None:
    """Ask what a control would do to supply, price, purity and harm, with honest uncertainty.

    Example: headwater policy run us-fentanyl --runs 200 --seed 1 --out DIR
    """


@policy.command()
@click.argument("scenario", type=str)
@click.option("--runs", type=int, default=200, show_default=True, help="Simulated worlds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--workers", type=int, default=1, show_default=True, help="Threads; the result does not depend on them.")
@click.option("--out", required=True, type=_OUT_DIR, help="Folder for the results.")
@click.option("--json", "as_json", is_flag=True, help="Write meta.json to stdout as well, as one line.")
def run(scenario: str, runs: int, seed: int, workers: int, out: Path, as_json: bool) -> None:
    """Simulate a scenario: a TOML file, or the name of a shipped one.

    Example: headwater policy run us-fentanyl --runs 200 --seed 1 --out DIR
    """
    api.run(scenario, runs=runs, seed=seed, workers=workers, out=out)
    if as_json:
        click.echo(json.dumps(json.loads((out / "meta.json").read_text(encoding="utf-8"))))
    click.echo(f"{runs} runs: {out / 'outcomes.parquet'}", err=True)


@policy.command()
@click.argument("base", type=str)
@click.argument("alt", type=str)
@click.option("--runs", type=int, default=200, show_default=True, help="Pairs of simulated worlds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--workers", type=int, default=1, show_default=True, help="Threads; the result does not depend on them.")
@click.option("--out", required=True, type=_OUT_DIR, help="Folder for differences.parquet and effects.csv.")
@click.option("--json", "as_json", is_flag=True, help="Write the effects to stdout, one JSON object a line.")
def compare(base: str, alt: str, runs: int, seed: int, workers: int, out: Path, as_json: bool) -> None:
    """Compare two scenarios world by world, under common random numbers.

    Example: headwater policy compare base.toml alt.toml --runs 200 --seed 1 --out DIR
    """
    found = api.compare(base, alt, runs, seed, workers=workers, out=out)
    for effect in found:
        if as_json:
            click.echo(json.dumps({name: getattr(effect, name) for name in type(effect).__slots__}))
        elif effect.period == "all":
            name = f"{effect.outcome}/{effect.key}"
            click.echo(
                f"{name:32} {effect.base:14.6g} {effect.difference:+14.6g}  90 % [{effect.low:+.6g}, {effect.high:+.6g}]"
            )


@policy.command()
@click.argument("scenario", type=str, default="us-fentanyl")
@click.option("--facts", type=_IN_FILE, help="CSV file of facts; default: those shipped.")
@click.option("--runs", type=int, default=100, show_default=True, help="Simulated worlds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--set", "pairs", multiple=True, metavar="PATH=VALUE", help="Change the scenario, e.g. 'actor.*.adaptive=false'.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per fact to stdout.")
def check(scenario: str, facts: Path | None, runs: int, seed: int, pairs: tuple[str, ...], as_json: bool) -> None:
    """Run the stylised facts on a scenario and say which of them hold.

    Example: headwater policy check us-fentanyl --runs 100 --seed 1
    """
    found = api.check(scenario, facts=facts, runs=runs, seed=seed, changes=_changes(pairs))
    for result in found.results:
        if as_json:
            click.echo(json.dumps(result.to_dict()))
        else:
            values = " ".join(f"{value:.3g}" for value in result.value)
            mark = "pass" if result.passed else "FAIL"
            click.echo(f"{mark}  {result.fact.id:26} {values}  in [{result.fact.low:g}, {result.fact.high:g}]  {result.text}")
    held = sum(result.passed for result in found.results)
    need = -(-4 * len(found.results) // 5)
    click.echo(
        f"{held} of {len(found.results)} hold; at least {need} hold in {found.share_with(need):.0%} of the runs.", err=True
    )


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
