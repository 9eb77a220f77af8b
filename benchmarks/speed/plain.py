"""The same model in plain Mesa: one object an agent, way, offer, leg, market and service; the steps of the kernel, one by one.

It is the opponent of the speed benchmark, and the oracle of a test: given the random numbers of the kernel it gives the same
results. Written as one writes Mesa: agent sets, a data collector, no numpy in the loop, no tricks in either direction.
"""

import math
from functools import partial
from typing import Any

import mesa
from mesa.agent import AgentSet

from headwater.policy import Model
from headwater.policy.scenario.schema import LEVER_KINDS, OUTCOMES
from headwater.policy.simulation.kernel.constants import (
    CONCAVITY,
    CURIOSITY,
    FLOOR,
    HABIT,
    LOAD_GROWTH,
    MAKER_MARGIN,
    PRICE_SPEED,
    PRIOR_LOADS,
    PURITY_PASS,
    PURITY_SPEED,
    REFILL,
    SCARCITY_PRICE,
    SHORT_OF,
    UNREST,
)
from headwater.policy.simulation.numbers import FIELDS

FIRST_WAY, THINK, CHOOSE, FOUND, CLOSE, REOPEN, SEIZURE_COUNT, LUCK, STAY = 0, 1, 2, 3, 4, 5, 9, 10, 11
DEATH_NOISE, DEATH_CHANCE, LAB_CHANCE = 6, 7, 8


def _outcome(name: str, model: "PlainModel") -> dict[str, float]:
    return dict(model.month[name])


class Thing:
    """A row of a table: numbers as in the scenario, and a state."""

    def __init__(self, **state: Any) -> None:
        self.__dict__.update(state)


class Trader(mesa.Agent):
    """What brokers, producers and wholesalers have in common."""

    def __init__(self, model: "PlainModel", group: Thing, number: int) -> None:
        super().__init__(model)
        self.group, self.number = group, number
        self.way: Any = None
        self.wait, self.out, self.known = 0, number >= group.count, False
        self.closed = False
        self.loss, self.luck = 0.0, 0.0

    def works(self) -> bool:
        return not self.out and not self.closed and self.wait == 0 and self.way is not None and self.luck < self.way.can_have

    def pick(self, total: float, u: float) -> Any:
        left, chosen = u * total, None
        for way in self.group.ways:
            if way.weight > 0.0:
                chosen = way
                left -= way.weight
                if left <= 0.0:
                    break
        return chosen

    def draw(self, purpose: int) -> float:
        return self.model.chance(self, purpose)

    def stays(self, total: float, bonus: float) -> bool:
        own = self.way.weight
        return self.draw(STAY) * (total + bonus * own) < bonus * own

    def decide(self) -> None:
        """Keep or change the way: who lost too much, got too little or is curious thinks again."""
        group, ways = self.group, self.group.ways
        if self.out or self.closed or not ways:
            return
        if self.way is None:
            self.way = self.pick(group.total, self.draw(FIRST_WAY)) or ways[0]
            self.luck = self.draw(LUCK) * self.way.can_have
            return
        if not group.adaptive or self.wait > 0 or group.total <= 0.0:
            return
        own = self.way
        unhappy = self.loss > group.loss_tolerance or own.got < SHORT_OF or self.luck >= own.can_have
        if self.draw(THINK) >= (UNREST if unhappy else CURIOSITY):
            return
        faith = (1.0 - self.loss) / max(0.05, 1.0 - own.risk)
        bonus = max(0.0, min(4.0, HABIT * faith * faith) - 1.0)
        if self.luck < own.can_have and self.stays(group.total, bonus):
            return
        new = self.pick(group.total, self.draw(CHOOSE))
        if new is not None and (new is not own or self.luck >= own.can_have):
            self.way, self.loss = new, 0.0
            self.luck = self.draw(LUCK) * new.can_have
            if new is not own:
                self.set_up(own)

    def travel(self) -> Any:
        """Return the leg on which the load is found, or None."""
        u, passed = self.draw(FOUND), 1.0
        for leg in self.way.legs:
            detect = leg.detect
            if self.known and leg.told > 0.0:
                detect = 1.0 - (1.0 - detect) ** (1.0 + leg.told)
            passed *= 1.0 - detect
            if u >= passed:
                return leg
        return None

    def remember(self, leg: Any) -> None:
        fresh = self.group.learning
        self.way.active += 1.0
        self.loss = (1.0 - fresh) * self.loss + (fresh if leg is not None else 0.0)
        self.known = leg is not None
        if leg is not None:
            self.way.found += 1.0


