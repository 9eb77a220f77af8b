"""One run of the model, month by month. The numbered steps of ``simulate`` are the process overview of the ODD protocol.

Needs numba (extra ``policy``); import this module only where a simulation starts.
"""

import math
from typing import Any, Final

import numpy as np
from numba import njit

from headwater.policy.scenario.schema import LEVER_KINDS
from headwater.policy.simulation.numbers import NO_LIMIT, field
from headwater.policy.simulation.world import BROKER, PRODUCER, WHOLESALER, World

# Positions of the numbers; module constants so that the compiler sees them.
MAKING_COST: Final = field("good", "making_cost")
MAKING_DELAY: Final = field("good", "making_delay")
POTENCY: Final = field("good", "potency")
LAB_RATE: Final = field("good", "lab_rate")
OFFER_COST: Final = field("offer", "cost")
OFFER_CAPACITY: Final = field("offer", "capacity")
LEG_COST: Final = field("leg", "cost")
DETECTION: Final = field("leg", "detection")
LEG_PURITY: Final = field("leg", "purity")
LOAD: Final = field("leg", "load")
COUNT: Final = field("actor", "count")
LEARNING: Final = field("actor", "learning")
CHOICE: Final = field("actor", "choice")
TOLERANCE: Final = field("actor", "loss_tolerance")
STOCK: Final = field("actor", "stock_months")
ADAPTIVE: Final = field("actor", "adaptive")
ENTRY: Final = field("actor", "entry")
GROWTH: Final = field("actor", "growth")
USERS: Final = field("market", "users")
INITIATION: Final = field("market", "initiation")
CESSATION: Final = field("market", "cessation")
POOL: Final = field("market", "pool")
DEPLETION: Final = field("market", "depletion")
USE: Final = field("market", "use_kg")
PRICE: Final = field("market", "price")
ELASTICITY: Final = field("market", "elasticity")
PURITY: Final = field("market", "purity")
DEATH_RATE: Final = field("market", "death_rate")
SCALE_EFFECT: Final = field("market", "scale_effect")
PASS_THROUGH: Final = field("market", "pass_through")
MIXING: Final = field("market", "mixing")
NOISE: Final = field("market", "noise")
CAPACITY: Final = field("controller", "capacity")
CONTROL_LEARNING: Final = field("controller", "learning")
SHARING: Final = field("controller", "sharing")
STRENGTH: Final = field("lever", "strength")
LAG: Final = field("lever", "lag")

SCHEDULE: Final = LEVER_KINDS.index("schedule")
LICENCE: Final = LEVER_KINDS.index("licence")
MODE_RULE: Final = LEVER_KINDS.index("mode_rule")
CAPACITY_RISE: Final = LEVER_KINDS.index("capacity")
SHARE_KNOWLEDGE: Final = LEVER_KINDS.index("sharing")
ORGANISATION: Final = LEVER_KINDS.index("organisation")
FINANCE: Final = LEVER_KINDS.index("finance")
DEMAND: Final = LEVER_KINDS.index("demand")
SHOCK: Final = LEVER_KINDS.index("shock")

# Purposes of random numbers.
FIRST_WAY: Final = 0
THINK: Final = 1
CHOOSE: Final = 2
FOUND: Final = 3
CLOSE: Final = 4
REOPEN: Final = 5
DEATH_NOISE: Final = 6
DEATH_CHANCE: Final = 7
LAB_CHANCE: Final = 8
SEIZURE_COUNT: Final = 9
LUCK: Final = 10
STAY: Final = 11
PURPOSES: Final = 16

# Fixed numbers of the model; each is described in docs/policy/model.md.
CURIOSITY: Final = 0.05
"""Chance a month that an agent thinks about other ways without a reason."""
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
PRICE_SPEED: Final = 0.12
SCARCITY_PRICE: Final = 0.5
"""Exponent with which a shortage raises the price towards which it moves."""
CONCAVITY: Final = 0.8
"""Exponent of capacity in what is found beyond basic controls: each further step finds less."""
LOAD_GROWTH: Final = 0.8
"""Exponent of experience in the size of loads; experience is all that a mode has carried over the first year's demand."""

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_M1: Final = np.uint64(0xBF58476D1CE4E5B9)
_M2: Final = np.uint64(0x94D049BB133111EB)
_S30: Final = np.uint64(30)
_S27: Final = np.uint64(27)
_S31: Final = np.uint64(31)
_S11: Final = np.uint64(11)


@njit(cache=True, nogil=True, inline="always")
def uniform(run: Any, who: Any, month: Any, purpose: Any) -> Any:
    """Return the number in (0, 1) of a key."""
    x = run ^ (who + _GOLDEN * np.uint64(month * PURPOSES + purpose + 1))
    x = (x ^ (x >> _S30)) * _M1
    x = (x ^ (x >> _S27)) * _M2
    x = x ^ (x >> _S31)
    return (np.float64(x >> _S11) + 0.5) * 1.1102230246251565e-16


@njit(cache=True, nogil=True)
def normal(run: Any, who: Any, month: Any, purpose: Any) -> Any:
    """Return a standard normal number of a key (logistic-free inverse by Box and Muller on two keys)."""
    u = uniform(run, who, month, purpose)
    v = uniform(run, who ^ np.uint64(0x5851F42D4C957F2D), month, purpose)
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


