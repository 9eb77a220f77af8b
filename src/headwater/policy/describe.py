"""Describe the model after the ODD protocol (Grimm et al. 2020) and TRACE (Grimm et al. 2014), from the code itself.

Every statement (``statements.csv``) names the test that holds it.
"""

import ast
import csv
from importlib.resources import files
from io import StringIO
from itertools import pairwise
from typing import Any

from headwater.policy.facts import MEASURES, read_facts
from headwater.policy.scenario import OUTCOMES, TABLES, Scenario, read_scenario
from headwater.policy.scenario.schema import LEVER_KINDS


def statements(document: str) -> list[tuple[str, str, str]]:
    """Return (element, statement, test under ``tests/policy`` that holds it) of ``ODD`` or ``TRACE``."""
    text = (files("headwater.reference") / "data" / "policy" / "statements.csv").read_text(encoding="utf-8")
    return [
        (row["element"], row["statement"], row["test"]) for row in csv.DictReader(StringIO(text)) if row["document"] == document
    ]


def odd(scenario: str = "us-fentanyl") -> str:
    """Return the ODD description of the model with a shipped scenario, as Markdown."""
    lines = ["<!-- Made by headwater.policy.describe; do not edit. -->", "", "# The model (ODD protocol, 2020)", ""]
    lines += ["This page is made from the code; a test keeps it so, and each statement names the test that holds it.", ""]
    lines += _statements("ODD")
    lines += ["## Entities and their variables", ""]
    for name, table in TABLES.items():
        lines += [f"### `[[{name}]]`", "", "| key | meaning | default |", "|---|---|---|"]
        lines += [f"| `{key}` | {spec.meaning} | {_default(spec.default)} |" for key, spec in table.keys.items()]
        lines.append("")
    lines += ["## Fixed numbers of the model", "", "| name | value | meaning |", "|---|---|---|"]
    lines += [f"| {name} | {value:g} | {meaning} |" for name, value, meaning in fixed_numbers()]
    lines += ["", "## Levers", "", f"Kinds: {', '.join(LEVER_KINDS)}.", ""]
    lines += ["## Outcomes", "", ", ".join(f"`{name}`" for name in OUTCOMES) + ".", ""]
    lines += _scenario(read_scenario(scenario))
    lines += ["## Patterns (stylised facts)", "", "| fact | sentence | bounds | source |", "|---|---|---|---|"]
    for fact in read_facts():
        sentence = " ".join((MEASURES[fact.id][0].__doc__ or "").split())
        lines.append(f"| {fact.id} | {sentence} | {fact.low:g} to {fact.high:g} | {fact.source} |")
    return "\n".join(lines) + "\n"


def fixed_numbers() -> list[tuple[str, float, str]]:
    """Return (name, value, meaning) of what no scenario changes, read from the source of the kernel."""
    source = (files("headwater.policy.simulation") / "kernel" / "constants.py").read_text(encoding="utf-8")
    lines = ast.parse(source).body
    found = []
    for line, said in pairwise(lines):
        if isinstance(line, ast.AnnAssign) and line.value is not None and isinstance(said, ast.Expr):
            name, value, meaning = ast.unparse(line.target), ast.literal_eval(line.value), ast.literal_eval(said.value)
            found.append((name, float(value), " ".join(meaning.split())))
    return found


def trace() -> str:
    """Return the TRACE document of the model as Markdown: what was done to know whether it can be relied on."""
    lines = ["<!-- Made by headwater.policy.describe; do not edit. -->", "", "# How the model is evaluated (TRACE)", ""]
    lines += ["Elements after Grimm et al. 2014. Each statement names the test that holds it, under `tests/policy`.", ""]
    return "\n".join([*lines, *_statements("TRACE")]).rstrip() + "\n"


def _statements(document: str) -> list[str]:
    lines: list[str] = []
    heading = ""
    for element, statement, test in statements(document):
        if element != heading:
            lines += ["", f"## {element}", ""] if heading else [f"## {element}", ""]
            heading = element
        mark = "" if statement[0].isdigit() else "- "
        lines.append(f"{mark}{statement} (`{test.partition('::')[2]}`)")
    return [*lines, ""]


def _default(value: Any) -> str:
    if value is ...:
        return "must be given"
    if value in ((), None) or value == float("inf"):
        return "none"
    return str(value).lower() if isinstance(value, bool) else f"{value}"


def _scenario(scenario: Scenario) -> list[str]:
    lines = [f"## The shipped scenario {scenario.name}", "", "| uncertain number | prior | source |", "|---|---|---|"]
    for one in scenario.parameters:
        lines.append(f"| `{one.path}` | {one.prior} {one.first:g}, {one.second:g} | {one.source} |")
    rivals = ", ".join(f"{rival.id} ({rival.weight:g})" for rival in scenario.hypotheses)
    return [*lines, "", f"Rival explanations, one drawn a run: {rivals}.", ""]
