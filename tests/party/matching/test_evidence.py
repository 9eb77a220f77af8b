"""Words that are too little to name a party do not make a match; the same names with a little more do."""

import pytest

from headwater.party import PartyIndex, compare, index_lists, match
from headwater.party.parties import ListedParty, PartyList, PartyName, PartySchema

LISTED: tuple[tuple[str, PartySchema], ...] = (
    ("QZ-13", "Organization"),
    ("MS-13", "Organization"),
    ("OK, Sabri", "Person"),
    ("YAN, Zhiyong", "Person"),
    ("KOLLER, Bruno", "Person"),
    ("SHUEN WAI HOLDING LIMITED", "Organization"),
    ("QIU, Weiren", "Person"),
    ("NOVAKIN OOO", "Organization"),
    ("DELTA PARTS SUPPLY FZC", "Organization"),
)


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    parties = tuple(
        ListedParty(f"test:{number}", "test", schema, name, (PartyName(name),)) for number, (name, schema) in enumerate(LISTED)
    )
    return index_lists([PartyList("test", "nobody", "Invented", "plain", "2026-01-01", "none", "t.csv", "0" * 64, parties)])


def best(name: str, index: PartyIndex) -> float:
    (result,) = match([name], index)
    return max((candidate.score for candidate in result.candidates), default=0.0)


@pytest.mark.parametrize("name", ["Shop 13", "Store 13", "13", "ok", "Yan Jiang", "Claire Bruno", "Wei Sun", "Qiu Haoran"])
def test_too_little_in_common_is_no_match(index: PartyIndex, name: str) -> None:
    assert best(name, index) < 0.7


@pytest.mark.parametrize(
    "name", ["MS 13", "Sabri Ok", "Zhiyong Yan", "Bruno Koler", "Shuen Wai Holding", "Weiren Qiu", "Novakin LLC"]
)
def test_the_name_itself_is_a_match(index: PartyIndex, name: str) -> None:
    assert best(name, index) >= 0.7


def test_a_form_of_another_country_lowers_the_score(index: PartyIndex) -> None:
    assert best("Novakin s.r.o.", index) < best("Novakin OOO", index) - 0.1
    assert best("Delta Parts Supply Oy", index) < best("Delta Parts Supply FZC", index) - 0.05


def test_a_trade_and_a_form_left_out_leave_a_common_word_that_is_not_nearly_certain(index: PartyIndex) -> None:
    assert best("Delta Parts", index) < 0.88
    assert best("Delta Parts Supply", index) > 0.95


def test_where_only_the_form_differs_the_reason_is_the_form(index: PartyIndex) -> None:
    (result,) = match(["Delta Parts Supply Oy"], index)
    reasons = {feature.name: feature.detail for feature in result.candidates[0].features if feature.weight < 0}
    assert reasons["law of the form"] == "the legal forms belong to the law of different countries"
    assert not {"vague words", "number alone", "turned words"} & set(reasons)


def test_compare_makes_the_same_deductions() -> None:
    pairs = [("Novakin OOO", "Novakin s.r.o."), ("QZ-13", "Shop 13")]
    for (one, two), reason in zip(pairs, ("law of the form", "number alone"), strict=True):
        (pair,) = compare([{"schema": "Company", "name1": one, "name2": two}])
        assert reason in {feature.name for feature in pair.features}


def test_half_of_a_longer_name_loses_nothing_in_a_pair_but_a_single_word_does() -> None:
    half, single = compare(
        {"schema": "Person", "name1": name, "name2": "GARCIA LOPEZ, Juan Carlos"} for name in ("Juan Carlos", "Juan")
    )
    assert "half a name" not in {feature.name for feature in half.features}
    assert "single word" in {feature.name for feature in single.features}
    assert not single.match
    assert not any(pair.match for pair in compare([{"schema": "Person", "name1": "Koller", "name2": "Bruno Koller"}]))


@pytest.mark.parametrize("name", ["LLC", "S.A. de C.V.", "Limited Liability Company", "OOO", "GmbH"])
def test_a_legal_form_alone_is_nobody(index: PartyIndex, name: str) -> None:
    (result,) = match([{"name": name}], index)
    assert not result.candidates
    assert [warning.code for warning in result.warnings] == ["only-form"]


@pytest.mark.parametrize("name", ["Zhiyong", "Koller"])
def test_one_word_of_a_name_of_two_names_no_person(index: PartyIndex, name: str) -> None:
    (result,) = match([{"name": name, "schema": "Person"}], index)
    assert not any(candidate.match for candidate in result.candidates)


def test_a_name_alone_never_makes_a_person_more_than_possible(index: PartyIndex) -> None:
    (result,) = match([{"name": "KOLLER, Bruno", "schema": "Person", "country": "CH"}], index)
    assert [candidate.certainty for candidate in result.candidates if candidate.match] == ["possible"]