@njit(cache=True, nogil=True)
def pull_levers(w: Any, t: Any, run: Any, base: Any, num: Any, offer_open: Any, sale_open: Any, leg_rule: Any,
                capacity: Any, sharing: Any, kept: Any, harm: Any, agent_out: Any) -> None:  # fmt: skip
    """Step 1: what is in force this month, as factors; businesses that are closed."""
    at = w.at
    num[:] = base
    offer_open[:] = 1.0
    sale_open[:] = 1.0
    leg_rule[:] = 1.0
    kept[:] = 1.0
    harm[:] = 1.0
    for c in range(capacity.size):
        capacity[c] = -1.0
        sharing[c] = -1.0
    for v in range(w.lever_kind.size):
        if t < w.lever_start[v] or t > w.lever_end[v]:
            continue
        lag = base[at[LAG] + v]
        full = base[at[STRENGTH] + v]
        s = full * min(1.0, (t - w.lever_start[v] + 1) / (lag + 1.0))
        if s <= 0.0:
            continue
        kind = w.lever_kind[v]
        for k in range(w.target_from[v], w.target_from[v + 1]):
            i = w.target[k]
            if kind == SCHEDULE:
                offer_open[i] *= 1.0 - s
            elif kind == LICENCE:
                for p in range(w.places):
                    if w.licence_to[v, p]:
                        sale_open[i, p] *= 1.0 - s
            elif kind == MODE_RULE:
                leg_rule[i] *= 1.0 - s
            elif kind == CAPACITY_RISE:
                capacity[i] = (1.0 if capacity[i] < 0.0 else capacity[i]) * (1.0 + s)
            elif kind == SHARE_KNOWLEDGE:
                sharing[i] = s if s == full else -2.0 - s  # rising: mixed with the base below
            elif kind == FINANCE:
                kept[i] *= 1.0 - s
            elif kind == DEMAND:
                harm[i] *= 1.0 - s
            elif kind == SHOCK:
                num[i] *= 1.0 + (w.target_factor[k] - 1.0) * s
            elif kind == ORGANISATION:
                before = 0.0
                if t > w.lever_start[v]:
                    before = full * min(1.0, (t - w.lever_start[v]) / (lag + 1.0))
                for a in range(w.agent_from[i], w.agent_from[i + 1]):
                    who = w.actor_key[i] + np.uint64(a - w.agent_from[i]) * _M1
                    u = uniform(run, who ^ w.lever_key[v], w.lever_start[v], CLOSE)
                    if before <= u < s:
                        agent_out[a] = 1
    for c in range(capacity.size):
        rise = 1.0 if capacity[c] < 0.0 else capacity[c]
        capacity[c] = num[at[CAPACITY] + c] * rise
        own = num[at[SHARING] + c]
        if sharing[c] == -1.0:
            sharing[c] = own
        elif sharing[c] < -1.0:
            reach = -2.0 - sharing[c]
            sharing[c] = max(own, reach)


@njit(cache=True, nogil=True)
def set_effort(w: Any, num: Any, leg_rule: Any, capacity: Any, sharing: Any, seen: Any, effort: Any, share: Any,
               signal: Any, detect: Any) -> None:  # fmt: skip
    """Step 2: controllers move effort to the modes where they have found most, and detection follows."""
    at = w.at
    effort[:] = 0.0
    share[:] = 0.0
    controllers = capacity.size
    for c in range(controllers):
        first, last = w.control_from[c], w.control_from[c + 1]
        n = last - first
        if n == 0:
            continue
        total = 0.0
        for k in range(first, last):
            mode = w.leg_mode[w.control_leg[k]]
            told = seen[c, mode]
            for other in range(controllers):
                if other != c:
                    told += sharing[c] * seen[other, mode]
            signal[k - first] = told
            total += told
        for k in range(first, last):
            leg = w.control_leg[k]
            part = 1.0 if total <= 0.0 else 0.5 + 0.5 * n * signal[k - first] / total
            effort[leg] += (capacity[c] / 100.0) ** CONCAVITY * part
            share[leg] = max(share[leg], sharing[c])
    for leg in range(w.leg_mode.size):
        missed = 1.0 - num[at[DETECTION] + leg]
        if effort[leg] > 0.0:
            missed = missed ** (1.0 + effort[leg])
        detect[leg] = 1.0 - missed * leg_rule[leg]


@njit(cache=True, nogil=True)
def weigh(first: Any, last: Any, choice: Any, cost: Any, risk: Any, open_: Any, weight: Any) -> Any:
    """Return the sum of logit weights over log profit (passing share up, cost down), times what can be had at all."""
    total = 0.0
    for i in range(first, last):
        if open_[i] <= 1e-9:
            weight[i] = 0.0
        elif choice == 0.0:
            weight[i] = open_[i]
        else:
            # Sellers that are left serve whom they serve in full: availability is the chance to find one.
            weight[i] = open_[i] * ((1.0 - risk[i]) / cost[i]) ** choice
        total += weight[i]
    return total


@njit(cache=True, nogil=True, inline="always")
def pick(weight: Any, first: Any, last: Any, total: Any, u: Any) -> Any:
    """Return the way chosen by one uniform number, or -1 where nothing can be had."""
    left = u * total
    chosen = -1
    for i in range(first, last):
        part = weight[i]
        if part > 0.0:
            chosen = i
            left -= part
            if left <= 0.0:
                break
    return chosen


@njit(cache=True, nogil=True, inline="always")
def stays(own: Any, total: Any, bonus: Any, u: Any) -> Any:
    """Return whether habit keeps an agent on its way, whose weight counts ``1 + bonus`` times.

    Habit has a number of its own, so that two worlds in which an agent has come to different ways meet again when it chooses.
    """
    return u * (total + bonus * own) < bonus * own


