"""Rolling-origin hindcasts: what the forecast would have said earlier, scored against what came, beside plain forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError
from headwater.policy.inference.controls import controls_for
from headwater.policy.inference.ensemble import PARTICLES, Ensemble
from headwater.policy.inference.events import Event
from headwater.policy.inference.forecast import WIDTH, counted, quantiles, sharpened
from headwater.policy.inference.observations import Series
from headwater.policy.inference.scores import damped_trend, persistence, weighted_interval_score
from headwater.policy.inference.settings import SETTINGS, Settings
from headwater.policy.scenario.months import month_text

Floats = NDArray[np.float64]

FIRST_MONTHS: Final = 24
"""Months that must have been seen before the first origin of a monthly series."""
FIRST_YEARS: Final = 3
"""The same in points for a series of longer periods."""
EVERY: Final = 3
"""Months between origins of a monthly series."""
FARTHEST: Final = 5
"""Years ahead that are scored."""
PATHS: Final = 9_600
"""Paths from an origin: there are many origins, and what they say is averaged."""

METHODS: Final = ("ensemble", "ensemble, limited", "persistence", "damped trend")


@dataclass(frozen=True, slots=True)
class Hindcast:
    """One past forecast of twelve months and what came.

    Attributes:
        method: one of ``METHODS``.
        series: ``outcome/key``.
        origin: number of the last month seen.
        years: how many years ahead the twelve months end.
        truth: what was counted in them.
        quantiles: what was forecast.
        score: weighted interval score over the truth.
    """

    method: str
    series: str
    origin: int
    years: int
    truth: float
    quantiles: dict[float, float]
    score: float

    def holds(self, low: float, high: float) -> bool:
        """Return whether the truth lies between two quantiles."""
        return self.quantiles[low] <= self.truth <= self.quantiles[high]

    @property
    def width(self) -> float:
        """Return the width of the 90 % interval over the median."""
        return (self.quantiles[0.95] - self.quantiles[0.05]) / max(self.quantiles[0.5], 1e-9)


@dataclass(frozen=True, slots=True)
class Summary:
    """How a method did at one number of years ahead (0: all of them)."""

    method: str
    years: int
    targets: int
    score: float
    inside_50: float
    inside_90: float
    width: float


def hindcasts(
    series: Series, events: Sequence[Event], until: int, *, settings: Sequence[Settings] = SETTINGS, seed: int = 1,
    particles: int = PARTICLES // 3,
) -> list[Hindcast]:  # fmt: skip
    """Return past forecasts of a series, from every third month (or every period of a longer step) that allows one.

    A forecast from an origin sees the series up to it and every dated control up to ``until``, as the forecast itself does.

    Raises:
        ArgumentError: the series is too short or has a gap.
    """
    points = [point for point in series.points if point.months == series.step and point.last <= until]
    monthly = {point.month + k: point.value / point.months for point in points for k in range(point.months)}
    if not points or len(monthly) != points[-1].last - points[0].month + 1:
        raise ArgumentError(f"--series {series.name} is not usable up to {month_text(until)}; it has gaps or no value.")
    seen_first = points[0].month - 1 + (FIRST_MONTHS if series.step == 1 else FIRST_YEARS * series.step)
    # Counted back from the end, so that the newest twelve months are a target.
    step = EVERY if series.step == 1 else series.step
    origins = sorted(range(points[-1].last - 12, seen_first - 1, -step))
    if not origins:
        need = f"{FIRST_MONTHS} months" if series.step == 1 else f"{FIRST_YEARS} periods"
        raise ArgumentError(f"--series {series.name} is too short; hindcasts need {need} and twelve months after them.")
    known = [event for event in events if event.month <= until]
    ensemble = Ensemble(points, controls_for(known, series.key), settings, seed, particles=particles)
    found = []
    for origin in origins:
        ensemble.follow(origin)
        years = min((points[-1].last - origin) // 12, FARTHEST)
        paths = ensemble.ahead(12 * years, PATHS)
        history = _history(monthly, points[0].month, origin)
        told = {
            "ensemble": _yearly(paths, seed),
            "ensemble, limited": _yearly(sharpened(paths, WIDTH), seed),
            "persistence": persistence(history, years),
            "damped trend": damped_trend(history, years),
        }
        for method, ahead in told.items():
            for h, quantile in enumerate(ahead, start=1):
                truth = sum(monthly[origin + 12 * (h - 1) + k] for k in range(1, 13))
                score = weighted_interval_score(quantile, truth) / max(truth, 1.0)
                found.append(Hindcast(method, series.name, origin, h, truth, quantile, score))
    return found


def _yearly(paths: Floats, seed: int) -> list[dict[float, float]]:
    drawn = counted(paths, np.random.default_rng([seed, 13]))
    return [quantiles(drawn[:, 12 * h : 12 * h + 12].sum(axis=1)) for h in range(paths.shape[1] // 12)]


def _history(monthly: dict[int, float], first: int, origin: int) -> list[float]:
    """Return the sums of the whole years of twelve months that end at ``origin``, oldest first."""
    sums = []
    while origin - 11 >= first:
        sums.append(sum(monthly[origin - k] for k in range(12)))
        origin -= 12
    return sums[::-1]


def summaries(rows: Sequence[Hindcast]) -> list[Summary]:
    """Return per method the means over all targets and by years ahead."""
    found = []
    for method in METHODS:
        for years in range(FARTHEST + 1):
            mine = [row for row in rows if row.method == method and years in (0, row.years)]
            if mine:
                found.append(
                    Summary(
                        method,
                        years,
                        len(mine),
                        float(np.mean([row.score for row in mine])),
                        float(np.mean([row.holds(0.25, 0.75) for row in mine])),
                        float(np.mean([row.holds(0.05, 0.95) for row in mine])),
                        float(np.median([row.width for row in mine])),
                    )
                )
    return found


def hindcast_table(rows: Sequence[Hindcast]) -> list[str]:
    """Return a Markdown table of the summaries, one line a method and number of years ahead."""
    lines = [
        "| method | years ahead | targets | score over the truth | inside 50 % | inside 90 % | 90 % width over the median |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in summaries(rows):
        years = str(one.years) if one.years else "all"
        lines.append(
            f"| {one.method} | {years} | {one.targets} | {one.score:.3f} | {one.inside_50:.0%} | {one.inside_90:.0%} "
            f"| {one.width:.2f} |"
        )
    return lines
