"""The order of a month, in each of the runs of a batch."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from headwater.policy.simulation.kernel import positions
from headwater.policy.simulation.kernel.brokers import brokers_choose, deliver, price_offers, reopen
from headwater.policy.simulation.kernel.compiled import OPTIONS
from headwater.policy.simulation.kernel.control import forget, set_effort
from headwater.policy.simulation.kernel.importers import importers_choose, importers_order, order_legacy, ship
from headwater.policy.simulation.kernel.levers import pull_levers
from headwater.policy.simulation.kernel.makers import make, producers_choose, producers_order
from headwater.policy.simulation.kernel.markets import clear, want
from headwater.policy.simulation.kernel.observation import observe
from headwater.policy.simulation.kernel.state import begin, new_state
from headwater.policy.simulation.world import World


def _entry(made_from: str) -> Callable[..., None]:
    """Return the compiled loop over runs; its place in the cache on disk depends on everything that it is made from."""

    def simulate(s: Any, numbers: Any, keys: Any, wanted: Any, results: Any) -> None:
        len(made_from)
        places = s.places
        for r in range(keys.size):
            run = keys[r]
            begin(s, numbers[r])
            for t in range(results.shape[2]):
                pull_levers(s, t, run)  # 1
                set_effort(s)  # 2
                reopen(s, t, run)  # 3
                brokers_choose(s, t, run)
                price_offers(s)
                producers_choose(s, t, run)  # 4
                want(s, t)  # 5
                importers_choose(s, t, run)  # 6
                importers_order(s, t)
                producers_order(s, t)  # 7
                order_legacy(s)
                deliver(s, t)  # 8
                for p in range(places.size):
                    places[p].income = 0.0
                make(s, t, run)  # 9
                ship(s, t, run)  # 10
                clear(s, t, run)  # 11
                observe(s, t, run)  # 12
                forget(s)
            for c in range(wanted.size):
                for t in range(results.shape[2]):
                    results[r, c, t] = s.out[wanted[c], t]

    try:
        kept: Callable[..., None] = njit(simulate, cache=True, **OPTIONS)
    except RuntimeError:  # nowhere to keep it: compile anew in each process
        kept = njit(simulate, **OPTIONS)
    return kept


def _made_from() -> str:
    """Return a hash of the kernel's source and of the positions it was compiled with: numba looks at one file only."""
    sources = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    numbers = {name: value for name, value in vars(positions).items() if isinstance(value, int)}
    return sha256(b"".join(sources) + repr((numbers, World._fields)).encode()).hexdigest()


_SIMULATE: Final = _entry(_made_from())


def simulate_batch(
    world: World,
    numbers: NDArray[np.float64],
    keys: NDArray[np.uint64],
    columns: NDArray[np.int64],
    width: int,
    wanted: NDArray[np.int64],
    results: NDArray[np.float64],
) -> None:
    """Fill ``results`` (runs, wanted columns, months) with runs of the given numbers (runs, positions) and keys (runs,).

    ``columns`` holds the first column of each outcome, ``width`` is the number of all columns.
    """
    _SIMULATE(new_state(world, numbers.shape[1], columns, width), numbers, keys, wanted, results)
