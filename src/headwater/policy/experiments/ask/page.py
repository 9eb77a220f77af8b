"""One page of an answer: effects, displacement, doubts, harms and limits."""

import numpy as np

from headwater.policy.experiments.ask.answer import Answer
from headwater.policy.simulation.results import LIMITS


def page(answer: Answer) -> str:
    """Return the answer as one page of text."""
    lever = answer.question.lever
    lines = [f"# {answer.question.text}", ""]
    what = [f"{lever['kind'].replace('_', ' ')} of strength {lever['strength']:g} from {lever['from']}"]
    for key, word in (("place", "in"), ("targets", "on"), ("to", "for sales to")):
        if lever.get(key):
            what.append(f"{word} {', '.join(lever[key])}")
    if not lever.get("place"):
        what.append("everywhere")
    lines += [f"Understood as: {' '.join(what)}. Scenario {answer.scenario}, {answer.runs} pairs of simulated worlds.", ""]
    if answer.acts_on == 0:
        lines += [
            "**In this scenario the control has nothing to act on**: nothing it names is offered, carried or done there.",
            "",
        ]
    lines += ["## What changes", "", "| outcome | without | change | 90 % of worlds |", "|---|---|---|---|"]
    for outcome in ("deaths", "consumed", "price", "purity", "seized", "seizures"):
        for effect in answer.effect(outcome):
            if effect.period == "all":
                lines.append(
                    f"| {outcome}, {effect.key} | {_amount(effect.base)} | {_change(effect.difference)} "
                    f"| {_change(effect.worlds_low)} to {_change(effect.worlds_high)} |"
                )
    lines += ["", "Deaths by year:", ""]
    for effect in answer.effect("deaths"):
        if effect.period != "all" and effect.base > 0:
            wide = f"{effect.worlds_low:+,.0f} to {effect.worlds_high:+,.0f}"
            lines.append(f"- {effect.period}, {effect.key}: {effect.difference:+,.0f} ({wide})")
    lines += ["", "## Where supply moves", ""]
    moves = [row for row in answer.displacement if abs(row[3] - row[2]) >= 0.005][:8]
    lines += [f"- {dimension} {key}: {old:.1%} -> {new:.1%} of what reaches markets" for dimension, key, old, new in moves]
    if not moves:
        lines.append("- No share changes by half a point or more.")
    lines += ["", "## How sure, and what decides", ""]
    lines.append(f"- In {answer.worse:.0%} of the worlds there are more deaths with the control than without it.")
    lines += [f"- {name}: rank correlation {value:+.2f} with the change in deaths." for name, value in answer.decide[:4]]
    lines += [f"- Assumed: {text}." for text in answer.question.assumed]
    lines += ["", "## When it would backfire", ""]
    box = answer.backfire
    if box.limits:
        limits = "; ".join(f"{name} {_range(low, high)}" for name, (low, high) in box.limits.items())
        lines.append(f"- Where {limits}: more deaths in {box.density:.0%} of the worlds, against {box.base:.0%} of all.")
    else:
        lines.append(f"- No condition in the scenario sets such worlds ({answer.worse:.0%}) apart from the others.")
    lines += ["", "## Harms of the answer itself", ""]
    old, new = answer.potency
    if new > old * 1.005:
        lines.append(f"- What reaches markets is more toxic by the kilogram: {new / old - 1:+.1%}.")
    else:
        lines.append("- What reaches markets is not more toxic by the kilogram in these worlds.")
    lines += ["- A shortage lowers purity first; use that follows is less predictable, which the model does not count.", ""]
    lines += ["## What this cannot say", "", *(f"- {limit}" for limit in LIMITS), ""]
    return "\n".join(lines)


def _amount(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _change(value: float) -> str:
    return f"{value:+,.0f}" if abs(value) >= 1000 else "0" if value == 0 else f"{value:+.3g}"


def _range(low: float, high: float) -> str:
    if not np.isfinite(low):
        return f"at most {high:.3g}"
    if not np.isfinite(high):
        return f"at least {low:.3g}"
    return f"from {low:.3g} to {high:.3g}"
