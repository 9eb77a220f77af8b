"""Simulate scenarios: a world of places, tiers and modes in which actors adapt and controllers learn."""

from headwater.policy.simulation.compare import Effect, Pair, compare, effects
from headwater.policy.simulation.results import LIMITS, write_run
from headwater.policy.simulation.run import Batch, Model

__all__ = ["LIMITS", "Batch", "Effect", "Model", "Pair", "compare", "effects", "write_run"]
