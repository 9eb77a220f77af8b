"""What actors hear about their ways: who delivered how much, and how many loads were found."""

from typing import Any

from headwater.policy.simulation.kernel.compiled import compiled, inlined
from headwater.policy.simulation.kernel.constants import PRIOR_LOADS
from headwater.policy.simulation.kernel.positions import LEARNING


@inlined
def delivered_share(s: Any, i: Any) -> Any:
    """Return which share of what was asked on a way its seller delivers: the offer's, or the maker's."""
    ways, offers, workshops = s.ways, s.offers, s.workshops
    offer = ways[i].offer
    return offers[offer].given if offer >= 0 else workshops[ways[i].maker, ways[i].good].delivered


@compiled
def hear_of_deliveries(s: Any, a: Any) -> None:
    """Update what share of its orders an actor expects on each way, pay the sellers, and make this month's loads ready."""
    actors, ways, places, offers = s.actors, s.ways, s.places, s.offers
    legs, way_legs = s.legs, s.way_legs
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        way.found = 0.0
        way.active = 0.0
        way.load = 0.0
        way.passed = 1.0
        for k in range(way.first_leg, way.last_leg):
            way.passed *= 1.0 - legs[way_legs[k]].detect
        if way.asked > 0.0:
            share = delivered_share(s, i)
            way.load = way.asked / way.users * share
            way.got = 0.5 * way.got + 0.5 * share
            offer = ways[i].offer
            if offer >= 0:
                places[offers[offer].place].income += way.asked * share * offers[offer].cost
        else:
            way.got += 0.2 * (1.0 - way.got)


@inlined
def count_load(agent: Any, way: Any, found: Any, fresh: Any) -> None:
    """Let an agent and its way remember whether a load was found."""
    way.active += 1.0
    agent.loss = (1.0 - fresh) * agent.loss + (fresh if found else 0.0)
    agent.known = 1 if found else 0
    if found:
        way.found += 1.0


@compiled
def learn_risk(s: Any, a: Any) -> None:
    """Update what the actors of a kind believe about each way: discounted Beta-Bernoulli counts of what they hear."""
    at, num, actors, ways = s.at, s.num, s.actors, s.ways
    fresh = num[at[LEARNING] + a]
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        if way.active > 0.0:
            heard = PRIOR_LOADS * fresh
            way.lost = (1.0 - fresh) * way.lost + heard * way.found / way.active
            way.heard = (1.0 - fresh) * way.heard + heard
            way.risk = min(0.98, way.lost / way.heard)
