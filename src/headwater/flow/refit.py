"""Points fitted again to decisions: each rule's points times a factor that the decided rows support, and how that works out.

The model is the one the queue uses: points add up. What is fitted is a factor of at least 0 for each rule, drawn towards 1, in
a logistic model of "the concern stands". A rule with few decided rows therefore keeps its points.
"""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from headwater.errors import ArgumentError

Floats: TypeAlias = npt.NDArray[np.float64]

_STEPS: Final = 400
_PULL: Final = 4.0
"""Weight of a factor of 1, in decided rows of one point each."""
_MOST: Final = 3.0
_LEAST_DECIDED: Final = 20


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


@dataclass(frozen=True, slots=True)
class Refit:
    """What the decisions say of the rules.

    Attributes:
        rules: rule, findings, decided, concern_share, factor, early and late: findings per thousand rows before and after the
            middle of the time, for the rules that went silent or noisy.
        before: the shipped points on the rows held out.
        after: the refitted points on the same rows.
        calibration: points_from, points_to, rows and concern_share on the rows held out, with the refitted points.
        held_out_from: the first day of the rows held out.
    """

    rules: pl.DataFrame
    before: Quality
    after: Quality
    calibration: pl.DataFrame
    held_out_from: Any

    @property
    def better(self) -> bool:
        """Whether the refitted points order the rows held out at least as well."""
        return self.after.auc >= self.before.auc


def refit(parts: pl.DataFrame, decided: pl.DataFrame, *, held_out: float) -> Refit:
    """Return the points fitted to the earlier decisions and tried on the later ones.

    Args:
        parts: findings of the review as key, rule, points (as they count) and day.
        decided: key, day and concern (True where the concern stands, False where it was cleared).
        held_out: share of the decided rows, the last in time, that the fit does not see.

    Raises:
        ArgumentError: too few rows are decided, or all in one way.
    """
    rows = decided.sort("day", "key", nulls_last=True)
    cut = int(rows.height * (1 - held_out))
    early, late = rows.head(cut), rows.tail(rows.height - cut)
    for frame, words in ((early, "to fit"), (late, "to try the fit on")):
        if frame.height < _LEAST_DECIDED or frame["concern"].n_unique() < 2:
            raise ArgumentError(
                f"There are {frame.height} decided rows {words}, of which {int(frame['concern'].sum())} stand; "
                f"decide at least {_LEAST_DECIDED} in each part, some of them either way.",
                code="too-few-decisions",
            )
    names = sorted(parts["rule"].unique().to_list())
    seen, held = _matrix(parts, early, names), _matrix(parts, late, names)
    concern = early["concern"].cast(pl.Float64).to_numpy()
    factors = _fit(seen, concern)
    truth = late["concern"].cast(pl.Float64).to_numpy()
    before, after = (_quality(seen @ weights, concern, held @ weights, truth) for weights in (np.ones(len(names)), factors))
    counts = _counts(parts, rows, names)
    table = counts.with_columns(pl.Series("factor", np.round(factors, 2)))
    return Refit(table, before, after, _calibration(held @ factors, truth), late["day"].min())


def _matrix(parts: pl.DataFrame, rows: pl.DataFrame, names: list[str]) -> Floats:
    keys = rows.select("key").with_row_index("line")
    columns = pl.DataFrame({"rule": names}).with_row_index("column")
    cells = parts.group_by("key", "rule").agg(pl.col("points").sum()).join(keys, on="key").join(columns, on="rule")
    matrix = np.zeros((rows.height, len(names)))
    matrix[cells["line"].to_numpy(), cells["column"].to_numpy()] = cells["points"].to_numpy()
    return matrix


def _fit(matrix: Floats, concern: Floats) -> Floats:
    """Return the factors by projected gradient steps with momentum (FISTA)."""
    # First how points turn into a share at all, with every factor at 1; that scale then stays.
    intercept, slope = _calibrate(matrix.sum(axis=1), concern)
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


def _calibrate(points: Floats, concern: Floats) -> tuple[float, float]:
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


def _quality(seen: Floats, seen_truth: Floats, points: Floats, truth: Floats) -> Quality:
    intercept, slope = _calibrate(seen, seen_truth)
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


def _calibration(points: Floats, truth: Floats) -> pl.DataFrame:
    frame = pl.DataFrame({"points": points, "concern": truth}).sort("points")
    frame = frame.with_columns((pl.int_range(pl.len()) * 5 // pl.len()).alias("fifth"))
    return frame.group_by("fifth", maintain_order=True).agg(
        pl.col("points").min().round(2).alias("points_from"),
        pl.col("points").max().round(2).alias("points_to"),
        pl.len().alias("rows"),
        pl.col("concern").mean().round(3).alias("concern_share"),
    )


def _counts(parts: pl.DataFrame, decided: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    middle = parts["day"].median()
    late = (pl.col("day") > pl.lit(middle)).fill_null(value=False)
    found = parts.group_by("rule").agg(pl.len().alias("findings"), (~late).sum().alias("early"), late.sum().alias("late"))
    judged = parts.select("key", "rule").unique().join(decided, on="key")
    judged = judged.group_by("rule").agg(pl.len().alias("decided"), pl.col("concern").mean().round(3).alias("concern_share"))
    table = pl.DataFrame({"rule": names}).join(found, on="rule", how="left").join(judged, on="rule", how="left")
    return table.with_columns(pl.col("decided").fill_null(0)).sort("rule")
