"""Step 1: what is in force this month, as factors; businesses that are closed."""

from typing import Any

from headwater.policy.simulation.kernel.chance import CLOSE, uniform
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.positions import (
    CAPACITY,
    CAPACITY_RISE,
    DEMAND,
    FINANCE,
    LAG,
    LICENCE,
    MODE_RULE,
    ORGANISATION,
    SCHEDULE,
    SHARE_KNOWLEDGE,
    SHARING,
    SHOCK,
    STRENGTH,
)

_UNSAID = -1.0
"""Stands for "no lever says anything" in a controller's capacity and sharing."""
_RISING = -2.0
"""Sharing that is still rising is kept as this minus its value, so that it never lowers what was shared before."""


@compiled
def pull_levers(s: Any, t: Any, run: Any) -> None:
    """Set every number and factor to what this month's levers make of it."""
    at, base, num, levers, targets, offers = s.at, s.base, s.num, s.levers, s.targets, s.offers
    places, licence_to, sale_open, legs = s.places, s.licence_to, s.sale_open, s.legs
    controllers, actors, markets, agents = s.controllers, s.actors, s.markets, s.agents
    _let_go(s)
    for v in range(levers.size):
        if t < levers[v].start or t > levers[v].end:
            continue
        lag = base[at[LAG] + v]
        full = base[at[STRENGTH] + v]
        strength = full * min(1.0, (t - levers[v].start + 1) / (lag + 1.0))
        if strength <= 0.0:
            continue
        kind = levers[v].kind
        for k in range(levers[v].first_target, levers[v].last_target):
            i = targets[k].at
            if kind == SCHEDULE:
                offers[i].open *= 1.0 - strength
            elif kind == LICENCE:
                for p in range(places.size):
                    if licence_to[v, p]:
                        sale_open[i, p] *= 1.0 - strength
            elif kind == MODE_RULE:
                legs[i].rule *= 1.0 - strength
            elif kind == CAPACITY_RISE:
                known = controllers[i].capacity
                controllers[i].capacity = (1.0 if known < 0.0 else known) * (1.0 + strength)
            elif kind == SHARE_KNOWLEDGE:
                controllers[i].sharing = strength if strength == full else _RISING - strength
            elif kind == FINANCE:
                actors[i].kept *= 1.0 - strength
            elif kind == DEMAND:
                markets[i].harm *= 1.0 - strength
            elif kind == SHOCK:
                num[i] *= 1.0 + (targets[k].factor - 1.0) * strength
            elif kind == ORGANISATION:
                before = 0.0
                if t > levers[v].start:
                    before = full * min(1.0, (t - levers[v].start) / (lag + 1.0))
                for a in range(actors[i].first_agent, actors[i].last_agent):
                    u = uniform(run, agents[a].key ^ levers[v].key, levers[v].start, CLOSE)
                    if before <= u < strength:
                        agents[a].out = 1
    for c in range(controllers.size):
        controller = controllers[c]
        rise = 1.0 if controller.capacity < 0.0 else controller.capacity
        controller.capacity = num[at[CAPACITY] + c] * rise
        own = num[at[SHARING] + c]
        if controller.sharing == _UNSAID:
            controller.sharing = own
        elif controller.sharing < _UNSAID:
            controller.sharing = max(own, _RISING - controller.sharing)


@compiled
def _let_go(s: Any) -> None:
    """Set everything to what it is without levers."""
    base, num, sale_open, offers, places, legs, actors = s.base, s.num, s.sale_open, s.offers, s.places, s.legs, s.actors
    markets, controllers = s.markets, s.controllers
    for i in range(num.size):
        num[i] = base[i]
    for o in range(offers.size):
        offers[o].open = 1.0
        for p in range(places.size):
            sale_open[o, p] = 1.0
    for leg in range(legs.size):
        legs[leg].rule = 1.0
    for a in range(actors.size):
        actors[a].kept = 1.0
    for m in range(markets.size):
        markets[m].harm = 1.0
    for c in range(controllers.size):
        controllers[c].capacity = _UNSAID
        controllers[c].sharing = _UNSAID
