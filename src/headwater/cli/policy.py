"""``headwater policy``: what would a control do."""

import json
from pathlib import Path
from typing import Any

import click

from headwater.api import policy as api
from headwater.api.policy import hindcast_table, hold_out_summary, month_text
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
@click.option("--fit-until", required=True, metavar="YYYY-MM", help="Last month that may be looked at.")
@click.option("--to", required=True, metavar="YYYY-MM", help="Last month of the forecast.")
@click.option("--data", required=True, type=_IN_FILE, help="Folder with observations.csv.")
@click.option("--events", type=_IN_FILE, help="CSV file of dated controls; default: events.csv of the folder.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--width", default=None, metavar="SHARE|none", help="Widest 90 % interval over the median; none: no limit.")
@click.option("--out", required=True, type=_OUT_FILE, help="CSV file: month, series, quantile, value.")
@click.option("--json", "as_json", is_flag=True, help="Write the yearly quantiles to stdout, one JSON object a line.")
def forecast(
    fit_until: str, to: str, data: Path, events: Path | None, seed: int, width: str | None, out: Path, as_json: bool
) -> None:  # fmt: skip
    """Forecast the deaths of a data folder from what was known at a month, with dated controls as known inputs.

    Example: headwater policy forecast --fit-until 2020-12 --to 2025-12 --data us --events us/events.csv --out forecast.csv
    """
    limit = {} if width is None else {"width": _width(width)}
    found = api.forecast(data, fit_until=fit_until, to=to, events=events, seed=seed, out=out, **limit)
    for one in found:
        for year, quantiles in one.yearly_quantiles().items():
            if as_json:
                named = {str(q): value for q, value in quantiles.items()}
                click.echo(json.dumps({"series": one.series, "year": year, "quantiles": named}))
            elif "-" not in one.series:
                low, middle, high = quantiles[0.05], quantiles[0.5], quantiles[0.95]
                click.echo(f"{one.series:28} {year}  {middle:12.0f}  90 % [{low:.0f}, {high:.0f}]")
    click.echo(f"{found[0].statement()} {len(found)} series: {out}", err=True)


def _width(text: str) -> float | None:
    if text == "none":
        return None
    try:
        return float(text)
    except ValueError as error:
        raise ArgumentError(f"--width {text} is not usable; give a number such as 0.8, or none.") from error


@policy.command()
@click.option("--until", required=True, metavar="YYYY-MM", help="Last month that counts as known.")
@click.option("--data", required=True, type=_IN_FILE, help="Folder with observations.csv.")
@click.option("--events", type=_IN_FILE, help="CSV file of dated controls; default: events.csv of the folder.")
@click.option("--series", multiple=True, metavar="NAME", help="Such as deaths/US; default: every death series long enough.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--json", "as_json", is_flag=True, help="Write every hindcast to stdout, one JSON object a line.")
def hindcast(until: str, data: Path, events: Path | None, series: tuple[str, ...], seed: int, as_json: bool) -> None:
    """Score what the forecast would have said from earlier months, beside "last year again" and a damped trend.

    Example: headwater policy hindcast --until 2020-12 --data us --series deaths/US
    """
    found = api.hindcast(data, until=until, series=series, events=events, seed=seed)
    if as_json:
        for row in found:
            named = {str(q): value for q, value in row.quantiles.items()}
            line = {"method": row.method, "series": row.series, "origin": month_text(row.origin), "years": row.years}
            click.echo(json.dumps({**line, "truth": row.truth, "quantiles": named, "score": row.score}))
    else:
        click.echo("\n".join(hindcast_table(found)))
    click.echo(
        f"{len({(row.series, row.origin) for row in found})} origins, {len({r.series for r in found})} series.", err=True
    )


@policy.command()
@click.option("--fit-until", required=True, metavar="YYYY-MM", help="Last month that may be looked at.")
@click.option("--data", required=True, type=_IN_FILE, help="Folder with observations.csv and perhaps scenario.toml.")
@click.option("--worlds", type=int, default=1_500, show_default=True, help="Simulated worlds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--workers", type=int, default=1, show_default=True, help="Threads; the result does not depend on them.")
@click.option("--out", required=True, type=_OUT_FILE, help="CSV file: parameter, quantile, value.")
@click.option(
    "--hold-out", "parts", multiple=True, metavar="PART", help="time, time:MONTHS, a series or a key: test without it."
)
@click.option("--sbc", type=int, default=0, metavar="N", help="Check the posterior on N other simulated worlds.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per parameter to stdout.")
def calibrate(
    fit_until: str, data: Path, worlds: int, seed: int, workers: int, out: Path, parts: tuple[str, ...], sbc: int, as_json: bool
) -> None:  # fmt: skip
    """Say what a data folder tells about the uncertain numbers of its scenario, and which it leaves open.

    Example: headwater policy calibrate --fit-until 2020-12 --data us --out posterior.csv --hold-out lab_reports/analogue
    """
    found = api.calibrate(data, fit_until=fit_until, worlds=worlds, seed=seed, workers=workers, out=out)
    for one in found.marginals:
        quantiles = one.quantiles()
        if as_json:
            named = {str(q): value for q, value in quantiles.items()}
            click.echo(json.dumps({"parameter": one.name, "quantiles": named, "narrowed": one.narrowed}))
        else:
            says = "open" if one.narrowed < 0.1 else f"narrowed by {one.narrowed:.0%}"
            click.echo(f"{one.name:44} {quantiles[0.5]:12.5g}  90 % [{quantiles[0.05]:.5g}, {quantiles[0.95]:.5g}]  {says}")
    click.echo(f"{found.statement()} Fitted: {', '.join(found.used[:12])}; {found.worlds} worlds: {out}", err=True)
    if found.strangeness > 0.99:
        click.echo(
            "Almost no simulated world is like these data: read the posterior as a guide, not as a measurement.", err=True
        )
    given: dict[str, Any] = {"fit_until": fit_until, "worlds": worlds, "seed": seed, "workers": workers}
    if parts:
        for part, rows in api.hold_out(data, parts, **given).items():
            click.echo(hold_out_summary(part, rows), err=True)
    if sbc:
        sound = api.soundness(data, sbc, **given)
        said = ", ".join(f"{level:.0%}: {share:.1%}" for level, share in sound.coverage().items())
        worst = max(sound.unevenness().items(), key=lambda item: item[1])
        click.echo(f"Truth inside the intervals of {sbc} other worlds: {said}; ranks least even for {worst[0]}.", err=True)


