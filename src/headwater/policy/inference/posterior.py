"""What data say about the uncertain numbers of a scenario: a simulation-based posterior, calibrated by construction.

Worlds are drawn from the prior and simulated; each parameter is regressed on what would have been observed (``regression``).
The quantiles hold as often as they say in worlds of the scenario (``soundness`` measures it); whether the real world is one of
them, no method can tell, but how strange the real data would be among the worlds is said.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ScenarioError
from headwater.policy.inference.observations import Point, Series
from headwater.policy.inference.regression import Regression
from headwater.policy.scenario.months import month_text
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.compare import MEANS
from headwater.policy.simulation.draws import HYPOTHESIS
from headwater.policy.simulation.parts import Arrays, Parts
from headwater.policy.simulation.results import CHUNK, fingerprint
from headwater.policy.simulation.run import Model, check_counts

Floats = NDArray[np.float64]

LEVELS: Final = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The quantiles of a calibration file."""

WORLDS: Final = 1_500
LIKE: Final = 0.1
"""Share of the worlds, those most like the data, in which rival explanations are counted."""
SOUND: Final = (0.5, 0.8, 0.9)
"""Intervals whose coverage is measured in other worlds."""
BINS: Final = 10
_LOGS: Final = ("price", "purity")
_SCALED: Final = frozenset({"deaths", "deaths_involving", "users", "consumed", "seized", "seizures", "lab_reports", "revenue"})


@dataclass(frozen=True, slots=True)
class Marginal:
    """The posterior of one parameter.

    Attributes:
        name: its path.
        scores: posterior sample as normal scores of the prior.
        values: the same in the unit of the parameter.
        narrowed: 1 - spread of the posterior over that of the prior, in normal scores; near 0 the data say nothing.
    """

    name: str
    scores: Floats
    values: Floats
    narrowed: float

    def quantiles(self) -> dict[float, float]:
        """Return the quantiles of a calibration file."""
        return {q: float(v) for q, v in zip(LEVELS, np.quantile(self.values, LEVELS), strict=True)}


@dataclass(frozen=True, slots=True)
class Posterior:
    """What the data say.

    Attributes:
        marginals: one per parameter.
        hypotheses: id -> weight among the worlds most like the data, beside its prior weight.
        used: names of the series that were fitted.
        worlds: how many worlds were simulated.
        strangeness: share of the worlds that lie nearer to the middle of all than the data; near 1 no world is like the data.
        scale: size of the observed system over that of the scenario.
    """

    marginals: tuple[Marginal, ...]
    hypotheses: Mapping[str, tuple[float, float]]
    used: tuple[str, ...]
    worlds: int
    strangeness: float = 0.0
    scale: float = 1.0

    def statement(self) -> str:
        """Return in one sentence whether the data tell the rival explanations apart."""
        if not self.hypotheses:
            return "The scenario has no rival explanations."
        ratios = {id_: after / before for id_, (before, after) in self.hypotheses.items() if before > 0}
        best = max(ratios, key=lambda id_: ratios[id_])
        weights = ", ".join(f"{id_} {after:.2f} (before {before:.2f})" for id_, (before, after) in self.hypotheses.items())
        if max(ratios.values()) < 2.0 and min(ratios.values()) > 0.5:
            return f"These data cannot tell the rival explanations apart: {weights}."
        return f"These data favour {best}: {weights}."


