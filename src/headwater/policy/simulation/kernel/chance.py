"""Random numbers by key (run, who, month, purpose); nothing is carried from one to the next."""

import math
from typing import Any, Final

import numpy as np

from headwater.policy.simulation.kernel.compiled import compiled, inlined

FIRST_WAY: Final = 0
THINK: Final = 1
CHOOSE: Final = 2
FOUND: Final = 3
CLOSE: Final = 4
REOPEN: Final = 5
DEATH_NOISE: Final = 6
DEATH_CHANCE: Final = 7
LAB_CHANCE: Final = 8
SEIZURE_COUNT: Final = 9
LUCK: Final = 10
STAY: Final = 11
PURPOSES: Final = 16

M1: Final = np.uint64(0xBF58476D1CE4E5B9)
M2: Final = np.uint64(0x94D049BB133111EB)
_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER: Final = np.uint64(0x5851F42D4C957F2D)
_S30: Final = np.uint64(30)
_S27: Final = np.uint64(27)
_S31: Final = np.uint64(31)
_S11: Final = np.uint64(11)


@inlined
def uniform(run: Any, who: Any, month: Any, purpose: Any) -> Any:
    """Return the number in (0, 1) of a key."""
    x = run ^ (who + _GOLDEN * np.uint64(month * PURPOSES + purpose + 1))
    x = (x ^ (x >> _S30)) * M1
    x = (x ^ (x >> _S27)) * M2
    x = x ^ (x >> _S31)
    return (np.float64(x >> _S11) + 0.5) * 1.1102230246251565e-16


@compiled
def normal(run: Any, who: Any, month: Any, purpose: Any) -> Any:
    """Return the standard normal number of a key (Box and Muller 1958, on two keys)."""
    u = uniform(run, who, month, purpose)
    v = uniform(run, who ^ _OTHER, month, purpose)
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)
