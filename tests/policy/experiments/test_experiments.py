"""Sensitivities, conditions of backfiring and placebo dates."""

import numpy as np
import pytest

from headwater.errors import ArgumentError, ScenarioError
from headwater.policy import Model, placebo, read_scenario, sensitivity
from headwater.policy.experiments import backfires, sobol
from headwater.policy.inference import Point, Series


def test_sobol_indices_of_a_known_function_lie_in_their_intervals():
    def ishigami(u):
        x = np.pi * (2 * u - 1)
        return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])

    known = {"a": (0.314, 0.558), "b": (0.442, 0.442), "c": (0.0, 0.244)}
    for index in sobol(ishigami, ("a", "b", "c"), base=4096):
        assert index.first == pytest.approx(known[index.name][0], abs=0.06)
        assert index.total == pytest.approx(known[index.name][1], abs=0.06)
        assert index.total_interval[0] <= index.total <= index.total_interval[1]


PRIORS = """
[[parameter]]
path = "market.M.death_rate"
prior = "uniform"
low = 0.0005
high = 0.003
[[parameter]]
path = "market.M.mixing"
prior = "uniform"
low = 0.0
high = 1.0
"""


def test_what_moves_an_outcome_has_a_large_index_and_what_does_not_none(write):
    model = Model(read_scenario(write(PRIORS)))
    found = {index.name: index for index in sensitivity(model, "deaths", "M", base=64)}
    assert found["market.M.death_rate"].total > 0.9
    assert found["market.M.mixing"].total < 0.05


def test_a_sensitivity_needs_something_uncertain_and_a_known_outcome(write):
    with pytest.raises(ScenarioError, match="parameter"):
        sensitivity(Model(read_scenario(write())), "deaths", "M")
    with pytest.raises(ArgumentError, match="joy/M"):
        sensitivity(Model(read_scenario(write(PRIORS))), "joy", "M")


def test_the_box_of_a_planted_condition_is_found_and_noise_gives_none():
    rng = np.random.default_rng(1)
    draws = rng.random((600, 3))
    happens = (draws[:, 1] > 0.7) & (rng.random(600) < 0.9)
    box = backfires(draws, ("a", "b", "c"), happens)
    assert set(box.limits) == {"b"} or "b" in box.limits
    assert box.limits["b"][0] == pytest.approx(0.7, abs=0.12)
    assert box.density > 0.8
    assert backfires(draws, ("a", "b", "c"), np.zeros(600, dtype=bool)).limits == {}


def monthly(values):
    return Series("deaths", "X", tuple(Point(24000 + i, 1, float(v), v, v, "final") for i, v in enumerate(values)))


def test_a_jump_is_unusual_among_placebo_dates_and_a_trend_is_not():
    steady = [100 * 1.01**t for t in range(60)]
    jump = [100.0] * 30 + [200.0] * 30
    assert placebo(monthly(jump), 24030).rank < 0.1
    assert placebo(monthly(steady), 24030).rank > 0.1
    with pytest.raises(ArgumentError, match="whole months"):
        placebo(monthly(steady), 24002)
