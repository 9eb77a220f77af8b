"""Scenarios: what a system looks like, which controls come when, and which numbers are uncertain."""

from headwater.policy.scenario.months import month_number, month_text
from headwater.policy.scenario.reading import read_scenario, shipped
from headwater.policy.scenario.scenario import Hypothesis, Parameter, Scenario
from headwater.policy.scenario.schema import OUTCOMES, TABLES

__all__ = [
    "OUTCOMES",
    "TABLES",
    "Hypothesis",
    "Parameter",
    "Scenario",
    "month_number",
    "month_text",
    "read_scenario",
    "shipped",
]
