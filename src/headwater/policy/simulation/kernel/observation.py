"""What observers count: supply by one dimension at a time, laboratory reports, revenue, active agents (step 12)."""

import math
from typing import Any

import numpy as np

from headwater.policy.simulation.kernel.chance import LAB_CHANCE, M2, normal
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.positions import (
    LAB_RATE,
    OUT_ACTIVE,
    OUT_GOOD,
    OUT_LAB,
    OUT_MAKER,
    OUT_MODE,
    OUT_ORIGIN,
    OUT_REVENUE,
    OUT_TIER,
)
from headwater.policy.simulation.world import BROKER


@compiled
def count_arrival(s: Any, way: Any, moved: Any, t: Any) -> None:
    """Count what reached a market on a way: by good, origin, maker, mode and tier, never by two of them."""
    out, columns, ways, legs, way_legs, offers, sources = s.out, s.columns, s.ways, s.legs, s.way_legs, s.offers, s.sources
    o, f = ways[way].offer, ways[way].good
    out[columns[OUT_GOOD] + f, t] += moved
    if ways[way].last_leg > ways[way].first_leg:
        out[columns[OUT_MODE] + legs[way_legs[ways[way].last_leg - 1]].mode, t] += moved
    if o >= 0:
        out[columns[OUT_ORIGIN] + offers[o].place, t] += moved
        out[columns[OUT_MAKER] + offers[o].place, t] += moved
        out[columns[OUT_TIER] + offers[o].good, t] += moved
    else:
        q = ways[way].maker
        out[columns[OUT_MAKER] + q, t] += moved
        for offer in range(offers.size):
            part = moved * sources[q, f, offer].sold
            if part > 0.0:
                out[columns[OUT_ORIGIN] + offers[offer].place, t] += part
                out[columns[OUT_TIER] + offers[offer].good, t] += part


@compiled
def observe(s: Any, t: Any, run: Any) -> None:
    """Count laboratory reports, revenue and active agents, and what each mode has carried so far."""
    at, num, out, columns, goods, places, modes, actors = s.at, s.num, s.out, s.columns, s.goods, s.places, s.modes, s.actors
    for g in range(goods.size):
        seen_kg = out[columns[OUT_GOOD] + g, t] if goods[g].stage == 0 else out[columns[OUT_TIER] + g, t]
        mean = seen_kg * num[at[LAB_RATE] + g]
        if mean > 0.0:
            z = normal(run, np.uint64(g + 1) * M2, t, LAB_CHANCE)
            out[columns[OUT_LAB] + g, t] = max(0.0, np.rint(mean + math.sqrt(mean) * z))
    for p in range(places.size):
        out[columns[OUT_REVENUE] + p, t] = places[p].income
    for mode in range(modes.size):
        modes[mode].carried += out[columns[OUT_MODE] + mode, t]
    for a in range(actors.size):
        out[columns[OUT_ACTIVE] + a, t] = _moving(s, a)


@compiled
def _moving(s: Any, a: Any) -> Any:
    """Return how many agents of an actor moved anything, and let the others' set-up go on by a month."""
    actors, agents, offers, ways = s.actors, s.agents, s.offers, s.ways
    moving = 0.0
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if actors[a].role == BROKER:
            if agent.out == 0 and agent.way >= 0:
                offer = offers[ways[agent.way].offer]
                moving += 1.0 if offer.asked * offer.given > 0.0 else 0.0
        elif agent.works == 1:
            way = ways[agent.way]
            moving += 1.0 if way.asked * way.got > 0.0 else 0.0
        if agent.wait > 0:
            agent.wait -= 1
    return moving
