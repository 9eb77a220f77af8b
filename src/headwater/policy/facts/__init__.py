"""Stylised facts as executable tests of a scenario."""

from headwater.policy.facts.check import Check, FactResult, check_facts
from headwater.policy.facts.measure import MEASURES
from headwater.policy.facts.table import Fact, Window, read_facts

__all__ = ["MEASURES", "Check", "Fact", "FactResult", "Window", "check_facts", "read_facts"]
