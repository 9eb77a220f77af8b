"""Producers: what they make from (step 4), what they order (step 7), and making (step 9)."""

from typing import Any

from headwater.policy.simulation.kernel.choice import decide, set_to_work
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.constants import MAKER_MARGIN, REFILL
from headwater.policy.simulation.kernel.control import report, travel
from headwater.policy.simulation.kernel.learning import count_load, hear_of_deliveries, learn_risk
from headwater.policy.simulation.kernel.positions import (
    ADAPTIVE,
    GROWTH,
    LEARNING,
    LEG_COST,
    LEG_PURITY,
    MAKING_COST,
    STOCK,
)
from headwater.policy.simulation.world import PRODUCER


@compiled
def producers_choose(s: Any, t: Any, run: Any) -> None:
    """Let producers weigh and choose what they make from; what a good costs at a maker's place follows."""
    at, num, places, goods, workshops, actors = s.at, s.num, s.places, s.goods, s.workshops, s.actors
    for q in range(places.size):
        for f in range(goods.size):
            workshops[q, f].cost = 0.0
            workshops[q, f].makers = 0.0
    for a in range(actors.size):
        if actors[a].role == PRODUCER:
            _look(s, a)
            decide(s, a, t, run)
            _set_to_work(s, a)
    for q in range(places.size):
        for f in range(goods.size):
            shop = workshops[q, f]
            if shop.makers > 0.0:
                shop.cost *= MAKER_MARGIN / shop.makers
    for a in range(actors.size):
        if actors[a].role == PRODUCER and num[at[ADAPTIVE] + a] <= 0.0:
            _keep_places(s, a)


@compiled
def _look(s: Any, a: Any) -> None:
    """Set what each way of a producer costs and how much of it can be had."""
    at, num, actors, ways, offers, way_legs, sale_open = s.at, s.num, s.actors, s.ways, s.offers, s.way_legs, s.sale_open
    for i in range(actors[a].first_way, actors[a].last_way):
        way, o = ways[i], ways[i].offer
        spent = offers[o].cost + num[at[MAKING_COST] + offers[o].good]
        for k in range(ways[i].first_leg, ways[i].last_leg):
            spent += num[at[LEG_COST] + way_legs[k]]
        way.cost = max(spent, 1e-9)
        way.can_have = offers[o].open * sale_open[o, actors[a].place]
        way.open = way.got * way.can_have


@compiled
def _set_to_work(s: Any, a: Any) -> None:
    """Count who makes from what, and what goods cost those who make them."""
    at, num, actors, ways, agents, goods, makes = s.at, s.num, s.actors, s.ways, s.agents, s.goods, s.makes
    offers, workshops = s.offers, s.workshops
    q = actors[a].place
    for i in range(actors[a].first_way, actors[a].last_way):
        ways[i].users = 0.0
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if set_to_work(agent, ways):
            ways[agent.way].users += 1.0
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        if way.users <= 0.0:
            continue
        for f in range(goods.size):
            if makes[offers[ways[i].offer].good, f]:
                workshops[q, f].makers += way.users
                spent = way.cost / max(0.05, 1.0 - way.risk) + num[at[MAKING_COST] + f]
                workshops[q, f].cost += way.users * spent / max(0.01, actors[a].kept)


@compiled
def _keep_places(s: Any, a: Any) -> None:
    """Count those who never change their way among the makers although they cannot work: nobody takes over their customers."""
    actors, agents, goods, makes, offers, ways, workshops = s.actors, s.agents, s.goods, s.makes, s.offers, s.ways, s.workshops
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if agent.out == 0 and agent.way >= 0 and agent.works == 0:
            for f in range(goods.size):
                if makes[offers[ways[agent.way].offer].good, f]:
                    workshops[actors[a].place, f].makers += 1.0