class Broker(Trader):
    def choose(self) -> None:
        group = self.group
        if self.out or self.closed or not group.ways:
            return
        if self.way is None:
            self.way = self.pick(group.total, self.draw(FIRST_WAY)) or group.ways[0]
        elif group.adaptive and group.total > 0.0:
            short = 1.0 - self.way.offer.open
            thinks = short > group.loss_tolerance or self.draw(THINK) < group.learning
            if thinks and not self.stays(group.total, HABIT - 1.0):
                self.way = self.pick(group.total, self.draw(CHOOSE))
        self.way.offer.brokers += 1.0
        group.place.brokers += 1.0

    def moves(self) -> bool:
        if self.out or self.closed or self.way is None:
            return False
        return self.way.offer.asked * self.way.offer.given > 0.0


class Producer(Trader):
    def set_up(self, old: Any) -> None:
        good = self.way.offer.good
        if good is not old.offer.good:
            self.wait = int(good.making_delay)

    def make(self) -> None:
        way = self.way
        if not self.works() or way.asked <= 0.0:
            return
        bought = way.asked / way.users * way.offer.given
        leg = self.travel()
        self.remember(leg)
        if leg is not None:
            self.model.report(leg, bought / leg.purity)
            return
        shops = [shop for shop in way.shops if shop.makers > 0.0]
        total = 0.0
        for shop in shops:
            total += shop.order / shop.makers
        if total <= 0.0:
            return
        for shop in shops:
            if shop.order > 0.0:
                made = bought * (shop.order / shop.makers) / total
                shop.stock += made
                shop.stock_from[way.offer] += made

    def moves(self) -> bool:
        return self.works() and self.way.asked * self.way.got > 0.0


class Wholesaler(Trader):
    def set_up(self, old: Any) -> None:
        if self.way.maker is not old.maker:
            self.wait = 1

    def ship(self) -> None:
        way = self.way
        if not self.works() or way.asked <= 0.0:
            return
        moved = way.asked / way.users * way.share()
        if moved <= 0.0:
            return
        leg = self.travel()
        self.remember(leg)
        if leg is not None:
            self.model.seize(leg, moved, self)
        else:
            way.market.arrived[way.good] += moved
            way.market.arrived_cost += moved * way.cost

    def moves(self) -> bool:
        return self.works() and self.way.asked * self.way.got > 0.0


class Way(Thing):
    def share(self) -> float:
        return self.offer.given if self.offer is not None else self.shop.delivered


