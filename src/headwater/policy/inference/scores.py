"""Proper scores of quantile forecasts, and the plain forecasts they are measured against."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

QUANTILES: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
"""The quantiles of a forecast file."""


def weighted_interval_score(quantiles: Mapping[float, float], truth: float) -> float:
    """Return the weighted interval score of a forecast (lower is better, in the unit of the series).

    Bracher et al. 2021: the median's absolute error weighted 1/2, each central interval weighted by half its alpha.
    """
    pairs = [(q, 1.0 - q) for q in sorted(quantiles) if q < 0.5]
    total = 0.5 * abs(truth - quantiles[0.5])
    for low_q, high_q in pairs:
        alpha = 2.0 * low_q
        low, high = quantiles[low_q], quantiles[_nearest(quantiles, high_q)]
        score = high - low
        if truth < low:
            score += 2.0 / alpha * (low - truth)
        if truth > high:
            score += 2.0 / alpha * (truth - high)
        total += alpha / 2.0 * score
    return total / (len(pairs) + 0.5)


def _nearest(quantiles: Mapping[float, float], wanted: float) -> float:
    return min(quantiles, key=lambda q: abs(q - wanted))


def persistence(history: Sequence[float], horizon: int) -> list[dict[float, float]]:
    """Return "last year again" with intervals from past yearly changes, growing with the root of the horizon."""
    changes = [math.log(b / a) for a, b in pairwise(history) if a > 0 and b > 0]
    spread = math.sqrt(sum(c * c for c in changes) / len(changes)) if changes else 0.2
    return [_lognormal(math.log(history[-1]), spread * math.sqrt(h)) for h in range(1, horizon + 1)]


def damped_trend(history: Sequence[float], horizon: int, damping: float = 0.8) -> list[dict[float, float]]:
    """Return the last change carried on with damping, intervals as for persistence."""
    changes = [math.log(b / a) for a, b in pairwise(history) if a > 0 and b > 0]
    spread = (sum((b - damping * a) ** 2 for a, b in pairwise(changes)) / max(1, len(changes) - 1)) ** 0.5
    level, step, found = math.log(history[-1]), changes[-1] if changes else 0.0, []
    for h in range(1, horizon + 1):
        step *= damping
        level += step
        found.append(_lognormal(level, max(spread, 0.05) * math.sqrt(h)))
    return found


def _lognormal(middle: float, spread: float) -> dict[float, float]:
    from statistics import NormalDist

    return {q: math.exp(middle + spread * NormalDist().inv_cdf(q)) for q in QUANTILES}
