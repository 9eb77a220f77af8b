"""The stylised facts, on the shipped scenario and on what they must refuse."""

import pytest

from headwater.errors import ScenarioError
from headwater.policy import check_facts, read_facts
from headwater.policy.facts.measure import MEASURES


def test_every_shipped_fact_has_a_measure_with_a_sentence():
    for fact in read_facts():
        assert MEASURES[fact.id][0].__doc__


@pytest.fixture(scope="module")
def checked():
    return check_facts(runs=50, seed=3)


def test_at_least_sixteen_of_twenty_facts_hold_in_four_fifths_of_the_runs(checked):
    assert len(checked.results) == 20
    assert checked.share_with(16) >= 0.8


def test_without_adaptation_a_third_of_the_facts_fail():
    ablated = check_facts(runs=50, seed=3, changes={"actor.*.adaptive": False})
    assert sum(not result.passed for result in ablated.results) >= 7


def test_a_fact_that_cannot_be_measured_is_refused(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("id,value,windows,low,high,source\nmoon,phase,2017,0,1,sky\n")
    with pytest.raises(ScenarioError, match="moon"):
        check_facts(facts=path, runs=2)


@pytest.mark.parametrize(
    ("row", "said"),
    [("deaths-path,v,someday,0,1,s", "someday"), ("deaths-path,v,2017,2,1,s", "low"), ("deaths-path,v,2017,x,1,s", '"x"')],
)
def test_a_bad_table_of_facts_is_refused(tmp_path, row, said):
    path = tmp_path / "facts.csv"
    path.write_text("id,value,windows,low,high,source\n" + row + "\n")
    with pytest.raises(ScenarioError) as caught:
        read_facts(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


def test_windows_outside_the_simulated_months_do_not_pass(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("id,value,windows,low,high,source\nsmall-volume,v,2050,0,1e9,s\n")
    assert not check_facts(facts=path, runs=2).results[0].passed
