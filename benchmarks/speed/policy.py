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
    """Return the processor seconds of one run of the same agents in plain Mesa: they weigh, choose, ship, lose and learn."""
    try:
        import mesa
    except ImportError:
        return None
    import math

    class Actor(mesa.Agent):
        def __init__(self, model: Any) -> None:
            super().__init__(model)
            self.way = 0
            self.loss = 0.0

        def step(self) -> None:
            model = self.model
            if self.loss > 0.05 or model.random.random() < 0.05:
                weights = [((1 - r) / c) ** 3 for r, c in zip(model.risk, model.cost, strict=True)]
                left = model.random.random() * math.fsum(weights)
                way = len(weights) - 1
                for i, weight in enumerate(weights):
                    left -= weight
                    if left <= 0:
                        way = i
                        break
                if way != self.way:
                    self.way, self.loss = way, 0.0
            found = any(model.random.random() < d for d in model.legs[self.way])
            self.loss = 0.65 * self.loss + 0.35 * found
            model.active[self.way] += 1
            model.found[self.way] += found
            if not found:
                model.arrived[self.way] += 1.0

    class Plain(mesa.Model):
        def __init__(self) -> None:
            super().__init__(seed=1) if "seed" in mesa.Model.__init__.__code__.co_varnames else super().__init__()
            ways = 20
            self.cost = [4000 + 300 * i for i in range(ways)]
            self.risk = [0.05 + 0.005 * i for i in range(ways)]
            self.legs = [[0.05, 0.03] if i % 2 else [0.06] for i in range(ways)]
            for _ in range(AGENTS):
                Actor(self)

        def step(self) -> None:
            ways = len(self.cost)
            self.active, self.found, self.arrived = [0] * ways, [0] * ways, [0.0] * ways
            self.agents.shuffle_do("step")
            for way in range(ways):
                if self.active[way]:
                    self.risk[way] = 0.65 * self.risk[way] + 0.35 * self.found[way] / self.active[way]

    model = Plain()
    start = time.process_time()
    for _ in range(MONTHS):
        model.step()
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
