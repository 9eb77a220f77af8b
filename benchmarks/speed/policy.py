"""Speed of the policy simulation: against the same agents in plain Mesa in one run, and extrapolated to 10,000 runs.

Run: python -m benchmarks policy [--quick]. The Mesa part needs `pip install mesa` and is left out where it is missing. That the
two are the same model, agent by agent, is tested (tests/policy/simulation/test_plain.py).
"""

import json
import resource
import sys
import time
from typing import Any

import numpy as np

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


def mesa_seconds(repeats: int) -> list[float] | None:
    """Return the processor seconds of runs of the same scenario in plain Mesa, one core; None where Mesa is not installed."""
    try:
        from benchmarks.speed.plain import PlainModel
    except ImportError:
        return None
    model = Model(read_scenario("us-fentanyl"))
    numbers = model.batch(1, 0, repeats).draws.numbers
    seconds = []
    for run in range(repeats):
        plain: Any = PlainModel(model, numbers[run], seed=run)
        assert sum(len(group.members) for group in plain.groups) == AGENTS
        start = time.process_time()
        for _ in range(MONTHS):
            plain.step()
        seconds.append(time.process_time() - start)
    return seconds


def main() -> None:
    """Measure and print one JSON object."""
    runs = 200 if "--quick" in sys.argv else 1_000
    # In turns, so that what else the machine does meets both; the middle of the turns is taken.
    turns = [(headwater_seconds(runs // 5, 1)[1] / (runs // 5), mesa_seconds(2)) for _ in range(5)]
    fast = float(np.median([own for own, _ in turns]))
    slow = [seconds for _, mesa in turns for seconds in mesa or ()]
    two, two_cpu = headwater_seconds(runs, 2)
    ratio = None if not slow else float(np.median(slow)) / fast
    # On a shared machine the clock also counts others; processor time does not.
    print(
        json.dumps(
            {
                "agents": AGENTS,
                "months": MONTHS,
                "runs": runs,
                "cpu_ms_per_run_one_core": round(1000 * fast, 2),
                "mesa_cpu_ms_per_run_one_core": None if not slow else round(1000 * float(np.median(slow)), 1),
                "times_mesa_one_core_each": None if ratio is None else round(ratio, 1),
                "times_mesa_two_cores_against_its_one": None if ratio is None else round(ratio * 2 * runs * fast / two_cpu, 1),
                "clock_seconds_10000_runs_two_workers": round(two * 10_000 / runs, 1),
                "cpu_seconds_10000_runs_over_two_cores": round(two_cpu * 5_000 / runs, 1),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
