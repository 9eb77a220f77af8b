"""Search the settings of the forecast on hindcasts that end in 2020, and print their scores.

Run: python -m benchmarks.quality.forecast_settings DATA_FOLDER [SETTINGS [SEED]]. Nothing after 2020-12 is read, neither
deaths nor events. The score of a setting is its mean weighted interval score over the truth in the country (origins every
quarter) over that of the first settings, plus the same in the states with at least five years (origins at the end of 2017,
2018 and 2019), plus the same in other epidemics (``epidemics.csv``: other drugs, another country, a province; without
controls). The order is settled by that number alone.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from headwater.policy.inference import Point, Series, read_events, read_observations
from headwater.policy.inference.hindcast import Hindcast, hindcasts
from headwater.policy.inference.settings import Settings
from headwater.policy.scenario import month_number

LAST = 12 * 2020 + 11
RANGES: dict[str, tuple[float, float]] = {
    "rate": (0.03, 0.07),
    "size": (40.0, 300.0),
    "mature": (35.0, 120.0),
    "persist": (4.0, 24.0),
    "wander": (0.0015, 0.008),
    "calm": (0.0, 0.9),
    "fade": (4.0, 36.0),
    "shock": (0.01, 0.06),
    "shock_size": (0.06, 0.25),
    "noise": (0.08, 0.16),
    "discrepancy": (0.0, 0.12),
}
"""Ranges searched: uniform in the logarithm, or uniform where they start at 0."""
COUNTRY, STATES, OTHERS = 0.117, 0.152, 0.1675
"""Scores of the settings the search started from."""


def epidemics() -> list[Series]:
    """Return death series of other epidemics, all of which end in 2020 or before."""
    points = defaultdict(list)
    with Path(__file__).with_name("epidemics.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            value = float(row["deaths"])
            point = Point(month_number(row["month"]) or 0, int(row["months"]), value, value, value, "final")
            points[row["epidemic"]].append(point)
    return [Series("deaths", name, tuple(some)) for name, some in points.items()]


def drawn(rng: np.random.Generator) -> dict[str, float]:
    """Return one setting."""
    return {
        name: float(rng.uniform(low, high) if low == 0 else np.exp(rng.uniform(np.log(low), np.log(high))))
        for name, (low, high) in RANGES.items()
    }


def score(folder: Path, settings: Settings) -> dict[str, float]:
    """Return the scores of a setting."""
    events = read_events(folder / "events.csv")
    country: list[Hindcast] = []
    states: list[Hindcast] = []
    for one in read_observations(folder, LAST):
        if one.outcome != "deaths":
            continue
        years = [point.month // 12 for point in one.points]
        if one.step == 1:
            country += hindcasts(one, events, LAST, settings=(settings,), particles=3_000)
        elif len(years) >= 5 and years == list(range(years[0], 2021)):
            states += hindcasts(one, events, LAST, settings=(settings,), particles=1_500)
    others = [hindcasts(one, (), LAST, settings=(settings,), particles=1_500) for one in epidemics()]
    mine = [[row for row in rows if row.method == "ensemble"] for rows in (country, states, *others)]
    means = [float(np.mean([row.score for row in rows])) for rows in mine]
    inside = [float(np.mean([row.holds(0.05, 0.95) for row in rows])) for rows in mine]
    elsewhere = float(np.mean(means[2:]))
    return {
        "total": means[0] / COUNTRY + means[1] / STATES + elsewhere / OTHERS,
        "country": means[0],
        "states": means[1],
        "others": elsewhere,
        "country_inside_90": inside[0],
        "states_inside_90": inside[1],
        "others_inside_90": float(np.mean(inside[2:])),
    }


def main() -> None:
    """Search and print one JSON object a setting, as they are scored."""
    if len(sys.argv) < 2:
        return
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 90
    rng = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 11)
    for change in [drawn(rng) for _ in range(count)]:
        print(json.dumps({"settings": change, **score(folder, Settings(**change))}), flush=True)


if __name__ == "__main__":
    main()
