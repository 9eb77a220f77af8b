"""How agents choose: quantal response over what a way yields, habit, and the reasons to think again."""

from typing import Any

from headwater.policy.simulation.kernel.chance import CHOOSE, FIRST_WAY, LUCK, STAY, THINK, uniform
from headwater.policy.simulation.kernel.compiled import compiled, inlined
from headwater.policy.simulation.kernel.constants import CURIOSITY, HABIT, SHORT_OF, UNREST
from headwater.policy.simulation.kernel.positions import ADAPTIVE, CHOICE, MAKING_DELAY, TOLERANCE
from headwater.policy.simulation.world import PRODUCER


@inlined
def set_to_work(agent: Any, ways: Any) -> Any:
    """Return whether an agent is in business, has set up its way and finds a seller on it; remember it for the month."""
    agent.works = 0
    if agent.out == 0 and agent.wait == 0 and agent.way >= 0 and agent.luck < ways[agent.way].can_have:
        agent.works = 1
    return agent.works == 1


@inlined
def pick(weights: Any, first: Any, last: Any, total: Any, u: Any) -> Any:
    """Return the way chosen by one uniform number, or -1 where nothing can be had."""
    left = u * total
    chosen = -1
    for i in range(first, last):
        part = weights[i]
        if part > 0.0:
            chosen = i
            left -= part
            if left <= 0.0:
                break
    return chosen


@inlined
def stays(own: Any, total: Any, bonus: Any, u: Any) -> Any:
    """Return whether habit keeps an agent on its way, whose weight counts ``1 + bonus`` times.

    Habit has a number of its own, so that two worlds in which an agent has come to different ways meet again when it chooses.
    """
    return u * (total + bonus * own) < bonus * own


@compiled
def weigh(s: Any, a: Any) -> Any:
    """Return the sum of logit weights over log profit (passing share up, cost down), times what can be had at all."""
    at, num, actors, ways, weights = s.at, s.num, s.actors, s.ways, s.weights
    choice = num[at[CHOICE] + a]
    if choice != actors[a].choice:
        actors[a].choice = choice
        for i in range(actors[a].first_way, actors[a].last_way):
            ways[i].yields = -1.0  # the powers kept are of another exponent
    total = 0.0
    for i in range(actors[a].first_way, actors[a].last_way):
        way = ways[i]
        if way.open <= 1e-9:
            weights[i] = 0.0
        elif choice == 0.0:
            weights[i] = way.open
        else:
            # Sellers that are left serve whom they serve in full: availability is the chance to find one.
            yields = (1.0 - way.risk) / way.cost
            if yields != way.yields:
                way.yields, way.power = yields, yields**choice
            weights[i] = way.open * way.power
        total += weights[i]
    return total


@compiled
def decide(s: Any, a: Any, t: Any, run: Any) -> None:
    """Let the agents of an actor keep or change their way: who lost too much, got too little or is curious thinks again."""
    at, num, ways, weights, actors, agents = s.at, s.num, s.ways, s.weights, s.actors, s.agents
    first, last = actors[a].first_way, actors[a].last_way
    total = weigh(s, a)
    adaptive = num[at[ADAPTIVE] + a] > 0.0
    tolerance = num[at[TOLERANCE] + a]
    if first == last:
        return
    for i in range(actors[a].first_agent, actors[a].last_agent):
        agent = agents[i]
        if agent.out != 0:
            continue
        own = agent.way
        if own < 0:
            own = pick(weights, first, last, total, uniform(run, agent.key, t, FIRST_WAY))
            agent.way = first if own < 0 else own
            agent.luck = uniform(run, agent.key, t, LUCK) * ways[agent.way].can_have
            continue
        if not adaptive or agent.wait > 0 or total <= 0.0:
            continue
        can_have = ways[own].can_have
        unhappy = agent.loss > tolerance or ways[own].got < SHORT_OF or agent.luck >= can_have
        if uniform(run, agent.key, t, THINK) >= (UNREST if unhappy else CURIOSITY):
            continue
        # What it lost itself weighs on its own way beyond what everybody knows.
        faith = (1.0 - agent.loss) / max(0.05, 1.0 - ways[own].risk)
        bonus = max(0.0, min(4.0, HABIT * faith * faith) - 1.0)
        if agent.luck < can_have and stays(weights[own], total, bonus, uniform(run, agent.key, t, STAY)):
            continue
        new = pick(weights, first, last, total, uniform(run, agent.key, t, CHOOSE))
        if new >= 0 and (new != own or agent.luck >= can_have):
            agent.way = new
            agent.loss = 0.0
            agent.luck = uniform(run, agent.key, t, LUCK) * ways[new].can_have
            if new != own:
                _set_up(s, a, agent, own)


@inlined
def _set_up(s: Any, a: Any, agent: Any, old: Any) -> None:
    """Let an agent wait until a new way yields: another good takes its making delay, another maker a month."""
    at, num, actors, offers, ways = s.at, s.num, s.actors, s.offers, s.ways
    new = agent.way
    if actors[a].role == PRODUCER:
        good = offers[ways[new].offer].good
        if good != offers[ways[old].offer].good:
            agent.wait = int(num[at[MAKING_DELAY] + good])
    elif ways[new].maker != ways[old].maker:
        agent.wait = 1
