"""Simulate many runs of a scenario in batches; results do not depend on how many workers share the batches."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ArgumentError, MissingExtraError
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.simulation.columns import Columns, columns_of
from headwater.policy.simulation.draws import Draws, draw
from headwater.policy.simulation.numbers import Numbers
from headwater.policy.simulation.streams import run_keys
from headwater.policy.simulation.world import World, lay_out

_T = TypeVar("_T")

MAX_RUNS: Final = 1_000_000
MAX_WORKERS: Final = 256
BATCH: Final = 50
"""Runs in a batch: small enough to share among workers, large enough to cost nothing."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The results of some runs.

    Attributes:
        first: number of the first run.
        values: (runs, labels, months).
        draws: what was drawn for these runs.
    """

    first: int
    values: NDArray[np.float64]
    draws: Draws


class Model:
    """A scenario laid out and ready to run.

    Raises:
        ScenarioError: the scenario has no way of supply into a market.
        MissingExtraError: numba is not installed.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.numbers = Numbers(scenario)
        self.world: World = lay_out(scenario, self.numbers)
        self.columns: Columns = columns_of(scenario, self.world)
        self._kernel = _kernel()

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return (outcome, key) of the results' second axis."""
        return self.columns.labels

    def batch(self, seed: int, first: int, runs: int) -> Batch:
        """Return runs ``first`` .. ``first + runs - 1`` of a seed."""
        return self.drawn(seed, first, draw(self.scenario, self.numbers, seed, first, runs))

    def drawn(self, seed: int, first: int, draws: Draws) -> Batch:
        """Return runs with given draws; their noise is that of runs ``first`` .. of the seed."""
        runs = len(draws.numbers)
        values = np.empty((runs, len(self.columns.wanted), self.world.months))
        keys = run_keys(seed, first, runs)
        columns = self.columns
        self._kernel(self.world, draws.numbers, keys, columns.first, columns.width, columns.wanted, values)
        return Batch(first, values, draws)

    def batches(self, runs: int, seed: int, *, workers: int = 1, start: int = 0) -> Iterator[Batch]:
        """Yield the batches of runs ``start`` .. ``runs - 1`` in order.

        Args:
            runs: how many runs in all.
            seed: which stream of random numbers.
            workers: threads that share the batches.
            start: first run, a multiple of ``BATCH``.

        Raises:
            ArgumentError: the number of runs, workers or the seed is absurd.
        """
        check_counts(runs, seed, workers)
        jobs = (partial(self.batch, seed, first, min(BATCH, runs - first)) for first in range(start, runs, BATCH))
        yield from in_order(jobs, workers)


def in_order(jobs: Iterator[Callable[[], _T]], workers: int) -> Iterator[_T]:
    """Yield the results of jobs in their order, a few of them at work at any time."""
    if workers == 1:
        for job in jobs:
            yield job()
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting = [pool.submit(job) for job in islice(jobs, 2 * workers)]
        while waiting:
            done = waiting.pop(0).result()
            waiting.extend(pool.submit(job) for job in islice(jobs, 1))
            yield done


def check_counts(runs: int, seed: int, workers: int, *, most: int = MAX_RUNS) -> None:
    """Refuse an absurd number of runs or workers, or a negative seed.

    Raises:
        ArgumentError: the sentence names the option and its value.
    """
    for name, value, low, high in (
        ("--runs", runs, 1, most),
        ("--workers", workers, 1, MAX_WORKERS),
        ("--seed", seed, 0, 2**63 - 1),
    ):
        if not low <= value <= high:
            raise ArgumentError(f"{name} {value} is not usable; give a whole number from {low} to {high}.")


def _kernel() -> Callable[..., None]:
    try:
        from headwater.policy.simulation.kernel import simulate_batch
    except ImportError as error:
        raise MissingExtraError("Simulating needs numba; install it with: pip install 'headwater[policy]'.") from error
    kernel: Callable[..., None] = simulate_batch
    return kernel
