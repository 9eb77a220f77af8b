"""What would a control do: an adaptive supply model, its inference, experiments and defender's budgets.

Everything here is aggregate: places are countries or regions, modes are whole transport modes, tiers are abstract. Nothing
finer enters, and no route, port, firm or detection figure leaves.
"""

from headwater.policy.allocation import Allocation, Game, allocate, read_game, write_allocation
from headwater.policy.experiments import Answer, Box, Index, Placebo, ask, page, placebo, sensitivity
from headwater.policy.facts import Check, Fact, FactResult, check_facts, read_facts
from headwater.policy.figures import draw_figures
from headwater.policy.inference import (
    Forecast,
    Marginal,
    Posterior,
    Series,
    calibrate,
    forecast,
    read_events,
    read_observations,
    weighted_interval_score,
    write_calibration,
    write_forecast,
)
from headwater.policy.scenario import Scenario, month_number, month_text, read_scenario, shipped
from headwater.policy.simulation import LIMITS, Batch, Effect, Model, Pair, compare, effects, write_run

__all__ = [
    "LIMITS",
    "Allocation",
    "Answer",
    "Batch",
    "Box",
    "Check",
    "Effect",
    "Fact",
    "FactResult",
    "Forecast",
    "Game",
    "Index",
    "Marginal",
    "Model",
    "Pair",
    "Placebo",
    "Posterior",
    "Scenario",
    "Series",
    "allocate",
    "ask",
    "calibrate",
    "check_facts",
    "compare",
    "draw_figures",
    "effects",
    "forecast",
    "month_number",
    "month_text",
    "page",
    "placebo",
    "read_events",
    "read_facts",
    "read_game",
    "read_observations",
    "read_scenario",
    "sensitivity",
    "shipped",
    "weighted_interval_score",
    "write_allocation",
    "write_calibration",
    "write_forecast",
    "write_run",
]