@compiled
def producers_order(s: Any, t: Any) -> None:
    """Let producers order what they make from, for what is ordered from them and for stock; volumes grow within limits."""
    at, num, actors, ways, offers, goods = s.at, s.num, s.actors, s.ways, s.offers, s.goods
    workshops, makes = s.workshops, s.makes
    for a in range(actors.size):
        if actors[a].role != PRODUCER:
            continue
        actor, q = actors[a], actors[a].place
        largest = 0.0
        for i in range(actors[a].first_way, actors[a].last_way):
            way = ways[i]
            way.asked = 0.0
            if way.users <= 0.0:
                continue
            g = offers[ways[i].offer].good
            each = 0.0
            for f in range(goods.size):
                shop = workshops[q, f]
                if makes[g, f] and shop.makers > 0.0:
                    target = num[at[STOCK] + a] * shop.order
                    wish = shop.order + (0.0 if t == 0 else REFILL * (target - shop.stock))
                    each += max(0.0, wish) / shop.makers
            if t == 0:
                actor.volume = max(actor.volume, each)
            largest = max(largest, each)
            way.asked = way.users * min(each, max(actor.volume, 1e-12)) / max(0.1, 1.0 - way.risk)
            offers[ways[i].offer].asked += way.asked
        if largest > actor.volume:
            actor.volume = min(largest, max(actor.volume, 0.02 * largest) * (1.0 + num[at[GROWTH] + a]))
        else:
            actor.volume = max(largest, 0.8 * actor.volume)


@compiled
def make(s: Any, t: Any, run: Any) -> None:
    """Let inputs travel; some are found, the rest becomes finished goods, which makers sell as far as they go."""
    actors = s.actors
    for a in range(actors.size):
        if actors[a].role == PRODUCER:
            hear_of_deliveries(s, a)
            _make_from(s, a, t, run)
            learn_risk(s, a)
    _sell_made(s)


@compiled
def _make_from(s: Any, a: Any, t: Any, run: Any) -> None:
    """Let the producers of an actor buy, ship and make; add what they made to the stock at their place."""
    at, num, actors, agents, ways, offers, goods = s.at, s.num, s.actors, s.agents, s.ways, s.offers, s.goods
    workshops, makes, sources = s.workshops, s.makes, s.sources
    q = actors[a].place
    fresh = num[at[LEARNING] + a]
    for f in range(goods.size):
        shop = workshops[q, f]
        shop.each = shop.order / shop.makers if shop.makers > 0.0 else 0.0
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if agent.works == 0 or ways[agent.way].asked <= 0.0:
            continue
        way, o = ways[agent.way], ways[agent.way].offer
        leg = travel(s, agent.way, agent, t, run)
        count_load(agent, way, leg >= 0, fresh)
        if leg >= 0:
            report(s, leg, way.load / num[at[LEG_PURITY] + leg])
            continue
        total = 0.0
        g = offers[o].good
        for f in range(goods.size):
            if makes[g, f]:
                total += workshops[q, f].each
        if total <= 0.0:
            continue
        for f in range(goods.size):
            shop = workshops[q, f]
            if makes[g, f] and shop.each > 0.0:
                made = way.load * shop.each / total
                shop.stock += made
                sources[q, f, o].stock += made


@compiled
def _sell_made(s: Any) -> None:
    """Take from stock what was ordered, and remember from which offers it came."""
    places, goods, workshops, offers, sources = s.places, s.goods, s.workshops, s.offers, s.sources
    for q in range(places.size):
        for f in range(goods.size):
            shop = workshops[q, f]
            if shop.order <= 0.0:
                for o in range(offers.size):
                    sources[q, f, o].sold = 0.0
                continue
            sold = min(shop.order, shop.stock)
            part = sold / shop.stock if shop.stock > 0.0 else 0.0
            shop.delivered = sold / shop.order
            for o in range(offers.size):
                source = sources[q, f, o]
                moved = source.stock * part
                source.sold = moved / sold if sold > 0.0 else 0.0
                source.stock -= moved
            shop.stock -= sold
            places[q].income += sold * shop.cost
