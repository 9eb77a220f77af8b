"""A floor under what any allocation of the rest of the budget can leave, for branch and bound and for the stated gap.

For one adversary the delivered volume is at least ``sum w_p V_p S_p / (1 + sum w_p)``, where ``w_p`` is
``exp(rationality * u_p(S_p))`` and ``V_p`` the smaller of volume and capacity. When every ``S_p`` may lie anywhere in a box of
its own, that ratio is at least ``t`` exactly when ``sum min over S of w_p(S) (V_p S - t) >= t``. Each minimum has a closed
form; bisection on ``t`` gives the floor. The box of a path is what the remaining budget could do on that path alone.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.allocation.response import Counts, Floats, Response

_STEPS: Final = 40


class Floor:
    """Floors for partly decided allocations of one game."""

    def __init__(self, response: Response) -> None:
        self._response = response
        edges = response.game.edges
        self._cost = np.array([edge.unit_cost for edge in edges])
        self._most = np.array([edge.max_units for edge in edges], dtype=np.int64)
        self._price = np.where(response.step < 0.0, self._cost / np.maximum(-response.step, 1e-300), np.inf)
        self._cheapest = np.argsort(self._price, kind="stable")

    def at(self, units: Counts, free: NDArray[np.bool_], left: float) -> float:
        """Return a floor for one node of the search.

        Args:
            units: whole units (edges,) already decided; edges still free hold 0.
            free: True (edges,) where more units may still be placed.
            left: budget not yet spent.
        """
        log_pass = self._response.base + units * self._response.step
        total = 0.0
        for answer in self._response.answers:
            if answer.over.shape[1] == 0:
                continue
            high = log_pass @ answer.over
            low = high + self._most_reduction(answer.over, free, left)
            who = answer.adversary
            reach = np.minimum(who.volume, answer.capacity)
            slope = who.rationality * (who.value + who.loss)
            shift = -who.rationality * (who.loss + answer.cost)
            total += who.harm * _least_ratio(np.exp(low), np.exp(high), reach, slope, shift)
        return total

    def _most_reduction(self, over: Floats, free: NDArray[np.bool_], left: float) -> Floats:
        """Return, per path, the most that the budget left could add to the log of its passing share (fractional knapsack)."""
        money = np.full(over.shape[1], left)
        gain = np.zeros(over.shape[1])
        for edge in self._cheapest:
            if not free[edge] or self._response.step[edge] == 0.0 or self._most[edge] == 0:
                continue
            if self._cost[edge] > left:  # not even one whole unit can be paid
                continue
            if self._cost[edge] == 0.0:
                gain += over[edge] * self._most[edge] * self._response.step[edge]
                continue
            bought = np.minimum(self._most[edge], money / self._cost[edge]) * over[edge]
            gain += bought * self._response.step[edge]
            money -= bought * self._cost[edge]
        return gain


def _least_ratio(low: Floats, high: Floats, reach: Floats, slope: float, shift: Floats) -> float:
    # A common factor exp(top) keeps the weights finite; "stay at home" has the weight exp(-top) then.
    top = max(0.0, float((slope * (high if slope > 0 else low) + shift).max()))
    home = np.exp(-top)
    below, above = 0.0, float((reach * high).max())
    if above <= 0.0:
        return 0.0
    for _ in range(_STEPS):
        middle = 0.5 * (below + above)
        with np.errstate(divide="ignore", invalid="ignore"):
            still = np.where(reach > 0.0, middle / np.where(reach > 0.0, reach, 1.0), high)
        inner = still - 1.0 / slope if slope > 0.0 else low
        candidates = (low, high, np.clip(inner, low, high))
        least = np.min([np.exp(slope * s + shift - top) * (reach * s - middle) for s in candidates], axis=0)
        if least.sum() >= middle * home:
            below = middle
        else:
            above = middle
    return below
