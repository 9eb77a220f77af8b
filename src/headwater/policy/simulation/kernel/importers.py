"""Wholesalers: which way into a market (step 6), what they order, and shipments (step 10); legacy goods on their own ways."""

import math
from typing import Any

from headwater.policy.simulation.kernel.chance import SEIZURE_COUNT, uniform
from headwater.policy.simulation.kernel.choice import decide, set_to_work
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.constants import LOAD_GROWTH
from headwater.policy.simulation.kernel.control import report, travel
from headwater.policy.simulation.kernel.learning import count_load, hear_of_deliveries, learn_risk
from headwater.policy.simulation.kernel.observation import count_arrival
from headwater.policy.simulation.kernel.positions import (
    ADAPTIVE,
    GROWTH,
    LEARNING,
    LEG_COST,
    LEG_PURITY,
    LOAD,
    OFFER_COST,
    OUT_SEIZED,
    OUT_SEIZURES,
    USE,
)
from headwater.policy.simulation.world import WHOLESALER


@compiled
def importers_choose(s: Any, t: Any, run: Any) -> None:
    """Let wholesalers weigh and choose ways into the markets; count who can serve which."""
    markets, actors = s.markets, s.actors
    for m in range(markets.size):
        markets[m].capable = 0.0
    for a in range(actors.size):
        if actors[a].role == WHOLESALER:
            _look(s, a)
            decide(s, a, t, run)
            _set_to_work(s, a)


@compiled
def _look(s: Any, a: Any) -> None:
    """Set what each way of a wholesaler costs and how much of it can be had."""
    at, num, markets, actors, ways, offers = s.at, s.num, s.markets, s.actors, s.ways, s.offers
    workshops, way_legs, sale_open = s.workshops, s.way_legs, s.sale_open
    wanted = 0.0
    for m in range(markets.size):
        wanted += markets[m].need
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        o, q, f = ways[i].offer, ways[i].maker, ways[i].good
        spent = offers[o].cost if o >= 0 else workshops[q, f].cost
        for k in range(ways[i].first_leg, ways[i].last_leg):
            spent += num[at[LEG_COST] + way_legs[k]]
        way.cost = max(spent, 1e-9)
        way.can_have = 1.0
        if o >= 0:
            way.can_have = offers[o].open * sale_open[o, ways[i].end]
        elif workshops[q, f].makers <= 0.0:
            way.can_have = 0.0
        way.open = way.got * way.can_have
        if markets.size > 1 and wanted > 0.0:
            way.open *= markets[ways[i].market].need / wanted  # sellers go where more is wanted


@compiled
def _set_to_work(s: Any, a: Any) -> None:
    """Count who works on which way, and who could serve which market."""
    at, num, actors, ways, agents, markets = s.at, s.num, s.actors, s.ways, s.agents, s.markets
    for i in range(actors[a].first_way, actors[a].last_way):
        ways[i].users = 0.0
    # Who never changes its way does not take over the customers of those who lost theirs either.
    fixed = num[at[ADAPTIVE] + a] <= 0.0
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if set_to_work(agent, ways):
            ways[agent.way].users += 1.0
            markets[ways[agent.way].market].capable += 1.0
        elif fixed and agent.out == 0 and agent.way >= 0:
            markets[ways[agent.way].market].capable += 1.0


@compiled
def importers_order(s: Any, t: Any) -> None:
    """Let wholesalers order a fair part of what their market needs, as far as they have grown."""
    at, num, places, goods, workshops, offers = s.at, s.num, s.places, s.goods, s.workshops, s.offers
    actors, ways, markets = s.actors, s.ways, s.markets
    for q in range(places.size):
        for f in range(goods.size):
            workshops[q, f].order = 0.0
    for o in range(offers.size):
        offers[o].asked = 0.0
    if t == 0:
        _first_volumes(s)
    for a in range(actors.size):
        if actors[a].role != WHOLESALER:
            continue
        actor = actors[a]
        largest = 0.0
        for i in range(actors[a].first_way, actors[a].last_way):
            way = ways[i]
            way.asked = 0.0
            if way.users > 0.0:
                market = markets[ways[i].market]
                fair = market.need / market.capable
                largest = max(largest, fair)
                way.asked = way.users * min(fair, actor.volume) / max(0.1, 1.0 - way.risk)
                if ways[i].offer >= 0:
                    offers[ways[i].offer].asked += way.asked
                else:
                    workshops[ways[i].maker, ways[i].good].order += way.asked
        if largest < actor.volume:
            actor.volume = max(largest, 0.9 * actor.volume)
        else:
            actor.volume = min(largest, actor.volume * (1.0 + num[at[GROWTH] + a]))


