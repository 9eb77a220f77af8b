"""Which rows deserve the hour, what links them, and what was decided about them. The door is ``rank``."""

from headwater.case.budget import DEFAULT_BUDGET, Budget
from headwater.case.decisions import DECISION_SCHEMA, DECISIONS, no_decisions, read_decisions, recall
from headwater.case.drift import DRIFT_SCHEMA, compare_rates, in_words, rule_rows
from headwater.case.links import SharedContact, shared_contacts
from headwater.case.points import total_points
from headwater.case.queue import DEFAULT_EXPLORE, QUEUE_SCHEMA, Queue, rank

__all__ = [
    "DECISIONS",
    "DECISION_SCHEMA",
    "DEFAULT_BUDGET",
    "DEFAULT_EXPLORE",
    "DRIFT_SCHEMA",
    "QUEUE_SCHEMA",
    "Budget",
    "Queue",
    "SharedContact",
    "compare_rates",
    "in_words",
    "no_decisions",
    "rank",
    "read_decisions",
    "recall",
    "rule_rows",
    "shared_contacts",
    "total_points",
]
