"""Forecasts: what they use, what they must not see, and that size does not matter."""

import csv
import math

import numpy as np
import pytest

from headwater.errors import ArgumentError, ScenarioError
from headwater.policy.inference import (
    damped_trend,
    forecast,
    persistence,
    read_events,
    read_observations,
    weighted_interval_score,
    write_forecast,
)
from headwater.policy.inference.controls import controls_for
from headwater.policy.scenario import month_number, month_text

HEADER = "month,months,outcome,key,value,low,high,status,source\n"
EVENTS = "id,date,precision,place,kind,targets,strength,action,scope,source\n"


def wave(key="XX", scale=1.0, months=72, start=12 * 2010):
    rng = np.random.default_rng(5)
    rows = []
    for t in range(months):
        mean = scale * 4000 / (1 + math.exp(-(t - 50) / 12)) + scale * 100
        rows.append(
            f"{month_text(start + t)},1,deaths,{key},{mean * math.exp(0.03 * rng.standard_normal()):.0f},,,final,made up"
        )
    return rows


def folder(tmp_path, rows, events=()):
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "observations.csv").write_text(HEADER + "\n".join(rows) + "\n")
    (tmp_path / "events.csv").write_text(EVENTS + "".join(line + "\n" for line in events))
    return tmp_path


CUT, TO = 12 * 2015 + 11, 12 * 2018 + 11
LATER = tuple(f"e{i},2016-{i:02d}-01,day,CN,schedule,precursor-1,,a,s{i},made up" for i in range(1, 13))


def ahead(path, cut=CUT, particles=300, **kwargs):
    series = read_observations(path, cut)
    found = forecast(series, read_events(path / "events.csv"), cut, TO, particles=particles, **kwargs)
    return {one.series: one for one in found}


def medians(one):
    return [quantiles[0.5] for quantiles in one.yearly_quantiles().values()]


def widths(one):
    return [(q[0.95] - q[0.05]) / q[0.5] for q in one.yearly_quantiles().values()]


def test_a_country_a_third_as_large_has_the_same_forecast_a_third_as_large(tmp_path):
    whole = ahead(folder(tmp_path / "a", wave(scale=1.0)), particles=4000)["deaths/XX"]
    third = ahead(folder(tmp_path / "b", wave(scale=1 / 3)), particles=4000)["deaths/XX"]
    np.testing.assert_allclose(np.array(medians(third)) * 3, medians(whole), rtol=0.08)
    np.testing.assert_allclose(widths(third), widths(whole), rtol=0.15)


def test_the_dated_controls_are_used(tmp_path):
    without = ahead(folder(tmp_path / "a", wave()))["deaths/XX"]
    with_them = ahead(folder(tmp_path / "b", wave(), LATER))["deaths/XX"]
    assert medians(with_them)[-1] < 0.95 * medians(without)[-1]


def test_two_sets_of_events_give_the_same_paths_until_they_differ(tmp_path):
    without = ahead(folder(tmp_path / "a", wave()), width=None)["deaths/XX"]
    later = tuple(line.replace("2016-", "2017-") for line in LATER)
    with_them = ahead(folder(tmp_path / "b", wave(), later), width=None)["deaths/XX"]
    np.testing.assert_array_equal(with_them.paths[:, :12], without.paths[:, :12])
    assert (with_them.paths[:, 13:] != without.paths[:, 13:]).any()


def test_nothing_after_the_month_is_used(tmp_path):
    short = ahead(folder(tmp_path / "a", wave(months=72)))["deaths/XX"]
    nonsense = "2020-01,1,deaths,XX,minus,,,wrong,made up"
    long = ahead(folder(tmp_path / "b", [*wave(months=72), *wave(months=110)[80:], nonsense]))["deaths/XX"]
    np.testing.assert_array_equal(short.paths, long.paths)


def test_intervals_are_no_wider_than_four_fifths_of_the_median(tmp_path):
    for quantiles in ahead(folder(tmp_path, wave()))["deaths/XX"].yearly_quantiles().values():
        assert quantiles[0.95] - quantiles[0.05] <= 0.8 * quantiles[0.5]
        assert list(quantiles.values()) == sorted(quantiles.values())


def test_parts_follow_their_whole_and_yearly_series_have_years_only(tmp_path):
    parts = [f"{y}-01,12,deaths,XX-A,{v},,,provisional,made up" for y, v in ((2013, 2000), (2014, 5000), (2015, 9000))]
    parts += [f"{y}-01,12,deaths_involving,old,{v},,,provisional,made up" for y, v in ((2013, 900), (2014, 800), (2015, 700))]
    found = ahead(folder(tmp_path, [*wave(), *parts]))
    assert set(found) == {"deaths/XX", "deaths/XX-A", "deaths_involving/old"}
    write_forecast(list(found.values()), tmp_path / "f.csv")
    rows = list(csv.DictReader((tmp_path / "f.csv").read_text().splitlines()))
    months = {name: {row["month"] for row in rows if row["series"] == name} for name in found}
    assert months["deaths/XX-A"] == {"2016", "2017", "2018"}
    assert {"2016", "2016-01", "2018-12"} <= months["deaths/XX"]
    assert {float(row["quantile"]) for row in rows} == {0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975}
    whole, part = (medians(found[name])[0] for name in ("deaths/XX", "deaths/XX-A"))
    assert 0.1 < part / whole < 0.6