@policy.command()
@click.argument("question", type=str)
@click.option("--scenario", type=str, default="us-fentanyl", show_default=True, help="A TOML file, or a shipped scenario.")
@click.option("--runs", type=int, default=200, show_default=True, help="Pairs of simulated worlds.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--workers", type=int, default=1, show_default=True, help="Threads; the result does not depend on them.")
@click.option("--out", type=_OUT_FILE, help="Markdown file for the page; default: stdout.")
@click.option("--json", "as_json", is_flag=True, help="Write the answer to stdout as one JSON object.")
def ask(question: str, scenario: str, runs: int, seed: int, workers: int, out: Path | None, as_json: bool) -> None:
    """Answer a question about a control on one page: place, control, target and date in plain words.

    Example: headwater policy ask "China schedules 4-AP in 2021"
    """
    answer = api.ask(question, scenario, runs=runs, seed=seed, workers=workers, out=out)
    if as_json:
        click.echo(json.dumps(answer.to_dict()))
    elif out is None:
        click.echo(api.page(answer))


@policy.command()
@click.argument("scenario", type=str)
@click.option("--alt", type=str, help="The same scenario with a control; its effect is explained instead.")
@click.option("--outcome", default="deaths", show_default=True, help="Name of the outcome.")
@click.option("--key", required=True, help="Its key.")
@click.option("--base", type=int, default=128, show_default=True, help="Rows of the sample.")
@click.option("--seed", type=int, default=1, show_default=True, help="Which stream of random numbers.")
@click.option("--workers", type=int, default=1, show_default=True, help="Threads; the result does not depend on them.")
@click.option("--out", type=_OUT_FILE, help="CSV file for the indices; an interrupted call goes on from its finished parts.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per parameter to stdout.")
def sensitivity(
    scenario: str, alt: str | None, outcome: str, key: str, base: int, seed: int, workers: int, out: Path | None, as_json: bool
) -> None:
    """Say which uncertain numbers decide an outcome: Sobol indices with bootstrap intervals.

    "Alone" is the share of the spread that a number explains by itself, "in all" the share that involves it together with
    others; brackets are 90 % bootstrap intervals, which narrow with --base.

    Example: headwater policy sensitivity us-fentanyl --outcome deaths --key US
    """
    for index in api.sensitivity(scenario, outcome, key, alt=alt, base=base, seed=seed, workers=workers, out=out):
        if as_json:
            click.echo(json.dumps({name: getattr(index, name) for name in type(index).__slots__}))
        else:
            first, total = index.first_interval, index.total_interval
            alone = f"alone {index.first:.2f} [{first[0]:.2f}, {first[1]:.2f}]"
            click.echo(f"{index.name:44} {alone}  in all {index.total:.2f} [{total[0]:.2f}, {total[1]:.2f}]")


@policy.command()
@click.option("--data", required=True, type=_IN_FILE, help="Folder with observations.csv.")
@click.option("--series", required=True, help="outcome/key of a monthly series.")
@click.option("--month", required=True, metavar="YYYY-MM", help="Month of the control.")
@click.option("--until", required=True, metavar="YYYY-MM", help="Last month that may be looked at.")
@click.option("--window", type=int, default=12, show_default=True, help="Months before and after.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object to stdout.")
def placebo(data: Path, series: str, month: str, until: str, window: int, as_json: bool) -> None:
    """Say how unusual the change of a series after a date is, among the changes after other dates.

    Example: headwater policy placebo --data us --series deaths/US --month 2019-05 --until 2020-12
    """
    found = api.placebo(data, series, month, until=until, window=window)
    if as_json:
        click.echo(json.dumps({"change": found.change, "rank": found.rank, "dates": len(found.others) + 1}))
    else:
        click.echo(found.statement())


@policy.command()
@click.argument("folder", type=_IN_FILE)
@click.option("--out", required=True, type=_OUT_DIR, help="Folder for the PNG files and figures.html.")
def figures(folder: Path, out: Path) -> None:
    """Draw a finished run or comparison: a displacement map, fan charts, shares over time, and what goes with deaths.

    Example: headwater policy figures DIR --out figures
    """
    names = api.figures(folder, out)
    click.echo(f"{len(names)} files: {out / 'figures.html'}", err=True)


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
