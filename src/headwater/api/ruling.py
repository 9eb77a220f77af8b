"""``list_rules``: every rule with what it sees, its points and thresholds, and what would clear it."""

import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from headwater import flow, party, reference, substance


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as users see it.

    Attributes:
        rule: its id.
        room: substance, party or flow.
        kinds: the kinds of record it points at.
        sentence: what it sees.
        points: points of a clear case.
        thresholds: the named numbers it reads, as ``name=value;name=value``, or None.
        flag: id of the published red flag in the catalogue, or None.
        citation: the publication.
        clears: what would clear it.
        question: the question to ask.
        looks_ahead: True where later rows can complete a pattern with earlier ones and point at them.
    """

    rule: str
    room: str
    kinds: tuple[str, ...]
    sentence: str
    points: float
    thresholds: str | None
    flag: str | None
    citation: str
    clears: str
    question: str
    looks_ahead: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {**asdict(self), "kinds": list(self.kinds)}


def list_rules(table: str | Path | None = None) -> list[RuleEntry]:
    """Return every rule of the table of rules, in its order.

    Args:
        table: a table of rules of the user's own in place of the shipped one.

    Raises:
        ReferenceDataError: the table breaks its schema.
    """
    tables = reference.tables(overrides={} if table is None else {"rules": Path(table)})
    entries = []
    for row in tables["rules"].iter_rows(named=True):
        name = row["rule"]
        room, sentence = _functions().get(name, ("unknown", "No rule of this name runs."))
        entries.append(
            RuleEntry(
                rule=name,
                room=room,
                kinds=tuple(row["kinds"].split(";")),
                sentence=sentence,
                points=row["points"],
                thresholds=row["thresholds"],
                flag=row["flag"],
                citation=row["citation"],
                clears=row["clears"],
                question=row["question"],
                looks_ahead=name in flow.RULES and flow.RULES[name].retrospective,
            )
        )
    return entries


@cache
def _functions() -> Mapping[str, tuple[str, str]]:
    """Return the room and docstring of every documented function of the rooms, by its name; a rule's function bears its id."""
    found: dict[str, tuple[str, str]] = {}
    for package in (substance, party, flow):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
                if function.__module__ == module.name and function.__doc__ and not name.startswith("_"):
                    found[name] = (package.__name__.rpartition(".")[2], " ".join(function.__doc__.split()))
    return found
