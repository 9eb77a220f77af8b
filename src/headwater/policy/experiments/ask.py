"""Answer a question such as "China schedules 4-AP in 2021" in one page: effects, displacement, doubts, harms and limits."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError
from headwater.policy.experiments.discovery import Box, backfires
from headwater.policy.scenario.months import month_text
from headwater.policy.scenario.reading import read_scenario
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.compare import MEANS, Effect, Pair, effects
from headwater.policy.simulation.results import LIMITS
from headwater.policy.simulation.run import Model

Floats = NDArray[np.float64]

QUESTION: Final = "question"
DIMENSIONS: Final = ("origin", "maker", "mode", "tier", "good")
_STRENGTH: Final[Mapping[str, float]] = {
    "schedule": 0.8,
    "licence": 0.5,
    "mode_rule": 0.3,
    "capacity": 0.5,
    "sharing": 0.7,
    "organisation": 0.3,
    "finance": 0.2,
    "demand": 0.2,
}
"""Strength assumed where a question names none; the answer says so."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood: the lever that answers it."""

    text: str
    lever: Mapping[str, Any]
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        question: as it was understood.
        scenario: name of the scenario.
        effects: all effects from the first month of the control on, per outcome and key.
        worse: share of the simulated worlds with more deaths than without the control.
        displacement: (dimension, key, share before, share after), largest change first.
        decide: (parameter, rank correlation with the effect on deaths), largest first.
        backfire: where more deaths are densest.
        potency: mean harm per kg that reaches markets, without and with the control.
        runs: pairs of worlds.
    """

    question: Question
    scenario: str
    effects: tuple[Effect, ...]
    worse: float
    displacement: tuple[tuple[str, str, float, float], ...]
    decide: tuple[tuple[str, float], ...]
    backfire: Box
    potency: tuple[float, float]
    runs: int

    def effect(self, outcome: str) -> list[Effect]:
        """Return the effects on an outcome."""
        return [effect for effect in self.effects if effect.outcome == outcome]

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain values, with its limits."""
        box = self.backfire
        return {
            "question": self.question.text,
            "lever": dict(self.question.lever),
            "assumed": list(self.question.assumed),
            "scenario": self.scenario,
            "runs": self.runs,
            "effects": [{name: getattr(effect, name) for name in Effect.__slots__} for effect in self.effects],
            "worse": self.worse,
            "displacement": [dict(zip(("by", "key", "before", "after"), row, strict=True)) for row in self.displacement],
            "decide": [{"parameter": name, "rank_correlation": value} for name, value in self.decide],
            "backfire": {
                "where": {name: [v if np.isfinite(v) else None for v in limits] for name, limits in box.limits.items()},
                "density": box.density,
                "base": box.base,
            },
            "harm_per_kg": {"before": self.potency[0], "after": self.potency[1]},
            "limits": list(LIMITS),
        }


def understand(text: str, scenario: Scenario) -> Question:
    """Return the lever that a question describes.

    Place, kind, target and date are looked for in the words of ``words.csv`` and in the ids of the scenario.

    Raises:
        ArgumentError: no kind of control or no date is recognised, or the date lies outside the scenario.
    """
    left = text
    placed: list[tuple[int, str, str]] = []
    for word, what, value in sorted(_words(scenario), key=lambda row: -len(row[0])):
        # Ids are written as they are ("IN" is a country, "in" is not one); words may be written in any way.
        flags = re.NOFLAG if word == value and what == "place" else re.IGNORECASE
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w])", left, flags):
            placed.append((match.start(), what, value))
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    found: dict[str, list[str]] = {"kind": [], "place": [], "target": []}
    for _, what, value in sorted(placed):
        if value not in found[what]:
            found[what].append(value)
    if not found["kind"]:
        raise ArgumentError(
            f"The question {text!r} names no control that is known; say, for example, that a place schedules a good, licenses "
            "exports, doubles inspection, shares knowledge, blocks finance, closes organisations or widens treatment."
        )
    kind = found["kind"][0]
    start, assumed = _date(text, scenario)
    lever: dict[str, Any] = {"id": QUESTION, "kind": kind, "from": month_text(start)}
    places = [place for place in found["place"] if place in scenario.tables["place"]]
    outside = [place for place in found["place"] if place not in scenario.tables["place"]]
    if outside:
        known = ", ".join(scenario.tables["place"])
        raise ArgumentError(f"The question {text!r} names {outside[0]}, but the places of the scenario are {known}.")
    if kind == "licence" and len(places) > 1:
        lever["to"] = places[1:]
        places = places[:1]
    if kind == "demand":
        places = [place for place in places if place in scenario.tables["market"]]
    if places:
        lever["place"] = places
    targets = _targets(kind, found["target"], scenario)
    if kind in ("schedule", "licence") and not targets:
        raise ArgumentError(f"The question {text!r} does not say what is controlled; name a good or a class of the scenario.")
    if targets:
        lever["targets"] = targets
    share = re.search(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent)", text.lower())
    if share and 0 < float(share[1]) <= 100:
        lever["strength"] = float(share[1]) / 100.0
    else:
        lever["strength"] = 1.0 if re.search(r"\bdoubl", text.lower()) else _STRENGTH[kind]
        assumed.append(f"strength {lever['strength']:g} of a {kind.replace('_', ' ')}")
    lever["lag"] = 6
    assumed.append("six months until full strength")
    return Question(text, lever, tuple(assumed))


