"""The type that list readers and the matcher agree on."""

from datetime import date

from headwater.party.parties import ListedParty, PartyList, PartyName


def _list(day: str | None) -> PartyList:
    name = "Moonbridge Fine Chemicals LLC"
    party = ListedParty(id="house:1", list="house", schema="Company", name=name, names=(PartyName(name),))
    return PartyList("house", "a company", "House list", "plain-csv", day, "own", "house.csv", "0" * 64, (party,))


def test_a_list_counts_and_iterates_its_parties() -> None:
    listed = _list(None)
    assert len(listed) == 1
    assert [party.id for party in listed] == ["house:1"]


def test_a_list_dated_to_the_month_has_no_day() -> None:
    assert _list("2024-05").day is None
    assert _list("2024-05-03").day == date(2024, 5, 3)