def test_a_forecast_within_a_year_adds_what_is_known_of_it(tmp_path):
    path = folder(tmp_path, wave())
    cut = 12 * 2015 + 5
    one = forecast(read_observations(path, cut), (), cut, 12 * 2015 + 11, particles=300)[0]
    known = sum(point.value for point in read_observations(path, cut)[0].points if point.month >= 12 * 2015)
    assert one.years()[2015].min() > known


def test_months_that_statistics_have_not_reached_yet_are_part_of_the_forecast(tmp_path):
    path = folder(tmp_path, wave(months=69))
    late = ahead(path)["deaths/XX"]
    assert late.first == CUT - 2
    assert list(late.yearly_quantiles()) == [2016, 2017, 2018]
    write_forecast([late], tmp_path / "f.csv")
    assert min(row["month"] for row in csv.DictReader((tmp_path / "f.csv").read_text().splitlines())) == "2016"


def test_a_year_that_is_only_half_counted_is_completed(tmp_path):
    cut = 12 * 2015 + 8
    late = ahead(folder(tmp_path, wave(months=66)), cut=cut)["deaths/XX"]
    known = sum(value for month, value in late.observed.items() if month >= 12 * 2015)
    assert 1.3 * known < late.years()[2015].mean() < 3.0 * known


@pytest.mark.parametrize("values", [[0] * 60, [0, 0, 1, 0, 2, 0] * 10])
def test_places_with_few_deaths_or_none_keep_few(tmp_path, values):
    rows = [f"{month_text(12 * 2011 + t)},1,deaths,XX,{v},,,final,made up" for t, v in enumerate(values)]
    one = ahead(folder(tmp_path, rows))["deaths/XX"].yearly_quantiles()[2016]
    assert one[0.5] < 3 * sum(values[-12:]) + 6
    assert one[0.025] >= 0


def test_one_value_is_enough_for_a_wide_forecast(tmp_path):
    one = ahead(folder(tmp_path, ["2015-01,12,deaths,XX,120,,,final,made up"]), width=None)["deaths/XX"]
    first, *_, last = one.yearly_quantiles().values()
    assert first[0.05] < 200 < first[0.975]
    assert (last[0.95] - last[0.05]) / last[0.5] > (first[0.95] - first[0.05]) / first[0.5]


def test_a_jump_that_is_provisional_counts_for_less_than_one_that_is_final(tmp_path):
    calm = [f"{month_text(12 * 2011 + t)},1,deaths,XX,{400 + 3 * (t % 2)},,,final,made up" for t in range(57)]
    tail = [f"{month_text(12 * 2011 + t)},1,deaths,XX,560,,,{{status}},made up" for t in range(57, 60)]
    found = {}
    for status in ("final", "weak"):
        rows = [*calm, *(line.format(status=status) for line in tail)]
        found[status] = medians(ahead(folder(tmp_path / status, rows))["deaths/XX"])[0]
    assert found["weak"] < found["final"]


def test_the_series_says_whether_it_tells_the_rivals_apart(tmp_path):
    one = ahead(folder(tmp_path, wave()))["deaths/XX"]
    assert sum(one.weights.values()) == pytest.approx(1.0)
    assert set(one.weights) == {"supply-shock", "fewer-left-at-risk", "treatment-and-naloxone", "producers-ban"}
    flat = one.__class__(one.series, one.first, one.paths, {}, 1, 0, dict.fromkeys(one.weights, 0.25))
    assert "cannot tell the rival explanations apart" in flat.statement()
    sure = one.__class__(one.series, one.first, one.paths, {}, 1, 0, {**dict.fromkeys(one.weights, 0.1), "producers-ban": 0.7})
    assert "favours producers-ban" in sure.statement()


def test_the_same_seed_gives_the_same_forecast(tmp_path):
    path = folder(tmp_path, wave())
    np.testing.assert_array_equal(ahead(path)["deaths/XX"].paths, ahead(path)["deaths/XX"].paths)


def test_a_target_before_the_cut_is_refused(tmp_path):
    series = read_observations(folder(tmp_path, wave()), CUT)
    with pytest.raises(ArgumentError, match="--to"):
        forecast(series, (), CUT, CUT)