def _words(scenario: Scenario) -> list[tuple[str, str, str]]:
    text = (files("headwater.reference") / "data" / "policy" / "words.csv").read_text(encoding="utf-8")
    rows = [(row["word"], row["what"], row["value"]) for row in csv.DictReader(StringIO(text))]
    tables = scenario.tables
    rows += [(id_, "place", id_) for id_ in tables["place"]]
    names = [*tables["good"], *(name for good in tables["good"].values() for name in good["class"]), *tables["controller"]]
    names += [leg["mode"] for leg in tables["leg"].values()] + list(tables["actor"])
    return rows + [(name, "target", name) for name in dict.fromkeys(names)]


def _targets(kind: str, named: list[str], scenario: Scenario) -> list[str]:
    tables = scenario.tables
    goods = {*tables["good"], *(name for good in tables["good"].values() for name in good["class"])}
    modes = {leg["mode"] for leg in tables["leg"].values()}
    of: dict[str, set[str]] = {
        "schedule": goods,
        "licence": goods,
        "mode_rule": modes,
        "capacity": {*tables["controller"], *modes},
        "sharing": set(tables["controller"]),
        "organisation": {*tables["actor"], "producer", "broker", "wholesaler"},
        "finance": {*tables["actor"], "producer", "broker", "wholesaler"},
    }
    return [name for name in named if name in of.get(kind, set())]


def _date(text: str, scenario: Scenario) -> tuple[int, list[str]]:
    match = re.search(r"\b(\d{4})(?:-(\d{2}))?\b", text)
    last = scenario.start + scenario.months - 1
    if match is None:
        raise ArgumentError(f"The question {text!r} names no date; give a year or YYYY-MM.")
    month = 12 * int(match[1]) + (int(match[2]) - 1 if match[2] else 0)
    if not scenario.start <= month < last:
        span = f"{month_text(scenario.start)} to {month_text(last)}"
        raise ArgumentError(f"The date {match[0]} in {text!r} lies outside the scenario, which runs from {span}.")
    return month, [] if match[2] else [f"the control comes in {month_text(month)}"]


def ask(text: str, scenario: Path | str = "us-fentanyl", *, runs: int = 200, seed: int = 1, workers: int = 1) -> Answer:
    """Return the answer to a question, from pairs of worlds with and without the control.

    Raises:
        ArgumentError: the question is not understood.
        ScenarioError: the scenario is not sound.
    """
    base = Model(read_scenario(scenario, outcomes="all"))
    question = understand(text, base.scenario)
    alt = Model(read_scenario(scenario, more={"lever": [dict(question.lever)]}, outcomes="all"))
    pair = Pair(base, alt)
    first = _month_index(question, base.scenario)
    sums: tuple[list[Floats], list[Floats]] = ([], [])
    draws = []
    for one, two in zip(base.batches(runs, seed, workers=workers), alt.batches(runs, seed, workers=workers), strict=True):
        for side, batch in enumerate((one, two)):
            sums[side].append(pair.by_period(_late(pair.cut(batch, side), first)))
        draws.append(one.draws.values)
    names = base.batch(seed, 0, 1).draws.names
    before, after = np.concatenate(sums[0]), np.concatenate(sums[1])
    levels = [i for i, (outcome, _) in enumerate(pair.labels) if outcome in MEANS]
    for values in (before, after):
        values[:, levels, 0] *= pair.months / (pair.months - first)  # the mean is over the months of the control
    found = [effect for effect in effects(pair, before, after) if effect.period == "all" or effect.outcome == "deaths"]
    deaths = [i for i, (outcome, _) in enumerate(pair.labels) if outcome == "deaths"]
    change = (after - before)[:, deaths, 0].sum(axis=1)
    drawn = np.concatenate(draws)
    moved = np.abs(change) > 0
    return Answer(
        question,
        base.scenario.name,
        tuple(found),
        float((change > 0).mean()),
        tuple(_displacement(pair, before, after)),
        tuple(_decide(drawn, names, change)) if moved.any() else (),
        backfires(drawn, names, change > 0) if drawn.shape[1] else Box({}, float((change > 0).mean()), 1.0, 0.0),
        (_potency(base.scenario, pair, before), _potency(base.scenario, pair, after)),
        runs,
    )


