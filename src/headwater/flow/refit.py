"""Points fitted again to decisions: each rule's points times a factor that the decided rows support, and how that works out.

The model is the one the queue uses: points add up. What is fitted is a factor of at least 0 for each rule, drawn towards 1, in
a logistic model of "the concern stands". A rule with few decided rows therefore keeps its points.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import polars as pl

from headwater.errors import ArgumentError
from headwater.flow.additive import AdditiveModel, fit_additive
from headwater.flow.logistic import Floats, Quality, fit_factors, judge

_LEAST_DECIDED: Final = 20


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
        additive: an additive model of the same decisions, tried on the same rows.
        repeats: look-ups of the cells of earlier decided rows that tell the rows held out, as ``audit_split`` finds them: they
            say how much of a good figure is memory.
    """

    rules: pl.DataFrame
    before: Quality
    after: Quality
    calibration: pl.DataFrame
    held_out_from: Any
    additive: AdditiveModel
    repeats: pl.DataFrame | None = None

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
    factors = fit_factors(seen, concern)
    truth = late["concern"].cast(pl.Float64).to_numpy()
    before, after = (judge(seen @ weights, concern, held @ weights, truth) for weights in (np.ones(len(names)), factors))
    counts = _counts(parts, rows, names)
    table = counts.with_columns(pl.Series("factor", np.round(factors, 2)))
    additive = fit_additive(names, seen, concern, held, truth)
    return Refit(table, before, after, _calibration(held @ factors, truth), late["day"].min(), additive)


def _matrix(parts: pl.DataFrame, rows: pl.DataFrame, names: list[str]) -> Floats:
    keys = rows.select("key").with_row_index("line")
    columns = pl.DataFrame({"rule": names}).with_row_index("column")
    cells = parts.group_by("key", "rule").agg(pl.col("points").sum()).join(keys, on="key").join(columns, on="rule")
    matrix = np.zeros((rows.height, len(names)))
    matrix[cells["line"].to_numpy(), cells["column"].to_numpy()] = cells["points"].to_numpy()
    return matrix


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
