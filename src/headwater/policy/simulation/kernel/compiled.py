"""How the functions of the kernel are compiled."""

from typing import Any, Final

from numba import njit

OPTIONS: Final[dict[str, Any]] = {"nogil": True, "_nrt": False}
"""Threads may run beside each other, and no references are counted: the kernel allocates nothing, and counting took two
thirds of its time."""
compiled: Final = njit(**OPTIONS)
inlined: Final = njit(inline="always", **OPTIONS)
"""The same, written into the caller."""
