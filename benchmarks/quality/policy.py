"""Quality of the policy room: facts, allocation regret, calibration in its own worlds, hindcasts. Prints one JSON object.

Run: python -m benchmarks.quality.policy [DATA_FOLDER]. Everything on observed deaths uses data up to 2020-12 only.
"""

import itertools
import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np

from headwater.policy import allocate, check_facts, forecast, hindcasts, read_events, read_observations
from headwater.policy.allocation import Adversary, Edge, Game
from headwater.policy.allocation.response import Response
from headwater.policy.allocation.solve import _branch, _Choices, _enumerate, _search
from headwater.policy.inference import summaries


def facts() -> dict[str, float]:
    """Return how many facts hold, with and without adaptation."""
    with_it = check_facts(runs=200, seed=11)
    without = check_facts(runs=200, seed=11, changes={"actor.*.adaptive": False})
    return {
        "hold_by_median": sum(r.passed for r in with_it.results),
        "share_of_runs_with_16": with_it.share_with(16),
        "ablation_fails": sum(not r.passed for r in without.results),
    }


def random_game(rng: np.random.Generator) -> Game:
    """Return a layered game small enough to enumerate."""
    layers, width = int(rng.integers(1, 3)), int(rng.integers(2, 4))
    nodes = ["s", *(f"n{i}{j}" for i in range(layers) for j in range(width)), "t"]
    pairs = [("s", f"n0{j}") for j in range(width)]
    for i in range(layers - 1):
        pairs += [(f"n{i}{a}", f"n{i + 1}{b}") for a, b in itertools.product(range(width), repeat=2) if rng.random() < 0.7]
    pairs += [(f"n{layers - 1}{j}", "t") for j in range(width)]
    edges = tuple(
        Edge(
            f"e{i}", a, b, float(rng.uniform(0.1, 1.5)), float(rng.uniform(0, 0.3)), float(rng.uniform(0.05, 0.6)),
            int(rng.integers(0, 3)), float(rng.choice([1.0, 1.5, 2.0, 3.0])),
            float(np.inf if rng.random() < 0.7 else rng.uniform(1, 8)),
        )
        for i, (a, b) in enumerate(pairs)
    )  # fmt: skip
    adversaries = tuple(
        Adversary(
            f"x{i}", "s", "t", float(rng.uniform(2, 12)), float(rng.uniform(2, 9)), float(rng.uniform(0, 5)),
            float(rng.uniform(0.3, 4)), float(rng.uniform(0.5, 2)),
        )
        for i in range(int(rng.integers(1, 4)))
    )  # fmt: skip
    return Game(tuple(nodes), float(rng.integers(3, 9)), edges, adversaries)


def allocation(games: int = 100) -> dict[str, float]:
    """Return the regret of the search alone (what larger games get) and of the answer, against enumeration."""
    rng = np.random.default_rng(5)
    search, answer, gaps = [], [], []
    while len(search) < games:
        game = random_game(rng)
        response = Response(game)
        choices = _Choices(game, response)
        if not 50 <= choices.count() <= 300_000:
            continue
        best = _enumerate(choices, response)[1]
        units, value = _search(choices, response)
        search.append(value / best - 1)
        _, value, bound = _branch(choices, response, units, value)
        gaps.append(1 - bound / value)
        answer.append(allocate(game).delivered / best - 1)
    return {
        "games": games,
        "search_mean_regret": float(np.mean(search)),
        "search_p95_regret": float(np.quantile(search, 0.95)),
        "answer_mean_regret": float(np.mean(answer)),
        "mean_stated_gap": float(np.mean(gaps)),
    }


def hindcast_scores(folder: Path) -> list[dict[str, object]]:
    """Return the summaries of rolling-origin hindcasts of the national series up to 2020."""
    last = 12 * 2020 + 11
    series = next(one for one in read_observations(folder, last) if one.name == "deaths/US")
    return [asdict(one) for one in summaries(hindcasts(series, read_events(folder / "events.csv"), last))]


def main() -> None:
    """Measure and print."""
    result: dict[str, object] = {"facts": facts(), "allocation": allocation()}
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        result["hindcasts_to_2020"] = hindcast_scores(folder)
        cut = 12 * 2020 + 11
        series = [one for one in read_observations(folder, cut) if one.name == "deaths/US"]
        frozen = forecast(series, read_events(folder / "events.csv"), cut, 12 * 2025 + 11)[0]
        result["frozen_forecast_2021_2025"] = {
            year: [round(q[p]) for p in (0.05, 0.5, 0.95)] for year, q in frozen.yearly_quantiles().items()
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
