"""Every dated event that is shipped acts on something, or says that there is nothing for it to act on."""

import numpy as np
import pytest

from headwater.policy.inference import read_events
from headwater.policy.scenario import read_scenario
from headwater.policy.simulation import Model

RUNS = 4
BASE = read_scenario("us-fentanyl")
LEVERS = BASE.tables["lever"]
ACTING = [id_ for id_, row in LEVERS.items() if row["strength"] > 0]
OTHERS = [id_ for id_, row in LEVERS.items() if row["strength"] == 0]


def values(changes=None):
    return Model(read_scenario("us-fentanyl", changes=changes)).batch(1, 0, RUNS).values


@pytest.fixture(scope="module")
def with_all():
    return values()


@pytest.mark.parametrize("id_", ACTING)
def test_a_lever_with_a_strength_changes_something_and_nothing_before_its_month(with_all, id_):
    without = values({f"lever.{id_}.strength": 0.0})
    start = LEVERS[id_]["from"] - BASE.start
    np.testing.assert_array_equal(with_all[:, :, :start], without[:, :, :start])
    assert (with_all[:, :, start:] != without[:, :, start:]).any()


@pytest.mark.parametrize("id_", OTHERS)
def test_a_lever_without_a_strength_has_nothing_to_act_on_or_ends_what_another_gave(with_all, id_):
    np.testing.assert_array_equal(with_all, values({f"lever.{id_}.strength": 0.0}))
    row = LEVERS[id_]
    if row["kind"] == "sharing":
        assert row["from"] == LEVERS["cooperation-to-2022"]["until"] + 1
    elif row["targets"]:
        # Even at full strength: no offer of it is made where it is in force.
        np.testing.assert_array_equal(with_all, values({f"lever.{id_}.strength": 1.0}))


ELSEWHERE = {"EU-2018-07-schedule", "EU-2023-02-schedule", "EU-2025-08-schedule", "GB-2025-01-schedule", "CN-2024-05-licence"}
"""Acts in, or on sales to, places that the model does not have."""


def test_every_event_of_the_folder_that_names_a_lever_kind_is_a_lever_of_its_month(shared_data):
    events = read_events(shared_data / "policy" / "us" / "events.csv")
    within = [event for event in events if event.kind != "other" and BASE.start <= event.month < BASE.start + BASE.months]
    assert {event.id for event in within} - set(LEVERS) == ELSEWHERE
    assert all(LEVERS[event.id]["from"] == event.month for event in within if event.id in LEVERS)
