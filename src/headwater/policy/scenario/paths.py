"""Dotted paths ``table.id.key``: which numbers of a scenario they name. Ids may hold dots, and ``*`` stands for every id."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from headwater.policy.scenario.schema import TABLES

Tables = Mapping[str, Mapping[str, Mapping[str, Any]]]


def matches(tables: Tables, path: str) -> list[tuple[str, str, str]]:
    """Return (table, id, key) of everything a path names, in the order of the tables; empty where it names nothing."""
    table, _, rest = path.partition(".")
    wanted, _, key = rest.rpartition(".")
    if table not in TABLES or key not in TABLES[table].keys or not wanted:
        return []
    if "*" in wanted:
        pattern = wanted.replace("[", "[[]")
        return [(table, id_, key) for id_ in tables.get(table, {}) if fnmatchcase(id_, pattern)]
    return [(table, wanted, key)] if wanted in tables.get(table, {}) else []


def numeric(table: str, key: str) -> bool:
    """Return whether a key holds one number (flags count as 0 and 1)."""
    return TABLES[table].keys[key].kind in ("number", "count", "flag")
