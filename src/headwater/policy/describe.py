"""Describe the model after the ODD protocol (Grimm et al. 2020), from the code itself.

Every statement (``statements.csv``) names the test that holds it.
"""

import csv
from importlib.resources import files
from io import StringIO
from typing import Any, Final

from headwater.policy.facts import MEASURES, read_facts
from headwater.policy.scenario import OUTCOMES, TABLES, Scenario, read_scenario
from headwater.policy.scenario.schema import LEVER_KINDS

STEPS: Final = (
    "Levers in force become factors; organisations that are hit close.",
    "Controllers move effort to the modes where they have found most; detection follows.",
    "Brokers choose what they offer; closed businesses are replaced.",
    "Producers weigh their ways to inputs and choose; the cost of what they make follows.",
    "Markets form demand from users, use and price, and what they want to buy from stock.",
    "Wholesalers weigh their ways into the markets, choose and order.",
    "Producers order what they make from; legacy goods are ordered for people not yet exposed.",
    "Sellers deliver as far as law, capacity and brokers allow.",
    "Inputs travel, some are found, the rest becomes finished goods.",
    "Shipments enter markets, some are found, the rest arrives; everybody learns.",
    "Markets clear: purity answers a shortage first, price slowly; people come, stop, are harmed.",
    "Observers count: seizures, laboratory reports, deaths, revenue, active agents.",
)


def statements() -> list[tuple[str, str, str]]:
    """Return (ODD element, statement, test under ``tests/policy`` that holds it)."""
    text = (files("headwater.reference") / "data" / "policy" / "statements.csv").read_text(encoding="utf-8")
    return [(row["element"], row["statement"], row["test"]) for row in csv.DictReader(StringIO(text))]


def odd(scenario: str = "us-fentanyl") -> str:
    """Return the ODD description of the model with a shipped scenario, as Markdown."""
    lines = ["<!-- Made by headwater.policy.describe; do not edit. -->", "", "# The model (ODD protocol, 2020)", ""]
    lines += ["This page is made from the code; a test keeps it so, and each statement names the test that holds it.", ""]
    lines += _statements()
    lines += ["## A month, in order", "", *(f"{number}. {step}" for number, step in enumerate(STEPS, start=1))]
    lines += ["", "## Entities and their variables", ""]
    for name, table in TABLES.items():
        lines += [f"### `[[{name}]]`", "", "| key | meaning | default |", "|---|---|---|"]
        lines += [f"| `{key}` | {spec.meaning} | {_default(spec.default)} |" for key, spec in table.keys.items()]
        lines.append("")
    lines += ["## Levers", "", f"Kinds: {', '.join(LEVER_KINDS)}.", ""]
    lines += ["## Outcomes", "", ", ".join(f"`{name}`" for name in OUTCOMES) + ".", ""]
    lines += _scenario(read_scenario(scenario))
    lines += ["## Patterns (stylised facts)", "", "| fact | sentence | bounds | source |", "|---|---|---|---|"]
    for fact in read_facts():
        sentence = " ".join((MEASURES[fact.id][0].__doc__ or "").split())
        lines.append(f"| {fact.id} | {sentence} | {fact.low:g} to {fact.high:g} | {fact.source} |")
    return "\n".join(lines) + "\n"


def _statements() -> list[str]:
    lines: list[str] = []
    heading = ""
    for element, statement, test in statements():
        if element != heading:
            lines += ["", f"## {element}", ""] if heading else [f"## {element}", ""]
            heading = element
        lines.append(f"- {statement} (`{test.partition('::')[2]}`)")
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
