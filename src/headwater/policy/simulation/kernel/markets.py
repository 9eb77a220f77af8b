"""Markets: what they want to buy (step 5), sales, purity, price, people and deaths (step 11)."""

import math
from typing import Any

import numpy as np

from headwater.policy.simulation.kernel.chance import DEATH_CHANCE, DEATH_NOISE, normal
from headwater.policy.simulation.kernel.compiled import compiled, inlined
from headwater.policy.simulation.kernel.constants import PRICE_SPEED, PURITY_PASS, PURITY_SPEED, REFILL, SCARCITY_PRICE
from headwater.policy.simulation.kernel.positions import (
    CESSATION,
    COUNT,
    DEATH_RATE,
    DEPLETION,
    ELASTICITY,
    INITIATION,
    MIXING,
    NOISE,
    OUT_CONSUMED,
    OUT_DEATHS,
    OUT_INVOLVING,
    OUT_PRICE,
    OUT_PURITY,
    OUT_USERS,
    PASS_THROUGH,
    POTENCY,
    PRICE,
    PURITY,
    SCALE_EFFECT,
    STOCK,
    USE,
    USERS,
)
from headwater.policy.simulation.world import WHOLESALER


@inlined
def shocked(s: Any, i: Any) -> Any:
    """Return the factor by which a shock multiplies a starting number that has become a state."""
    base, num = s.base, s.num
    return num[i] / base[i] if base[i] > 0.0 else 1.0


@compiled
def stock_months(s: Any) -> Any:
    """Return the mean months of stock that wholesalers keep."""
    at, num, actors = s.at, s.num, s.actors
    total, count = 0.0, 0.0
    for a in range(actors.size):
        if actors[a].role == WHOLESALER:
            total += num[at[STOCK] + a] * num[at[COUNT] + a]
            count += num[at[COUNT] + a]
    return total / count if count > 0.0 else 0.0


@compiled
def want(s: Any, t: Any) -> None:
    """Set demand from users, use and price, and what is bought to refill stocks."""
    at, base, num, markets, goods, shelves, first_year = s.at, s.base, s.num, s.markets, s.goods, s.shelves, s.first_year
    for m in range(markets.size):
        market = markets[m]
        scale = 1.0
        if base[at[USERS] + m] > 0.0:
            scale = num[at[USERS] + m] / base[at[USERS] + m]
        cheap = (market.price / num[at[PRICE] + m] * shocked(s, at[PRICE] + m)) ** num[at[ELASTICITY] + m]
        market.demand = market.users * scale * num[at[USE] + m] * cheap
        held = 0.0
        for f in range(goods.size):
            held += shelves[m, f].stock
        target = stock_months(s) * market.demand
        if t == 0:
            first_year[0] += 12.0 * max(market.demand, 1e-12)
        market.need = market.demand if t == 0 else max(0.0, market.demand + REFILL * (target - held))


@compiled
def clear(s: Any, t: Any, run: Any) -> None:
    """Clear every market: sales, purity, price, deaths, people."""
    markets, places = s.markets, s.places
    for m in range(markets.size):
        used = _sell(s, m, t)
        left = _set_price(s, m, used)
        deaths = _count_deaths(s, m, used, t, run)
        market = markets[m]
        places[markets[m].place].income += used * market.price * left
        _people(s, m, used / market.demand if market.demand > 0.0 else 1.0, deaths)


@compiled
def _sell(s: Any, m: Any, t: Any) -> Any:
    """Return the kg sold from stock and arrivals, and set the mix of what is used."""
    shelves, markets, goods = s.shelves, s.markets, s.goods
    market = markets[m]
    came, held = 0.0, 0.0
    for f in range(goods.size):
        came += shelves[m, f].arrived
    if t == 0 and came > 0.0:
        # Markets start with full stocks, mixed as the first arrivals.
        for f in range(goods.size):
            shelves[m, f].stock = stock_months(s) * market.demand * shelves[m, f].arrived / came
            shelves[m, f].mix = shelves[m, f].arrived / came
    for f in range(goods.size):
        shelves[m, f].stock += shelves[m, f].arrived
        held += shelves[m, f].stock
    used = min(market.demand, held)
    part = used / held if held > 0.0 else 0.0
    for f in range(goods.size):
        sold = shelves[m, f].stock * part
        shelves[m, f].stock -= sold
        if used > 0.0:
            shelves[m, f].mix = sold / used
    if came > 0.0:
        market.landed = market.arrived_cost / came
    if market.landed_first == 0.0:
        market.landed_first = market.landed
    return used


