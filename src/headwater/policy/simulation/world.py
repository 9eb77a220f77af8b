"""Lay a scenario out as arrays: ways of supply, levers with their targets, and the columns of the results."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.policy.scenario.checking import lever_meaning
from headwater.policy.scenario.paths import matches
from headwater.policy.scenario.scenario import Scenario
from headwater.policy.scenario.schema import LEVER_KINDS
from headwater.policy.scenario.values import refuse
from headwater.policy.simulation.numbers import Numbers
from headwater.policy.simulation.streams import key_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

BROKER: Final = 0
PRODUCER: Final = 1
WHOLESALER: Final = 2
ROLES: Final = ("broker", "producer", "wholesaler")
MAX_LEGS: Final = 3
MAX_WAYS: Final = 400


class World(NamedTuple):
    """A scenario as the kernel reads it. Indices follow the order of the scenario's tables; -1 means none.

    ``way_*`` describe ways of supply: what each actor can choose (``way_from[a]`` .. ``way_from[a + 1]``), and after the last
    actor the ways of legacy goods. A broker's way is an offer; a producer's is an offer and the legs to its place; a
    wholesaler's is a finished offer or a maker's place and good, and the legs into a market.
    """

    at: Ints
    start: int
    months: int
    places: int
    goods: int
    modes: int
    stage: Ints
    legacy: Flags
    counted: Flags
    makes: Flags
    offer_good: Ints
    offer_place: Ints
    leg_mode: Ints
    leg_place: Ints
    into_market: Flags
    role: Ints
    actor_place: Ints
    agent_from: Ints
    actor_key: NDArray[np.uint64]
    way_from: Ints
    way_offer: Ints
    way_maker: Ints
    way_good: Ints
    way_market: Ints
    way_end: Ints
    leg_from: Ints
    way_leg: Ints
    market_place: Ints
    market_key: NDArray[np.uint64]
    control_from: Ints
    control_leg: Ints
    lever_kind: Ints
    lever_start: Ints
    lever_end: Ints
    lever_key: NDArray[np.uint64]
    target_from: Ints
    target: Ints
    target_factor: Floats
    licence_to: Flags


def lay_out(scenario: Scenario, numbers: Numbers) -> World:
    """Return a scenario as arrays.

    Raises:
        ScenarioError: no way leads from any offer to a market, or there are too many ways.
    """
    return _Layout(scenario, numbers).world()


def mode_names(scenario: Scenario) -> tuple[str, ...]:
    """Return the transport modes in the order in which the legs name them."""
    return tuple(dict.fromkeys(leg["mode"] for leg in scenario.tables["leg"].values()))


class _Layout:
    def __init__(self, scenario: Scenario, numbers: Numbers) -> None:
        self.scenario = scenario
        self.numbers = numbers
        tables = scenario.tables
        self.place = {id_: i for i, id_ in enumerate(tables["place"])}
        self.good = {id_: i for i, id_ in enumerate(tables["good"])}
        self.mode = {name: i for i, name in enumerate(mode_names(scenario))}
        self.goods = list(tables["good"].values())
        self.offers = list(tables["offer"].values())
        self.legs = list(tables["leg"].values())
        self.actors = list(tables["actor"].items())
        self.markets = list(tables["market"].values())
        self.made = self._makes()
        self.ways: list[tuple[int, int, int, int, int, tuple[int, ...]]] = []

    def world(self) -> World:
        way_from = [0]
        for _, actor in self.actors:
            self.ways.extend(self._ways_of(actor))
            way_from.append(len(self.ways))
        serving = {w[3] for w in self.ways if w[3] >= 0}
        for m, market in enumerate(self.markets):
            self.ways.extend(way for way in self._bought(m, None) if self._is_legacy(way[2], m))
            if m not in serving and market["users"] > 0:
                self._no_supply(market["place"])
        way_from.append(len(self.ways))
        legs = [leg for way in self.ways for leg in way[5]]
        counts = [self._most(id_, actor) for id_, actor in self.actors]
        control = [self._controlled(row) for row in self.scenario.tables["controller"].values()]
        levers = list(self.scenario.tables["lever"].items())
        targets = [self._targets(id_, row) for id_, row in levers]
        ends = self.scenario.start + self.scenario.months
        return World(
            at=self.numbers.start,
            start=self.scenario.start,
            months=self.scenario.months,
            places=len(self.place),
            goods=len(self.goods),
            modes=max(1, len(self.mode)),
            stage=_ints(good["stage"] for good in self.goods),
            legacy=np.array([good["legacy"] for good in self.goods], dtype=bool),
            counted=np.array([good["counted"] for good in self.goods], dtype=bool),
            makes=self.made,
            offer_good=_ints(self.good[offer["good"]] for offer in self.offers),
            offer_place=_ints(self.place[offer["place"]] for offer in self.offers),
            leg_mode=_ints(self.mode[leg["mode"]] for leg in self.legs),
            leg_place=_ints(self.place[leg["to"]] for leg in self.legs),
            into_market=np.array([leg["to"] in self.scenario.tables["market"] for leg in self.legs], dtype=bool),
            role=_ints(ROLES.index(actor["role"]) for _, actor in self.actors),
            actor_place=_ints(self.place[actor["place"]] for _, actor in self.actors),
            agent_from=np.concatenate(([0], np.cumsum(_ints(counts)))).astype(np.int64),
            actor_key=np.array([key_of(f"actor {id_}") for id_, _ in self.actors], dtype=np.uint64),
            way_from=_ints(way_from),
            way_offer=_ints(way[0] for way in self.ways),
            way_maker=_ints(way[1] for way in self.ways),
            way_good=_ints(way[2] for way in self.ways),
            way_market=_ints(way[3] for way in self.ways),
            way_end=_ints(way[4] for way in self.ways),
            leg_from=np.concatenate(([0], np.cumsum(_ints(len(way[5]) for way in self.ways)))).astype(np.int64),
            way_leg=_ints(legs),
            market_place=_ints(self.place[market["place"]] for market in self.markets),
            market_key=np.array([key_of(f"market {market['place']}") for market in self.markets], dtype=np.uint64),
            control_from=np.concatenate(([0], np.cumsum(_ints(len(c) for c in control)))).astype(np.int64),
            control_leg=_ints(leg for legs_of in control for leg in legs_of),
            lever_kind=_ints(LEVER_KINDS.index(row["kind"]) for _, row in levers),
            lever_start=_ints(row["from"] - self.scenario.start for _, row in levers),
            lever_end=_ints((ends if row["until"] is None else row["until"]) - self.scenario.start for _, row in levers),
            lever_key=np.array([key_of(f"lever {id_}") for id_, _ in levers], dtype=np.uint64),
            target_from=np.concatenate(([0], np.cumsum(_ints(len(t) for t in targets)))).astype(np.int64),
            target=_ints(index for some in targets for index, _ in some),
            target_factor=np.array([factor for some in targets for _, factor in some], dtype=np.float64),
            licence_to=np.array(
                [[not row["to"] or place in row["to"] for place in self.place] for _, row in levers], dtype=bool
            ).reshape(len(levers), len(self.place)),
        )

    def _makes(self) -> Flags:
        matrix = np.zeros((len(self.goods), len(self.goods)), dtype=bool)
        for i, good in enumerate(self.goods):
            for j, finished in enumerate(self.goods):
                if good["stage"] > 0 and finished["stage"] == 0 and not finished["legacy"]:
                    matrix[i, j] = not good["makes"] or list(self.good)[j] in good["makes"]
        return matrix

    def _most(self, id_: str, actor: Any) -> int:
        """Return how many agents an actor can have in any run: its count, or the largest a parameter or hypothesis may give."""
        most = int(actor["count"])
        for parameter in self.scenario.parameters:
            if ("actor", id_, "count") in matches(self.scenario.tables, parameter.path):
                wide = 6.0 if parameter.prior in ("normal", "lognormal") else 0.0
                most = max(most, int(np.ceil(parameter.first + wide * parameter.second)), int(np.ceil(parameter.second)))
        for hypothesis in self.scenario.hypotheses:
            most = max(most, int(hypothesis.changes.get(f"actor.{id_}.count", 0)))
        return most

    def _is_legacy(self, good: int, market: int) -> bool:
        return bool(self.goods[good]["legacy"] and self.markets[market]["pool"] > 0)

    def _paths(self, start: str, end: str, stage: int) -> Iterator[tuple[int, ...]]:
        """Yield the simple paths of at most MAX_LEGS legs that carry a stage; the empty one where start is end."""
        if start == end:
            yield ()
            return
        stack: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = [(start, (), (start,))]
        while stack:
            at, path, seen = stack.pop()
            for index, leg in enumerate(self.legs):
                if leg["from"] != at or leg["to"] in seen or (leg["stages"] and str(int(stage)) not in leg["stages"]):
                    continue
                if leg["to"] == end:
                    yield (*path, index)
                elif len(path) + 1 < MAX_LEGS:
                    stack.append((leg["to"], (*path, index), (*seen, leg["to"])))

    def _ways_of(self, actor: Any) -> list[tuple[int, int, int, int, int, tuple[int, ...]]]:
        here = actor["place"]
        if actor["role"] == "broker":
            return [(o, -1, -1, -1, -1, ()) for o, offer in enumerate(self.offers) if offer["place"] == here]
        if actor["role"] == "producer":
            return [
                (o, self.place[here], -1, -1, self.place[here], path)
                for o, offer in enumerate(self.offers)
                if self.made[self.good[offer["good"]]].any()
                for path in sorted(self._paths(offer["place"], here, self.goods[self.good[offer["good"]]]["stage"]))
            ]
        ways: list[tuple[int, int, int, int, int, tuple[int, ...]]] = []
        for m, market in enumerate(self.markets):
            through = None if market["place"] == here else here
            if through is not None and here in self.scenario.tables["market"]:
                continue  # a wholesaler in a market serves that market
            ways.extend(way for way in self._bought(m, through) if not self._is_legacy(way[2], m))
            ways.extend(self._made(m, through))
        if len(ways) > MAX_WAYS:
            mend = (
                f"it leaves a wholesaler {len(ways)} ways into the markets, and {MAX_WAYS} is the most; merge places or modes"
            )
            refuse(self.scenario.source, "leg", len(self.legs), mend)
        return ways

    def _visits(self, start: str, path: tuple[int, ...], through: str | None) -> bool:
        return through is None or through == start or any(self.legs[leg]["to"] == through for leg in path)

    def _bought(self, m: int, through: str | None) -> Iterator[tuple[int, int, int, int, int, tuple[int, ...]]]:
        market = self.markets[m]["place"]
        for o, offer in enumerate(self.offers):
            good = self.good[offer["good"]]
            if self.goods[good]["stage"] == 0:
                for path in sorted(self._paths(offer["place"], market, 0)):
                    if self._visits(offer["place"], path, through):
                        yield (o, -1, good, m, self.place[market], path)

    def _made(self, m: int, through: str | None) -> Iterator[tuple[int, int, int, int, int, tuple[int, ...]]]:
        market = self.markets[m]["place"]
        for maker in dict.fromkeys(actor["place"] for _, actor in self.actors if actor["role"] == "producer"):
            fed = self._finished_at(maker)
            for good in fed:
                for path in sorted(self._paths(maker, market, 0)):
                    if self._visits(maker, path, through):
                        yield (-1, self.place[maker], good, m, self.place[market], path)

    def _finished_at(self, maker: str) -> list[int]:
        found = set()
        for offer in self.offers:
            good = self.good[offer["good"]]
            if self.made[good].any() and any(True for _ in self._paths(offer["place"], maker, self.goods[good]["stage"])):
                found.update(np.flatnonzero(self.made[good]).tolist())
        return sorted(found)

    def _no_supply(self, market: str) -> None:
        mend = "no wholesaler has a way from any offer into it; add an offer, legs that carry it and a wholesaler"
        refuse(self.scenario.source, f"market.{market}", market, mend)

    def _controlled(self, row: Any) -> list[int]:
        return [
            i
            for i, leg in enumerate(self.legs)
            if leg["to"] == row["place"] and (not row["modes"] or leg["mode"] in row["modes"])
        ]

    def _targets(self, id_: str, row: Any) -> list[tuple[int, float]]:
        """Return (index, factor) of what a lever works on; the table of the index follows from its kind."""
        tables = self.scenario.tables
        named = {name for target in row["targets"] for name in lever_meaning(self.scenario, row, target)}

        def meant(name: str, place: str) -> bool:
            return (not row["targets"] or name in named) and (not row["place"] or place in row["place"])

        match row["kind"]:
            case "schedule" | "licence":
                found = [i for i, offer in enumerate(self.offers) if meant(offer["good"], offer["place"])]
            case "mode_rule":
                found = [i for i, leg in enumerate(self.legs) if meant(leg["mode"], leg["to"])]
            case "capacity" | "sharing":
                found = [i for i, (name, one) in enumerate(tables["controller"].items()) if meant(name, one["place"])]
            case "organisation" | "finance":
                found = [i for i, (name, one) in enumerate(self.actors) if meant(name, one["place"])]
            case "demand":
                found = [i for i, name in enumerate(tables["market"]) if meant(name, name)]
            case _:
                return self._shocked(id_, row)
        return [(i, 1.0) for i in found]

    def _shocked(self, id_: str, row: Any) -> list[tuple[int, float]]:
        found = []
        for path, factor in row["change"].items():
            for table, one, key in matches(self.scenario.tables, path):
                at = self.numbers.at(table, one, key)
                if at is None:
                    refuse(self.scenario.source, f"lever.{id_}.change", path, "a shock cannot change it while the world runs")
                found.append((at, factor))
        return found


def _ints(values: Any) -> Ints:
    return np.array(list(values), dtype=np.int64)