BAD_ROWS = [
    ("2014-13,1,deaths,XX,5,,,final,s", "line 2: month"),
    ("2014-01,0,deaths,XX,5,,,final,s", "line 2: months"),
    ("2014-01,1,joy,XX,5,,,final,s", "line 2: outcome"),
    ("2014-01,1,deaths,XX,-5,,,final,s", "line 2: value"),
    ("2014-01,1,deaths,XX,many,,,final,s", '"many"'),
    ("2014-01,1,purity,XX,1.4,,,final,s", "purity lies"),
    ("2014-01,1,deaths,XX,5,9,2,final,s", "line 2: low"),
    ("2014-01,1,deaths,XX,5,,,certain,s", '"certain"'),
    ("2014-01,1,deaths,XX,5,,,final,s\n2014-01,1,deaths,XX,6,,,final,s", "2014-01"),
    ("2014-01,1,deaths,XX,5,,,final,s\n2014-04,1,deaths,XX,6,,,final,s", "2014-02 to 2014-03"),
    ("2014-01,1,deaths,XX,50,,,final,s\n2014-02,1,deaths,XX,5000,,,final,s", "breaks"),
    ("2014-01,12,deaths,XX,50,,,final,s\n2014-06,12,deaths,XX,51,,,final,s", "overlaps"),
    ("2019-01,1,deaths,XX,50,,,final,s", "--fit-until"),
]


@pytest.mark.parametrize(("rows", "said"), BAD_ROWS)
def test_bad_observations_get_one_sentence(tmp_path, rows, said):
    path = folder(tmp_path, [rows])
    with pytest.raises(ScenarioError) as caught:
        read_observations(path, CUT)
    assert str(path / "observations.csv") in str(caught.value)
    assert said in str(caught.value)


BAD_EVENTS = [
    ("e,2016-21-01,day,CN,schedule,p,,a,s,s", "e.date"),
    ("e,2016-02-01,day,CN,ban,p,,a,s,s", "e.kind"),
    ("e,2016-02-01,day,CN,schedule,p,1.4,a,s,s", "e.strength"),
    ("e,2016-02-01,soon,CN,schedule,p,,a,s,s", "e.precision"),
    ("e,2016-02-01,day,CN,schedule,p,,a,s,s\ne,2016-03-01,day,CN,schedule,q,,a,s,s", "line 3: id"),
    ("e,2016-02-01,day,CN,schedule,p,,a,s,s\nf,2016-02-01,day,CN,schedule,p,0,a,s,s", "contradicts e"),
]


@pytest.mark.parametrize(("rows", "said"), BAD_EVENTS)
def test_bad_events_get_one_sentence(tmp_path, rows, said):
    folder(tmp_path, wave(), [rows])
    with pytest.raises(ScenarioError) as caught:
        read_events(tmp_path / "events.csv")
    assert said in str(caught.value)
    assert "events.csv" in str(caught.value)


def test_the_shipped_layout_reads_without_complaint(shared_data):
    path = shared_data / "policy" / "us"
    assert len(read_events(path / "events.csv")) == 72
    assert any(one.name == "deaths/US" for one in read_observations(path, month_number("2020-12")))


def test_controls_at_home_and_by_bodies_count_less_and_unknown_targets_not_at_all(tmp_path):
    rows = [
        "a,2016-01-01,day,CN,schedule,p,,a,s,s",
        "b,2016-02-01,day,US,schedule,p,,a,s,s",
        "c,2016-03-01,day,UN,schedule,p,,a,s,s",
        "d,2016-04-01,day,CN,schedule,,,a,s,s",
        "e,2016-05-01,day,CN;US,sharing,,0,a,s,s",
        "f,2016-06-01,day,CN,other,p,,a,s,s",
    ]
    folder(tmp_path, wave(), rows)
    found = controls_for(read_events(tmp_path / "events.csv"), "US-OH")
    assert [control.relevance for control in found] == [1.0, 0.25, 0.5, -0.5]


def test_the_interval_score_of_a_point_is_its_error_and_grows_with_width():
    point = dict.fromkeys((0.05, 0.25, 0.5, 0.75, 0.95), 10.0)
    assert weighted_interval_score(point, 13.0) == pytest.approx(3.0)
    wide = {0.05: 0.0, 0.25: 5.0, 0.5: 10.0, 0.75: 15.0, 0.95: 20.0}
    assert weighted_interval_score(wide, 10.0) > 0
    assert weighted_interval_score(wide, 30.0) > weighted_interval_score(wide, 20.0)


def test_the_plain_forecasts_carry_on_the_last_year_and_the_last_change():
    history = [100.0, 120.0, 144.0]
    assert [f[0.5] for f in persistence(history, 2)] == pytest.approx([144.0, 144.0])
    assert damped_trend(history, 1)[0][0.5] == pytest.approx(144 * 1.2**0.8)