@compiled
def _set_price(s: Any, m: Any, used: Any) -> Any:
    """Let purity answer a shortage first and price slowly; return the share of what is paid that sellers keep."""
    at, base, num, markets, actors = s.at, s.base, s.num, s.markets, s.actors
    market = markets[m]
    now = used / market.demand if market.demand > 0.0 else 1.0
    target = num[at[PRICE] + m]
    if market.landed > 0.0 and market.landed_first > 0.0:
        target *= (market.landed / market.landed_first) ** num[at[PASS_THROUGH] + m]
    first_demand = base[at[USERS] + m] * num[at[USE] + m]
    if num[at[SCALE_EFFECT] + m] > 0.0 and market.demand > 0.0 and first_demand > 0.0:
        target *= (max(market.demand, 0.05 * first_demand) / first_demand) ** (
            math.log(max(0.01, 1.0 - num[at[SCALE_EFFECT] + m])) / math.log(2.0)
        )
    target *= max(0.05, now) ** (-SCARCITY_PRICE)
    # Whoever keeps less of what is paid asks for more.
    keep, sellers = 0.0, 0.0
    for a in range(actors.size):
        if actors[a].role == WHOLESALER:
            keep += actors[a].kept
            sellers += 1.0
    left = max(0.01, keep / sellers) if sellers > 0.0 else 1.0
    target /= left
    # A purer dose is a cheaper dose: purity gives first, price follows.
    market.purity += PURITY_SPEED * (num[at[PURITY] + m] * max(0.02, now) ** PURITY_PASS - market.purity)
    market.price += PRICE_SPEED * (target - market.price)
    return left


@compiled
def _count_deaths(s: Any, m: Any, used: Any, t: Any, run: Any) -> Any:
    """Return the month's deaths: exposed people x risk x how much and how strong; write the outcomes of the market."""
    at, base, num, goods, out, columns, markets, shelves = s.at, s.base, s.num, s.goods, s.out, s.columns, s.markets, s.shelves
    market = markets[m]
    exposed = market.users * shocked(s, at[USERS] + m)
    strength = market.purity / base[at[PURITY] + m]
    intake = (market.price / num[at[PRICE] + m]) ** num[at[ELASTICITY] + m]
    risk = num[at[DEATH_RATE] + m] * market.harm
    wobble = num[at[NOISE] + m]
    factor = math.exp(wobble * normal(run, markets[m].key, t, DEATH_NOISE) - 0.5 * wobble * wobble)
    everyone, counted, legacy_total = 0.0, 0.0, 0.0
    for f in range(goods.size):
        good = goods[f]
        good.deaths = exposed * risk * intake * strength * shelves[m, f].mix * num[at[POTENCY] + f] * factor
        if market.pool > 0.0 and goods[f].legacy and good.legacy_kg > 0.0:
            good.deaths += good.legacy_kg / max(1e-30, num[at[USE] + m]) * risk * num[at[POTENCY] + f] * factor
            legacy_total += good.legacy_kg
        everyone += good.deaths
        if goods[f].counted:
            counted += good.deaths
    chance = normal(run, markets[m].key, t, DEATH_CHANCE)
    deaths = max(0.0, np.rint(counted + math.sqrt(counted) * chance))
    ratio = deaths / counted if counted > 0.0 else 1.0
    for f in range(goods.size):
        good = goods[f]
        mine = good.legacy_kg if goods[f].legacy and market.pool > 0.0 else shelves[m, f].mix * used
        share = mine / (used + legacy_total) if used + legacy_total > 0.0 else 0.0
        involved = good.deaths + num[at[MIXING] + m] * share * (everyone - good.deaths)
        out[columns[OUT_INVOLVING] + f, t] += np.rint(involved * ratio)
    out[columns[OUT_DEATHS] + m, t] = deaths
    out[columns[OUT_USERS] + m, t] = exposed
    out[columns[OUT_CONSUMED] + m, t] = used
    out[columns[OUT_PRICE] + m, t] = market.price
    out[columns[OUT_PURITY] + m, t] = min(1.0, market.purity)
    return deaths


@compiled
def _people(s: Any, m: Any, met: Any, deaths: Any) -> None:
    """Let people come, stop and die: entry falls as the pool empties and as supply fails; who stops leaves the pool in part."""
    at, num, markets = s.at, s.num, s.markets
    market = markets[m]
    new = num[at[INITIATION] + m] * market.users * met
    if market.pool > 0.0:
        new *= max(0.0, 1.0 - market.users / market.pool)
    stop = num[at[CESSATION] + m] * market.users
    market.users = max(0.0, market.users + new - stop - min(deaths, market.users))
    if market.pool > 0.0:
        market.pool = max(market.users, market.pool - num[at[DEPLETION] + m] * stop - deaths)