@njit(cache=True, nogil=True)
def simulate(w: Any, base: Any, run: Any, columns: Any, out: Any) -> None:
    """Fill ``out`` (columns, months) with one run; ``columns`` holds the first column of each outcome."""
    at = w.at
    places, goods, modes = w.places, w.goods, w.modes
    n_offer, n_leg, n_actor = w.offer_good.size, w.leg_mode.size, w.role.size
    n_market, n_control, n_way = w.market_place.size, capacity_count(w), w.way_offer.size
    agents = w.agent_from[n_actor]

    num = base.copy()
    offer_open, sale_open = np.ones(n_offer), np.ones((n_offer, places))
    leg_rule, detect, effort, told = np.ones(n_leg), np.zeros(n_leg), np.zeros(n_leg), np.zeros(n_leg)
    capacity, sharing, signal = np.zeros(n_control), np.zeros(n_control), np.zeros(n_leg + 1)
    seen = np.zeros((n_control, modes))
    kept, harm = np.ones(n_actor), np.ones(n_market)

    agent_way, agent_wait = np.full(agents, -1, dtype=np.int64), np.zeros(agents, dtype=np.int64)
    agent_out, agent_known = np.zeros(agents, dtype=np.int64), np.zeros(agents, dtype=np.int64)
    agent_loss, agent_luck = np.zeros(agents), np.zeros(agents)
    carried, first_year = np.zeros(modes), 0.0
    can_have = np.ones(n_way)
    volume = np.zeros(n_actor)

    risk_lost, risk_all, risk = np.zeros(n_way), np.zeros(n_way), np.zeros(n_way)
    cost, open_, weight = np.ones(n_way), np.ones(n_way), np.zeros(n_way)
    users_of, asked, got = np.zeros(n_way), np.zeros(n_way), np.ones(n_way)
    found_on, active_on = np.zeros(n_way), np.zeros(n_way)

    offer_cost, offer_asked, offer_given = np.zeros(n_offer), np.zeros(n_offer), np.ones(n_offer)
    broker_on, broker_at = np.zeros(n_offer), np.zeros(places)
    broker_volume = np.zeros(places)
    sales = np.zeros(n_offer)
    order, delivered = np.zeros((places, goods)), np.ones((places, goods))
    make_cost, maker_of = np.zeros((places, goods)), np.zeros((places, goods))
    kept_goods, kept_from = np.zeros((places, goods)), np.zeros((places, goods, n_offer))
    sold_from = np.zeros((places, goods, n_offer))

    stock, mix = np.zeros((n_market, goods)), np.zeros((n_market, goods))
    users, pool = np.zeros(n_market), np.zeros(n_market)
    price, purity, met = np.zeros(n_market), np.zeros(n_market), np.ones(n_market)
    demand, need, capable = np.zeros(n_market), np.zeros(n_market), np.zeros(n_market)
    landed, landed_first = np.zeros(n_market), np.zeros(n_market)
    arrived, arrived_cost = np.zeros((n_market, goods)), np.zeros(n_market)
    legacy_kg, own_deaths = np.zeros(goods), np.zeros(goods)
    income = np.zeros(places)

    for m in range(n_market):
        users[m], pool[m] = num[at[USERS] + m], num[at[POOL] + m]
        price[m], purity[m] = num[at[PRICE] + m], num[at[PURITY] + m]
    for i in range(n_way):
        passed = 1.0
        for k in range(w.leg_from[i], w.leg_from[i + 1]):
            passed *= 1.0 - num[at[DETECTION] + w.way_leg[k]]
        # Perceived risk: discounted Beta counts that start at what basic controls find.
        risk_all[i] = 5.0
        risk_lost[i] = 5.0 * (1.0 - passed)
        risk[i] = 1.0 - passed
    for a in range(n_actor):
        for i in range(w.agent_from[a], w.agent_from[a + 1]):
            if i - w.agent_from[a] >= int(num[at[COUNT] + a]):
                agent_out[i] = 2  # not part of this run

    for t in range(w.months):
        pull_levers(w, t, run, base, num, offer_open, sale_open, leg_rule, capacity, sharing, kept, harm, agent_out)
        set_effort(w, num, leg_rule, capacity, sharing, seen, effort, told, signal, detect)

        # Step 3: brokers choose what they offer; closed businesses are replaced.
        broker_on[:] = 0.0
        broker_at[:] = 0.0
        has_broker = np.zeros(places, dtype=np.bool_)
        all_sales = 0.0
        for o in range(n_offer):
            all_sales += sales[o] * num[at[OFFER_COST] + o]
        for a in range(n_actor):
            adaptive = num[at[ADAPTIVE] + a] > 0.0
            if adaptive:
                for i in range(w.agent_from[a], w.agent_from[a + 1]):
                    if agent_out[i] == 1:
                        who = w.actor_key[a] + np.uint64(i - w.agent_from[a]) * _M1
                        if uniform(run, who, t, REOPEN) < num[at[ENTRY] + a]:
                            agent_out[i] = 0
                            agent_loss[i] = 0.0
            if w.role[a] != BROKER:
                continue
            first, last = w.way_from[a], w.way_from[a + 1]
            has_broker[w.actor_place[a]] = True
            choice = num[at[CHOICE] + a]
            total = 0.0
            for i in range(first, last):
                o = w.way_offer[i]
                worth = sales[o] * num[at[OFFER_COST] + o] + FLOOR * all_sales + 1e-9
                if offer_open[o] <= 1e-9:
                    worth = 0.0
                weight[i] = worth ** min(1.0, choice) if worth > 0.0 else 0.0
                total += weight[i]
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if agent_out[i] != 0 or first == last:
                    continue
                who = w.actor_key[a] + np.uint64(i - w.agent_from[a]) * _M1
                way = agent_way[i]
                if way < 0:
                    agent_way[i] = pick(weight, first, last, total, uniform(run, who, t, FIRST_WAY))
                    if agent_way[i] < 0:
                        agent_way[i] = first
                elif adaptive and total > 0.0:
                    short = 1.0 - offer_open[w.way_offer[way]]
                    thinks = short > num[at[TOLERANCE] + a] or uniform(run, who, t, THINK) < num[at[LEARNING] + a]
                    if thinks and not stays(weight[way], total, HABIT - 1.0, uniform(run, who, t, STAY)):
                        agent_way[i] = pick(weight, first, last, total, uniform(run, who, t, CHOOSE))
                broker_on[w.way_offer[agent_way[i]]] += 1.0
                broker_at[w.actor_place[a]] += 1.0
        for o in range(n_offer):
            offer_cost[o] = num[at[OFFER_COST] + o]
        for a in range(n_actor):
            if w.role[a] == BROKER and kept[a] != 1.0:
                for i in range(w.way_from[a], w.way_from[a + 1]):
                    offer_cost[w.way_offer[i]] = num[at[OFFER_COST] + w.way_offer[i]] / max(0.01, kept[a])

        # Step 4: producers weigh and choose what they make from; what a good costs at a maker's place follows.
        make_cost[:] = 0.0
        maker_of[:] = 0.0
        for a in range(n_actor):
            if w.role[a] != PRODUCER:
                continue
            first, last = w.way_from[a], w.way_from[a + 1]
            q = w.actor_place[a]
            for i in range(first, last):
                o = w.way_offer[i]
                spent = offer_cost[o] + num[at[MAKING_COST] + w.offer_good[o]]
                for k in range(w.leg_from[i], w.leg_from[i + 1]):
                    spent += num[at[LEG_COST] + w.way_leg[k]]
                cost[i] = max(spent, 1e-9)
                can_have[i] = offer_open[o] * sale_open[o, q]
                open_[i] = got[i] * can_have[i]
            total = weigh(first, last, num[at[CHOICE] + a], cost, risk, open_, weight)
            decide(w, a, t, run, num, first, last, total, weight, risk, can_have, got,
                   agent_way, agent_wait, agent_out, agent_loss, agent_luck)  # fmt: skip
            for i in range(first, last):
                users_of[i] = 0.0
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if works(i, agent_way, agent_wait, agent_out, agent_luck, can_have):
                    users_of[agent_way[i]] += 1.0
            for i in range(first, last):
                for f in range(goods):
                    if users_of[i] > 0.0 and w.makes[w.offer_good[w.way_offer[i]], f]:
                        maker_of[q, f] += users_of[i]
                        spent = cost[i] / max(0.05, 1.0 - risk[i]) + num[at[MAKING_COST] + f]
                        make_cost[q, f] += users_of[i] * spent / max(0.01, kept[a])
        for q in range(places):
            for f in range(goods):
                if maker_of[q, f] > 0.0:
                    make_cost[q, f] *= MAKER_MARGIN / maker_of[q, f]
        for a in range(n_actor):
            if w.role[a] != PRODUCER or num[at[ADAPTIVE] + a] > 0.0:
                continue
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if (
                    agent_out[i] == 0
                    and agent_way[i] >= 0
                    and not works(i, agent_way, agent_wait, agent_out, agent_luck, can_have)
                ):
                    for f in range(goods):
                        if w.makes[w.offer_good[w.way_offer[agent_way[i]]], f]:
                            maker_of[w.actor_place[a], f] += 1.0

        # Step 5: demand, and what markets want to buy.
        for m in range(n_market):
            scale = 1.0
            if base[at[USERS] + m] > 0.0:
                scale = num[at[USERS] + m] / base[at[USERS] + m]
            cheap = (price[m] / num[at[PRICE] + m] * shocked(num, base, at[PRICE] + m)) ** num[at[ELASTICITY] + m]
            demand[m] = users[m] * scale * num[at[USE] + m] * cheap
            held = 0.0
            for f in range(goods):
                held += stock[m, f]
            target = stock_months(w, num) * demand[m]
            if t == 0:
                first_year += 12.0 * max(demand[m], 1e-12)
            need[m] = demand[m] if t == 0 else max(0.0, demand[m] + REFILL * (target - held))

        # Step 6: wholesalers weigh and choose ways into the markets, and order.
        capable[:] = 0.0
        for a in range(n_actor):
            if w.role[a] != WHOLESALER:
                continue
            first, last = w.way_from[a], w.way_from[a + 1]
            wanted = 0.0
            for m in range(n_market):
                wanted += need[m]
            for i in range(first, last):
                o, q, f, m = w.way_offer[i], w.way_maker[i], w.way_good[i], w.way_market[i]
                spent = offer_cost[o] if o >= 0 else make_cost[q, f]
                for k in range(w.leg_from[i], w.leg_from[i + 1]):
                    spent += num[at[LEG_COST] + w.way_leg[k]]
                cost[i] = max(spent, 1e-9)
                can_have[i] = 1.0
                if o >= 0:
                    can_have[i] = offer_open[o] * sale_open[o, w.way_end[i]]
                elif maker_of[q, f] <= 0.0:
                    can_have[i] = 0.0
                open_[i] = got[i] * can_have[i]
                if n_market > 1 and wanted > 0.0:
                    open_[i] *= need[m] / wanted  # sellers go where more is wanted
            total = weigh(first, last, num[at[CHOICE] + a], cost, risk, open_, weight)
            decide(w, a, t, run, num, first, last, total, weight, risk, can_have, got,
                   agent_way, agent_wait, agent_out, agent_loss, agent_luck)  # fmt: skip
            for i in range(first, last):
                users_of[i] = 0.0
            # Who never changes its way does not take over the customers of those who lost theirs either.
            fixed = num[at[ADAPTIVE] + a] <= 0.0
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if works(i, agent_way, agent_wait, agent_out, agent_luck, can_have):
                    users_of[agent_way[i]] += 1.0
                    capable[w.way_market[agent_way[i]]] += 1.0
                elif fixed and agent_out[i] == 0 and agent_way[i] >= 0:
                    capable[w.way_market[agent_way[i]]] += 1.0
        order[:] = 0.0
        offer_asked[:] = 0.0
        if t == 0:
            for a in range(n_actor):
                most = 0.0
                for i in range(w.way_from[a], w.way_from[a + 1]):
                    if w.role[a] == WHOLESALER and capable[w.way_market[i]] > 0.0:
                        most = max(most, need[w.way_market[i]] / capable[w.way_market[i]])
                volume[a] = most
        for a in range(n_actor):
            if w.role[a] != WHOLESALER:
                continue
            largest = 0.0
            for i in range(w.way_from[a], w.way_from[a + 1]):
                asked[i] = 0.0
                if users_of[i] > 0.0:
                    m = w.way_market[i]
                    fair = need[m] / capable[m]
                    largest = max(largest, fair)
                    q = min(fair, volume[a])
                    asked[i] = users_of[i] * q / max(0.1, 1.0 - risk[i])
                    if w.way_offer[i] >= 0:
                        offer_asked[w.way_offer[i]] += asked[i]
                    else:
                        order[w.way_maker[i], w.way_good[i]] += asked[i]
            if largest < volume[a]:
                volume[a] = max(largest, 0.9 * volume[a])
            else:
                volume[a] = min(largest, volume[a] * (1.0 + num[at[GROWTH] + a]))

        # Step 7: producers order what they make from.
        for a in range(n_actor):
            if w.role[a] != PRODUCER:
                continue
            q = w.actor_place[a]
            largest = 0.0
            for i in range(w.way_from[a], w.way_from[a + 1]):
                asked[i] = 0.0
                if users_of[i] <= 0.0:
                    continue
                g = w.offer_good[w.way_offer[i]]
                each = 0.0
                for f in range(goods):
                    if w.makes[g, f] and maker_of[q, f] > 0.0:
                        target = num[at[STOCK] + a] * order[q, f]
                        wish = order[q, f] + (0.0 if t == 0 else REFILL * (target - kept_goods[q, f]))
                        each += max(0.0, wish) / maker_of[q, f]
                if t == 0:
                    volume[a] = max(volume[a], each)
                largest = max(largest, each)
                asked[i] = users_of[i] * min(each, max(volume[a], 1e-12)) / max(0.1, 1.0 - risk[i])
                offer_asked[w.way_offer[i]] += asked[i]
            if largest > volume[a]:
                volume[a] = min(largest, max(volume[a], 0.02 * largest) * (1.0 + num[at[GROWTH] + a]))
            else:
                volume[a] = max(largest, 0.8 * volume[a])

        # Legacy goods: what people of the pool use who are not exposed, over their own ways.
        first, last = w.way_from[n_actor], w.way_from[n_actor + 1]
        for m in range(n_market):
            if pool[m] <= 0.0:
                continue
            total = 0.0
            for i in range(first, last):
                if w.way_market[i] != m:
                    continue
                o = w.way_offer[i]
                cost[i] = max(1e-9, offer_cost[o])
                for k in range(w.leg_from[i], w.leg_from[i + 1]):
                    cost[i] += num[at[LEG_COST] + w.way_leg[k]]
                open_[i] = offer_open[o] * sale_open[o, w.way_end[i]]
                weight[i] = open_[i] / cost[i] ** 2
                total += weight[i]
            unexposed = max(0.0, pool[m] - users[m]) * num[at[USE] + m]
            for i in range(first, last):
                if w.way_market[i] == m:
                    asked[i] = unexposed * open_[i] * weight[i] / total if total > 0.0 else 0.0
                    offer_asked[w.way_offer[i]] += asked[i]

        # Step 8: sellers deliver as far as law, capacity and brokers allow.
        for p in range(places):
            if has_broker[p]:
                wanted = 0.0
                for o in range(n_offer):
                    if w.offer_place[o] == p:
                        wanted += offer_asked[o]
                fair = wanted / broker_at[p] if broker_at[p] > 0.0 else 0.0
                if t == 0:
                    broker_volume[p] = 1.5 * fair
                elif 1.5 * fair > broker_volume[p]:
                    broker_volume[p] = min(1.5 * fair, max(1.25 * broker_volume[p], 0.02 * fair))
                else:
                    broker_volume[p] = max(1.5 * fair, 0.9 * broker_volume[p])
        for o in range(n_offer):
            sales[o] = 0.6 * sales[o] + 0.4 * offer_asked[o]
            offer_given[o] = 0.0
            if offer_asked[o] > 0.0:
                given = min(offer_asked[o], num[at[OFFER_CAPACITY] + o] * offer_open[o])
                p = w.offer_place[o]
                if has_broker[p]:
                    # A broker finds the goods its customers ask for within limits: three times its usual volume.
                    given = min(given, broker_on[o] * 3.0 * broker_volume[p])
                offer_given[o] = given / offer_asked[o]

        # Step 9: making. Inputs travel, some are found, the rest becomes finished goods.
        income[:] = 0.0
        for a in range(n_actor):
            if w.role[a] != PRODUCER:
                continue
            make(w, a, t, run, num, detect, told, seen, agent_way, agent_wait, agent_out, agent_known,
                 agent_loss, agent_luck, users_of, asked, got, can_have, found_on, active_on, offer_given, order,
                 maker_of, kept_goods, kept_from, income, offer_cost)  # fmt: skip
            learn(w, a, num, found_on, active_on, risk_lost, risk_all, risk)
        sold_from[:] = 0.0
        for q in range(places):
            for f in range(goods):
                if order[q, f] <= 0.0:
                    continue
                sold = min(order[q, f], kept_goods[q, f])
                part = sold / kept_goods[q, f] if kept_goods[q, f] > 0.0 else 0.0
                delivered[q, f] = sold / order[q, f]
                for o in range(n_offer):
                    moved = kept_from[q, f, o] * part
                    sold_from[q, f, o] = moved / sold if sold > 0.0 else 0.0
                    kept_from[q, f, o] -= moved
                kept_goods[q, f] -= sold
                income[q] += sold * make_cost[q, f]

        # Step 10: shipments into the markets; some are found, the rest arrives.
        arrived[:] = 0.0
        arrived_cost[:] = 0.0
        for a in range(n_actor):
            if w.role[a] != WHOLESALER:
                continue
            ship(w, a, t, run, num, detect, told, seen, agent_way, agent_wait, agent_out, agent_known, agent_loss, agent_luck,
                 users_of, asked, got, can_have, found_on, active_on, offer_given, carried, first_year, delivered, sold_from,
                 cost, arrived, arrived_cost, out, columns, income, offer_cost)  # fmt: skip
            learn(w, a, num, found_on, active_on, risk_lost, risk_all, risk)
        legacy_kg[:] = 0.0
        for i in range(first, last):
            passed = 1.0
            for k in range(w.leg_from[i], w.leg_from[i + 1]):
                passed *= 1.0 - detect[w.way_leg[k]]
            o = w.way_offer[i]
            moved = asked[i] * offer_given[o] * passed
            legacy_kg[w.way_good[i]] += moved
            income[w.offer_place[o]] += moved * num[at[OFFER_COST] + o]
            if moved > 0.0:
                g = w.way_good[i]
                out[columns[6] + g, t] += moved
                out[columns[7] + w.offer_place[o], t] += moved
                out[columns[8] + w.offer_place[o], t] += moved
                if w.leg_from[i + 1] > w.leg_from[i]:
                    out[columns[9] + w.leg_mode[w.way_leg[w.leg_from[i + 1] - 1]], t] += moved
                out[columns[10] + g, t] += moved

        # Step 11: markets clear; purity answers first, price slowly; people are harmed.
        for m in range(n_market):
            clear(w, m, t, run, base, num, demand, stock, arrived, arrived_cost, landed, landed_first, mix, users, pool, price,
                  purity, met, harm, legacy_kg, own_deaths, out, columns, income, kept)  # fmt: skip

        # Step 12: observers count.
        for g in range(goods):
            seen_kg = out[columns[6] + g, t] if w.stage[g] == 0 else out[columns[10] + g, t]
            mean = seen_kg * num[at[LAB_RATE] + g]
            if mean > 0.0:
                z = normal(run, np.uint64(g + 1) * _M2, t, LAB_CHANCE)
                out[columns[13] + g, t] = max(0.0, np.rint(mean + math.sqrt(mean) * z))
        for p in range(places):
            out[columns[14] + p, t] = income[p]
        for mode in range(modes):
            carried[mode] += out[columns[9] + mode, t]
        for c in range(n_control):
            share = num[at[CONTROL_LEARNING] + c]
            for mode in range(modes):
                seen[c, mode] *= 1.0 - share
        for a in range(n_actor):
            moving = 0.0
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if w.role[a] == BROKER:
                    if agent_out[i] == 0 and agent_way[i] >= 0:
                        o = w.way_offer[agent_way[i]]
                        moving += 1.0 if offer_asked[o] * offer_given[o] > 0.0 else 0.0
                elif works(i, agent_way, agent_wait, agent_out, agent_luck, can_have):
                    moving += 1.0 if asked[agent_way[i]] * got[agent_way[i]] > 0.0 else 0.0
            out[columns[15] + a, t] = moving
            for i in range(w.agent_from[a], w.agent_from[a + 1]):
                if agent_wait[i] > 0:
                    agent_wait[i] -= 1


