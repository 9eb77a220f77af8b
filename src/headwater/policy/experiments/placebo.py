"""Placebo dates: how unusual is the change of a series after a control, among the changes after dates when nothing came?"""

from dataclasses import dataclass

import numpy as np

from headwater.errors import ArgumentError
from headwater.policy.inference.observations import Series
from headwater.policy.scenario.months import month_text


@dataclass(frozen=True, slots=True)
class Placebo:
    """The change after a date against those after other dates.

    Attributes:
        change: log change from the window before the month to the window from it on.
        others: the same at every other month with two whole windows.
        rank: share of all dates, this one included, with a change at least as far from their median.
    """

    change: float
    others: tuple[float, ...]
    rank: float

    def statement(self) -> str:
        """Return what the rank allows to say."""
        what = f"The change after it ({self.change:+.2f} in logarithms)"
        if self.rank > 0.1:
            return f"{what} is nothing unusual: {self.rank:.0%} of dates have one as far out."
        return f"{what} is unusual: {self.rank:.0%} of dates have one as far out; that is no proof of a cause."


def placebo(series: Series, month: int, *, window: int = 12) -> Placebo:
    """Return the change of a monthly series at a month against placebo dates.

    Raises:
        ArgumentError: the series does not hold a whole window before and after the month, or too few placebo dates.
    """
    values = {point.month: point.value for point in series.points if point.months == 1}

    def change(at: int) -> float | None:
        before = [values.get(m) for m in range(at - window, at)]
        after = [values.get(m) for m in range(at, at + window)]
        if None in before or None in after:
            return None
        low, high = sum(v for v in before if v is not None), sum(v for v in after if v is not None)
        return float(np.log(max(high, 0.5) / max(low, 0.5)))

    mine = change(month)
    others = [c for at in values if at != month and (c := change(at)) is not None]
    if mine is None or len(others) < 5:
        raise ArgumentError(
            f"{series.name} does not hold {window} whole months before and after {month_text(month)} and five other dates; "
            "take another month or a shorter --window."
        )
    everything = np.array([mine, *others])
    distance = np.abs(everything - np.median(everything))
    return Placebo(mine, tuple(others), float((distance >= distance[0]).mean()))
