"""Hindcasts: what they may see, what they are compared with, and how good they are on epidemics of the forecast's own kind."""

import math

import numpy as np
import pytest

from headwater.errors import ArgumentError
from headwater.policy.inference import Event, Point, Series, hindcast_table, hindcasts, summaries

START = 12 * 2010
UNTIL = START + 83


def series(values, months=1, key="XX", start=START):
    return Series("deaths", key, tuple(Point(start + i * months, months, v, v, v, "final") for i, v in enumerate(values)))


def wave(months=84, bend=1.0):
    rng = np.random.default_rng(3)
    means = [2000 / (1 + math.exp(-(t - 40) / 14)) * (bend if t >= 72 else 1.0) + 60 for t in range(months)]
    return [float(rng.poisson(mean)) for mean in means]


def by(rows, method):
    return {(row.origin, row.years): row for row in rows if row.method == method}


def test_a_hindcast_sees_nothing_after_its_origin():
    one = by(hindcasts(series(wave()), (), UNTIL, particles=100), "ensemble")
    other = by(hindcasts(series(wave(bend=3.0)), (), UNTIL, particles=100), "ensemble")
    early = [key for key in one if key[0] < START + 60]
    assert early
    for key in early:
        assert one[key].quantiles == other[key].quantiles
    assert any(one[key].truth != other[key].truth for key in early)


def test_controls_after_the_origin_are_known_and_those_after_the_end_are_not():
    def scored(month):
        event = Event("e", month, ("CN",), "schedule", ("p",), None, None)
        return by(hindcasts(series(wave()), (event,), UNTIL, particles=100), "ensemble")

    none = by(hindcasts(series(wave()), (), UNTIL, particles=100), "ensemble")
    assert scored(UNTIL + 1) == none
    assert scored(START + 50) != none


def test_targets_are_whole_years_and_every_method_has_the_same(tmp_path):
    rows = hindcasts(series(wave()), (), UNTIL, particles=100)
    targets = [set(by(rows, method)) for method in ("ensemble", "ensemble, limited", "persistence", "damped trend")]
    assert targets[0] == targets[1] == targets[2] == targets[3]
    assert max(origin + 12 * years for origin, years in targets[0]) == UNTIL
    assert min(origin for origin, _ in targets[0]) >= START + 23
    values = wave()
    for (origin, years), row in by(rows, "persistence").items():
        last = origin + 12 * years - START
        assert row.truth == sum(values[last - 11 : last + 1])
        assert row.quantiles[0.5] == pytest.approx(sum(values[origin - START - 11 : origin - START + 1]))


def test_yearly_series_are_scored_from_their_third_year_on():
    rows = hindcasts(series([100, 200, 300, 380, 420, 430], months=12), (), START + 71, particles=100)
    assert sorted({row.origin for row in rows}) == [START + 35, START + 47, START + 59]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (series([5.0] * 30), "too short"),
        (series([10.0, 20.0], months=12), "too short"),
        (Series("deaths", "XX", (*series([9.0] * 40).points, *series([9.0] * 40, start=START + 44).points)), "gaps"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_one_sentence(one, said):
    with pytest.raises(ArgumentError, match=said) as caught:
        hindcasts(one, (), UNTIL + 12, particles=100)
    assert "--series deaths/XX" in str(caught.value)


def test_the_table_has_a_line_for_every_method_and_number_of_years():
    rows = hindcasts(series(wave()), (), UNTIL, particles=100)
    lines = hindcast_table(rows)
    assert len(lines) == 2 + len(summaries(rows)) == 2 + 4 * 6
    limited = next(one for one in summaries(rows) if (one.method, one.years) == ("ensemble, limited", 5))
    assert limited.width <= 0.8
