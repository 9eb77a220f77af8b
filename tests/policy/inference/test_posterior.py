"""The posterior holds as often as it says, learns what can be learnt, and says what it leaves open."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from headwater.api.policy import calibrate as calibrate_folder
from headwater.errors import ArgumentError, ScenarioError
from headwater.policy import Model, read_scenario
from headwater.policy.inference import Point, Series, Worlds, calibrated, held_out, summary
from headwater.policy.inference.posterior import features
from headwater.policy.scenario import month_text

PRIORS = """
[[parameter]]
path = "market.M.users"
prior = "lognormal"
mean = 100000
sd = 40000
[[parameter]]
path = "market.M.death_rate"
prior = "loguniform"
low = 0.0005
high = 0.003
[[parameter]]
path = "leg.A.M.post.detection"
prior = "uniform"
low = 0.01
high = 0.3
[[parameter]]
path = "actor.*.loss_tolerance"
prior = "uniform"
low = 0.0
high = 0.5
"""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    text = (Path(__file__).parents[1] / "conftest.py").read_text().split('SMALL = """')[1].split('"""')[0]
    path = tmp_path_factory.mktemp("w") / "s.toml"
    path.write_text(text + PRIORS)
    scenario = read_scenario(path)
    months = [Point(scenario.start + t, 1, 0.0, 0.0, 0.0, "final") for t in range(36)]
    years = [Point(scenario.start + 12 * t, 12, 0.0, 0.0, 0.0, "weak") for t in range(3)]
    series = [
        Series("deaths", "M", tuple(months)),
        Series("seized", "post", tuple(months)),
        Series("seized", "other", tuple(months)),
        Series("users", "M", tuple(years)),
    ]
    return Worlds(scenario, series, scenario.start + 35, worlds=800)


def test_quantiles_hold_as_often_as_they_say_in_other_worlds(worlds):
    batches = list(worlds.model.batches(250, 77))
    truth = np.concatenate([batch.draws.values for batch in batches])
    seen = np.concatenate([features(batch.values, worlds.cells) for batch in batches])
    inside = {0.5: [], 0.8: [], 0.9: []}
    for row, what in zip(seen, truth, strict=True):
        for i, marginal in enumerate(worlds.posterior(row)):
            q = marginal.quantiles()
            inside[0.5].append(q[0.25] <= what[i] <= q[0.75])
            inside[0.8].append(q[0.1] <= what[i] <= q[0.9])
            inside[0.9].append(q[0.05] <= what[i] <= q[0.95])
    for level, hits in inside.items():
        assert np.mean(hits) == pytest.approx(level, abs=0.05)


def test_simulation_based_calibration_finds_the_posterior_sound_and_a_narrow_one_unsound(worlds):
    sound = worlds.soundness(200, 78)
    for level, share in sound.coverage().items():
        assert share == pytest.approx(level, abs=0.05)
    assert set(sound.by_parameter()) == set(worlds.names)
    assert max(sound.unevenness().values()) < 3.0
    narrow = sound.__class__(sound.names, np.where(sound.ranks < 0.5, 0.0, 1.0))
    assert narrow.coverage()[0.9] == 0.0
    assert min(narrow.unevenness().values()) > 10


def as_observed(worlds, run, scale=1.0):
    row = features(worlds.model.batch(77, run, 1).values, worlds.cells)[0]
    for i, (cell, feature) in enumerate(zip(worlds.cells, row, strict=True)):
        worlds.cells[i] = replace(cell, value=cell.back(float(feature), scale))
    return worlds


@pytest.mark.parametrize("part", ["time", "seized/post", "post", "time:6"])
def test_what_is_held_out_is_predicted_by_worlds_that_did_not_see_it(worlds, part):
    inside, total = 0, 0
    for run in range(12):
        rows = held_out(as_observed(worlds, run), worlds.model.scenario.start + 35, part)
        inside += sum(one.holds(0.05, 0.95) for one in rows)
        total += len(rows)
        assert summary(part, rows).startswith(f"Held out {part}: {len(rows)} values")
    assert 0.7 < inside / total <= 1.0


def test_a_held_out_part_does_not_reach_its_own_prediction(worlds):
    until = worlds.model.scenario.start + 35
    before = held_out(as_observed(worlds, 3), until, "seized/post")
    worlds.cells[:] = [replace(c, value=c.value * 9) if c.series == "seized/post" else c for c in worlds.cells]
    after = held_out(worlds, until, "seized/post")
    assert [one.quantiles for one in after] == [one.quantiles for one in before]


def test_an_unknown_part_and_one_that_leaves_nothing_are_refused(worlds):
    for part in ("lab_reports/M", "time:900"):
        with pytest.raises(ArgumentError, match="--hold-out"):
            held_out(worlds, worlds.model.scenario.start + 35, part)


def test_the_size_of_a_system_is_taken_from_its_deaths(worlds):
    third = calibrated(as_observed(worlds, 5, 1 / 3), None)
    whole = calibrated(as_observed(worlds, 5, 1.0), None)
    assert whole.scale / third.scale == pytest.approx(3.0, rel=0.05)
    one, two = (next(m for m in found.marginals if m.name == "actor.*.loss_tolerance") for found in (third, whole))
    assert one.quantiles()[0.5] == pytest.approx(two.quantiles()[0.5], rel=0.15)


def test_data_unlike_every_world_are_called_strange(worlds):
    usual = calibrated(as_observed(worlds, 6), 1.0).strangeness
    worlds.cells[:] = [replace(c, value=c.value * (40.0 if i % 2 else 0.02)) for i, c in enumerate(worlds.cells)]
    assert calibrated(worlds, 1.0).strangeness > max(usual, 0.99)


def test_what_the_data_determine_is_narrowed_and_what_they_do_not_is_left_open(worlds):
    batch = worlds.model.batch(77, 0, 40)
    narrowed = {}
    for row in features(batch.values, worlds.cells):
        for marginal in worlds.posterior(row):
            narrowed.setdefault(marginal.name, []).append(marginal.narrowed)
    assert np.mean(narrowed["market.M.users"]) > 0.7
    assert np.mean(narrowed["market.M.death_rate"]) > 0.7
    assert np.mean(narrowed["actor.*.loss_tolerance"]) < 0.3


def write_folder(path, scenario_text, fit=24):
    path.mkdir()
    (path / "scenario.toml").write_text(scenario_text)
    model = Model(read_scenario(path / "scenario.toml"))
    values = model.batch(123, 0, 1).values[0]
    rows = ["month,months,outcome,key,value,low,high,status,source"]
    for i, (outcome, key) in enumerate(model.labels):
        if (outcome, key) in {("deaths", "M"), ("seized", "post")}:
            start = model.scenario.start
            rows += [f"{month_text(start + t)},1,{outcome},{key},{values[i, t]:.6g},,,final,simulated" for t in range(fit)]
    (path / "observations.csv").write_text("\n".join(rows) + "\n")
    return path


def test_a_folder_is_calibrated_into_a_file_of_quantiles(tmp_path, small):
    path = write_folder(tmp_path / "d", small + PRIORS)
    found = calibrate_folder(path, fit_until="2018-06", worlds=300, out=tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[0] == "parameter,quantile,value"
    assert len(lines) == 1 + 4 * 7
    assert found.used == ("deaths/M", "seized/post")


def test_nothing_after_the_month_changes_the_posterior(tmp_path, small):
    one = write_folder(tmp_path / "one", small + PRIORS, fit=18)
    two = write_folder(tmp_path / "two", small + PRIORS, fit=40)
    for name in ("one", "two"):
        calibrate_folder(tmp_path / name, fit_until="2018-06", worlds=200, out=tmp_path / f"{name}.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert one != two


def test_rivals_that_the_data_cannot_tell_apart_are_said_to_be_so(tmp_path, small):
    rivals = '\n[[hypothesis]]\nid = "a"\n[[hypothesis]]\nid = "b"\nset = { "market.M.mixing" = 0.6 }\n'
    path = write_folder(tmp_path / "d", small + PRIORS + rivals)
    assert "cannot tell" in calibrate_folder(path, fit_until="2018-06", worlds=400).statement()


def test_rivals_that_differ_are_told_apart(tmp_path, small):
    rivals = '\n[[hypothesis]]\nid = "b"\n[[hypothesis]]\nid = "a"\nset = { "market.M.initiation" = 0.09 }\n'
    path = write_folder(tmp_path / "d", small + PRIORS + rivals)
    model = Model(read_scenario(path / "scenario.toml"))
    drawn = ("b", "a")[int(model.batch(123, 0, 1).draws.values[0, -1]) - 1]
    assert f"favour {drawn}" in calibrate_folder(path, fit_until="2018-06", worlds=400).statement()


@pytest.mark.parametrize(
    ("change", "said"),
    [(("deaths", "joy"), "joy"), ((",M,", ",Q,"), "no observed series")],
)
def test_a_folder_that_does_not_fit_its_scenario_is_refused(tmp_path, small, change, said):
    path = write_folder(tmp_path / "d", small + PRIORS)
    text = (path / "observations.csv").read_text().replace("seized,post", "deaths,Q2")
    (path / "observations.csv").write_text(text.replace(*change))
    with pytest.raises(ScenarioError, match=said):
        calibrate_folder(path, fit_until="2018-06", worlds=200)


def test_a_scenario_without_uncertain_numbers_and_absurd_counts_are_refused(tmp_path, small):
    path = write_folder(tmp_path / "d", small)
    with pytest.raises(ScenarioError, match="parameter"):
        calibrate_folder(path, fit_until="2018-06", worlds=200)
    with pytest.raises(ArgumentError, match="--worlds"):
        calibrate_folder(path, fit_until="2018-06", worlds=3)
