"""The columns of a run: which outcome and key each holds, and which of them a scenario writes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.policy.scenario.scenario import Scenario
from headwater.policy.scenario.schema import OUTCOMES
from headwater.policy.simulation.world import World, mode_names


@dataclass(frozen=True, slots=True)
class Columns:
    """Where outcomes lie.

    Attributes:
        first: first column of each outcome, in the order of ``OUTCOMES``.
        width: number of all columns.
        wanted: columns that are written, in the order of outcomes and keys.
        labels: (outcome, key) of the columns written.
    """

    first: NDArray[np.int64]
    width: int
    wanted: NDArray[np.int64]
    labels: tuple[tuple[str, str], ...]


def columns_of(scenario: Scenario, world: World) -> Columns:
    """Return the columns of a scenario: every outcome has one key only, and only keys that can hold something are written."""
    tables = scenario.tables
    places, goods, modes = scenario.ids("place"), scenario.ids("good"), mode_names(scenario)
    finished = {id_ for id_, row in tables["good"].items() if row["stage"] == 0}
    offered = {row["good"] for row in tables["offer"].values()}
    offering = {row["place"] for row in tables["offer"].values()}
    makers = {row["place"] for row in tables["actor"].values() if row["role"] == "producer"}
    sellers = {row["place"] for row in tables["offer"].values() if row["good"] in finished}
    entering = {leg["mode"] for leg in tables["leg"].values() if leg["to"] in tables["market"]}
    markets = scenario.ids("market")
    earning = offering | makers | set(markets) | {row["place"] for row in tables["actor"].values()}
    keys: dict[str, tuple[tuple[str, ...], set[str]]] = {
        "deaths": (markets, set(markets)),
        "deaths_involving": (goods, finished),
        "users": (markets, set(markets)),
        "consumed": (markets, set(markets)),
        "price": (markets, set(markets)),
        "purity": (markets, set(markets)),
        "supply_by_good": (goods, finished),
        "supply_by_origin": (places, offering),
        "supply_by_maker": (places, makers | sellers),
        "supply_by_mode": (modes or ("",), entering),
        "supply_by_tier": (goods, offered),
        "seized": (modes or ("",), entering),
        "seizures": (modes or ("",), entering),
        "lab_reports": (goods, set(goods)),
        "revenue": (places, earning),
        "active": (scenario.ids("actor"), set(scenario.ids("actor"))),
    }
    assert max(1, len(modes)) == world.modes
    first, wanted, labels, at = [], [], [], 0
    for outcome in OUTCOMES:
        names, kept = keys[outcome]
        first.append(at)
        for offset, name in enumerate(names):
            if outcome in scenario.outcomes and name in kept:
                wanted.append(at + offset)
                labels.append((outcome, name))
        at += max(1, len(names))
    return Columns(np.array(first, dtype=np.int64), at, np.array(wanted, dtype=np.int64), tuple(labels))
