"""A learned additive model: for each rule a part that never falls as its points grow, and nothing but these parts."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from headwater.flow.logistic import Floats, Quality, calibrate, fit_factors, judge

_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class AdditiveModel:
    """A share of standing concerns as a curve over a sum: for each rule a part that never falls as its points grow.

    A rule's part of a row is ``below * min(points, knot) + above * max(points - knot, 0)``; the parts of a row and nothing else
    add up to its sum, so that they are the whole explanation. Both slopes are at least 0 and drawn towards 1, the published
    points. Only points of rules go in: no place, no party and no other column.

    Attributes:
        rules: rule, knot, below and above.
        intercept: of the logistic curve over the sum; ``slope`` its slope.
        slope: see above.
        quality: on the rows held out.
        reliability: from, to, rows, predicted, seen, low and high: the share that the curve tells and the share that stood,
            with a 95 per cent interval, by fifth of the rows held out.
    """

    rules: pl.DataFrame
    intercept: float
    slope: float
    quality: Quality
    reliability: pl.DataFrame

    def parts(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Return what each rule adds to each row: key, rule, points and ``part``; a rule that was never fitted adds its points.

        Args:
            findings: key, rule and points, as they count.
        """
        rows = findings.group_by("key", "rule", maintain_order=True).agg(pl.col("points").sum())
        rows = rows.join(self.rules, on="rule", how="left", maintain_order="left")
        below = pl.min_horizontal("points", pl.col("knot").fill_null(0.0)) * pl.col("below").fill_null(1.0)
        above = (pl.col("points") - pl.col("knot").fill_null(0.0)).clip(0.0) * pl.col("above").fill_null(1.0)
        return rows.select("key", "rule", "points", (below + above).alias("part"))

    def shares(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Return key, total and ``share`` of each row: the sum of its parts, and the share of concerns that the curve tells."""
        total = self.parts(findings).group_by("key", maintain_order=True).agg(pl.col("part").sum().alias("total"))
        return total.with_columns((1 / (1 + (-(self.intercept + self.slope * pl.col("total"))).exp())).alias("share"))


def fit_additive(names: list[str], seen: Floats, concern: Floats, held: Floats, truth: Floats) -> AdditiveModel:
    """Return the additive model fitted to the rows seen and tried on those held out; columns are the rules by name."""
    knots = np.array([float(np.median(column[column > 0])) if (column > 0).any() else 0.0 for column in seen.T])
    slopes = fit_factors(_bent(seen, knots), concern)
    seen_sum, held_sum = _bent(seen, knots) @ slopes, _bent(held, knots) @ slopes
    intercept, slope = calibrate(seen_sum, concern)
    count = len(names)
    rules = pl.DataFrame({"rule": names, "knot": knots, "below": slopes[:count], "above": slopes[count:]})
    predicted = 1 / (1 + np.exp(-(intercept + slope * held_sum)))
    return AdditiveModel(rules, intercept, slope, judge(seen_sum, concern, held_sum, truth), _reliability(predicted, truth))


def _bent(matrix: Floats, knots: Floats) -> Floats:
    below = np.minimum(matrix, knots)
    return np.hstack([below, matrix - below])


def _reliability(predicted: Floats, truth: Floats) -> pl.DataFrame:
    frame = pl.DataFrame({"predicted": predicted, "truth": truth}).sort("predicted")
    frame = frame.with_columns((pl.int_range(pl.len()) * 5 // pl.len()).alias("fifth"))
    table = frame.group_by("fifth", maintain_order=True).agg(
        pl.col("predicted").min().alias("from"),
        pl.col("predicted").max().alias("to"),
        pl.len().alias("rows"),
        pl.col("predicted").mean(),
        pl.col("truth").mean().alias("seen"),
    )
    # Wilson's interval: a fifth of a small file tells little.
    n, share = pl.col("rows"), pl.col("seen")
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * (share * (1 - share) / n + _Z**2 / (4 * n**2)).sqrt()
    table = table.with_columns((middle - half).clip(0.0).alias("low"), (middle + half).clip(upper_bound=1.0).alias("high"))
    return table.drop("fifth").with_columns(pl.selectors.float().round(3))