@njit(cache=True, nogil=True, inline="always")
def works(i: Any, agent_way: Any, agent_wait: Any, agent_out: Any, agent_luck: Any, can_have: Any) -> Any:
    """Return whether an agent is in business, has set up its way and finds a seller on it."""
    return agent_out[i] == 0 and agent_wait[i] == 0 and agent_way[i] >= 0 and agent_luck[i] < can_have[agent_way[i]]


@njit(cache=True, nogil=True, inline="always")
def capacity_count(w: Any) -> Any:
    """Return the number of controllers."""
    return w.control_from.size - 1


@njit(cache=True, nogil=True, inline="always")
def shocked(num: Any, base: Any, i: Any) -> Any:
    """Return the factor by which a shock multiplies a starting number that has become a state."""
    return num[i] / base[i] if base[i] > 0.0 else 1.0


@njit(cache=True, nogil=True)
def stock_months(w: Any, num: Any) -> Any:
    """Return the mean months of stock that wholesalers keep."""
    total, count = 0.0, 0.0
    for a in range(w.role.size):
        if w.role[a] == WHOLESALER:
            total += num[w.at[STOCK] + a] * num[w.at[COUNT] + a]
            count += num[w.at[COUNT] + a]
    return total / count if count > 0.0 else 0.0


@njit(cache=True, nogil=True)
def decide(w: Any, a: Any, t: Any, run: Any, num: Any, first: Any, last: Any, total: Any, weight: Any, risk: Any,
           can_have: Any, got: Any, agent_way: Any, agent_wait: Any, agent_out: Any, agent_loss: Any,
           agent_luck: Any) -> None:  # fmt: skip
    """Let the agents of an actor keep or change their way: who lost too much, got too little or is curious thinks again."""
    at = w.at
    adaptive = num[at[ADAPTIVE] + a] > 0.0
    tolerance = num[at[TOLERANCE] + a]
    if first == last:
        return
    for i in range(w.agent_from[a], w.agent_from[a + 1]):
        if agent_out[i] != 0:
            continue
        who = w.actor_key[a] + np.uint64(i - w.agent_from[a]) * _M1
        own = agent_way[i]
        if own < 0:
            own = pick(weight, first, last, total, uniform(run, who, t, FIRST_WAY))
            agent_way[i] = first if own < 0 else own
            agent_luck[i] = uniform(run, who, t, LUCK) * can_have[agent_way[i]]
            continue
        if not adaptive or agent_wait[i] > 0 or total <= 0.0:
            continue
        unhappy = agent_loss[i] > tolerance or got[own] < SHORT_OF or agent_luck[i] >= can_have[own]
        if uniform(run, who, t, THINK) >= (0.5 if unhappy else CURIOSITY):
            continue
        # What it lost itself weighs on its own way beyond what everybody knows.
        faith = (1.0 - agent_loss[i]) / max(0.05, 1.0 - risk[own])
        bonus = max(0.0, min(4.0, HABIT * faith * faith) - 1.0)
        if agent_luck[i] < can_have[own] and stays(weight[own], total, bonus, uniform(run, who, t, STAY)):
            continue
        new = pick(weight, first, last, total, uniform(run, who, t, CHOOSE))
        if new >= 0 and (new != own or agent_luck[i] >= can_have[own]):
            agent_way[i] = new
            agent_loss[i] = 0.0
            agent_luck[i] = uniform(run, who, t, LUCK) * can_have[new]
            if new == own:
                continue
            if w.role[a] == PRODUCER:
                good = w.offer_good[w.way_offer[new]]
                if good != w.offer_good[w.way_offer[own]]:
                    agent_wait[i] = int(num[at[MAKING_DELAY] + good])
            elif w.way_maker[new] != w.way_maker[own]:
                agent_wait[i] = 1


