"""Experiments on scenarios: questions, sensitivities, conditions of backfiring, placebo dates."""

from headwater.policy.experiments.ask import Answer, Question, ask, page, understand
from headwater.policy.experiments.discovery import Box, backfires
from headwater.policy.experiments.placebo import Placebo, placebo
from headwater.policy.experiments.sensitivity import Index, sensitivity, sobol

__all__ = [
    "Answer",
    "Box",
    "Index",
    "Placebo",
    "Question",
    "ask",
    "backfires",
    "page",
    "placebo",
    "sensitivity",
    "sobol",
    "understand",
]