class Worlds:
    """Worlds drawn from a scenario's prior, seen through the series of a data folder."""

    def __init__(
        self, scenario: Scenario, series: Sequence[Series], fit_until: int, *, worlds: int = WORLDS, seed: int = 1,
        workers: int = 1, keep: Path | None = None,
    ) -> None:  # fmt: skip
        """Draw and simulate the worlds; with a folder to ``keep`` parts in, an interrupted call goes on from them."""
        self.model = Model(scenario)
        self.cells = _cells(self.model, series, fit_until)
        if not self.cells:
            known = ", ".join(sorted({f"{outcome}/{key}" for outcome, key in self.model.labels})[:8])
            raise ScenarioError(
                f"{scenario.source}: no observed series up to {month_text(fit_until)} has the name of a simulated one "
                f"(such as {known}); name keys alike, or add a scenario.toml to the data folder."
            )
        if not scenario.parameters:
            raise ScenarioError(
                f"{scenario.source}: [[parameter]] = [] is not usable; nothing is uncertain, so nothing can be fitted."
            )
        check_counts(worlds, seed, workers)
        self.parts = Parts(keep, "worlds", fingerprint(scenario, seed), self.cells)

        def chunk(first: int) -> Arrays:
            batches = list(self.model.batches(min(first + CHUNK, worlds), seed, workers=workers, start=first))
            return {
                "features": np.concatenate([features(batch.values, self.cells) for batch in batches]),
                "draws": np.concatenate([batch.draws.values for batch in batches]),
            }

        kept = [
            self.parts.part(f"{first:08d}-{min(CHUNK, worlds - first)}", partial(chunk, first))
            for first in range(0, worlds, CHUNK)
        ]
        self.features = np.concatenate([part["features"] for part in kept])
        self.draws = np.concatenate([part["draws"] for part in kept])
        names = self.model.batch(seed, 0, 1).draws.names
        self.names = tuple(name for name in names if name != HYPOTHESIS)
        self.learnt = Regression(self.features, self.draws[:, : len(self.names)])

    def posterior(self, observed: Floats) -> tuple[Marginal, ...]:
        """Return the posterior of every parameter for observed features (cells,)."""
        scores, values = self.learnt.told(observed)
        before = self.learnt.scores.std(axis=0)
        return tuple(
            Marginal(name, scores[i], values[i], 1.0 - float(scores[i].std()) / max(float(before[i]), 1e-12))
            for i, name in enumerate(self.names)
        )

    def hypotheses(self, observed: Floats) -> dict[str, tuple[float, float]]:
        """Return id -> (prior weight, weight among the worlds most like the data)."""
        rivals = self.model.scenario.hypotheses
        if len(rivals) < 2:
            return {}
        far = ((self.learnt.components - self.learnt.seen(observed)) ** 2).sum(axis=1)
        near = np.argsort(far, kind="stable")[: max(50, int(LIKE * len(far)))]
        which = self.draws[:, -1].astype(np.int64) - 1
        total = sum(rival.weight for rival in rivals)
        return {rival.id: (rival.weight / total, float((which[near] == i).mean())) for i, rival in enumerate(rivals)}

    def size(self, observed: Sequence[float]) -> float:
        """Return how large the observed system is against the scenario: the median ratio of deaths, observed over simulated."""
        middle = np.median(self.features, axis=0)
        ratios = [
            np.log1p(value) - middle[i]
            for i, (cell, value) in enumerate(zip(self.cells, observed, strict=True))
            if cell.outcome == "deaths" and value > 0 and middle[i] > 0
        ]
        return float(np.exp(np.median(ratios))) if ratios else 1.0

    def soundness(self, worlds: int, seed: int, *, workers: int = 1) -> "Soundness":
        """Return how often the posterior holds in other worlds of the same scenario, of which the truth is known."""
        truth, seen = [], []
        for batch in self.model.batches(worlds, seed, workers=workers):
            truth.append(batch.draws.values[:, : len(self.names)])
            seen.append(features(batch.values, self.cells))
        ranks = np.empty((worlds, len(self.names)))
        for row, (what, observed) in enumerate(zip(np.concatenate(truth), np.concatenate(seen), strict=True)):
            _, values = self.learnt.told(observed)
            ranks[row] = (values < what[:, None]).mean(axis=1)
        return Soundness(self.names, ranks)


@dataclass(frozen=True, slots=True)
class Soundness:
    """Simulation-based calibration: where the truth of other worlds ranks in their posteriors (Talts et al. 2018).

    Attributes:
        names: the parameters.
        ranks: (worlds, parameters) share of the posterior below the truth; even where the posterior is sound.
    """

    names: tuple[str, ...]
    ranks: Floats

    def coverage(self) -> dict[float, float]:
        """Return interval -> share of truths inside it, over all parameters and worlds."""
        return {level: float((np.abs(self.ranks - 0.5) <= level / 2.0).mean()) for level in SOUND}

    def by_parameter(self) -> dict[str, dict[float, float]]:
        """Return parameter -> the same for it alone."""
        return {
            name: {level: float((np.abs(self.ranks[:, i] - 0.5) <= level / 2.0).mean()) for level in SOUND}
            for i, name in enumerate(self.names)
        }

    def unevenness(self) -> dict[str, float]:
        """Return parameter -> chi-square of its ranks in ten bins, over what an even spread has on average (1)."""
        found = {}
        for i, name in enumerate(self.names):
            counts, _ = np.histogram(self.ranks[:, i], bins=BINS, range=(0.0, 1.0))
            expected = len(self.ranks) / BINS
            found[name] = float(((counts - expected) ** 2 / expected).sum() / (BINS - 1))
        return found


def scaled(posterior: Posterior, scale: float) -> Posterior:
    """Return a posterior whose head counts are those of a country ``scale`` times as large as the scenario's."""
    heads = (".users", ".pool", ".capacity")
    marginals = tuple(
        replace(one, values=one.values * scale)
        if one.name.startswith(("market", "offer")) and one.name.endswith(heads)
        else one
        for one in posterior.marginals
    )
    return replace(posterior, marginals=marginals)


