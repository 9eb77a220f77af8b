"""headwater: what is it, who is it, what is odd about it, and what would a control do.

Importing this package does nothing; the public functions load what they need when they are first used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "screen": "headwater.api",
    "identify": "headwater.api",
    "match": "headwater.api",
    "compare": "headwater.api",
    "simulate": "headwater.api",
    "read_scenario": "headwater.api",
    "Scenario": "headwater.api",
    "HeadwaterError": "headwater.errors",
}

__all__ = ["HeadwaterError", "Scenario", "__version__", "compare", "identify", "match", "read_scenario", "screen", "simulate"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