@njit(cache=True, nogil=True)
def learn(w: Any, a: Any, num: Any, found_on: Any, active_on: Any, risk_lost: Any, risk_all: Any,
          risk: Any) -> None:  # fmt: skip
    """Update what the actors of a kind believe about each way: discounted Beta-Bernoulli counts of what they hear."""
    fresh = num[w.at[LEARNING] + a]
    for i in range(w.way_from[a], w.way_from[a + 1]):
        if active_on[i] > 0.0:
            heard = 5.0 * fresh
            risk_lost[i] = (1.0 - fresh) * risk_lost[i] + heard * found_on[i] / active_on[i]
            risk_all[i] = (1.0 - fresh) * risk_all[i] + heard
            risk[i] = min(0.98, risk_lost[i] / risk_all[i])


@njit(cache=True, nogil=True)
def travel(leg_from: Any, way_leg: Any, i: Any, run: Any, who: Any, t: Any, detect: Any, told: Any, known: Any) -> Any:
    """Return the leg on which a load of an agent is found, or -1."""
    u = uniform(run, who, t, FOUND)
    passed = 1.0
    for k in range(leg_from[i], leg_from[i + 1]):
        leg = way_leg[k]
        d = detect[leg]
        if known > 0 and told[leg] > 0.0:
            # Services that share what they know look twice at somebody another one has found.
            d = 1.0 - (1.0 - d) ** (1.0 + told[leg])
        passed *= 1.0 - d
        if u >= passed:
            return leg
    return -1


