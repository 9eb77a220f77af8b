"""Questions in plain words: what they become, what is refused, and what an answer carries."""

import json

import pytest

from headwater.errors import ArgumentError
from headwater.policy import read_scenario
from headwater.policy.experiments import ask, page, understand
from headwater.policy.experiments.ask import TEMPLATES

QUESTIONS = [
    ("China schedules 4-AP in 2021", {"kind": "schedule", "place": ["CN"], "targets": ["precursor-2"], "from": "2021-01"}),
    ("What if China had scheduled 4-AP in mid-2016?", {"kind": "schedule", "place": ["CN"], "targets": ["precursor-2"]}),
    ("India controls nitazenes in 2019-07", {"kind": "schedule", "place": ["IN"], "targets": ["nitazene"], "from": "2019-07"}),
    ("China adopts a class-wide control of fentanyls in May 2017", {"kind": "schedule", "place": ["CN"], "from": "2017-05"}),
    ("India bans the whole fentanyl class from 2018", {"kind": "schedule", "place": ["IN"], "targets": ["fentanyls"]}),
    ("Mexico doubles inspection from 2018", {"kind": "capacity", "place": ["MX"], "strength": 1.0, "from": "2018-01"}),
    ("an inspection surge at US ports of entry in 2019", {"kind": "capacity", "place": ["US"], "targets": ["land-port"]}),
    ("customs of the United States control parcels with more scanners, 2016", {"kind": "capacity", "targets": ["post"]}),
    ("advance data on parcels into the US in 2017", {"kind": "mode_rule", "place": ["US"], "targets": ["post"]}),
    ("advance parcel data for mail from China to America by 03/2016", {"kind": "mode_rule", "from": "2016-03"}),
    ("China licences precursor-3 exports to Mexico in 2020", {"kind": "licence", "place": ["CN"], "to": ["MX"]}),
    ("China requires customer checks by chemical sellers in 2018", {"kind": "licence", "place": ["CN"], "strength": 0.3}),
    ("sanctions on brokers cut 30 % in 2020", {"kind": "finance", "targets": ["broker"], "strength": 0.3}),
    ("a finance block that takes half of wholesalers' money in 2019", {"kind": "finance", "targets": ["wholesaler"]}),
    ("the US and Mexico share information from June 2018", {"kind": "sharing", "place": ["US", "MX"], "from": "2018-06"}),
    ("naloxone in the US in 2018", {"kind": "demand", "place": ["US"]}),
    ("treatment reaches 25 percent more people in the United States in 2016", {"kind": "demand", "strength": 0.25}),
    ("Mexico dismantles producers in 2020-05", {"kind": "organisation", "place": ["MX"], "targets": ["producer"]}),
]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_a_question_in_plain_words_becomes_a_lever(text, expected):
    lever = understand(text, read_scenario("us-fentanyl")).lever
    assert {key: lever[key] for key in expected} == expected


def test_what_was_left_out_of_a_question_is_said():
    question = understand("OFAC and China share intelligence with the US in 2018", read_scenario("us-fentanyl"))
    assert question.lever["place"] == ["US"]
    assert any("CN left out" in text for text in question.assumed)


REFUSED = [
    ("China sings in 2021", "no control"),
    ("China schedules 4-AP", "no date"),
    ("China schedules 4-AP in 2021-13", "no date"),
    ("China schedules 4-AP in 1999", "outside the scenario"),
    ("China schedules 4-AP in 2031", "outside the scenario"),
    ("China schedules in 2021", "does not say what"),
    ("Germany schedules 4-AP in 2021", "names DE"),
    ("Myanmar doubles inspection in 2018", "names MM"),
    ("Atlantis schedules 4-AP in 2021", "names Atlantis"),
    ("China schedules Frobnium in 2021", "names Frobnium"),
    ("In 2021 the Duchy of Grand Fenwick schedules 4-AP", "names Duchy"),
    ("Mexico expands treatment in 2019", "names MX, where"),
    ("China inspects harder in 2018", "names CN, where"),
    ("sanctions on brokers cut 130 % in 2020", "130 %"),
    ("", "no control"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_a_question_that_is_not_understood_gets_one_sentence_that_says_why(text, said):
    with pytest.raises(ArgumentError, match=said) as caught:
        understand(text, read_scenario("us-fentanyl"))
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    if "%" not in said:
        assert all(template in sentence for template in TEMPLATES.values())


def test_every_template_is_understood_as_it_stands():
    words = {"PLACE": "Mexico", "GOOD or CLASS": "precursor-2", "[to PLACE] ": "", "GOOD": "precursor-2", "MODE": "sea",
             "ACTORS": "producers", "YEAR": "2018", "N %": "10 %", "[of": "of", "sea]": "sea"}  # fmt: skip
    scenario = read_scenario("us-fentanyl")
    for kind, template in TEMPLATES.items():
        text = template
        for word, value in words.items():
            text = text.replace(word, value)
        if kind == "demand":
            text = text.replace("Mexico", "the US")
        if kind in ("schedule", "licence", "customers"):
            text = text.replace("Mexico", "China")
        assert understand(text, scenario).lever["kind"] == ("licence" if kind == "customers" else kind)


@pytest.fixture(scope="module")
def answer():
    return ask("China schedules 4-AP in 2018", runs=40)


def test_an_answer_carries_effects_displacement_doubts_harms_and_limits(answer):
    text = page(answer)
    for heading in ("What changes", "Where supply moves", "How sure", "backfire", "Harms", "What this cannot say"):
        assert heading in text
    assert "Assumed: strength" in text
    json.dumps(answer.to_dict())


def test_an_answer_names_no_cross_of_dimensions(answer):
    for dimension, key, before, after in answer.displacement:
        assert dimension in {"origin", "maker", "mode", "tier", "good"}
        assert "/" not in key
        assert 0 <= before <= 1
        assert 0 <= after <= 1
    shares = [row for row in answer.displacement if row[0] == "tier"]
    assert sum(row[3] for row in shares) == pytest.approx(1.0)


def test_the_tier_that_is_controlled_loses_share(answer):
    (row,) = [row for row in answer.displacement if row[:2] == ("tier", "precursor-2")]
    assert row[3] < row[2]


def test_an_answer_says_when_the_control_has_nothing_to_act_on():
    found = ask("India schedules precursor-4 in 2018", runs=4)
    assert found.acts_on == 0
    assert "nothing to act on" in page(found)
    assert found.effect("deaths")[0].difference == 0.0


def test_a_page_is_one_page(answer):
    assert len(page(answer).splitlines()) < 75