class PlainModel(mesa.Model):
    """One run of a scenario; the data collector holds key -> value of every outcome and month."""

    def __init__(self, model: Model, numbers: Any, seed: int = 1) -> None:
        super().__init__(seed=seed)
        self.base = [float(number) for number in numbers]
        self.t, self.shocked = 0, False
        self.source = model
        self.month: dict[str, dict[str, float]] = {}
        self.datacollector = mesa.DataCollector({outcome: partial(_outcome, outcome) for outcome in OUTCOMES})
        self._build(model)

    def chance(self, who: Any, purpose: int) -> float:  # noqa: ARG002
        return self.random.random()

    def normal(self, who: Any, purpose: int) -> float:  # noqa: ARG002
        return self.random.gauss(0.0, 1.0)

    # -- the world ---------------------------------------------------------------------------------------------------------

    def _build(self, model: Model) -> None:
        world, tables = model.world, model.scenario.tables
        self.tables: dict[str, list[Thing]] = {}
        for name in ("place", "good", "offer", "leg", "actor", "market", "controller", "lever"):
            self.tables[name] = [Thing(id=id_) for id_ in tables[name]]
        self.places, self.goods, self.offers, self.legs = (self.tables[n] for n in ("place", "good", "offer", "leg"))
        self.groups, self.markets, self.services, self.levers = (
            self.tables[n] for n in ("actor", "market", "controller", "lever")
        )
        self.modes = [Thing(id=name, carried=0.0) for name in dict.fromkeys(leg["mode"] for leg in tables["leg"].values())]
        self._number(self.base)
        for place in self.places:
            place.volume, place.brokers, place.income, place.has_broker = 0.0, 0.0, 0.0, False
        for good, stage, legacy, counted in zip(self.goods, world.stage, world.legacy, world.counted, strict=True):
            good.stage, good.legacy, good.counted, good.legacy_kg = int(stage), bool(legacy), bool(counted), 0.0
        for offer, good, place in zip(self.offers, world.offer_good, world.offer_place, strict=True):
            offer.good, offer.place, offer.sales, offer.given = self.goods[good], self.places[place], 0.0, 1.0
        for leg, mode, into in zip(self.legs, world.leg_mode, world.into_market, strict=True):
            leg.mode, leg.into_market = self.modes[mode], bool(into)
        for c, service in enumerate(self.services):
            legs = world.control_leg[world.control_from[c] : world.control_from[c + 1]]
            service.legs = [self.legs[leg] for leg in legs]
            service.seen = dict.fromkeys(self.modes, 0.0)
        for market, place in zip(self.markets, world.market_place, strict=True):
            market.place, market.landed, market.landed_first = self.places[place], 0.0, 0.0
            market.people, market.left, market.now_price, market.now_purity = (
                market.users,
                market.pool,
                market.price,
                market.purity,
            )
            market.stock, market.mix = dict.fromkeys(self.goods, 0.0), dict.fromkeys(self.goods, 0.0)
            market.arrived = dict.fromkeys(self.goods, 0.0)
        self.shops = {
            (place, good): Thing(
                place=place, good=good, order=0.0, delivered=1.0, cost=0.0, makers=0.0, stock=0.0,
                stock_from=dict.fromkeys(self.offers, 0.0), sold_from=dict.fromkeys(self.offers, 0.0),
            )
            for place in self.places for good in self.goods
        }  # fmt: skip
        ways = [self._way(world, i) for i in range(len(world.way_offer))]
        kinds = (Broker, Producer, Wholesaler)
        for a, group in enumerate(self.groups):
            group.role, group.place, group.volume = int(world.role[a]), self.places[world.actor_place[a]], 0.0
            group.ways = ways[world.way_from[a] : world.way_from[a + 1]]
            group.place.has_broker = group.place.has_broker or group.role == 0
            size = int(world.agent_from[a + 1] - world.agent_from[a])
            group.members = AgentSet([kinds[group.role](self, group, number) for number in range(size)], random=self.random)
        self.legacy_ways = ways[world.way_from[len(self.groups)] :]
        for v, lever in enumerate(self.levers):
            lever.kind = LEVER_KINDS[world.lever_kind[v]]
            lever.start, lever.end = int(world.lever_start[v]), int(world.lever_end[v])
            lever.full = lever.strength
            rows = range(world.target_from[v], world.target_from[v + 1])
            lever.targets = [(int(world.target[k]), float(world.target_factor[k])) for k in rows]
            lever.to = [place for place, named in zip(self.places, world.licence_to[v], strict=True) if named]
        self.first_year = 0.0

    def _way(self, world: Any, i: int) -> Way:
        legs = [self.legs[leg] for leg in world.way_leg[world.leg_from[i] : world.leg_from[i + 1]]]
        offer = self.offers[world.way_offer[i]] if world.way_offer[i] >= 0 else None
        maker = self.places[world.way_maker[i]] if world.way_maker[i] >= 0 else None
        good = self.goods[world.way_good[i]] if world.way_good[i] >= 0 else None
        shops = []
        if good is None and maker is not None and offer is not None:
            shops = [
                self.shops[maker, f] for j, f in enumerate(self.goods) if world.makes[world.offer_good[world.way_offer[i]], j]
            ]
        passed = 1.0
        for leg in legs:
            passed *= 1.0 - leg.detection
        return Way(
            offer=offer, maker=maker, good=good, market=self.markets[world.way_market[i]] if world.way_market[i] >= 0 else None,
            end=self.places[world.way_end[i]] if world.way_end[i] >= 0 else None, legs=legs, shops=shops,
            shop=self.shops[maker, good] if maker is not None and good is not None else None,
            heard=PRIOR_LOADS, lost=PRIOR_LOADS * (1.0 - passed), risk=1.0 - passed, cost=1.0, open=1.0, weight=0.0, users=0.0,
            asked=0.0, got=1.0, can_have=1.0, found=0.0, active=0.0,
        )  # fmt: skip

    def _number(self, values: list[float]) -> None:
        """Write the numbers of a vector into the rows that they belong to."""
        at = self.source.numbers.start
        for f, (table, key) in enumerate(FIELDS):
            for i, row in enumerate(self.tables[table]):
                setattr(row, key, values[at[f] + i])

    def of(self, table: str, key: str, i: int) -> float:
        return self.base[self.source.numbers.start[FIELDS.index((table, key))] + i]

    # -- a month -----------------------------------------------------------------------------------------------------------

    def step(self) -> None:
        self.month = {outcome: {} for outcome in OUTCOMES}
        self.pull_levers()
        self.set_effort()
        self.reopen()
        self.brokers_choose()
        self.price_offers()
        self.producers_choose()
        self.want()
        self.importers_choose()
        self.importers_order()
        self.producers_order()
        self.order_legacy()
        self.deliver()
        for place in self.places:
            place.income = 0.0
        self.make()
        self.ship()
        for m, market in enumerate(self.markets):
            self.clear(m, market)
        self.observe()
        self.datacollector.collect(self)
        self.t += 1

    def count(self, outcome: str, key: str, amount: float) -> None:
        self.month[outcome][key] = self.month[outcome].get(key, 0.0) + amount

    def pull_levers(self) -> None:
        t = self.t
        if self.shocked:
            self._number(self.base)
        for offer in self.offers:
            offer.open, offer.sale_open = 1.0, dict.fromkeys(self.places, 1.0)
        for leg in self.legs:
            leg.rule = 1.0
        for group in self.groups:
            group.kept = 1.0
        for market in self.markets:
            market.harm = 1.0
        rise: dict[Thing, float] = {}
        shared: dict[Thing, tuple[float, bool]] = {}
        shocks: dict[int, float] = {}
        for v, lever in enumerate(self.levers):
            if not lever.start <= t <= lever.end:
                continue
            full, lag = self.of("lever", "strength", v), self.of("lever", "lag", v)
            s = full * min(1.0, (t - lever.start + 1) / (lag + 1.0))
            if s <= 0.0:
                continue
            for i, factor in lever.targets:
                if lever.kind == "schedule":
                    self.offers[i].open *= 1.0 - s
                elif lever.kind == "licence":
                    for place in lever.to:
                        self.offers[i].sale_open[place] *= 1.0 - s
                elif lever.kind == "mode_rule":
                    self.legs[i].rule *= 1.0 - s
                elif lever.kind == "capacity":
                    rise[self.services[i]] = rise.get(self.services[i], 1.0) * (1.0 + s)
                elif lever.kind == "sharing":
                    shared[self.services[i]] = (s, s == full)
                elif lever.kind == "finance":
                    self.groups[i].kept *= 1.0 - s
                elif lever.kind == "demand":
                    self.markets[i].harm *= 1.0 - s
                elif lever.kind == "shock":
                    shocks[i] = shocks.get(i, self.base[i]) * (1.0 + (factor - 1.0) * s)
                elif lever.kind == "organisation":
                    before = full * min(1.0, (t - lever.start) / (lag + 1.0)) if t > lever.start else 0.0
                    for agent in self.groups[i].members:
                        if not hasattr(agent, "fate"):
                            agent.fate = {}
                        if v not in agent.fate:
                            agent.fate[v] = self.closing(agent, v, lever)
                        if before <= agent.fate[v] < s:
                            agent.closed = True
        self.shocked = bool(shocks)
        if shocks:
            values = list(self.base)
            for i, value in shocks.items():
                values[i] = value
            self._number(values)
        for service in self.services:
            service.power = service.capacity * rise.get(service, 1.0)
            service.tells = service.sharing
            if service in shared:
                s, whole = shared[service]
                service.tells = s if whole else max(service.sharing, s)

    def closing(self, agent: Trader, v: int, lever: Thing) -> float:  # noqa: ARG002
        return self.random.random()

    def set_effort(self) -> None:
        for leg in self.legs:
            leg.effort, leg.told = 0.0, 0.0
        for service in self.services:
            signals = []
            for leg in service.legs:
                told = service.seen[leg.mode]
                for other in self.services:
                    if other is not service:
                        told += service.tells * other.seen[leg.mode]
                signals.append(told)
            total = 0.0
            for told in signals:
                total += told
            for leg, told in zip(service.legs, signals, strict=True):
                part = 1.0 if total <= 0.0 else 0.5 + 0.5 * len(signals) * told / total
                leg.effort += (service.power / 100.0) ** CONCAVITY * part
                leg.told = max(leg.told, service.tells)
        for leg in self.legs:
            missed = 1.0 - leg.detection
            if leg.effort > 0.0:
                missed = missed ** (1.0 + leg.effort)
            leg.detect = 1.0 - missed * leg.rule

    def reopen(self) -> None:
        for group in self.groups:
            for agent in group.members:
                if group.adaptive and agent.closed and agent.draw(REOPEN) < group.entry:
                    agent.closed, agent.loss = False, 0.0

    def brokers_choose(self) -> None:
        for offer in self.offers:
            offer.brokers = 0.0
        for place in self.places:
            place.brokers = 0.0
        sales = 0.0
        for offer in self.offers:
            sales += offer.sales * offer.cost
        for group in self.groups:
            if group.role != 0:
                continue
            group.total = 0.0
            for way in group.ways:
                worth = way.offer.sales * way.offer.cost + FLOOR * sales + 1e-9
                if way.offer.open <= 1e-9:
                    worth = 0.0
                way.weight = worth ** min(1.0, group.choice) if worth > 0.0 else 0.0
                group.total += way.weight
            group.members.do("choose")

    def price_offers(self) -> None:
        for offer in self.offers:
            offer.price = offer.cost
        for group in self.groups:
            if group.role == 0 and group.kept != 1.0:
                for way in group.ways:
                    way.offer.price = way.offer.cost / max(0.01, group.kept)

    def weigh(self, group: Thing) -> None:
        group.total = 0.0
        for way in group.ways:
            if way.open <= 1e-9:
                way.weight = 0.0
            elif group.choice == 0.0:
                way.weight = way.open
            else:
                way.weight = way.open * ((1.0 - way.risk) / way.cost) ** group.choice
            group.total += way.weight

    def producers_choose(self) -> None:
        for shop in self.shops.values():
            shop.cost, shop.makers = 0.0, 0.0
        producers = [group for group in self.groups if group.role == 1]
        for group in producers:
            for way in group.ways:
                spent = way.offer.price + way.offer.good.making_cost
                for leg in way.legs:
                    spent += leg.cost
                way.cost = max(spent, 1e-9)
                way.can_have = way.offer.open * way.offer.sale_open[group.place]
                way.open = way.got * way.can_have
            self.weigh(group)
            group.members.do("decide")
            for way in group.ways:
                way.users = 0.0
            for agent in group.members:
                if agent.works():
                    agent.way.users += 1.0
            for way in group.ways:
                if way.users > 0.0:
                    for shop in way.shops:
                        shop.makers += way.users
                        spent = way.cost / max(0.05, 1.0 - way.risk) + shop.good.making_cost
                        shop.cost += way.users * spent / max(0.01, group.kept)
        for shop in self.shops.values():
            if shop.makers > 0.0:
                shop.cost *= MAKER_MARGIN / shop.makers
        for group in producers:
            if not group.adaptive:
                for agent in group.members:
                    if not agent.out and not agent.closed and agent.way is not None and not agent.works():
                        for shop in agent.way.shops:
                            shop.makers += 1.0

    def stock_target(self) -> float:
        total, count = 0.0, 0.0
        for group in self.groups:
            if group.role == 2:
                total += group.stock_months * group.count
                count += group.count
        return total / count if count > 0.0 else 0.0

    def want(self) -> None:
        for m, market in enumerate(self.markets):
            first_users, first_price = self.of("market", "users", m), self.of("market", "price", m)
            market.scale = market.users / first_users if first_users > 0.0 else 1.0
            rise = market.price / first_price if first_price > 0.0 else 1.0
            cheap = (market.now_price / market.price * rise) ** market.elasticity
            market.demand = market.people * market.scale * market.use_kg * cheap
            held = 0.0
            for good in self.goods:
                held += market.stock[good]
            if self.t == 0:
                self.first_year += 12.0 * max(market.demand, 1e-12)
                market.need = market.demand
            else:
                market.need = max(0.0, market.demand + REFILL * (self.stock_target() * market.demand - held))

    def importers_choose(self) -> None:
        for market in self.markets:
            market.capable = 0.0
        wanted = 0.0
        for market in self.markets:
            wanted += market.need
        for group in self.groups:
            if group.role != 2:
                continue
            for way in group.ways:
                spent = way.offer.price if way.offer is not None else way.shop.cost
                for leg in way.legs:
                    spent += leg.cost
                way.cost = max(spent, 1e-9)
                way.can_have = 1.0
                if way.offer is not None:
                    way.can_have = way.offer.open * way.offer.sale_open[way.end]
                elif way.shop.makers <= 0.0:
                    way.can_have = 0.0
                way.open = way.got * way.can_have
                if len(self.markets) > 1 and wanted > 0.0:
                    way.open *= way.market.need / wanted
            self.weigh(group)
            group.members.do("decide")
            for way in group.ways:
                way.users = 0.0
            for agent in group.members:
                if agent.works():
                    agent.way.users += 1.0
                    agent.way.market.capable += 1.0
                elif not group.adaptive and not agent.out and not agent.closed and agent.way is not None:
                    agent.way.market.capable += 1.0

    def importers_order(self) -> None:
        for shop in self.shops.values():
            shop.order = 0.0
        for offer in self.offers:
            offer.asked = 0.0
        for group in self.groups:
            if group.role != 2:
                if self.t == 0:
                    group.volume = 0.0
                continue
            if self.t == 0:
                group.volume = 0.0
                for way in group.ways:
                    if way.market.capable > 0.0:
                        group.volume = max(group.volume, way.market.need / way.market.capable)
            largest = 0.0
            for way in group.ways:
                way.asked = 0.0
                if way.users > 0.0:
                    fair = way.market.need / way.market.capable
                    largest = max(largest, fair)
                    way.asked = way.users * min(fair, group.volume) / max(0.1, 1.0 - way.risk)
                    if way.offer is not None:
                        way.offer.asked += way.asked
                    else:
                        way.shop.order += way.asked
            if largest < group.volume:
                group.volume = max(largest, 0.9 * group.volume)
            else:
                group.volume = min(largest, group.volume * (1.0 + group.growth))

    def producers_order(self) -> None:
        for group in self.groups:
            if group.role != 1:
                continue
            largest = 0.0
            for way in group.ways:
                way.asked = 0.0
                if way.users <= 0.0:
                    continue
                each = 0.0
                for shop in way.shops:
                    if shop.makers > 0.0:
                        target = group.stock_months * shop.order
                        wish = shop.order + (0.0 if self.t == 0 else REFILL * (target - shop.stock))
                        each += max(0.0, wish) / shop.makers
                if self.t == 0:
                    group.volume = max(group.volume, each)
                largest = max(largest, each)
                way.asked = way.users * min(each, max(group.volume, 1e-12)) / max(0.1, 1.0 - way.risk)
                way.offer.asked += way.asked
            if largest > group.volume:
                group.volume = min(largest, max(group.volume, 0.02 * largest) * (1.0 + group.growth))
            else:
                group.volume = max(largest, 0.8 * group.volume)

    def order_legacy(self) -> None:
        for market in self.markets:
            if market.left <= 0.0:
                continue
            ways = [way for way in self.legacy_ways if way.market is market]
            total = 0.0
            for way in ways:
                way.cost = max(1e-9, way.offer.price)
                for leg in way.legs:
                    way.cost += leg.cost
                way.open = way.offer.open * way.offer.sale_open[way.end]
                way.weight = way.open / way.cost**2
                total += way.weight
            unexposed = max(0.0, market.left - market.people) * market.use_kg
            for way in ways:
                way.asked = unexposed * way.open * way.weight / total if total > 0.0 else 0.0
                way.offer.asked += way.asked

    def deliver(self) -> None:
        for place in self.places:
            if not place.has_broker:
                continue
            wanted = 0.0
            for offer in self.offers:
                if offer.place is place:
                    wanted += offer.asked
            fair = wanted / place.brokers if place.brokers > 0.0 else 0.0
            if self.t == 0:
                place.volume = 1.5 * fair
            elif 1.5 * fair > place.volume:
                place.volume = min(1.5 * fair, max(1.25 * place.volume, 0.02 * fair))
            else:
                place.volume = max(1.5 * fair, 0.9 * place.volume)
        for offer in self.offers:
            offer.sales = 0.6 * offer.sales + 0.4 * offer.asked
            offer.given = 0.0
            if offer.asked > 0.0:
                given = min(offer.asked, offer.capacity * offer.open)
                if offer.place.has_broker:
                    given = min(given, offer.brokers * 3.0 * offer.place.volume)
                offer.given = given / offer.asked

    def hear(self, group: Thing) -> None:
        for way in group.ways:
            way.found, way.active = 0.0, 0.0
            if way.asked > 0.0:
                share = way.share()
                way.got = 0.5 * way.got + 0.5 * share
                if way.offer is not None:
                    way.offer.place.income += way.asked * share * way.offer.price
            else:
                way.got += 0.2 * (1.0 - way.got)

    def learn(self, group: Thing) -> None:
        for way in group.ways:
            if way.active > 0.0:
                heard = PRIOR_LOADS * group.learning
                way.lost = (1.0 - group.learning) * way.lost + heard * way.found / way.active
                way.heard = (1.0 - group.learning) * way.heard + heard
                way.risk = min(0.98, way.lost / way.heard)

    def report(self, leg: Thing, weighed: float) -> None:
        for service in self.services:
            if leg in service.legs:
                service.seen[leg.mode] += service.learning * weighed

    def make(self) -> None:
        for group in self.groups:
            if group.role == 1:
                self.hear(group)
                group.members.do("make")
                self.learn(group)
        for shop in self.shops.values():
            if shop.order <= 0.0:
                shop.sold_from = dict.fromkeys(self.offers, 0.0)
                continue
            sold = min(shop.order, shop.stock)
            part = sold / shop.stock if shop.stock > 0.0 else 0.0
            shop.delivered = sold / shop.order
            for offer in self.offers:
                moved = shop.stock_from[offer] * part
                shop.sold_from[offer] = moved / sold if sold > 0.0 else 0.0
                shop.stock_from[offer] -= moved
            shop.stock -= sold
            shop.place.income += sold * shop.cost

    def ship(self) -> None:
        for market in self.markets:
            market.arrived, market.arrived_cost = dict.fromkeys(self.goods, 0.0), 0.0
        for group in self.groups:
            if group.role == 2:
                self.hear(group)
                group.members.do("ship")
                for way in group.ways:
                    if way.active > way.found and way.users > 0.0:
                        self.arrive(way, way.asked / way.users * way.share() * (way.active - way.found))
                self.learn(group)
        for good in self.goods:
            good.legacy_kg = 0.0
        for way in self.legacy_ways:
            passed = 1.0
            for leg in way.legs:
                passed *= 1.0 - leg.detect
            moved = way.asked * way.offer.given * passed
            way.good.legacy_kg += moved
            way.offer.place.income += moved * way.offer.cost
            if moved > 0.0:
                self.arrive(way, moved)

    def seize(self, leg: Thing, moved: float, agent: Trader) -> None:
        weighed = moved / leg.purity
        self.report(leg, weighed)
        if leg.into_market:
            load = leg.load * (1.0 + leg.mode.carried / self.first_year) ** LOAD_GROWTH
            number = weighed / load
            whole = math.floor(number)
            if agent.draw(SEIZURE_COUNT) < number - whole:
                whole += 1
            self.count("seized", leg.mode.id, weighed)
            self.count("seizures", leg.mode.id, max(1.0, whole))

    def arrive(self, way: Way, moved: float) -> None:
        self.count("supply_by_good", way.good.id, moved)
        if way.legs:
            self.count("supply_by_mode", way.legs[-1].mode.id, moved)
        if way.offer is not None:
            self.count("supply_by_origin", way.offer.place.id, moved)
            self.count("supply_by_maker", way.offer.place.id, moved)
            self.count("supply_by_tier", way.offer.good.id, moved)
            return
        self.count("supply_by_maker", way.maker.id, moved)
        for offer, share in way.shop.sold_from.items():
            if moved * share > 0.0:
                self.count("supply_by_origin", offer.place.id, moved * share)
                self.count("supply_by_tier", offer.good.id, moved * share)

    def clear(self, m: int, market: Thing) -> None:
        came = 0.0
        for good in self.goods:
            came += market.arrived[good]
        if self.t == 0 and came > 0.0:
            for good in self.goods:
                market.stock[good] = self.stock_target() * market.demand * market.arrived[good] / came
                market.mix[good] = market.arrived[good] / came
        held = 0.0
        for good in self.goods:
            market.stock[good] += market.arrived[good]
            held += market.stock[good]
        used = min(market.demand, held)
        part = used / held if held > 0.0 else 0.0
        for good in self.goods:
            sold = market.stock[good] * part
            market.stock[good] -= sold
            if used > 0.0:
                market.mix[good] = sold / used
        if came > 0.0:
            market.landed = market.arrived_cost / came
        if market.landed_first == 0.0:
            market.landed_first = market.landed
        now = used / market.demand if market.demand > 0.0 else 1.0
        kept = self.set_price(m, market, now)
        deaths = self.count_deaths(m, market, used)
        market.place.income += used * market.now_price * kept
        new = market.initiation * market.people * now
        if market.left > 0.0:
            new *= max(0.0, 1.0 - market.people / market.left)
        stop = market.cessation * market.people
        market.people = max(0.0, market.people + new - stop - min(deaths, market.people))
        if market.left > 0.0:
            market.left = max(market.people, market.left - market.depletion * stop - deaths)

    def set_price(self, m: int, market: Thing, now: float) -> float:
        target = market.price
        if market.landed > 0.0 and market.landed_first > 0.0:
            target *= (market.landed / market.landed_first) ** market.pass_through
        first = self.of("market", "users", m) * market.use_kg
        if market.scale_effect > 0.0 and market.demand > 0.0 and first > 0.0:
            exponent = math.log(max(0.01, 1.0 - market.scale_effect)) / math.log(2.0)
            target *= (max(market.demand, 0.05 * first) / first) ** exponent
        target *= max(0.05, now) ** (-SCARCITY_PRICE)
        kept = [group.kept for group in self.groups if group.role == 2]
        left = max(0.01, sum(kept) / len(kept)) if kept else 1.0
        target /= left
        market.now_purity += PURITY_SPEED * (market.purity * max(0.02, now) ** PURITY_PASS - market.now_purity)
        market.now_price += PRICE_SPEED * (target - market.now_price)
        return left

    def count_deaths(self, m: int, market: Thing, used: float) -> float:
        exposed = market.people * market.scale
        strength = market.now_purity / self.of("market", "purity", m)
        intake = (market.now_price / market.price) ** market.elasticity
        risk = market.death_rate * market.harm
        factor = math.exp(market.noise * self.normal(market, DEATH_NOISE) - 0.5 * market.noise * market.noise)
        own, everyone, counted, legacy = {}, 0.0, 0.0, 0.0
        for good in self.goods:
            own[good] = exposed * risk * intake * strength * market.mix[good] * good.potency * factor
            if market.left > 0.0 and good.legacy and good.legacy_kg > 0.0:
                own[good] += good.legacy_kg / max(1e-30, market.use_kg) * risk * good.potency * factor
                legacy += good.legacy_kg
            everyone += own[good]
            if good.counted:
                counted += own[good]
        deaths = max(0.0, float(round(counted + math.sqrt(counted) * self.normal(market, DEATH_CHANCE))))
        ratio = deaths / counted if counted > 0.0 else 1.0
        for good in self.goods:
            mine = good.legacy_kg if good.legacy and market.left > 0.0 else market.mix[good] * used
            share = mine / (used + legacy) if used + legacy > 0.0 else 0.0
            involved = own[good] + market.mixing * share * (everyone - own[good])
            self.count("deaths_involving", good.id, float(round(involved * ratio)))
        self.count("deaths", market.place.id, deaths)
        self.count("users", market.place.id, exposed)
        self.count("consumed", market.place.id, used)
        self.count("price", market.place.id, market.now_price)
        self.count("purity", market.place.id, min(1.0, market.now_purity))
        return deaths

    def observe(self) -> None:
        for good in self.goods:
            outcome = "supply_by_good" if good.stage == 0 else "supply_by_tier"
            mean = self.month[outcome].get(good.id, 0.0) * good.lab_rate
            if mean > 0.0:
                self.count(
                    "lab_reports", good.id, max(0.0, float(round(mean + math.sqrt(mean) * self.normal(good, LAB_CHANCE))))
                )
        for place in self.places:
            self.count("revenue", place.id, place.income)
        for mode in self.modes:
            mode.carried += self.month["supply_by_mode"].get(mode.id, 0.0)
        for group in self.groups:
            self.count("active", group.id, float(sum(agent.moves() for agent in group.members)))
            for agent in group.members:
                if agent.wait > 0:
                    agent.wait -= 1
        for service in self.services:
            for mode in self.modes:
                service.seen[mode] *= 1.0 - service.learning
