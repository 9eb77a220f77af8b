"""Answer a question such as "China schedules 4-AP in 2021": pairs of worlds with and without the control."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.experiments.ask.understanding import QUESTION, Question, understand
from headwater.policy.experiments.discovery import Box, backfires
from headwater.policy.scenario.reading import read_scenario
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.compare import MEANS, Effect, Pair, effects
from headwater.policy.simulation.results import LIMITS
from headwater.policy.simulation.run import Model, check_counts

Floats = NDArray[np.float64]

MOST: Final = 20_000
"""Most pairs of worlds of an answer: their yearly sums are kept in memory."""
DIMENSIONS: Final = ("origin", "maker", "mode", "tier", "good")


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
        acts_on: how many offers, modes' legs, services, groups of actors or markets the control reaches.
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
    acts_on: int
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
            "acts_on": self.acts_on,
            "harm_per_kg": {"before": self.potency[0], "after": self.potency[1]},
            "limits": list(LIMITS),
        }


def ask(text: str, scenario: Path | str = "us-fentanyl", *, runs: int = 200, seed: int = 1, workers: int = 1) -> Answer:
    """Return the answer to a question, from pairs of worlds with and without the control.

    Raises:
        ArgumentError: the question is not understood.
        ScenarioError: the scenario is not sound.
    """
    check_counts(runs, seed, workers, most=MOST)
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
        _reach(alt),
        runs,
    )


def _month_index(question: Question, scenario: Scenario) -> int:
    year, month = (int(part) for part in str(question.lever["from"]).split("-"))
    return 12 * year + month - 1 - scenario.start


def _reach(alt: Model) -> int:
    """Return how many rows of the scenario the control of the question works on."""
    which = list(alt.scenario.tables["lever"]).index(QUESTION)
    return int(alt.world.target_from[which + 1] - alt.world.target_from[which])


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