@njit(cache=True, nogil=True)
def make(w: Any, a: Any, t: Any, run: Any, num: Any, detect: Any, told: Any, seen: Any,
         agent_way: Any, agent_wait: Any, agent_out: Any, agent_known: Any, agent_loss: Any, agent_luck: Any,
         users_of: Any, asked: Any, got: Any, can_have: Any, found_on: Any, active_on: Any, offer_given: Any, order: Any,
         maker_of: Any, kept_goods: Any, kept_from: Any, income: Any, offer_cost: Any) -> None:  # fmt: skip
    """Let the producers of an actor buy, ship and make; add what they made to the stock at their place."""
    at = w.at
    q = w.actor_place[a]
    fresh = num[at[LEARNING] + a]
    for i in range(w.way_from[a], w.way_from[a + 1]):
        found_on[i] = 0.0
        active_on[i] = 0.0
        o = w.way_offer[i]
        if asked[i] > 0.0:
            share = offer_given[o]
            got[i] = 0.5 * got[i] + 0.5 * share
            income[w.offer_place[o]] += asked[i] * share * offer_cost[o]
        else:
            got[i] += 0.2 * (1.0 - got[i])
    for i in range(w.agent_from[a], w.agent_from[a + 1]):
        way = agent_way[i]
        if not works(i, agent_way, agent_wait, agent_out, agent_luck, can_have) or asked[way] <= 0.0:
            continue
        o = w.way_offer[way]
        bought = asked[way] / users_of[way] * offer_given[o]
        who = w.actor_key[a] + np.uint64(i - w.agent_from[a]) * _M1
        leg = travel(w.leg_from, w.way_leg, way, run, who, t, detect, told, agent_known[i])
        active_on[way] += 1.0
        lost = 1.0 if leg >= 0 else 0.0
        agent_loss[i] = (1.0 - fresh) * agent_loss[i] + fresh * lost
        agent_known[i] = 1 if leg >= 0 else 0
        if leg >= 0:
            found_on[way] += 1.0
            report(w, seen, leg, bought / num[at[LEG_PURITY] + leg], num)
            continue
        total = 0.0
        g = w.offer_good[o]
        for f in range(w.goods):
            if w.makes[g, f] and maker_of[q, f] > 0.0:
                total += order[q, f] / maker_of[q, f]
        if total <= 0.0:
            continue
        for f in range(w.goods):
            if w.makes[g, f] and maker_of[q, f] > 0.0 and order[q, f] > 0.0:
                made = bought * (order[q, f] / maker_of[q, f]) / total
                kept_goods[q, f] += made
                kept_from[q, f, o] += made


