"""What adversaries deliver once they have seen the units: paths, quantal response and the sum that the defender minimises."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ScenarioError
from headwater.policy.allocation.game import Adversary, Edge, Game

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

MAX_PATHS: Final = 50_000
"""Most simple paths of one adversary; beyond it the game asks for a coarser network."""

_NEVER: Final = -1.0e4
"""Stands for log 0: exp gives an exact 0, and no units times it is still 0."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One adversary with its paths as a 0/1 matrix (edges, paths)."""

    adversary: Adversary
    over: Floats
    cost: Floats
    capacity: Floats


class Response:
    """The answer of all adversaries of a game to any number of allocations at once."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.base = np.array([_log(1.0 - edge.detection) for edge in game.edges])
        self.step = np.array([_log(1.0 - edge.effect) for edge in game.edges])
        self.answers = tuple(_answer(game, adversary) for adversary in game.adversaries)
        self.paths = sum(answer.over.shape[1] for answer in self.answers)

    def delivered(self, units: NDArray[Any]) -> Floats:
        """Return what is delivered (allocations,) for whole units (allocations, edges)."""
        log_pass = self.base + units * self.step
        total = np.zeros(len(units))
        for answer in self.answers:
            who = answer.adversary
            share = np.exp(log_pass @ answer.over)
            gain = who.rationality * (who.value * share - who.loss * (1.0 - share) - answer.cost)
            # Subtracting the largest utility (home is 0) keeps exp finite for any scale of money.
            top = np.maximum(gain.max(axis=1, initial=0.0), 0.0)
            weight = np.exp(gain - top[:, None])
            choice = weight / (np.exp(-top) + weight.sum(axis=1))[:, None]
            total += who.harm * (np.minimum(who.volume * choice, answer.capacity) * share).sum(axis=1)
        return total


def _log(share: float) -> float:
    return float(np.log(share)) if share > 0.0 else _NEVER


def _answer(game: Game, adversary: Adversary) -> _Answer:
    leaving: dict[str, list[int]] = {}
    for index, edge in enumerate(game.edges):
        leaving.setdefault(edge.start, []).append(index)
    found: list[tuple[int, ...]] = []
    for path in _paths(leaving, game.edges, adversary.source, adversary.sink):
        found.append(path)
        if len(found) > MAX_PATHS:
            raise ScenarioError(
                f"Adversary {adversary.id!r} has more than {MAX_PATHS} paths from {adversary.source!r} to "
                f"{adversary.sink!r}; merge nodes or remove edges."
            )
    over = np.zeros((len(game.edges), len(found)))
    for column, path in enumerate(found):
        over[list(path), column] = 1.0
    cost = np.array([sum(game.edges[index].cost for index in path) for path in found])
    capacity = np.array([min(game.edges[index].capacity for index in path) for path in found])
    return _Answer(adversary, over, cost, capacity)


def _paths(leaving: dict[str, list[int]], edges: Sequence[Edge], source: str, sink: str) -> Iterator[tuple[int, ...]]:
    useful = _leading_to(edges, sink)
    path: list[int] = []
    seen = {source}
    stack = [iter(leaving.get(source, ()))]
    while stack:
        index = next(stack[-1], None)
        if index is None:
            stack.pop()
            if path:
                seen.discard(edges[path.pop()].end)
            continue
        end = edges[index].end
        if end == sink:
            yield (*path, index)
        elif end not in seen and end in useful:
            path.append(index)
            seen.add(end)
            stack.append(iter(leaving.get(end, ())))


def _leading_to(edges: Sequence[Edge], sink: str) -> set[str]:
    useful = {sink}
    while True:
        more = {edge.start for edge in edges if edge.end in useful} - useful
        if not more:
            return useful
        useful |= more
