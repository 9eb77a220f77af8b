"""Addresses of one house or street support a name; they decide nothing alone, and another address takes nothing away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.party import compare, index_lists, match
from headwater.party.matching.addresses import address_weight
from headwater.party.parties import Address, ListedParty, PartyList, PartyName

DOOR, STREET = 2.5, 1.2

PAIRS = [
    (
        "Calle Siete Robles 142, Col. Centro, 80000 Culiacan, MX",
        "SIETE ROBLES #142 COL CENTRO CULIACAN, SINALOA C.P. 80000",
        DOOR,
    ),
    ("14 Amberly Street, Suite 3, London", "14 Amberly St., London, UK", DOOR),
    ("Calle Siete Robles 142, Culiacán", "Calle Siete Roble No. 142, Culiacan", DOOR),
    ("Room 901, Wan Hoi Building, 88 Lockgate Road, Hong Kong", "88 Lockgate Rd, Wan Hoi Bldg Rm 901, Hong Kong", DOOR),
    ("Calle Siete Robles 142, Col. Centro, Culiacan", "Calle Siete Robles 9, Col. Centro, Culiacan", STREET),
    ("Jl. Melati Raya, 40111 Bandung", "40111 Bandung", STREET),
]
APART = [
    ("Calle Siete Robles 142, Culiacan", "Av. Encinos 142, Monterrey"),
    ("142", "142"),
    ("", "14 Amberly Street, London"),
    ("P.O. Box 7", "PO Box 7"),
]


@pytest.mark.parametrize(("one", "two", "weight"), PAIRS)
def test_one_place_written_in_two_ways_supports_a_name(one: str, two: str, weight: float) -> None:
    assert address_weight(one, two) == address_weight(two, one) == weight


@pytest.mark.parametrize(("one", "two"), APART)
def test_a_number_or_a_box_alone_is_no_place(one: str, two: str) -> None:
    assert address_weight(one, two) == 0


def test_a_town_in_common_says_little() -> None:
    assert 0 < address_weight("Calle Siete Robles 142, Culiacan", "Av. Encinos 77, Culiacan") < STREET


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_order_of_two_addresses_does_not_matter_and_none_takes_anything_away(one: str, two: str) -> None:
    assert address_weight(one, two) == address_weight(two, one) >= 0


LISTED = ListedParty(
    "t:1",
    "t",
    "Organization",
    "REDCLAYMONT CHEMICALS LIMITED",
    (PartyName("REDCLAYMONT CHEMICALS LIMITED"),),
    addresses=(Address("14 Amberly Street, Suite 3, London"),),
)
INDEX = index_lists([PartyList("t", "", "", "", None, "", "", "0" * 64, (LISTED,))])


def test_the_same_door_makes_a_like_name_likely_and_is_named_among_the_features() -> None:
    asked = {"name": "Redclaymont Chemicals", "schema": "Company"}
    alone, supported = match([asked, {**asked, "address": "14 Amberly St, London"}], INDEX)
    assert alone.candidates[0].certainty == "possible"
    assert supported.candidates[0].certainty == "likely"
    assert supported.candidates[0].score > alone.candidates[0].score
    assert "address" in {feature.name for feature in supported.candidates[0].features}


def test_an_address_alone_finds_nobody() -> None:
    (result,) = match([{"name": "Tulipan Bakery", "schema": "Company", "address": "14 Amberly Street, Suite 3, London"}], INDEX)
    assert result.candidates == ()


def test_comparing_two_parties_takes_their_addresses_into_account() -> None:
    one = {"name": "Redclaymont Chem Supply", "schema": "Company", "address": "14 Amberly Street, London"}
    two = {"name": "Redclaymont Chemicals Ltd", "schema": "Company"}
    with_address, without = compare([{"a": one, "b": {**two, "address": "14 Amberly St, London"}}, {"a": one, "b": two}])
    assert with_address.score > without.score
    assert with_address.certainty == "likely"
    assert without.certainty == "possible"