@njit(cache=True, nogil=True)
def report(w: Any, seen: Any, leg: Any, weighed: Any, num: Any) -> None:
    """Let the controllers of a leg remember what was found on it."""
    for c in range(w.control_from.size - 1):
        for k in range(w.control_from[c], w.control_from[c + 1]):
            if w.control_leg[k] == leg:
                seen[c, w.leg_mode[leg]] += num[w.at[CONTROL_LEARNING] + c] * weighed


@njit(cache=True, nogil=True)
def ship(w: Any, a: Any, t: Any, run: Any, num: Any, detect: Any, told: Any, seen: Any, agent_way: Any, agent_wait: Any,
         agent_out: Any, agent_known: Any, agent_loss: Any, agent_luck: Any, users_of: Any, asked: Any, got: Any,
         can_have: Any, found_on: Any, active_on: Any, offer_given: Any, carried: Any, first_year: Any, delivered: Any,
         sold_from: Any, cost: Any,
         arrived: Any, arrived_cost: Any, out: Any, columns: Any, income: Any, offer_cost: Any) -> None:  # fmt: skip
    """Let the wholesalers of an actor bring goods into markets; count what arrives and what is found."""
    at = w.at
    fresh = num[at[LEARNING] + a]
    for i in range(w.way_from[a], w.way_from[a + 1]):
        found_on[i] = 0.0
        active_on[i] = 0.0
        o = w.way_offer[i]
        if asked[i] > 0.0:
            share = offer_given[o] if o >= 0 else delivered[w.way_maker[i], w.way_good[i]]
            got[i] = 0.5 * got[i] + 0.5 * share
            if o >= 0:
                income[w.offer_place[o]] += asked[i] * share * offer_cost[o]
        else:
            got[i] += 0.2 * (1.0 - got[i])
    for i in range(w.agent_from[a], w.agent_from[a + 1]):
        way = agent_way[i]
        if not works(i, agent_way, agent_wait, agent_out, agent_luck, can_have) or asked[way] <= 0.0:
            continue
        o = w.way_offer[way]
        share = offer_given[o] if o >= 0 else delivered[w.way_maker[way], w.way_good[way]]
        moved = asked[way] / users_of[way] * share
        if moved <= 0.0:
            continue
        who = w.actor_key[a] + np.uint64(i - w.agent_from[a]) * _M1
        leg = travel(w.leg_from, w.way_leg, way, run, who, t, detect, told, agent_known[i])
        active_on[way] += 1.0
        agent_loss[i] = (1.0 - fresh) * agent_loss[i] + (fresh if leg >= 0 else 0.0)
        agent_known[i] = 1 if leg >= 0 else 0
        if leg >= 0:
            found_on[way] += 1.0
            weighed = moved / num[at[LEG_PURITY] + leg]
            report(w, seen, leg, weighed, num)
            if w.into_market[leg]:
                load = num[at[LOAD] + leg] * (1.0 + carried[w.leg_mode[leg]] / first_year) ** LOAD_GROWTH
                count = weighed / load
                whole = math.floor(count)
                if uniform(run, who, t, SEIZURE_COUNT) < count - whole:
                    whole += 1.0
                out[columns[11] + w.leg_mode[leg], t] += weighed
                out[columns[12] + w.leg_mode[leg], t] += max(1.0, whole)
            continue
        m, f = w.way_market[way], w.way_good[way]
        arrived[m, f] += moved
        arrived_cost[m] += moved * cost[way]
    # What arrives is counted by way: agents on one way ship alike.
    for i in range(w.way_from[a], w.way_from[a + 1]):
        if active_on[i] <= found_on[i] or users_of[i] <= 0.0:
            continue
        o, f = w.way_offer[i], w.way_good[i]
        share = offer_given[o] if o >= 0 else delivered[w.way_maker[i], f]
        moved = asked[i] / users_of[i] * share * (active_on[i] - found_on[i])
        out[columns[6] + f, t] += moved
        if w.leg_from[i + 1] > w.leg_from[i]:
            out[columns[9] + w.leg_mode[w.way_leg[w.leg_from[i + 1] - 1]], t] += moved
        if o >= 0:
            out[columns[7] + w.offer_place[o], t] += moved
            out[columns[8] + w.offer_place[o], t] += moved
            out[columns[10] + w.offer_good[o], t] += moved
        else:
            q = w.way_maker[i]
            out[columns[8] + q, t] += moved
            for offer in range(w.offer_good.size):
                part = moved * sold_from[q, f, offer]
                if part > 0.0:
                    out[columns[7] + w.offer_place[offer], t] += part
                    out[columns[10] + w.offer_good[offer], t] += part


