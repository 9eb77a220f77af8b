"""``headwater learn``: what decisions say of the rules' points."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from headwater.errors import ArgumentError


@click.command()
@click.argument("decisions", type=click.Path(path_type=Path))
@click.option("--review", type=click.Path(path_type=Path), help="The review the decisions are about [default: their folder].")
@click.option(
    "--held-out", type=click.FloatRange(0.1, 0.9), default=0.3, show_default=True, help="Share of the last decided rows."
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the refitted table of rules here, for screen --rules.")
@click.option("--model", type=click.Path(path_type=Path), help="Write the additive model here, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def learn(decisions: Path, review: Path | None, held_out: float, out: Path | None, model: Path | None, as_json: bool) -> None:
    """Fit the points of the rules to DECISIONS, a reviewed queue, and show before and after on the last rows in time.

    DECISIONS is a file of decisions, or the folder of a review that holds one. Each rule's points get a factor of at least 0;
    a rule that few decided rows speak of keeps its points. Nothing changes until the table that --out writes is given to
    `headwater screen --rules`. Beside it stands an additive model, in which each rule has a curve that never falls: it tells
    a share of standing concerns whose parts are the rules', and how far that share can be believed.

    Example: headwater learn review --out my-rules.csv
    """
    from headwater.api.learning import additive_model, refitted_rules
    from headwater.api.learning import learn as fit

    folder = decisions if decisions.is_dir() else review or decisions.parent
    result = fit(folder, None if decisions.is_dir() else decisions, held_out=held_out)
    for path in (out, model):
        if path is not None and path.exists():
            raise ArgumentError(f"{path} exists already; choose another name.", code="out-exists")
    if out is not None:
        out.write_text(refitted_rules(result).write_csv(), encoding="utf-8")
    if model is not None:
        model.write_text(json.dumps(additive_model(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        entry = {
            "held_out_from": str(result.held_out_from),
            "before": asdict(result.before),
            "after": asdict(result.after),
            "better": result.better,
            "calibration": result.calibration.to_dicts(),
            "rules": result.rules.to_dicts(),
            "additive": additive_model(result),
        }
        click.echo(json.dumps(entry, ensure_ascii=False))
        return
    click.echo(
        f"Held out: {result.after.rows} decided rows from {result.held_out_from} on, {result.after.concerns} of them stand."
    )
    click.echo(f"{'':<10}{'order (AUC)':>12}{'upper third':>13}{'Brier':>8}")
    for words, quality in (("shipped", result.before), ("refitted", result.after), ("additive", result.additive.quality)):
        click.echo(f"{words:<10}{quality.auc:>12.3f}{quality.precision:>13.1%}{quality.brier:>8.3f}")
    if not result.better:
        click.echo("The refitted points order the rows held out worse than the shipped ones; keep the shipped ones.")
    click.echo("\nShare that stands by fifth of the points, refitted, on the rows held out:")
    for row in result.calibration.iter_rows(named=True):
        click.echo(f"  {row['points_from']:>6g} to {row['points_to']:<6g} {row['concern_share']:>6.1%} of {row['rows']}")
    click.echo("\nThe additive model: share told against share that stood (95 % interval), on the rows held out:")
    for row in result.additive.reliability.iter_rows(named=True):
        seen = f"{row['seen']:>6.1%} ({row['low']:.0%} to {row['high']:.0%}) of {row['rows']}"
        click.echo(f"  told {row['predicted']:>6.1%}   stood {seen}")
    for row in () if result.repeats is None else result.repeats.head(3).iter_rows(named=True):
        click.echo(
            f"The rows held out repeat earlier ones: {row['columns']} alone tells them with an AUC of {row['auc']:.2f}; "
            "figures on them may be memory."
        )
    click.echo("\nRules that decisions speak of, by factor:")
    for row in result.rules.filter(result.rules["decided"] > 0).sort("factor", "rule").iter_rows(named=True):
        drift = _drift(row["early"] or 0, row["late"] or 0)
        click.echo(
            f"  {row['factor']:>5.2f}  {row['rule']:<42} {row['decided']:>4} decided, {row['concern_share']:.0%} stand{drift}"
        )


_FEW = 8


def _drift(early: int, late: int) -> str:
    if early >= _FEW and late == 0:
        return "; went silent in the later half"
    if late >= _FEW and late > 3 * max(early, 1):
        return "; grew noisy in the later half"
    return ""
