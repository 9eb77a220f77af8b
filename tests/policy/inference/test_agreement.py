"""The forecast's reduced form against the model of agents: it must foretell worlds that the agents make."""

import numpy as np
import pytest

from headwater.policy import Model, read_scenario
from headwater.policy.inference import Event, Point, Series, forecast
from headwater.policy.scenario import month_number

CUT, TO = month_number("2018-12"), month_number("2021-12")


# What nobody announces: no forecast from 2018 can know it, by agents or not.
SURPRISES = {f"lever.{id_}.strength": 0.0 for id_ in ("tablets", "pandemic", "pandemic-first-wave")}


@pytest.fixture(scope="module")
def agents():
    scenario = read_scenario("us-fentanyl", changes=SURPRISES)
    model = Model(scenario)
    values = model.batch(5, 0, 12).values[:, model.labels.index(("deaths", "US"))]
    events = tuple(
        Event(id_, row["from"], tuple(row["place"]), row["kind"], tuple(row["targets"]), None, None)
        for id_, row in scenario.tables["lever"].items()
        if row["kind"] != "shock"
    )
    return scenario.start, values, events


def test_most_years_of_worlds_made_by_agents_lie_within_the_forecast(agents):
    start, worlds, events = agents
    inside, errors = [], []
    for deaths in worlds:
        points = tuple(Point(start + t, 1, v, v, v, "final") for t, v in enumerate(deaths[: CUT - start + 1]))
        one = forecast([Series("deaths", "US", points)], events, CUT, TO, particles=500)[0]
        for year, q in one.yearly_quantiles().items():
            truth = deaths[12 * year - start : 12 * year + 12 - start].sum()
            inside.append(q[0.05] <= truth <= q[0.95])
            errors.append(np.log(q[0.5] / truth))
    assert np.mean(inside) >= 0.9
    assert abs(np.median(errors)) < 0.15


def test_later_controls_lower_deaths_in_both_and_less_among_agents(agents):
    start, worlds, events = agents
    off = SURPRISES | {f"lever.{event.id}.strength": 0.0 for event in events if event.month > CUT}
    model = Model(read_scenario("us-fentanyl", changes=off))
    row = model.labels.index(("deaths", "US"))
    window = slice(month_number("2025-01") - start, month_number("2025-12") - start + 1)
    without = model.batch(5, 0, 12).values[:, row, window].sum()
    effect = worlds[:, window].sum() / without - 1.0
    deaths = np.median(worlds, axis=0)[: CUT - start + 1]
    series = [Series("deaths", "US", tuple(Point(start + t, 1, v, v, v, "final") for t, v in enumerate(deaths)))]
    known = tuple(event for event in events if event.month <= CUT)
    told = [forecast(series, some, CUT, month_number("2025-12"), particles=500)[0] for some in (events, known)]
    reduced = told[0].yearly_quantiles()[2025][0.5] / told[1].yearly_quantiles()[2025][0.5] - 1.0
    # The agents displace most of what is controlled: the reduced form allows for more, and says so by its rivals.
    assert -0.25 < effect < 0.0
    assert -0.6 < reduced < 0.0
