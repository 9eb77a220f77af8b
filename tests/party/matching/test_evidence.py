"""Words that are too little to name a party do not make a match; the same names with a little more do."""

import pytest

from headwater.party import PartyIndex, index_lists, match
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
