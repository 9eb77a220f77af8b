"""The world and the state of a run: one row an agent, way, offer, leg, actor, controller, market, place, good and lever.

Rows are records, so that what belongs together lies together in memory and a step is handed few arrays. What does not
change while a run goes on is written once by ``new_state``; ``begin`` sets the rest to what it is before the first month.

Functions of the kernel take the arrays they need out of the state before they loop: each further mention of the state
would be compiled anew, and compiling is what a first run waits for.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.policy.simulation.kernel.chance import M1
from headwater.policy.simulation.kernel.compiled import compiled
from headwater.policy.simulation.kernel.constants import PRIOR_LOADS
from headwater.policy.simulation.kernel.positions import COUNT, DETECTION, POOL, PRICE, PURITY, USERS
from headwater.policy.simulation.world import BROKER, World

Rows = NDArray[Any]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def _row(floats: str, whole: str = "", keys: str = "") -> Any:
    names = [(name, "f8") for name in floats.split()]
    return np.dtype(names + [(name, "i8") for name in whole.split()] + [(name, "u8") for name in keys.split()])


AGENT: Final = _row("loss luck", "way wait out known works", "key")
"""loss: what it lost itself, discounted; luck: its place in the queue for a seller; way: index, -1 none; wait: months until it
is set up; out: 1 closed, 2 not part of this run; known: found last time; works: at work this month."""
WAY: Final = _row(
    "lost heard risk cost open users asked got can_have found active load passed yields power",
    "offer maker good market end first_leg last_leg",
)
"""lost and heard: discounted counts; risk: what is believed; open: share of what is asked that can be had; users: agents at
work on it; asked: kg ordered; got: share delivered, smoothed; can_have: share of sellers left; found and active: loads;
load: kg of one agent; passed: share of loads that nobody finds; power: weight of yields, (1 - risk) / cost, in the choice."""
OFFER: Final = _row("cost asked given sales brokers open", "good place")
LEG: Final = _row("rule detect effort told signal", "mode into_market")
ACTOR: Final = _row("volume kept choice", "role place first_agent last_agent first_way last_way", "key")
CONTROLLER: Final = _row("capacity sharing", "first_leg last_leg")
MARKET: Final = _row("users pool price purity demand need capable landed landed_first arrived_cost harm", "place", "key")
SHELF: Final = _row("stock mix arrived")
"""A finished good in a market."""
PLACE: Final = _row("brokers volume income", "has_broker")
WORKSHOP: Final = _row("order delivered cost makers stock each")
"""A finished good at a place where it is made."""
SOURCE: Final = _row("stock sold")
"""How much of a workshop's stock, and which share of what it sold, was made from an offer."""
GOOD: Final = _row("legacy_kg deaths", "stage legacy counted")
MODE: Final = _row("carried")
LEVER: Final = _row("", "kind start end first_target last_target", "key")
TARGET: Final = _row("factor", "at")


class State(NamedTuple):
    """Everything that a run reads and writes.

    ``at`` tells where the numbers of each kind begin in ``num`` (in force this month) and ``base`` (of this run).
    """

    at: Ints
    base: Floats
    num: Floats
    agents: Rows
    ways: Rows
    weights: Floats
    way_legs: Ints
    first_legacy: int
    offers: Rows
    sale_open: Floats
    legs: Rows
    actors: Rows
    controllers: Rows
    control_legs: Ints
    seen: Floats
    markets: Rows
    shelves: Rows
    places: Rows
    workshops: Rows
    sources: Rows
    goods: Rows
    makes: NDArray[np.bool_]
    modes: Rows
    levers: Rows
    targets: Rows
    licence_to: NDArray[np.bool_]
    first_year: Floats
    columns: Ints
    out: Floats


def new_state(world: World, numbers: int, columns: Ints, width: int) -> State:
    """Return room for one run at a time of a world with so many numbers and result columns."""
    offers, controllers, markets = len(world.offer_good), len(world.control_from) - 1, len(world.market_place)
    places, goods = world.places, world.goods
    agent_from, way_from, target_from = world.agent_from, world.way_from, world.target_from
    return State(
        at=world.at,
        base=np.zeros(numbers),
        num=np.zeros(numbers),
        agents=np.zeros(int(agent_from[-1]), AGENT),
        ways=_rows(WAY, offer=world.way_offer, maker=world.way_maker, good=world.way_good, market=world.way_market,
                   end=world.way_end, first_leg=world.leg_from[:-1], last_leg=world.leg_from[1:]),
        weights=np.zeros(len(world.way_offer)),
        way_legs=world.way_leg,
        first_legacy=int(way_from[-2]),
        offers=_rows(OFFER, good=world.offer_good, place=world.offer_place),
        sale_open=np.zeros((offers, places)),
        legs=_rows(LEG, mode=world.leg_mode, into_market=world.into_market),
        actors=_rows(ACTOR, role=world.role, place=world.actor_place, key=world.actor_key, first_agent=agent_from[:-1],
                     last_agent=agent_from[1:], first_way=way_from[:-2], last_way=way_from[1:-1]),
        controllers=_rows(CONTROLLER, first_leg=world.control_from[:-1], last_leg=world.control_from[1:]),
        control_legs=world.control_leg,
        seen=np.zeros((controllers, world.modes)),
        markets=_rows(MARKET, place=world.market_place, key=world.market_key),
        shelves=np.zeros((markets, goods), SHELF),
        places=np.zeros(places, PLACE),
        workshops=np.zeros((places, goods), WORKSHOP),
        sources=np.zeros((places, goods, offers), SOURCE),
        goods=_rows(GOOD, stage=world.stage, legacy=world.legacy, counted=world.counted),
        makes=world.makes,
        modes=np.zeros(world.modes, MODE),
        levers=_rows(LEVER, kind=world.lever_kind, start=world.lever_start, end=world.lever_end, key=world.lever_key,
                     first_target=target_from[:-1], last_target=target_from[1:]),
        targets=_rows(TARGET, at=world.target, factor=world.target_factor),
        licence_to=world.licence_to,
        first_year=np.zeros(1),
        columns=columns,
        out=np.zeros((width, world.months)),
    )  # fmt: skip


