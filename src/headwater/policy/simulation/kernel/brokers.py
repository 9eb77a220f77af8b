"""Step 3: brokers choose what they offer, closed businesses are replaced; and how much brokers can find (step 8)."""

from typing import Any

from headwater.policy.simulation.kernel.chance import CHOOSE, FIRST_WAY, REOPEN, STAY, THINK, uniform
from headwater.policy.simulation.kernel.choice import pick, stays
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.constants import FLOOR, HABIT
from headwater.policy.simulation.kernel.positions import (
    ADAPTIVE,
    CHOICE,
    ENTRY,
    LEARNING,
    OFFER_CAPACITY,
    OFFER_COST,
    TOLERANCE,
)
from headwater.policy.simulation.world import BROKER


@compiled
def reopen(s: Any, t: Any, run: Any) -> None:
    """Replace closed businesses by chance, where actors adapt."""
    at, num, actors, agents = s.at, s.num, s.actors, s.agents
    for a in range(actors.size):
        if num[at[ADAPTIVE] + a] <= 0.0:
            continue
        entry = num[at[ENTRY] + a]
        for i in range(actors[a].first_agent, actors[a].last_agent):
            agent = agents[i]
            if agent.out == 1 and uniform(run, agent.key, t, REOPEN) < entry:
                agent.out = 0
                agent.loss = 0.0


@compiled
def brokers_choose(s: Any, t: Any, run: Any) -> None:
    """Let brokers turn to the offers that sell; count who offers what, and where."""
    at, num, ways, weights, offers, places = s.at, s.num, s.ways, s.weights, s.offers, s.places
    actors, agents = s.actors, s.agents
    for o in range(offers.size):
        offers[o].brokers = 0.0
    for p in range(places.size):
        places[p].brokers = 0.0
    all_sales = 0.0
    for o in range(offers.size):
        all_sales += offers[o].sales * num[at[OFFER_COST] + o]
    for a in range(actors.size):
        if actors[a].role != BROKER:
            continue
        first, last = actors[a].first_way, actors[a].last_way
        adaptive = num[at[ADAPTIVE] + a] > 0.0
        choice = num[at[CHOICE] + a]
        total = 0.0
        for i in range(first, last):
            o = ways[i].offer
            worth = offers[o].sales * num[at[OFFER_COST] + o] + FLOOR * all_sales + 1e-9
            if offers[o].open <= 1e-9:
                worth = 0.0
            weights[i] = worth ** min(1.0, choice) if worth > 0.0 else 0.0
            total += weights[i]
        if first == last:
            continue
        for i in range(actors[a].first_agent, actors[a].last_agent):
            agent = agents[i]
            if agent.out != 0:
                continue
            if agent.way < 0:
                chosen = pick(weights, first, last, total, uniform(run, agent.key, t, FIRST_WAY))
                agent.way = first if chosen < 0 else chosen
            elif adaptive and total > 0.0:
                short = 1.0 - offers[ways[agent.way].offer].open
                thinks = short > num[at[TOLERANCE] + a] or uniform(run, agent.key, t, THINK) < num[at[LEARNING] + a]
                if thinks and not stays(weights[agent.way], total, HABIT - 1.0, uniform(run, agent.key, t, STAY)):
                    agent.way = pick(weights, first, last, total, uniform(run, agent.key, t, CHOOSE))
            offers[ways[agent.way].offer].brokers += 1.0
            places[actors[a].place].brokers += 1.0


@compiled
def price_offers(s: Any) -> None:
    """Set what buyers pay for an offer: brokers who keep less of it ask for more."""
    at, num, offers, actors, ways = s.at, s.num, s.offers, s.actors, s.ways
    for o in range(offers.size):
        offers[o].cost = num[at[OFFER_COST] + o]
    for a in range(actors.size):
        if actors[a].role == BROKER and actors[a].kept != 1.0:
            for i in range(actors[a].first_way, actors[a].last_way):
                o = ways[i].offer
                offers[o].cost = num[at[OFFER_COST] + o] / max(0.01, actors[a].kept)


@compiled
def deliver(s: Any, t: Any) -> None:
    """Let sellers deliver as far as law, capacity and brokers allow (step 8)."""
    at, num, offers, places = s.at, s.num, s.offers, s.places
    for p in range(places.size):
        place = places[p]
        if not place.has_broker:
            continue
        wanted = 0.0
        for o in range(offers.size):
            if offers[o].place == p:
                wanted += offers[o].asked
        fair = wanted / place.brokers if place.brokers > 0.0 else 0.0
        if t == 0:
            place.volume = 1.5 * fair
        elif 1.5 * fair > place.volume:
            place.volume = min(1.5 * fair, max(1.25 * place.volume, 0.02 * fair))
        else:
            place.volume = max(1.5 * fair, 0.9 * place.volume)
    for o in range(offers.size):
        offer = offers[o]
        offer.sales = 0.6 * offer.sales + 0.4 * offer.asked
        offer.given = 0.0
        if offer.asked > 0.0:
            given = min(offer.asked, num[at[OFFER_CAPACITY] + o] * offer.open)
            place = places[offers[o].place]
            if place.has_broker:
                # A broker finds the goods its customers ask for within limits: three times its usual volume.
                given = min(given, offer.brokers * 3.0 * place.volume)
            offer.given = given / offer.asked
