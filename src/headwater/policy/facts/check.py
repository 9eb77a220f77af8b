"""Run a scenario and its variants, measure the facts and say which of them hold."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np

from headwater.errors import ScenarioError
from headwater.policy.facts.measure import BASE, MEASURES, Series
from headwater.policy.facts.table import Fact, read_facts
from headwater.policy.scenario.months import month_number, month_text
from headwater.policy.scenario.reading import read_scenario
from headwater.policy.simulation.run import Model, check_counts

MOST: Final = 5_000
"""Most runs of a check: all months of all variants are kept in memory."""
CLASS_CONTROL: Final = "CN-2019-05-fentanyl-class"
CAPACITY_FROM: Final = "2018-01"


@dataclass(frozen=True, slots=True)
class FactResult:
    """How one fact came out.

    Attributes:
        fact: the fact.
        text: what it means, in one sentence.
        value: median over the runs, one number per window.
        passed: every window's median lies within the bounds.
        share: share of the single runs in which it holds.
    """

    fact: Fact
    text: str
    value: tuple[float, ...]
    passed: bool
    share: float

    def to_dict(self) -> dict[str, Any]:
        """Return the line that ``headwater policy check --json`` writes."""
        return {
            "fact": self.fact.id,
            "value": [None if not np.isfinite(v) else float(v) for v in self.value],
            "low": self.fact.low,
            "high": self.fact.high,
            "passed": self.passed,
            "text": self.text,
            "share_of_runs": self.share,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """All facts of a scenario.

    Attributes:
        results: one per fact, in the order of the file.
        per_run: how many facts hold in each run.
    """

    results: tuple[FactResult, ...]
    per_run: tuple[int, ...]

    def share_with(self, facts: int) -> float:
        """Return the share of runs in which at least this many facts hold."""
        return sum(count >= facts for count in self.per_run) / len(self.per_run)


def check_facts(
    scenario: Path | str = "us-fentanyl",
    *,
    facts: Path | None = None,
    runs: int = 100,
    seed: int = 1,
    changes: Mapping[str, Any] | None = None,
) -> Check:
    """Return how the facts come out on a scenario.

    Args:
        scenario: a file, or the name of a shipped scenario.
        facts: a CSV file; None takes the shipped ones.
        runs: simulated worlds.
        seed: which stream of random numbers.
        changes: dotted path -> value; ``{"actor.*.adaptive": False}`` is the ablation without adaptation.

    Raises:
        ScenarioError: the scenario or the facts are not sound, or a fact has an id that no measure exists for.
    """
    check_counts(runs, seed, 1, most=MOST)
    wanted = read_facts(facts)
    for fact in wanted:
        if fact.id not in MEASURES:
            known = ", ".join(MEASURES)
            raise ScenarioError(f"{facts}: fact {fact.id} has no measure; the facts that can be measured are {known}.")
    needed = {variant for fact in wanted for variant in MEASURES[fact.id][1]}
    series = {BASE: _series(scenario, changes, {}, runs, seed)}
    for variant in sorted(needed):
        more = _variant(scenario, variant)
        series[variant] = _series(scenario, {**(changes or {}), **more[0]}, more[1], runs, seed)
    observed = _observed()
    held = np.zeros((len(wanted), runs), dtype=bool)
    results = []
    for index, fact in enumerate(wanted):
        measure = MEASURES[fact.id][0]
        with np.errstate(all="ignore"):
            values = np.stack([measure(fact, window, series, observed) for window in fact.windows])
        good = (values >= fact.low) & (values <= fact.high)
        held[index] = good.all(axis=0)
        middle = np.where(np.isnan(values).any(axis=1), np.nan, np.median(values, axis=1))
        passed = bool(((middle >= fact.low) & (middle <= fact.high)).all())
        text = " ".join((measure.__doc__ or "").split())
        results.append(FactResult(fact, text, tuple(float(v) for v in middle), passed, float(held[index].mean())))
    return Check(tuple(results), tuple(int(n) for n in held.sum(axis=0)))


def _variant(scenario: Path | str, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    if name == "no class control":
        levers = read_scenario(scenario).tables["lever"]
        return ({f"lever.{CLASS_CONTROL}.strength": 0.0} if CLASS_CONTROL in levers else {}), {}
    strength = {"capacity 1.5": 0.5, "capacity 2": 1.0}[name]
    start = read_scenario(scenario).start
    first = max(start, month_number(CAPACITY_FROM) or start)
    return {}, {"lever": [{"id": f"check: {name}", "kind": "capacity", "strength": strength, "from": month_text(first)}]}


def _series(scenario: Path | str, changes: Mapping[str, Any] | None, more: dict[str, Any], runs: int, seed: int) -> Series:
    model = Model(read_scenario(scenario, changes={**(changes or {})}, more=more, outcomes="all"))
    values = np.concatenate([batch.values for batch in model.batches(runs, seed)])
    return Series(values, model.labels, model.scenario.start)


def _observed() -> dict[int, float]:
    text = (files("headwater.reference") / "data" / "policy" / "deaths_us.csv").read_text(encoding="utf-8")
    return {month_number(row["month"]) or 0: float(row["deaths"]) for row in csv.DictReader(StringIO(text))}
