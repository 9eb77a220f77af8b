"""Find the allocation that leaves the least: every one where they can be counted, else search with a stated gap."""

import heapq
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import OutputError
from headwater.policy.allocation.bound import Floor
from headwater.policy.allocation.game import Game
from headwater.policy.allocation.response import Counts, Response

_MAX_ALLOCATIONS: Final = 2_000_000
_MAX_WORK: Final = 150_000_000
"""Allocations times paths that are still enumerated; about ten seconds on one core."""

_BATCH: Final = 40_000_000
"""Cells (allocations x paths) evaluated at once, which keeps memory below some 600 MB."""

_RESTARTS: Final = 24
_NODES: Final = 3_000


@dataclass(frozen=True, slots=True)
class Allocation:
    """The answer to a game.

    Attributes:
        units: whole units per edge id; edges left out get none.
        delivered: what adversaries still deliver after they have answered.
        bound: no allocation within the budget leaves less than this.
        method: ``exact`` (all allocations were tried, or the search closed the gap) or ``search``.
    """

    units: dict[str, int]
    delivered: float
    bound: float
    method: str

    @property
    def gap(self) -> float:
        """Return the largest possible regret as a share of what is delivered."""
        return (self.delivered - self.bound) / self.delivered if self.delivered > 0.0 else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as ``headwater policy allocate`` writes it, with bound, gap and method added."""
        return {
            "units": self.units,
            "delivered": self.delivered,
            "bound": self.bound,
            "gap": self.gap,
            "method": self.method,
        }


def allocate(game: Game) -> Allocation:
    """Return the allocation of the budget that leaves the least delivered, after the adversaries have answered.

    Small games are enumerated and exact. Larger ones are searched (greedy and random starts; add, drop, swap and double swap
    moves) and bounded below by branch and bound; ``Allocation.gap`` states what the answer can still miss.
    """
    response = Response(game)
    choices = _Choices(game, response)
    count = choices.count()
    if count * max(response.paths, 1) <= _MAX_WORK and count <= _MAX_ALLOCATIONS:
        units, delivered = _enumerate(choices, response)
        return _allocation(game, units, delivered, delivered, "exact")
    units, delivered = _search(choices, response)
    units, delivered, bound = _branch(choices, response, units, delivered)
    return _allocation(game, units, delivered, bound, "exact" if bound >= delivered * (1 - 1e-9) else "search")


def write_allocation(allocation: Allocation, path: Path) -> None:
    """Write an answer as JSON; an interrupted run leaves no half file.

    Raises:
        OutputError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(json.dumps(allocation.to_dict(), indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror}); choose another --out.") from error


