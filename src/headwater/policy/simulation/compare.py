"""Two scenarios on the same random numbers: what differs is what the controls did."""

import csv
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError, OutputError, ScenarioError
from headwater.policy.scenario.months import month_text
from headwater.policy.simulation.parts import Arrays, Parts
from headwater.policy.simulation.results import (
    CHUNK,
    arrow,
    check_space,
    draws_csv,
    fingerprint,
    meta,
    table,
    whole,
    write_text,
)
from headwater.policy.simulation.run import Batch, Model, check_counts

MEANS: Final = frozenset({"users", "price", "purity", "active"})
"""Outcomes that are levels: a period's value is the mean of its months; all others are summed."""

_Z: Final = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Effect:
    """What a control changes in one outcome, key and period.

    Attributes:
        outcome: name of the outcome.
        key: its key.
        period: a year, or ``all``.
        base: mean over the runs without it.
        alt: mean over the runs with it.
        difference: mean paired difference.
        se: standard error of that mean.
        low: lower end of its 90 % interval.
        high: upper end.
        worlds_low: 5 % of the simulated worlds differ by less.
        worlds_high: 5 % differ by more.
    """

    outcome: str
    key: str
    period: str
    base: float
    alt: float
    difference: float
    se: float
    low: float
    high: float
    worlds_low: float
    worlds_high: float


EFFECT_COLUMNS: Final = (
    "outcome",
    "key",
    "period",
    "base",
    "alt",
    "difference",
    "se",
    "low",
    "high",
    "worlds_low",
    "worlds_high",
)


class Pair:
    """Two models that can be compared month by month.

    Raises:
        ScenarioError: the scenarios have no month or no outcome in common.
    """

    def __init__(self, base: Model, alt: Model) -> None:
        one, two = base.scenario, alt.scenario
        self.base, self.alt = base, alt
        self.start = max(one.start, two.start)
        end = min(one.start + one.months, two.start + two.months)
        self.months = end - self.start
        if one.start != two.start or self.months <= 0:
            begins = month_text(two.start)
            raise ScenarioError(
                f"{two.source}: start = {begins} is not usable; it must be that of {one.source}, {month_text(one.start)}."
            )
        self.labels = tuple(label for label in base.labels if label in alt.labels)
        if not self.labels:
            raise ScenarioError(
                f"{two.source}: outcomes have nothing in common with those of {one.source}; name the same ones."
            )
        self._rows = [[model.labels.index(label) for label in self.labels] for model in (base, alt)]
        years = [(self.start + t) // 12 for t in range(self.months)]
        self.periods = ("all", *(str(year) for year in dict.fromkeys(years)))
        self._year = np.array(years)

    def cut(self, batch: Batch, which: int) -> NDArray[np.float64]:
        """Return (runs, common labels, common months) of one side's batch."""
        return batch.values[:, self._rows[which], : self.months]

    def by_period(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (runs, labels, periods): sums of flows, means of levels."""
        mean = np.array([outcome in MEANS for outcome, _ in self.labels])
        parts = []
        for period in self.periods:
            part = values if period == "all" else values[:, :, self._year == int(period)]
            parts.append(np.where(mean[None, :], part.mean(axis=2), part.sum(axis=2)))
        return np.stack(parts, axis=2)


def effects(pair: Pair, base: NDArray[np.float64], alt: NDArray[np.float64]) -> list[Effect]:
    """Return the effects for two arrays (runs, labels, periods) of the same runs."""
    found = []
    runs = len(base)
    for i, (outcome, key) in enumerate(pair.labels):
        for j, period in enumerate(pair.periods):
            change = alt[:, i, j] - base[:, i, j]
            middle = float(change.mean())
            se = float(change.std(ddof=1) / math.sqrt(runs)) if runs > 1 else math.nan
            low, high = (float(q) for q in np.quantile(change, [0.05, 0.95]))
            means = float(base[:, i, j].mean()), float(alt[:, i, j].mean())
            wide = _Z * se
            found.append(Effect(outcome, key, period, *means, middle, se, middle - wide, middle + wide, low, high))
    return found


def compare(base: Model, alt: Model, runs: int, seed: int, *, workers: int = 1, out: Path | None = None) -> list[Effect]:
    """Return the effects of what differs between two scenarios, on common random numbers.

    Args:
        base: the world without the control.
        alt: the world with it.
        runs: pairs of runs; at least 2.
        seed: which stream of random numbers.
        workers: threads.
        out: folder for ``differences.parquet``, ``effects.csv``, ``draws.csv`` (of the base) and ``meta.json``; None writes
            nothing. An interrupted comparison leaves its finished parts there in a hidden folder, and the same call later goes
            on from them.

    Raises:
        ScenarioError: the two have no month or outcome in common.
        ArgumentError: absurd counts.
        OutputError: the folder cannot be written.
    """
    check_counts(runs, seed, workers)
    if runs < 2:
        raise ArgumentError(f"--runs {runs} is not usable; a comparison with intervals needs at least 2.")
    pair = Pair(base, alt)
    parts = Parts(out, "compare", fingerprint(base.scenario, seed), fingerprint(alt.scenario, seed))

    def chunk(first: int) -> Arrays:
        both = [
            list(model.batches(min(first + CHUNK, runs), seed, workers=workers, start=first)) for model in (pair.base, pair.alt)
        ]
        values = {
            name: np.concatenate([pair.cut(batch, side) for batch in batches])
            for side, (name, batches) in enumerate(zip(("base", "alt"), both, strict=True))
        }
        return {**values, "draws": np.concatenate([batch.draws.values for batch in both[0]])}

    def kept(first: int) -> Arrays:
        return parts.part(f"{first:08d}-{min(CHUNK, runs - first)}", partial(chunk, first))

    if out is None:
        return effects(pair, *_periods(pair, map(kept, range(0, runs, CHUNK))))
    arrow()
    check_space(out, runs, 2 * 8 * len(pair.labels) * pair.months)
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = effects(pair, *_periods(pair, map(kept, range(0, runs, CHUNK))))
        with whole(out / "differences.parquet", ("base", "alt", "difference")) as writer:
            rows = []
            for first in range(0, runs, CHUNK):
                part = kept(first)
                values = {"base": part["base"], "alt": part["alt"], "difference": part["alt"] - part["base"]}
                writer.write_table(table(pair.base, first, values, pair.labels), row_group_size=2**24)
                rows.append(part["draws"])
            names = base.batch(seed, 0, 1).draws.names
            write_text(out / "draws.csv", draws_csv(names, np.concatenate(rows)))
            write_text(out / "effects.csv", effects_csv(found))
            content = meta(alt.scenario, runs, seed, "differences.parquet", "effects.csv")
            content["base"] = meta(base.scenario, runs, seed)
            write_text(out / "meta.json", json.dumps(content, indent=1) + "\n")
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another --out.") from error
    parts.clear()
    return found


def _periods(pair: Pair, chunks: Iterable[Arrays]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (runs, labels, periods) of both sides; the months of a chunk are let go before the next is made."""
    both = [(pair.by_period(chunk["base"]), pair.by_period(chunk["alt"])) for chunk in chunks]
    return np.concatenate([one for one, _ in both]), np.concatenate([two for _, two in both])


def effects_csv(found: list[Effect]) -> str:
    """Return the effects as CSV text."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(EFFECT_COLUMNS)
    for effect in found:
        writer.writerow([getattr(effect, name) for name in EFFECT_COLUMNS])
    return text.getvalue()
