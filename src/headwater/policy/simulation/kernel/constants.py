"""The fixed numbers of the model: what no scenario changes. Those that shape behaviour, each with its meaning."""

from typing import Final

CURIOSITY: Final = 0.05
"""Chance a month that an agent thinks about other ways without a reason."""
UNREST: Final = 0.5
"""Chance a month that an agent with a reason thinks about other ways."""
HABIT: Final = 2.0
"""Weight of the way in use against the same way seen from outside: the cost of switching."""
SHORT_OF: Final = 0.95
"""Share of an order delivered below which an agent thinks about other ways."""
REFILL: Final = 0.25
"""Share of the gap between stock and its target that is ordered in a month."""
FLOOR: Final = 0.02
"""Least weight of an offer nobody asks for, as a share of all sales, in a broker's choice."""
MAKER_MARGIN: Final = 1.5
"""Price at which makers sell over what the good cost them."""
PURITY_PASS: Final = 0.8
"""Exponent with which a shortage is passed on by lower purity."""
PURITY_SPEED: Final = 0.5
"""Share of the gap that purity closes in a month."""
PRICE_SPEED: Final = 0.12
"""Share of the gap that price closes in a month."""
SCARCITY_PRICE: Final = 0.5
"""Exponent with which a shortage raises the price towards which it moves."""
CONCAVITY: Final = 0.8
"""Exponent of capacity in what is found beyond basic controls: each further step finds less."""
LOAD_GROWTH: Final = 0.8
"""Exponent of experience in the size of loads; experience is all that a mode has carried over the first year's demand."""
PRIOR_LOADS: Final = 5.0
"""Loads that a belief about a way is worth, at the start and in a month's news."""
