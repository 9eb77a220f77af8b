"""How the functions of the kernel are compiled."""

from typing import Any, Final

from numba import njit


def _options() -> dict[str, Any]:
    """Return the options that this version of numba knows; one of them has no public name and may go."""
    try:
        from numba.core.cpu import CPUTargetOptions
    except ImportError:
        return {"nogil": True}
    return {"nogil": True, "_nrt": False} if hasattr(CPUTargetOptions, "_nrt") else {"nogil": True}


OPTIONS: Final[dict[str, Any]] = _options()
"""Threads may run beside each other, and no references are counted where that can be said: the kernel allocates nothing, and
counting took two thirds of its time. Results are the same without."""
compiled: Final = njit(**OPTIONS)
inlined: Final = njit(inline="always", **OPTIONS)
"""The same, written into the caller."""
