"""The public functions: the order of work, and nothing else. Each is loaded when it is first used, with the rooms it needs."""

from importlib import import_module
from typing import Any

_DOORS = {
    "Scenario": "policy",
    "ScreenOptions": "screening",
    "audit_split": "learning",
    "clusters": "clustering",
    "compare": "matching",
    "diff_lists": "lists",
    "duties": "identifying",
    "fetch_list": "lists",
    "identify": "identifying",
    "learn": "learning",
    "list_entities": "lists",
    "list_rules": "ruling",
    "list_statements": "lists",
    "match": "matching",
    "ownership": "owning",
    "read_list": "lists",
    "read_scenario": "policy",
    "rescreen": "lists",
    "screen": "screening",
    "show_list": "lists",
    "simulate": "policy",
}


def __getattr__(name: str) -> Any:
    if name in _DOORS:
        return getattr(import_module(f"headwater.api.{_DOORS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