@njit(cache=True, nogil=True)
def clear(w: Any, m: Any, t: Any, run: Any, base: Any, num: Any, demand: Any, stock: Any, arrived: Any, arrived_cost: Any,
          landed: Any, landed_first: Any, mix: Any, users: Any, pool: Any, price: Any, purity: Any, met: Any, harm: Any,
          legacy_kg: Any, own: Any, out: Any, columns: Any, income: Any, kept: Any) -> None:  # fmt: skip
    """Clear one market: sales from stock and arrivals, purity, price, users and deaths."""
    at = w.at
    goods = w.goods
    came, held = 0.0, 0.0
    for f in range(goods):
        came += arrived[m, f]
    if t == 0:
        # Markets start with full stocks, mixed as the first arrivals.
        for f in range(goods):
            if came > 0.0:
                stock[m, f] = stock_months(w, num) * demand[m] * arrived[m, f] / came
                mix[m, f] = arrived[m, f] / came
    for f in range(goods):
        stock[m, f] += arrived[m, f]
        held += stock[m, f]
    used = min(demand[m], held)
    part = used / held if held > 0.0 else 0.0
    for f in range(goods):
        sold = stock[m, f] * part
        stock[m, f] -= sold
        if used > 0.0:
            mix[m, f] = sold / used
    now = used / demand[m] if demand[m] > 0.0 else 1.0
    met[m] = now

    start_price, start_purity = num[at[PRICE] + m], num[at[PURITY] + m]
    if came > 0.0:
        landed[m] = arrived_cost[m] / came
    if landed_first[m] == 0.0:
        landed_first[m] = landed[m]
    target = start_price
    if landed[m] > 0.0 and landed_first[m] > 0.0:
        target *= (landed[m] / landed_first[m]) ** num[at[PASS_THROUGH] + m]
    first_demand = base[at[USERS] + m] * num[at[USE] + m]
    if num[at[SCALE_EFFECT] + m] > 0.0 and demand[m] > 0.0 and first_demand > 0.0:
        target *= (max(demand[m], 0.05 * first_demand) / first_demand) ** (
            math.log(max(0.01, 1.0 - num[at[SCALE_EFFECT] + m])) / math.log(2.0)
        )
    target *= max(0.05, now) ** (-SCARCITY_PRICE)
    # Whoever keeps less of what is paid asks for more.
    keep, sellers = 0.0, 0.0
    for a in range(w.role.size):
        if w.role[a] == WHOLESALER:
            keep += kept[a]
            sellers += 1.0
    left = max(0.01, keep / sellers) if sellers > 0.0 else 1.0
    target /= left
    # A purer dose is a cheaper dose: purity gives first, price follows.
    purity[m] += PURITY_SPEED * (start_purity * max(0.02, now) ** PURITY_PASS - purity[m])
    price[m] += PRICE_SPEED * (target - price[m])

    scale = shocked(num, base, at[USERS] + m)
    exposed = users[m] * scale
    strength = purity[m] / base[at[PURITY] + m]
    intake = (price[m] / start_price) ** num[at[ELASTICITY] + m]
    risk = num[at[DEATH_RATE] + m] * harm[m]
    wobble = num[at[NOISE] + m]
    factor = math.exp(wobble * normal(run, w.market_key[m], t, DEATH_NOISE) - 0.5 * wobble * wobble)
    everyone, counted = 0.0, 0.0
    for f in range(goods):
        own[f] = exposed * risk * intake * strength * mix[m, f] * num[at[POTENCY] + f] * factor
    kg = used
    legacy_total = 0.0
    if pool[m] > 0.0:
        for f in range(goods):
            if w.legacy[f] and legacy_kg[f] > 0.0:
                own[f] += legacy_kg[f] / max(1e-30, num[at[USE] + m]) * risk * num[at[POTENCY] + f] * factor
                legacy_total += legacy_kg[f]
    for f in range(goods):
        everyone += own[f]
        if w.counted[f]:
            counted += own[f]
    chance = normal(run, w.market_key[m], t, DEATH_CHANCE)
    deaths = max(0.0, np.rint(counted + math.sqrt(counted) * chance))
    ratio = deaths / counted if counted > 0.0 else 1.0
    for f in range(goods):
        mine = legacy_kg[f] if w.legacy[f] and pool[m] > 0.0 else mix[m, f] * used
        share = mine / (used + legacy_total) if used + legacy_total > 0.0 else 0.0
        involved = own[f] + num[at[MIXING] + m] * share * (everyone - own[f])
        out[columns[1] + f, t] += np.rint(involved * ratio)
    out[columns[0] + m, t] = deaths
    out[columns[2] + m, t] = exposed
    out[columns[3] + m, t] = kg
    out[columns[4] + m, t] = price[m]
    out[columns[5] + m, t] = min(1.0, purity[m])
    income[w.market_place[m]] += used * price[m] * left

    # People: entry falls as the pool empties and as supply fails; those who stop leave the pool in part.
    new = num[at[INITIATION] + m] * users[m] * now
    if pool[m] > 0.0:
        new *= max(0.0, 1.0 - users[m] / pool[m])
    stop = num[at[CESSATION] + m] * users[m]
    users[m] = max(0.0, users[m] + new - stop - min(deaths, users[m]))
    if pool[m] > 0.0:
        pool[m] = max(users[m], pool[m] - num[at[DEPLETION] + m] * stop - deaths)


@njit(cache=True, nogil=True)
def simulate_batch(w: Any, numbers: Any, keys: Any, columns: Any, width: Any, wanted: Any, results: Any) -> None:
    """Fill ``results`` (runs, wanted columns, months) with a batch of runs."""
    whole = np.zeros((width, w.months))
    for r in range(keys.size):
        whole[:] = 0.0
        simulate(w, numbers[r], keys[r], columns, whole)
        for c in range(wanted.size):
            results[r, c, :] = whole[wanted[c], :]


__all__ = ["NO_LIMIT", "World", "simulate_batch"]
