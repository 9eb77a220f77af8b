"""Spread a defender's budget over a network against adversaries who see it and answer (Stackelberg, quantal response)."""

from headwater.policy.allocation.game import Adversary, Edge, Game, read_game
from headwater.policy.allocation.solve import Allocation, allocate, write_allocation

__all__ = ["Adversary", "Allocation", "Edge", "Game", "allocate", "read_game", "write_allocation"]
