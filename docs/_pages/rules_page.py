"""The page of rules: the table of rules, and the docstring of each rule's function."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

from headwater import flow, party, substance
from headwater.reference import tables

ROOMS: Final = (
    (substance, "What is it", "Rules on substances: what a text names, and whether the paper agrees with itself."),
    (party, "Who is it", "Rules on parties: names, contacts and identifiers that agree with a list."),
    (flow, "What is odd", "Rules on single records, on the history of a party, on groups, and on documents that should agree."),
)


def rule_sections() -> str:
    """Return a section for each room and a part for each of its rules, in the order of the table.

    Raises:
        ValueError: a row of the table has no function of its name with a docstring.
    """
    sentences = {room.__name__: dict(_sentences(room)) for room, _, _ in ROOMS}
    rows = list(tables()["rules"].iter_rows(named=True))
    parts = []
    for room, title, text in ROOMS:
        own = [row for row in rows if row["rule"] in sentences[room.__name__]]
        if own:
            parts += [f"## {title}\n", f"{text}\n", *(_rule(row, sentences[room.__name__][row["rule"]]) for row in own)]
    unknown = [row["rule"] for row in rows if not any(row["rule"] in known for known in sentences.values())]
    if unknown:
        raise ValueError(f"no function with a docstring for the rules {', '.join(unknown)}")
    return "\n".join(parts)


def _sentences(room: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the names and docstrings of all functions that the modules of a room define."""
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == found.name and function.__doc__:
                yield name, inspect.cleandoc(function.__doc__)


def _rule(row: dict[str, Any], sentence: str) -> str:
    facts = [f"{row['points']:g} points", f"kinds: {row['kinds'].replace(';', ', ')}"]
    if row["flag"]:
        facts.append(f"flag {row['flag']}")
    if row["thresholds"]:
        facts.append("thresholds: " + ", ".join(f"`{part}`" for part in row["thresholds"].split(";")))
    return (
        f"### `{row['rule']}` {{#{row['rule'].replace('_', '-')}}}\n\n"
        f"{' '.join(sentence.split())}\n\n"
        f"- {'; '.join(facts)}\n"
        f"- Published: {row['citation']}\n"
        f"- Ask: {row['question']}\n"
        f"- Cleared by: {row['clears']}\n"
        f"- Source: {row['source']}\n"
    )