def calibrate(
    scenario: Scenario, series: Sequence[Series], fit_until: int, *, scale: float | None = 1.0, worlds: int = WORLDS,
    seed: int = 1, workers: int = 1,
) -> Posterior:  # fmt: skip
    """Return what observed series say about the parameters of a scenario.

    Args:
        scenario: with at least one parameter.
        series: what was observed up to ``fit_until``.
        fit_until: number of the last month that may be used.
        scale: size of the observed country over that of the scenario; counts are divided by it before they are compared. None
            takes it from the deaths themselves.
        worlds: simulated worlds.
        seed: which stream of random numbers.
        workers: threads.

    Raises:
        ScenarioError: no series has the name of a simulated one, or the scenario has no parameter.
    """
    drawn = Worlds(scenario, series, fit_until, worlds=worlds, seed=seed, workers=workers)
    return calibrated(drawn, scale)


def calibrated(drawn: Worlds, scale: float | None) -> Posterior:
    """Return what the series that worlds were drawn for say; see ``calibrate``."""
    size = drawn.size([cell.value for cell in drawn.cells]) if scale is None else scale
    observed = observed_features(drawn.cells, size)
    used = tuple(dict.fromkeys(cell.series for cell in drawn.cells))
    found = Posterior(
        drawn.posterior(observed), drawn.hypotheses(observed), used, len(drawn.draws), drawn.learnt.strangeness(observed), size
    )
    return scaled(found, size)


def observed_features(cells: "Sequence[Cell]", scale: float) -> Floats:
    """Return what was observed as the features of worlds, counts divided by the size of the system."""
    return np.array([_transform(cell.value / (scale if cell.outcome in _SCALED else 1.0), cell.outcome) for cell in cells])


@dataclass(frozen=True, slots=True)
class Cell:
    """One observed value and the simulated months and labels that it is compared with."""

    series: str
    outcome: str
    rows: tuple[int, ...]
    first: int
    last: int
    value: float

    def back(self, feature: float, scale: float) -> float:
        """Return the value whose feature this is, in a system ``scale`` times as large as the scenario's."""
        amount = float(np.exp(feature) if self.outcome in _LOGS else np.expm1(feature))
        return amount * (scale if self.outcome in _SCALED else 1.0)


def _cells(model: Model, series: Sequence[Series], fit_until: int) -> list[Cell]:
    start, months = model.scenario.start, model.scenario.months
    named: dict[str, set[str]] = {}
    for one in series:
        named.setdefault(one.outcome, set()).add(one.key)
    cells = []
    for one in series:
        keys = [key for outcome, key in model.labels if outcome == one.outcome]
        if one.key == "all":
            keep = set(keys)
        elif one.key == "other":
            keep = set(keys) - named[one.outcome]
        else:
            keep = {one.key} & set(keys)
        rows = tuple(i for i, (outcome, key) in enumerate(model.labels) if outcome == one.outcome and key in keep)
        if not rows:
            continue
        for point in _coarse(one):
            first, last = point.month - start, point.last - start
            if first >= 0 and last < months and point.last <= fit_until:
                cells.append(Cell(one.name, one.outcome, rows, first, last, point.value))
    return cells


def _coarse(series: Series) -> list[Point]:
    """Return the points of a monthly series summed (or averaged) over quarters: fewer, less noisy features."""
    if series.step != 1 or len(series.points) < 12:
        return list(series.points)
    points = [point for point in series.points if point.months == 1]
    found = []
    for i in range(0, len(points) - 2, 3):
        group = points[i : i + 3]
        if group[-1].month - group[0].month == 2:
            total = sum(point.value for point in group)
            value = total / 3.0 if series.outcome in MEANS else total
            found.append(Point(group[0].month, 3, value, value, value, group[0].status))
    return found


def features(values: Floats, cells: Sequence[Cell]) -> Floats:
    """Return (runs, cells) of what would have been observed in simulated runs (runs, labels, months)."""
    columns = []
    for cell in cells:
        part = values[:, list(cell.rows), cell.first : cell.last + 1].sum(axis=1)
        amount = part.mean(axis=1) if cell.outcome in MEANS else part.sum(axis=1)
        columns.append(_transform(amount, cell.outcome))
    return np.stack(columns, axis=1)


def _transform(amount: Floats | float, outcome: str) -> Floats:
    return np.asarray(np.log(np.maximum(amount, 1e-6)) if outcome in _LOGS else np.log1p(amount))


def calibration_csv(posterior: Posterior) -> str:
    """Return ``parameter,quantile,value`` lines."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("parameter", "quantile", "value"))
    for marginal in posterior.marginals:
        for q, value in marginal.quantiles().items():
            writer.writerow((marginal.name, q, f"{value:.8g}"))
    return text.getvalue()


def write_calibration(posterior: Posterior, path: Path) -> None:
    """Write a calibration file whole or not at all."""
    from headwater.policy.simulation.results import write_text

    write_text(path, calibration_csv(posterior))
