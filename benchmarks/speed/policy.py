"""Speed of the policy simulation: against plain Mesa agents in one run, and extrapolated to 10,000 runs.

Run: python -m benchmarks.speed.policy [--quick]. The Mesa part needs `pip install mesa` and is left out where it is missing.
"""

import json
import resource
import sys
import time
from typing import Any

from headwater.policy import Model, read_scenario

AGENTS, MONTHS = 300, 156


def headwater_seconds(runs: int, workers: int) -> tuple[float, float]:
    """Return seconds by the clock and of processor time for runs of the shipped scenario, compiled beforehand."""
    model = Model(read_scenario("us-fentanyl"))
    model.batch(1, 0, 1)
    start, used = time.perf_counter(), time.process_time()
    for _ in model.batches(runs, 1, workers=workers):
        pass
    return time.perf_counter() - start, time.process_time() - used


def mesa_seconds() -> float | None:
    """Return the processor seconds of one run of the same agents in plain Mesa.

    The agents are those of the shipped scenario with their ways, rules and numbers: each keeps or changes its way by the same
    logit, orders, ships over the same legs, loses and learns; brokers, producers, wholesalers, the market and the record of
    outcomes are there. Written as one writes Mesa: one object an agent, one method a step.
    """
    try:
        import mesa
    except ImportError:
        return None
    import math

    from headwater.policy.simulation.kernel.positions import DETECTION, LEG_COST, MAKING_COST, OFFER_COST
    from headwater.policy.simulation.world import BROKER, PRODUCER

    model = Model(read_scenario("us-fentanyl"))
    world, num = model.world, model.numbers.base
    at = world.at
    legs_of = [
        [int(leg) for leg in world.way_leg[world.leg_from[i] : world.leg_from[i + 1]]] for i in range(len(world.way_offer))
    ]

    class Actor(mesa.Agent):
        def __init__(self, world_model: Any, actor: int) -> None:
            super().__init__(world_model)
            self.actor = actor
            self.role = int(world.role[actor])
            self.ways = range(int(world.way_from[actor]), int(world.way_from[actor + 1]))
            self.way = self.random.choice(list(self.ways))
            self.loss = 0.0
            self.wait = 0

        def weigh(self) -> list[float]:
            m = self.model
            if self.role == BROKER:
                return [m.sales[int(world.way_offer[w])] + 0.02 * m.all_sales + 1e-9 for w in self.ways]
            return [m.have[w] * ((1.0 - m.risk[w]) / m.cost(w)) ** 3.0 for w in self.ways]

        def think(self) -> None:
            weights = self.weigh()
            total = math.fsum(weights)
            own = weights[self.way - self.ways[0]]
            if self.random.random() * (total + own) < own:
                return
            left = self.random.random() * total
            way = self.ways[-1]
            for one, weight in zip(self.ways, weights, strict=True):
                left -= weight
                if left <= 0.0:
                    way = one
                    break
            if way != self.way:
                self.way, self.loss = way, 0.0
                self.wait = 1

        def step(self) -> None:
            m = self.model
            if self.wait > 0:
                self.wait -= 1
                return
            if self.role == BROKER:
                if self.random.random() < 0.36:
                    self.think()
                m.brokers[int(world.way_offer[self.way])] += 1
                return
            unhappy = self.loss > 0.0455 or m.have[self.way] < 0.95
            if self.random.random() < (0.5 if unhappy else 0.05):
                self.think()
            amount = m.order / m.working if self.role != PRODUCER else m.order / 40.0
            offer = int(world.way_offer[self.way])
            if offer >= 0:
                m.asked[offer] += amount
            found = -1
            for leg in legs_of[self.way]:
                if self.random.random() < m.detect[leg]:
                    found = leg
                    break
            self.loss = 0.65 * self.loss + 0.35 * (found >= 0)
            m.active[self.way] += 1
            if found >= 0:
                m.lost[self.way] += 1
                m.seized[found] = m.seized.get(found, 0.0) + amount
            else:
                m.arrived[self.way] = m.arrived.get(self.way, 0.0) + amount

    class Plain(mesa.Model):
        def __init__(self) -> None:
            super().__init__()
            ways = len(world.way_offer)
            self.risk, self.have = [0.06] * ways, [1.0] * ways
            self.detect = [float(num[at[DETECTION] + leg]) for leg in range(len(world.leg_mode))]
            self.sales, self.all_sales = [1.0] * len(world.offer_good), float(len(world.offer_good))
            self.users, self.price, self.stock, self.order, self.working = 147_000.0, 2.5e6, 30.0, 26.0, 190
            self.seized: dict[int, float] = {}
            self.records: list[dict[str, float]] = []
            for actor in range(len(world.role)):
                for _ in range(int(world.agent_from[actor + 1] - world.agent_from[actor])):
                    Actor(self, actor)

        def cost(self, way: int) -> float:
            offer = int(world.way_offer[way])
            spent = 4_000.0
            if offer >= 0:
                spent = float(num[at[OFFER_COST] + offer] + num[at[MAKING_COST] + world.offer_good[offer]])
            return spent + math.fsum(float(num[at[LEG_COST] + leg]) for leg in legs_of[way])

        def step(self) -> None:
            ways = len(world.way_offer)
            self.brokers, self.asked = [0] * len(world.offer_good), [0.0] * len(world.offer_good)
            self.active, self.lost = [0] * ways, [0] * ways
            self.arrived: dict[int, float] = {}
            self.agents.shuffle_do("step")
            for way in range(ways):
                if self.active[way]:
                    self.risk[way] = 0.65 * self.risk[way] + 0.35 * self.lost[way] / self.active[way]
            self.sales = [0.6 * old + 0.4 * new for old, new in zip(self.sales, self.asked, strict=True)]
            self.all_sales = math.fsum(self.sales)
            came = math.fsum(self.arrived.values())
            demand = self.users * 0.00018 * (self.price / 2.5e6) ** -0.4
            used = min(demand, self.stock + came)
            self.stock += came - used
            self.order = max(0.0, demand + 0.25 * (1.5 * demand - self.stock))
            self.users += 0.084 * self.users * (1 - self.users / 2.8e6) - 0.03 * self.users
            self.price += 0.12 * (2.5e6 * (demand / 26.0) ** -0.5 - self.price)
            self.records.append({"deaths": self.users * 0.00127, "consumed": used, "price": self.price, "seized": came})

    plain = Plain()
    start = time.process_time()
    for _ in range(MONTHS):
        plain.step()
    return time.process_time() - start


def main() -> None:
    """Measure and print one JSON object."""
    runs = 200 if "--quick" in sys.argv else 1_000
    one, one_cpu = headwater_seconds(runs, 1)
    two, two_cpu = headwater_seconds(runs, 2)
    mesa = mesa_seconds()
    # On a shared machine the clock also counts others; processor time does not.
    print(
        json.dumps(
            {
                "agents": AGENTS,
                "months": MONTHS,
                "runs": runs,
                "clock_seconds_one_worker": round(one, 2),
                "clock_seconds_two_workers": round(two, 2),
                "cpu_seconds_two_workers": round(two_cpu, 2),
                "clock_seconds_10000_runs": round(two * 10_000 / runs, 1),
                "cpu_seconds_10000_runs_over_two_cores": round(two_cpu * 5_000 / runs, 1),
                "cpu_ms_per_run": round(1000 * one_cpu / runs, 2),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "mesa_cpu_ms_per_run": None if mesa is None else round(1000 * mesa, 1),
                "times_mesa": None if mesa is None else round(mesa / (one_cpu / runs), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
