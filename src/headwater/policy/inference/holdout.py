"""Hold-outs: a part of the data is kept from the calibration, and what the calibrated worlds say about it is compared with it.

A part is the newest months (``time``), a whole series (``lab_reports/analogue``), or every series of a key (``analogue``), such
as a substance or a place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from headwater.errors import ArgumentError
from headwater.policy.inference.posterior import Worlds, observed_features
from headwater.policy.inference.regression import Regression

NEWEST: Final = 12
"""Months held out by ``time`` without a number."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One value that the calibration did not see.

    Attributes:
        series: ``outcome/key``.
        month: number of its first month.
        months: its length.
        observed: the value.
        quantiles: what the calibrated worlds say about it.
    """

    series: str
    month: int
    months: int
    observed: float
    quantiles: dict[float, float]

    def holds(self, low: float, high: float) -> bool:
        """Return whether the value lies between two quantiles."""
        return self.quantiles[low] <= self.observed <= self.quantiles[high]


LEVELS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


def held_out(drawn: Worlds, fit_until: int, part: str, *, scale: float | None = 1.0) -> tuple[HeldOut, ...]:
    """Return what worlds calibrated without a part of the data say about that part.

    Args:
        drawn: worlds with all the series.
        fit_until: number of the last month of the data.
        part: ``time``, ``time:MONTHS``, ``outcome/key``, or a key.
        scale: as for ``calibrate``; None takes it from the deaths that are not held out.

    Raises:
        ArgumentError: no fitted series has that name, or nothing is left to calibrate with.
    """
    out = _which(drawn, fit_until, part)
    if out.all() or not out.any():
        names = ", ".join(dict.fromkeys(cell.series for cell in drawn.cells))
        missing = "leaves nothing to fit" if out.all() else "is no part of the data"
        raise ArgumentError(f"--hold-out {part} {missing}; give time, time:MONTHS, or one of {names}.")
    cells = drawn.cells
    if scale is None:
        scale = drawn.size([0.0 if out[i] else cell.value for i, cell in enumerate(cells)])
    observed = observed_features(cells, scale)
    learnt = Regression(drawn.features[:, ~out], drawn.features[:, out])
    _, values = learnt.told(observed[~out])
    found = []
    for row, index in enumerate(np.flatnonzero(out)):
        cell = cells[index]
        quantiles = {q: cell.back(float(v), scale) for q, v in zip(LEVELS, np.quantile(values[row], LEVELS), strict=True)}
        found.append(
            HeldOut(cell.series, drawn.model.scenario.start + cell.first, cell.last - cell.first + 1, cell.value, quantiles)
        )
    return tuple(found)


def _which(drawn: Worlds, fit_until: int, part: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    match = re.fullmatch(r"time(?::(\d{1,3}))?", part)
    if match:
        first = fit_until - drawn.model.scenario.start - (int(match[1]) if match[1] else NEWEST)
        return np.array([cell.last > first for cell in drawn.cells], dtype=np.bool_)
    return np.array([part in (cell.series, cell.series.partition("/")[2]) for cell in drawn.cells], dtype=np.bool_)


def summary(part: str, rows: Sequence[HeldOut]) -> str:
    """Return one sentence about a hold-out."""
    half, most = (sum(row.holds(*bounds) for row in rows) for bounds in ((0.25, 0.75), (0.05, 0.95)))
    ratios = [np.log(max(row.observed, 0.5) / max(row.quantiles[0.5], 0.5)) for row in rows]
    off = float(np.exp(np.median(np.abs(ratios))))
    return (
        f"Held out {part}: {len(rows)} values, {half} within 50 %, {most} within 90 %; "
        f"the median is off by a factor of {off:.2f} in the middle."
    )