def _month_index(question: Question, scenario: Scenario) -> int:
    year, month = (int(part) for part in str(question.lever["from"]).split("-"))
    return 12 * year + month - 1 - scenario.start


def _late(values: Floats, first: int) -> Floats:
    """Return values with the months before the control set to zero: nothing differs there."""
    late = values.copy()
    late[:, :, :first] = 0.0
    return late


def _displacement(pair: Pair, before: Floats, after: Floats) -> list[tuple[str, str, float, float]]:
    rows = []
    for dimension in DIMENSIONS:
        index = [i for i, (outcome, _) in enumerate(pair.labels) if outcome == f"supply_by_{dimension}"]
        old, new = before[:, index, 0].mean(axis=0), after[:, index, 0].mean(axis=0)
        if old.sum() <= 0 or new.sum() <= 0:
            continue
        rows += [
            (dimension, pair.labels[i][1], float(a), float(b))
            for i, a, b in zip(index, old / old.sum(), new / new.sum(), strict=True)
        ]
    return sorted(rows, key=lambda row: -abs(row[3] - row[2]))


def _decide(drawn: Floats, names: tuple[str, ...], change: Floats) -> list[tuple[str, float]]:
    def ranks(values: Floats) -> Floats:
        return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)

    found = []
    for i, name in enumerate(names):
        if drawn[:, i].std() > 0:
            found.append((name, float(np.corrcoef(ranks(drawn[:, i]), ranks(change))[0, 1])))
    return sorted(found, key=lambda row: -abs(row[1]))


def _potency(scenario: Scenario, pair: Pair, values: Floats) -> float:
    index = [i for i, (outcome, _) in enumerate(pair.labels) if outcome == "supply_by_good"]
    kg = values[:, index, 0].mean(axis=0)
    harm = np.array([scenario.tables["good"][pair.labels[i][1]]["potency"] for i in index])
    return float((kg * harm).sum() / kg.sum()) if kg.sum() > 0 else 0.0


def page(answer: Answer) -> str:
    """Return the answer as one page of text."""
    lever = answer.question.lever
    lines = [f"# {answer.question.text}", ""]
    what = [f"{lever['kind'].replace('_', ' ')} of strength {lever['strength']:g} from {lever['from']}"]
    for key, word in (("place", "in"), ("targets", "on"), ("to", "for sales to")):
        if lever.get(key):
            what.append(f"{word} {', '.join(lever[key])}")
    lines += [f"Understood as: {' '.join(what)}. Scenario {answer.scenario}, {answer.runs} pairs of simulated worlds.", ""]
    lines += ["## What changes", "", "| outcome | without | change | 90 % of worlds |", "|---|---|---|---|"]
    for outcome in ("deaths", "consumed", "price", "purity", "seized", "seizures"):
        for effect in answer.effect(outcome):
            if effect.period == "all":
                lines.append(
                    f"| {outcome}, {effect.key} | {effect.base:,.4g} | {effect.difference:+,.3g} "
                    f"| {effect.worlds_low:+,.3g} to {effect.worlds_high:+,.3g} |"
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


def _range(low: float, high: float) -> str:
    if not np.isfinite(low):
        return f"at most {high:.3g}"
    if not np.isfinite(high):
        return f"at least {low:.3g}"
    return f"from {low:.3g} to {high:.3g}"
