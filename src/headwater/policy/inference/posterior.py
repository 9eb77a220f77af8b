"""What data say about the uncertain numbers of a scenario: a simulation-based posterior, calibrated by construction.

Worlds are drawn from the prior and simulated; each parameter (as a normal score of its prior) is regressed on the principal
components of what would have been observed. The posterior of a parameter is the regression's answer to the real data plus the
errors that the regression makes, out of fold, in the worlds most like it. Errors are measured where they are used, so the
quantiles hold as often as they say in worlds of the scenario; whether the real world is one of them, no method can tell.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ScenarioError
from headwater.policy.inference.observations import Point, Series
from headwater.policy.scenario.months import month_text
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.compare import MEANS
from headwater.policy.simulation.draws import HYPOTHESIS
from headwater.policy.simulation.run import Model

Floats = NDArray[np.float64]

LEVELS: Final = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""The quantiles of a calibration file."""

WORLDS: Final = 1_500
NEAR: Final = 0.2
"""Share of the worlds, those most like the data, from which errors are taken."""
FOLDS: Final = 5
COMPONENTS: Final = 14
RIDGE: Final = 1.0
_NORMAL: Final = NormalDist()
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
    """

    marginals: tuple[Marginal, ...]
    hypotheses: Mapping[str, tuple[float, float]]
    used: tuple[str, ...]
    worlds: int

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
        workers: int = 1,
    ) -> None:  # fmt: skip
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
        rows, draws = [], []
        for batch in self.model.batches(worlds, seed, workers=workers):
            rows.append(features(batch.values, self.cells))
            draws.append(batch.draws.values)
        self.features = np.concatenate(rows)
        self.draws = np.concatenate(draws)
        names = self.model.batch(seed, 0, 1).draws.names
        self.names = tuple(name for name in names if name != HYPOTHESIS)
        self.scores = np.stack([_scores(self.draws[:, i]) for i in range(len(self.names))], axis=1)
        self._fit()

    def _fit(self) -> None:
        """Learn the components and, out of fold, the errors of the regression in every world."""
        self._mean = self.features.mean(axis=0)
        self._sd = np.maximum(self.features.std(axis=0), 1e-9)
        scaled = (self.features - self._mean) / self._sd
        _, _, axes = np.linalg.svd(scaled, full_matrices=False)
        self._axes = axes[: min(COMPONENTS, len(axes))]
        components = scaled @ self._axes.T
        self._spread = np.maximum(components.std(axis=0), 1e-9)
        self._design = _design(components / self._spread)
        folds = np.arange(len(scaled)) % FOLDS
        self._guess = np.zeros_like(self.scores)
        for fold in range(FOLDS):
            here = folds == fold
            self._guess[here] = self._design[here] @ _ridge(self._design[~here], self.scores[~here])
        self._errors = self.scores - self._guess
        self._weights = _ridge(self._design, self.scores)

    def posterior(self, observed: Floats) -> tuple[Marginal, ...]:
        """Return the posterior of every parameter for observed features (cells,)."""
        scaled = np.clip((observed - self._mean) / self._sd, -6.0, 6.0)
        design = _design((scaled @ self._axes.T / self._spread)[None, :])
        guess = (design @ self._weights)[0]
        found = []
        near = max(50, int(NEAR * len(self.scores)))
        for i, name in enumerate(self.names):
            centre = float(np.clip(guess[i], self._guess[:, i].min(), self._guess[:, i].max()))
            index = np.argsort(np.abs(self._guess[:, i] - centre), kind="stable")[:near]
            scores = centre + self._errors[index, i]
            prior = np.sort(self.draws[:, i])
            # Back from scores through the drawn values: bounds of keys are kept, and no formula of a prior is needed.
            share = np.array([_NORMAL.cdf(float(z)) for z in scores])
            values = np.interp(share, (np.arange(len(prior)) + 0.5) / len(prior), prior)
            narrowed = 1.0 - float(scores.std()) / max(float(self.scores[:, i].std()), 1e-12)
            found.append(Marginal(name, scores, values, narrowed))
        return tuple(found)

    def hypotheses(self, observed: Floats) -> dict[str, tuple[float, float]]:
        """Return id -> (prior weight, weight among the worlds most like the data)."""
        rivals = self.model.scenario.hypotheses
        if len(rivals) < 2:
            return {}
        scaled = np.clip((observed - self._mean) / self._sd, -6.0, 6.0)
        mine = scaled @ self._axes.T / self._spread
        theirs = ((self.features - self._mean) / self._sd) @ self._axes.T / self._spread
        near = np.argsort(((theirs - mine) ** 2).sum(axis=1), kind="stable")[: max(50, int(0.1 * len(theirs)))]
        which = self.draws[:, -1].astype(np.int64) - 1
        total = sum(rival.weight for rival in rivals)
        return {rival.id: (rival.weight / total, float((which[near] == i).mean())) for i, rival in enumerate(rivals)}


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
    scenario: Scenario, series: Sequence[Series], fit_until: int, *, scale: float = 1.0, worlds: int = WORLDS, seed: int = 1,
    workers: int = 1,
) -> Posterior:  # fmt: skip
    """Return what observed series say about the parameters of a scenario.

    Args:
        scenario: with at least one parameter.
        series: what was observed up to ``fit_until``.
        fit_until: number of the last month that may be used.
        scale: size of the observed country over that of the scenario; counts are divided by it before they are compared.
        worlds: simulated worlds.
        seed: which stream of random numbers.
        workers: threads.

    Raises:
        ScenarioError: no series has the name of a simulated one, or the scenario has no parameter.
    """
    drawn = Worlds(scenario, series, fit_until, worlds=worlds, seed=seed, workers=workers)
    observed = np.array(
        [_transform(cell.value / (scale if cell.outcome in _SCALED else 1.0), cell.outcome) for cell in drawn.cells]
    )
    used = tuple(dict.fromkeys(cell.series for cell in drawn.cells))
    return scaled(Posterior(drawn.posterior(observed), drawn.hypotheses(observed), used, len(drawn.scores)), scale)


@dataclass(frozen=True, slots=True)
class Cell:
    """One observed value and the simulated months and labels that it is compared with."""

    series: str
    outcome: str
    rows: tuple[int, ...]
    first: int
    last: int
    value: float


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
    return np.asarray(np.log(np.maximum(amount, 1e-6)) if outcome in ("price", "purity") else np.log1p(amount))


def _scores(values: Floats) -> Floats:
    """Return normal scores of drawn values by rank: any prior becomes the same bell."""
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = (np.arange(len(values)) + 0.5) / len(values)
    return np.array([_NORMAL.inv_cdf(float(u)) for u in rank])


def _design(components: Floats) -> Floats:
    few = components[:, :5]
    cross = [few[:, [i]] * few[:, [j]] for i in range(few.shape[1]) for j in range(i, few.shape[1])]
    return np.concatenate([np.ones((len(components), 1)), components, *cross], axis=1)


def _ridge(design: Floats, target: Floats) -> Floats:
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    return np.asarray(np.linalg.solve(design.T @ design + penalty, design.T @ target))


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


__all__ = ["LEVELS", "Marginal", "Posterior", "Worlds", "calibrate", "calibration_csv", "features", "write_calibration"]
