"""Which rows deserve the hour: findings added up, ranked, and cut to the time there is. The door is ``rank``."""

from headwater.case.budget import DEFAULT_BUDGET, Budget
from headwater.case.queue import QUEUE_SCHEMA, Queue, rank

__all__ = ["DEFAULT_BUDGET", "QUEUE_SCHEMA", "Budget", "Queue", "rank"]
