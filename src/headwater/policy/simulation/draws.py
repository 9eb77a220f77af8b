"""The uncertain numbers of each run: parameters from their priors, one hypothesis a run."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.scenario.paths import matches
from headwater.policy.scenario.scenario import Parameter, Scenario
from headwater.policy.scenario.schema import TABLES
from headwater.policy.simulation.numbers import NO_LIMIT, Numbers
from headwater.policy.simulation.streams import run_keys, uniforms

HYPOTHESIS: Final = "hypothesis"
"""Name of the drawn hypothesis in ``draws.csv``; its value is its number in the file, from 1."""

_NORMAL: Final = NormalDist()


@dataclass(frozen=True, slots=True)
class Draws:
    """What was drawn.

    Attributes:
        names: parameter paths, then ``hypothesis`` where the scenario has rivals.
        values: (runs, names) what was drawn.
        numbers: (runs, positions) the whole vector of each run.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    numbers: NDArray[np.float64]


def quantile(parameter: Parameter, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values of a prior at probabilities in (0, 1)."""
    first, second = parameter.first, parameter.second
    match parameter.prior:
        case "uniform":
            return first + (second - first) * u
        case "loguniform":
            return np.asarray(np.exp(np.log(first) + (np.log(second) - np.log(first)) * u))
        case "normal":
            return first + second * _normal(u)
        case _:
            spread = np.log1p((second / first) ** 2)
            return np.asarray(np.exp(np.log(first) - spread / 2.0 + np.sqrt(spread) * _normal(u)))


def _normal(u: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([_NORMAL.inv_cdf(float(p)) for p in u])


def draw(scenario: Scenario, numbers: Numbers, seed: int, first: int, runs: int) -> Draws:
    """Return the drawn numbers of runs ``first`` .. ``first + runs - 1``; each run's draw does not depend on the others."""
    keys = run_keys(seed, first, runs)
    return from_uniforms(scenario, numbers, {name: uniforms(keys, name) for name in draw_names(scenario)}, runs)


def draw_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the names of what is drawn, in the order of ``Draws.values``."""
    names = tuple(parameter.path for parameter in scenario.parameters)
    return (*names, HYPOTHESIS) if len(scenario.hypotheses) > 1 else names


def from_uniforms(scenario: Scenario, numbers: Numbers, u: dict[str, NDArray[np.float64]], runs: int) -> Draws:
    """Return the drawn numbers for given probabilities by name, e.g. those of a Sobol sample."""
    whole = np.tile(numbers.base, (runs, 1))
    columns: list[NDArray[Any]] = []
    # A hypothesis comes first: a parameter's draw is the same under every hypothesis.
    chosen = _hypothesis(scenario, u.get(HYPOTHESIS), runs)
    for index, hypothesis in enumerate(scenario.hypotheses):
        for path, value in hypothesis.changes.items():
            table, rest = path.split(".", 1)
            id_, key = rest.rsplit(".", 1)
            at = numbers.at(table, id_, key)
            if at is not None and (table, id_, key) not in scenario.pinned:
                whole[chosen == index, at] = value
    for parameter in scenario.parameters:
        values = quantile(parameter, u[parameter.path])
        for table, id_, key in matches(scenario.tables, parameter.path):
            spec = TABLES[table].keys[key]
            at = numbers.at(table, id_, key)
            values = np.asarray(np.clip(values, spec.low, min(spec.high, NO_LIMIT)), dtype=np.float64)
            if spec.kind in ("count", "flag"):
                values = np.asarray(np.rint(values), dtype=np.float64)
            if at is not None and (table, id_, key) not in scenario.pinned:
                whole[:, at] = values
        columns.append(np.asarray(values, dtype=np.float64))
    if len(scenario.hypotheses) > 1:
        columns.append(chosen + 1.0)
    values = np.stack(columns, axis=1) if columns else np.zeros((runs, 0))
    return Draws(draw_names(scenario), values, whole)


def _hypothesis(scenario: Scenario, u: NDArray[np.float64] | None, runs: int) -> NDArray[np.int64]:
    if u is None:
        return np.zeros(runs, dtype=np.int64)
    weight = np.array([hypothesis.weight for hypothesis in scenario.hypotheses])
    edges = np.cumsum(weight) / weight.sum()
    return np.minimum(np.searchsorted(edges, u, side="right"), len(weight) - 1)
