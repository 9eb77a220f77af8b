"""Scenario discovery: in which worlds would a control backfire?

Boxes are peeled from the draws (PRIM, Friedman and Fisher 1999).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PEEL: Final = 0.08
LEAST: Final = 0.08
"""Smallest share of the worlds that a box may hold."""
DIMENSIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions under which something happens more often.

    Attributes:
        limits: parameter -> (low, high); what is not named may be anything.
        density: share of the worlds in the box where it happens.
        coverage: share of all its occurrences that lie in the box.
        base: share of all worlds where it happens.
    """

    limits: dict[str, tuple[float, float]]
    density: float
    coverage: float
    base: float


def backfires(draws: Floats, names: tuple[str, ...], happens: NDArray[np.bool_]) -> Box:
    """Return the box of draws (runs, names) in which ``happens`` (runs,) is densest.

    The box is empty of conditions where no parameter makes a difference; with few worlds a difference of ten points in density
    is what it takes to be named.
    """
    base = float(happens.mean())
    # The box is peeled on half of the worlds and judged on the other half, so that noise names no condition.
    seen, judged = np.arange(len(draws)) % 2 == 0, np.arange(len(draws)) % 2 == 1
    inside = seen.copy()
    limits: dict[int, list[float]] = {}
    while True:
        best: tuple[float, int, int, float] | None = None
        for i in range(len(names)):
            if i not in limits and len(limits) >= DIMENSIONS:
                continue
            for side, level in ((0, PEEL), (1, 1.0 - PEEL)):
                cut = float(np.quantile(draws[inside, i], level))
                keep = inside & (draws[:, i] >= cut if side == 0 else draws[:, i] <= cut)
                if keep.sum() < max(LEAST * seen.sum(), 10) or keep.sum() == inside.sum():
                    continue
                density = float(happens[keep].mean())
                if best is None or density > best[0]:
                    best = (density, i, side, cut)
        if best is None or best[0] <= float(happens[inside].mean()) + 1e-12:
            break
        _, i, side, cut = best
        limits.setdefault(i, [-np.inf, np.inf])[side] = cut
        inside &= draws[:, i] >= cut if side == 0 else draws[:, i] <= cut
    there = judged.copy()
    for i, (low, high) in limits.items():
        there &= (draws[:, i] >= low) & (draws[:, i] <= high)
    density = float(happens[there].mean()) if there.any() else base
    if density < base + 0.1:
        return Box({}, base, 1.0, base)
    named = {names[i]: (low, high) for i, (low, high) in limits.items()}
    return Box(named, density, float(happens[there].sum() / max(1, happens[judged].sum())), base)
