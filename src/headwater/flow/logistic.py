"""A logistic model of "the concern stands" over points: factors that never go below 0, a curve, and how well both do."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS: Final = 400
_PULL: Final = 4.0
"""Weight of a factor of 1, in decided rows of one point each."""
_MOST: Final = 3.0


@dataclass(frozen=True, slots=True)
class Quality:
    """How well points order decided rows.

    Attributes:
        rows: number of decided rows.
        concerns: number of those whose concern stands.
        auc: chance that a row with a standing concern has more points than a cleared one; 0.5 is chance.
        precision: share of standing concerns among the upper third of the rows by points.
        brier: mean squared error of the calibrated share; lower is better.
    """

    rows: int
    concerns: int
    auc: float
    precision: float
    brier: float


def fit_factors(matrix: Floats, concern: Floats) -> Floats:
    """Return the factors by projected gradient steps with momentum (FISTA)."""
    # First how points turn into a share at all, with every factor at 1; that scale then stays.
    intercept, slope = calibrate(matrix.sum(axis=1), concern)
    scaled = matrix * slope
    curve = np.linalg.norm(scaled, 2) ** 2 / 4 + _PULL
    factors = ahead = np.ones(matrix.shape[1])
    momentum = 1.0
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-(intercept + scaled @ ahead)))
        step = scaled.T @ (share - concern) + _PULL * (ahead - 1)
        new = np.clip(ahead - step / curve, 0.0, _MOST)
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / faster * (new - factors)
        factors, momentum = new, faster
    return factors


def calibrate(points: Floats, concern: Floats) -> tuple[float, float]:
    """Return intercept and slope of the logistic curve from points to the share of standing concerns; the slope is positive."""
    design = np.column_stack([np.ones_like(points), points])
    theta = np.zeros(2)
    ridge = np.diag([1e-3, 1e-2])
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(design @ theta, -30, 30)))
        weight = np.maximum(share * (1 - share), 1e-6)
        gradient = design.T @ (share - concern) + ridge @ theta
        theta = theta - np.linalg.solve(design.T @ (design * weight[:, None]) + ridge, gradient)
    return float(theta[0]), float(max(theta[1], 0.05))


def judge(seen: Floats, seen_truth: Floats, points: Floats, truth: Floats) -> Quality:
    """Return how well points order and, after a curve fitted to the rows seen, tell the rows held out."""
    intercept, slope = calibrate(seen, seen_truth)
    share = 1 / (1 + np.exp(-(intercept + slope * points)))
    top = np.argsort(-points, kind="stable")[: max(len(points) // 3, 1)]
    return Quality(
        rows=len(truth),
        concerns=int(truth.sum()),
        auc=area_under_curve(points, truth),
        precision=float(truth[top].mean()),
        brier=float(np.mean((share - truth) ** 2)),
    )


def area_under_curve(points: Floats, truth: Floats) -> float:
    """Return the chance that a true row has more points than a false one, ties counting half; 0.5 where one is absent."""
    positive, negative = int(truth.sum()), int(len(truth) - truth.sum())
    if positive == 0 or negative == 0:
        return 0.5
    ranks = pl.Series(points).rank("average").to_numpy()
    return float((ranks[truth == 1].sum() - positive * (positive + 1) / 2) / (positive * negative))