class _Choices:
    """The whole units that a budget can pay on the edges where they change anything."""

    def __init__(self, game: Game, response: Response) -> None:
        used = np.zeros(len(game.edges), dtype=bool)
        for answer in response.answers:
            used |= answer.over.any(axis=1)
        self.cost = np.array([edge.unit_cost for edge in game.edges])
        self.budget = game.budget + 1e-9 * max(1.0, game.budget)
        payable = [
            edge.max_units if edge.unit_cost == 0.0 else min(edge.max_units, int(self.budget // edge.unit_cost))
            for edge in game.edges
        ]
        # Units where nobody passes, or that find nothing, change nothing.
        self.most = np.where(used & (response.step < 0.0), payable, 0).astype(np.int64)
        self.edges = np.flatnonzero(self.most)

    def count(self) -> float:
        """Return the number of payable allocations, or infinity where it is past counting."""
        if math.prod(int(self.most[e]) + 1 for e in self.edges) <= _MAX_ALLOCATIONS:
            return float(math.prod(int(self.most[e]) + 1 for e in self.edges))
        spent = {0.0: 1}
        for edge in self.edges:
            more: dict[float, int] = {}
            for money, ways in spent.items():
                for units in range(int(self.most[edge]) + 1):
                    total = round(money + units * float(self.cost[edge]), 9)
                    if total > self.budget:
                        break
                    more[total] = more.get(total, 0) + ways
            spent = more
            if len(spent) > 20_000 or sum(spent.values()) > _MAX_ALLOCATIONS:
                return math.inf
        return float(sum(spent.values()))

    def all(self, batch: int) -> Iterator[Counts]:
        """Yield every payable allocation (allocations, edges), in batches."""
        rows: list[NDArray[np.int64]] = [np.zeros((1, len(self.most)), dtype=np.int64)]
        whole = rows[0]
        for edge in self.edges:
            parts = []
            money = whole @ self.cost
            for units in range(int(self.most[edge]) + 1):
                part = whole[money + units * self.cost[edge] <= self.budget].copy()
                part[:, edge] = units
                parts.append(part)
            whole = np.concatenate(parts)
        for start in range(0, len(whole), batch):
            yield whole[start : start + batch]

    def neighbours(self, units: Counts) -> Counts:
        """Return all payable allocations one add, drop or swap away (neighbours, edges)."""
        left = self.budget - float(units @ self.cost)
        rows = []
        for edge in self.edges.tolist():
            if units[edge] < self.most[edge] and self.cost[edge] <= left:
                rows.append(_moved(units, (edge, 1)))
            if units[edge] == 0:
                continue
            rows.append(_moved(units, (edge, -1)))
            freed = left + self.cost[edge]
            for other in self.edges.tolist():
                if other == edge or units[other] >= self.most[other] or self.cost[other] > freed:
                    continue
                room = int(self.most[other] - units[other])
                many = room if self.cost[other] == 0.0 else min(room, int(freed // self.cost[other]))
                rows.extend(_moved(units, (edge, -1), (other, n)) for n in {1, many})
            # Two units of this edge for one dear unit elsewhere.
            if units[edge] >= 2:
                for other in self.edges.tolist():
                    dear = freed < self.cost[other] <= freed + self.cost[edge]
                    if other != edge and dear and units[other] < self.most[other]:
                        rows.append(_moved(units, (edge, -2), (other, 1)))
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(units))


def _moved(units: Counts, *moves: tuple[int, int]) -> Counts:
    row = units.copy()
    for edge, change in moves:
        row[edge] += change
    return row


def _enumerate(choices: _Choices, response: Response) -> tuple[Counts, float]:
    best, least = np.zeros(len(choices.most), dtype=np.int64), math.inf
    for batch in choices.all(max(1, min(200_000, _BATCH // (8 * max(response.paths, 1))))):
        values = response.delivered(batch)
        index = int(np.argmin(values))
        if values[index] < least:
            best, least = batch[index], float(values[index])
    return best, least


def _descend(choices: _Choices, response: Response, units: Counts) -> tuple[Counts, float]:
    value = float(response.delivered(units[None, :])[0])
    while True:
        near = choices.neighbours(units)
        if not len(near):
            return units, value
        values = response.delivered(near)
        index = int(np.argmin(values))
        if values[index] >= value - 1e-12 * max(1.0, abs(value)):
            return units, value
        units, value = near[index], float(values[index])


def _search(choices: _Choices, response: Response) -> tuple[Counts, float]:
    rng = np.random.default_rng(20260101)  # a fixed stream: the same game has the same answer
    best, least = _descend(choices, response, np.zeros(len(choices.most), dtype=np.int64))
    for restart in range(_RESTARTS):
        start = _filled(choices, rng, None if restart % 3 == 0 else best)
        units, value = _descend(choices, response, start)
        if value < least:
            best, least = units, value
    return best, least


def _filled(choices: _Choices, rng: np.random.Generator, near: Counts | None) -> Counts:
    """Return a random payable allocation, or one that keeps about half of the units of another."""
    units = np.zeros(len(choices.most), dtype=np.int64)
    if near is not None:
        units = rng.binomial(near, 0.55).astype(np.int64)
    left = choices.budget - float(units @ choices.cost)
    for edge in rng.permutation(choices.edges):
        room = int(choices.most[edge] - units[edge])
        cost = float(choices.cost[edge])
        many = room if cost == 0.0 else min(room, int(left // cost))
        if many > 0:
            take = int(rng.integers(0, many + 1))
            units[edge] += take
            left -= take * cost
    return units


def _branch(choices: _Choices, response: Response, units: Counts, value: float) -> tuple[Counts, float, float]:
    """Close the gap as far as a fixed number of nodes allows; return units, value and the floor reached."""
    floor = Floor(response)
    zero = np.zeros(len(choices.most), dtype=np.int64)
    reach = response.step * choices.most
    order = [int(edge) for edge in choices.edges[np.argsort(reach[choices.edges], kind="stable")]]
    free = np.zeros(len(choices.most), dtype=bool)
    free[order] = True
    heap: list[tuple[float, int, int, Counts, float]] = [(floor.at(zero, free, choices.budget), 0, 0, zero, choices.budget)]
    made = 1
    while heap and made < _NODES:
        low, _, depth, decided, left = heapq.heappop(heap)
        if low >= value * (1.0 - 1e-9):
            return units, value, value
        if depth == len(order):
            continue
        edge = order[depth]
        free[:] = False
        free[order[depth + 1 :]] = True
        for many in range(int(choices.most[edge]) + 1):
            money = left - many * float(choices.cost[edge])
            if money < 0.0:
                break
            child = _moved(decided, (edge, many))
            tried = float(response.delivered(child[None, :])[0])
            if tried < value:
                units, value = _descend(choices, response, child)
            bound = max(low, floor.at(child, free, money))
            made += 1
            if bound < value * (1.0 - 1e-9):
                heapq.heappush(heap, (bound, made, depth + 1, child, money))
    return units, value, min(value, heap[0][0]) if heap else value


def _allocation(game: Game, units: Counts, delivered: float, bound: float, method: str) -> Allocation:
    named = {edge.id: int(many) for edge, many in zip(game.edges, units, strict=True) if many}
    return Allocation(named, delivered, bound, method)
