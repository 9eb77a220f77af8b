"""Which uncertain numbers decide: Sobol indices with bootstrap intervals, on common random numbers.

Estimators: first order after Saltelli et al. 2010, total after Jansen 1999. Every parameter is varied by its probability, so
any prior will do; the noise of run j is the same in all blocks, so that it cancels where it can.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError, OutputError, ScenarioError
from headwater.policy.simulation.draws import draw_names, from_uniforms
from headwater.policy.simulation.parts import Arrays, Parts
from headwater.policy.simulation.results import fingerprint, write_text
from headwater.policy.simulation.run import BATCH, Model, check_counts, in_order

Floats = NDArray[np.float64]
RESAMPLES: Final = 200
MAX_BASE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Index:
    """How much of the variance of a result one parameter explains, with 90 % bootstrap intervals.

    Attributes:
        name: the parameter.
        first: share it explains alone.
        first_interval: 90 % interval of that.
        total: share that involves it, with all interactions.
        total_interval: 90 % interval of that.
    """

    name: str
    first: float
    first_interval: tuple[float, float]
    total: float
    total_interval: tuple[float, float]


def sobol(function: Callable[[Floats], Floats], names: tuple[str, ...], *, base: int = 256, seed: int = 1) -> list[Index]:
    """Return Sobol indices of a function of probabilities (rows, names) -> (rows,), largest total first.

    The sample is two Latin hypercubes. Estimates can lie outside 0 to 1 by sampling error; their intervals say how far.
    """
    rng = np.random.default_rng([seed, 17])
    a, b = _latin(rng, base, len(names)), _latin(rng, base, len(names))
    at_a, at_b = function(a), function(b)
    mixed = []
    for i in range(len(names)):
        c = a.copy()
        c[:, i] = b[:, i]
        mixed.append(function(c))
    rows = [np.arange(base), *(rng.integers(0, base, base) for _ in range(RESAMPLES))]
    found = []
    for i, name in enumerate(names):
        first, total = [], []
        for row in rows:
            fa, fb, fc = at_a[row], at_b[row], mixed[i][row]
            variance = max(float(np.var(np.concatenate([fa, fb]))), 1e-300)
            first.append(float(np.mean((fb - fb.mean()) * (fc - fa))) / variance)
            total.append(float(0.5 * np.mean((fa - fc) ** 2)) / variance)
        found.append(Index(name, first[0], _interval(first[1:]), total[0], _interval(total[1:])))
    return sorted(found, key=lambda index: -index.total)


def _latin(rng: np.random.Generator, rows: int, columns: int) -> Floats:
    """Return a Latin hypercube (rows, columns): each number is drawn once from each of as many equal strata."""
    strata = np.stack([rng.permutation(rows) for _ in range(columns)], axis=1)
    return (strata + rng.random((rows, columns))) / rows


def _interval(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return float(low), float(high)


def sensitivity(
    model: Model,
    outcome: str,
    key: str,
    *,
    alt: Model | None = None,
    base: int = 128,
    seed: int = 1,
    workers: int = 1,
    out: Path | None = None,
) -> list[Index]:
    """Return the Sobol indices of an outcome summed over all months, or of a control's effect on it.

    Args:
        model: the scenario.
        outcome: name of the outcome.
        key: its key.
        alt: the same scenario with a control; then its effect is explained instead of the outcome.
        base: rows of the sample; ``base * (parameters + 2)`` runs are simulated (twice with ``alt``).
        seed: which stream of random numbers.
        workers: threads; the result does not depend on them.
        out: CSV file for the indices; None writes nothing. An interrupted call leaves its finished parts in a hidden folder
            beside it, and the same call later goes on from them.

    Raises:
        ScenarioError: nothing in the scenario is uncertain.
        ArgumentError: there is no such outcome and key, or an absurd sample.
        OutputError: ``out`` cannot be written.
    """
    names = draw_names(model.scenario)
    if not names:
        where = model.scenario.source
        raise ScenarioError(f"{where}: [[parameter]] = [] is not usable; nothing there is uncertain, so nothing decides.")
    models = (model,) if alt is None else (model, alt)
    for which in models:
        if (outcome, key) not in which.labels:
            raise ArgumentError(f"{outcome}/{key} is not usable; it is no outcome and key of {which.scenario.source}.")
        if draw_names(which.scenario) != names:
            raise ScenarioError(
                f"{which.scenario.source}: [[parameter]] = {list(draw_names(which.scenario))} is not usable; an effect is "
                f"explained by the same uncertain numbers as in {model.scenario.source}."
            )
    if not 8 <= base <= MAX_BASE:
        raise ArgumentError(f"--base {base} is not usable; give a whole number from 8 to {MAX_BASE}.")
    check_counts(base, seed, workers)
    marks = [fingerprint(which.scenario, seed) for which in models]
    parts = Parts(None if out is None else out.parent, "sensitivity", marks, outcome, key, base)
    blocks = count()

    def one(which: Model, u: Floats, first: int) -> Floats:
        draws = from_uniforms(which.scenario, which.numbers, dict(zip(names, u.T, strict=True)), len(u))
        return np.asarray(which.drawn(seed, first, draws).values[:, which.labels.index((outcome, key))].sum(axis=1))

    def some(u: Floats, first: int) -> Floats:
        rows = u[first : first + BATCH]
        results = [one(which, rows, first) for which in models]
        return results[0] if alt is None else results[1] - results[0]

    def block(u: Floats) -> Arrays:
        return {"values": np.concatenate(list(in_order((partial(some, u, i) for i in range(0, base, BATCH)), workers)))}

    try:
        found = sobol(lambda u: parts.part(f"{next(blocks):04d}", partial(block, u))["values"], names, base=base, seed=seed)
        if out is not None:
            write_text(out, indices_csv(found))
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another --out.") from error
    parts.clear()
    return found


def indices_csv(found: list[Index]) -> str:
    """Return the indices as CSV text."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("parameter", "first", "first_low", "first_high", "total", "total_low", "total_high"))
    for index in found:
        numbers = (index.first, *index.first_interval, index.total, *index.total_interval)
        writer.writerow((index.name, *(f"{number:.6g}" for number in numbers)))
    return text.getvalue()
