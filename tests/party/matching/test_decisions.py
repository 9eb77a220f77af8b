"""A saved decision silences its pair until either side changes; parties named twice are found."""

from dataclasses import replace
from pathlib import Path

import pytest

from headwater.errors import InputError
from headwater.party import duplicates, index_lists, match, read_decided
from headwater.party.parties import ListedParty, PartyList, PartyName

PARTY = ListedParty(
    "t:1", "t", "Person", "QUINTANILLA BARRETO, Evaristo", (PartyName("QUINTANILLA BARRETO, Evaristo"),), ("SDNTK",)
)
ASKED = {"name": "Evaristo Quintanilla Barreto", "schema": "Person"}


def listed(party: ListedParty) -> PartyList:
    return PartyList("t", "", "", "", None, "", "", "0" * 64, (party,))


def test_a_decision_holds_until_either_side_changes(tmp_path: Path) -> None:
    index = index_lists([listed(PARTY)])
    (before,) = match([ASKED], index)
    file = tmp_path / "decided.csv"
    file.write_text(f"state,because\n{before.candidates[0].state},born in another century\n", encoding="utf-8")
    decided = read_decided(file)
    (after,) = match([ASKED], index, decided=decided)
    assert (before.candidates[0].match, after.candidates[0].match) == (True, False)
    assert any("another century" in feature.detail for feature in after.candidates[0].features)
    (asked_otherwise,) = match([{**ASKED, "birth_date": "1971-05-02"}], index, decided=decided)
    (listed_otherwise,) = match([ASKED], index_lists([listed(replace(PARTY, birth_dates=("1971",)))]), decided=decided)
    assert asked_otherwise.candidates[0].match
    assert listed_otherwise.candidates[0].match


CASES = [("state\nabc\n", "because"), ("state,because\nabc,\n", "line 2"), (None, "cannot be read")]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_a_file_of_decisions_without_reasons_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    file = tmp_path / "decided.csv"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_decided(file)


def test_parties_named_twice_are_found_and_others_left_alone() -> None:
    names = [
        {"name": "Comercializadora Valle Doradino, S.A. de C.V.", "schema": "Company"},
        {"name": "Northern Kestrel Logistics", "schema": "Company"},
        {"name": "COMERCIALIZADORA VALLE DORADINO", "schema": "Company"},
        {"name": "Otra Firma Distinta", "schema": "Company", "identifiers": {"rfc": "OFD010203AB1"}},
        {"name": "Un Nombre Nuevo", "schema": "Company", "identifiers": {"rfc": "OFD-010203-AB1"}},
    ]
    assert [(one, other) for one, other, _ in duplicates(names)] == [(0, 2), (3, 4)]
