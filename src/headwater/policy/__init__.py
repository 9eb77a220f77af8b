"""What would a control do: an adaptive supply model, its inference, experiments and defender's budgets.

Everything here is aggregate: places are countries or regions, modes are whole transport modes, tiers are abstract. Nothing
finer enters, and no route, port, firm or detection figure leaves.
"""

from headwater.policy.allocation import Allocation, Game, allocate, read_game, write_allocation

__all__ = ["Allocation", "Game", "allocate", "read_game", "write_allocation"]