def _rows(row: Any, /, **columns: Any) -> Rows:
    """Return records with some of their fields filled."""
    filled: Mapping[str, Any] = columns
    rows = np.zeros(len(next(iter(filled.values()))), row)
    for name, values in filled.items():
        rows[name] = values
    return rows


@compiled
def begin(s: Any, numbers: Any) -> None:
    """Set the state to that before the first month of a run with these numbers."""
    base, num, seen, first_year, out, modes, offers = s.base, s.num, s.seen, s.first_year, s.out, s.modes, s.offers
    for i in range(num.size):
        base[i] = numbers[i]
        num[i] = numbers[i]
    first_year[0] = 0.0
    for c in range(seen.shape[0]):
        for mode in range(seen.shape[1]):
            seen[c, mode] = 0.0
    for column in range(out.shape[0]):
        for t in range(out.shape[1]):
            out[column, t] = 0.0
    for mode in range(modes.size):
        modes[mode].carried = 0.0
    for o in range(offers.size):
        offers[o].sales = 0.0
        offers[o].given = 1.0
    _begin_places(s)
    _begin_actors(s)
    _begin_ways(s)
    _begin_markets(s)


@compiled
def _begin_places(s: Any) -> None:
    places, goods, workshops, offers, sources = s.places, s.goods, s.workshops, s.offers, s.sources
    for p in range(places.size):
        places[p].volume = 0.0
        places[p].has_broker = 0
        for f in range(goods.size):
            workshops[p, f].delivered = 1.0
            workshops[p, f].stock = 0.0
            workshops[p, f].order = 0.0
            for o in range(offers.size):
                sources[p, f, o].stock = 0.0
                sources[p, f, o].sold = 0.0


@compiled
def _begin_actors(s: Any) -> None:
    at, num, actors, places, agents = s.at, s.num, s.actors, s.places, s.agents
    for a in range(actors.size):
        actor = actors[a]
        actor.volume = 0.0
        actor.choice = -1.0
        if actor.role == BROKER:
            places[actor.place].has_broker = 1
        for i in range(actor.first_agent, actor.last_agent):
            agent = agents[i]
            number = i - actor.first_agent
            agent.key = actor.key + np.uint64(number) * M1
            agent.way = -1
            agent.wait = 0
            agent.out = 2 if number >= int(num[at[COUNT] + a]) else 0
            agent.known = 0
            agent.loss = 0.0
            agent.luck = 0.0


@compiled
def _begin_ways(s: Any) -> None:
    at, num, ways, way_legs = s.at, s.num, s.ways, s.way_legs
    for i in range(ways.size):
        way = ways[i]
        passed = 1.0
        for k in range(way.first_leg, way.last_leg):
            passed *= 1.0 - num[at[DETECTION] + way_legs[k]]
        # Perceived risk: discounted Beta counts that start at what basic controls find.
        way.heard = PRIOR_LOADS
        way.lost = PRIOR_LOADS * (1.0 - passed)
        way.risk = 1.0 - passed
        way.cost = 1.0
        way.open = 1.0
        way.users = 0.0
        way.asked = 0.0
        way.got = 1.0
        way.can_have = 1.0
        way.found = 0.0
        way.active = 0.0
        way.load = 0.0
        way.passed = passed


@compiled
def _begin_markets(s: Any) -> None:
    at, num, markets, goods, shelves = s.at, s.num, s.markets, s.goods, s.shelves
    for m in range(markets.size):
        market = markets[m]
        market.users = num[at[USERS] + m]
        market.pool = num[at[POOL] + m]
        market.price = num[at[PRICE] + m]
        market.purity = num[at[PURITY] + m]
        market.landed = 0.0
        market.landed_first = 0.0
        for f in range(goods.size):
            shelves[m, f].stock = 0.0
            shelves[m, f].mix = 0.0
