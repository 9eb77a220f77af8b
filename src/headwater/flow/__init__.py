"""What is odd about a record: rules over shipments, orders, payments, listings and companies. The door is ``assess``."""

from headwater.flow.assessment import assess, families
from headwater.flow.currencies import unpriced
from headwater.flow.registry import RULES, Rule, Setting

__all__ = ["RULES", "Rule", "Setting", "assess", "families", "unpriced"]
