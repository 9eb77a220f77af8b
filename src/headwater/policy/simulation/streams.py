"""Random numbers by key: the same (seed, run, agent, month, purpose) gives the same number in every scenario.

SplitMix64's finaliser over a counter made from the key. No state is carried, so a lever that changes how many numbers are used
changes none of the others.
"""

from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

_GOLDEN: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1


def key_of(text: str) -> int:
    """Return a 64-bit key for a name, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def run_keys(seed: int, first: int, runs: int) -> NDArray[np.uint64]:
    """Return the key of every run (runs,) from run number ``first`` on."""
    numbers = np.arange(first, first + runs, dtype=np.uint64)
    start = np.uint64((seed * _GOLDEN + 0x632BE59BD9B4E019) & _MASK)
    return _mix(_mix(numbers * np.uint64(_GOLDEN) + start) + start)


def uniforms(keys: NDArray[np.uint64], purpose: str) -> NDArray[np.float64]:
    """Return one number in (0, 1) per run key for a named purpose."""
    mixed = _mix(keys ^ np.uint64(key_of(purpose)))
    return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