@compiled
def _first_volumes(s: Any) -> None:
    """Let wholesalers start as large as the market they can serve asks for."""
    actors, markets, ways = s.actors, s.markets, s.ways
    for a in range(actors.size):
        most = 0.0
        for i in range(actors[a].first_way, actors[a].last_way):
            if actors[a].role == WHOLESALER:
                market = markets[ways[i].market]
                if market.capable > 0.0:
                    most = max(most, market.need / market.capable)
        actors[a].volume = most


@compiled
def order_legacy(s: Any) -> None:
    """Order what people of the pool use who are not exposed, over its own ways."""
    at, num, first_legacy, ways, markets, offers = s.at, s.num, s.first_legacy, s.ways, s.markets, s.offers
    way_legs, sale_open = s.way_legs, s.sale_open
    weights = s.weights
    first, last = first_legacy, ways.size
    for m in range(markets.size):
        market = markets[m]
        if market.pool <= 0.0:
            continue
        total = 0.0
        for i in range(first, last):
            if ways[i].market != m:
                continue
            way, o = ways[i], ways[i].offer
            way.cost = max(1e-9, offers[o].cost)
            for k in range(ways[i].first_leg, ways[i].last_leg):
                way.cost += num[at[LEG_COST] + way_legs[k]]
            way.open = offers[o].open * sale_open[o, ways[i].end]
            weights[i] = way.open / way.cost**2
            total += weights[i]
        unexposed = max(0.0, market.pool - market.users) * num[at[USE] + m]
        for i in range(first, last):
            if ways[i].market == m:
                way = ways[i]
                way.asked = unexposed * way.open * weights[i] / total if total > 0.0 else 0.0
                offers[ways[i].offer].asked += way.asked


@compiled
def ship(s: Any, t: Any, run: Any) -> None:
    """Let shipments enter markets; some are found, the rest arrives; everybody learns."""
    markets, goods, shelves, actors = s.markets, s.goods, s.shelves, s.actors
    for m in range(markets.size):
        markets[m].arrived_cost = 0.0
        for f in range(goods.size):
            shelves[m, f].arrived = 0.0
    for a in range(actors.size):
        if actors[a].role == WHOLESALER:
            hear_of_deliveries(s, a)
            _bring(s, a, t, run)
            learn_risk(s, a)
    _bring_legacy(s, t)


@compiled
def _bring(s: Any, a: Any, t: Any, run: Any) -> None:
    """Let the wholesalers of an actor bring goods into markets; count what arrives and what is found."""
    at, num, actors, agents, ways, shelves, markets = s.at, s.num, s.actors, s.agents, s.ways, s.shelves, s.markets
    fresh = num[at[LEARNING] + a]
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if agent.works == 0 or ways[agent.way].load <= 0.0:
            continue
        way = ways[agent.way]
        leg = travel(s, agent.way, agent, t, run)
        count_load(agent, way, leg >= 0, fresh)
        if leg >= 0:
            _seize(s, leg, way.load, uniform(run, agent.key, t, SEIZURE_COUNT), t)
        else:
            shelves[way.market, way.good].arrived += way.load
            markets[way.market].arrived_cost += way.load * way.cost
    # What arrives is counted by way: agents on one way ship alike.
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        if way.active > way.found:
            count_arrival(s, i, way.load * (way.active - way.found), t)


@compiled
def _seize(s: Any, leg: Any, moved: Any, chance: Any, t: Any) -> None:
    """Record a find: weighed with what it was cut with, in loads that have grown with the experience of its mode."""
    at, num, legs, modes, first_year, out, columns = s.at, s.num, s.legs, s.modes, s.first_year, s.out, s.columns
    weighed = moved / num[at[LEG_PURITY] + leg]
    report(s, leg, weighed)
    if not legs[leg].into_market:
        return
    mode = legs[leg].mode
    load = num[at[LOAD] + leg] * (1.0 + modes[mode].carried / first_year[0]) ** LOAD_GROWTH
    count = weighed / load
    whole = math.floor(count)
    if chance < count - whole:
        whole += 1.0
    out[columns[OUT_SEIZED] + mode, t] += weighed
    out[columns[OUT_SEIZURES] + mode, t] += max(1.0, whole)


@compiled
def _bring_legacy(s: Any, t: Any) -> None:
    """Bring legacy goods into their markets; what is found of them is lost in proportion."""
    at, num, goods, first_legacy, ways, legs = s.at, s.num, s.goods, s.first_legacy, s.ways, s.legs
    way_legs, offers, places = s.way_legs, s.offers, s.places
    for g in range(goods.size):
        goods[g].legacy_kg = 0.0
    for i in range(first_legacy, ways.size):
        passed = 1.0
        for k in range(ways[i].first_leg, ways[i].last_leg):
            passed *= 1.0 - legs[way_legs[k]].detect
        o, g = ways[i].offer, ways[i].good
        moved = ways[i].asked * offers[o].given * passed
        goods[g].legacy_kg += moved
        places[offers[o].place].income += moved * num[at[OFFER_COST] + o]
        if moved > 0.0:
            count_arrival(s, i, moved, t)
