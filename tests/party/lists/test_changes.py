"""What changes between two versions of a list."""

import csv
import gzip
import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import ArgumentError
from headwater.party.lists import changed_parties, changes
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName


def _party(number: int, name: str = "", **more: object) -> ListedParty:
    text = name or f"Party {number}"
    party = ListedParty(f"house:{number}", "house", "Company", text, (PartyName(text),), row=number)
    return replace(party, **more)  # type: ignore[arg-type]


def _list(*parties: ListedParty, code: str = "house") -> PartyList:
    return PartyList(code, "a company", "House list", "plain-csv", None, "own", "house.csv", "0" * 64, parties)


def test_a_change_is_shown_field_by_field() -> None:
    alias = PartyName("Solmar", "alias", "weak")
    old = _list(_party(1, "Solmar Reagents", programs=("A",)), _party(2), _party(3))
    names = (PartyName("Solmar Reagents Ltd"), alias)
    changed = _party(
        1, "Solmar Reagents Ltd", names=names, programs=("A", "B"), identifiers=(Identifier("rfc", "X1", "MX", "X-1"),), row=7
    )
    found = [change.to_dict() for change in changes(old, _list(_party(2, row=9), changed, _party(4)))]
    assert [(change["change"], change["id"]) for change in found] == [
        ("removed", "house:3"),
        ("added", "house:4"),
        ("changed", "house:1"),
    ]
    assert found[2]["name"] == "Solmar Reagents Ltd"
    assert found[2]["fields"] == {
        "name": ["Solmar Reagents", "Solmar Reagents Ltd"],
        "programs": [["A"], ["A", "B"]],
        "aliases": [[], ["Solmar (alias, weak)"]],
        "identifiers": [[], ["rfc X-1 (MX)"]],
    }


def test_order_and_place_are_no_change() -> None:
    names = (PartyName("Solmar"), PartyName("A", "alias"), PartyName("B", "alias"))
    old = _list(_party(1, "Solmar", names=names, programs=("A", "B")))
    new = _list(_party(1, "Solmar", names=(names[0], names[2], names[1]), programs=("B", "A"), row=99))
    assert list(changes(old, new)) == []


def test_a_second_entry_under_one_number_is_compared_with_its_like() -> None:
    old = _list(_party(1, "Solmar"), _party(1, "Kestrel"))
    assert list(changes(old, old)) == []
    assert [change.id for change in changes(old, _list(_party(1, "Solmar")))] == ["house:1#2"]


def test_two_lists_are_not_two_versions() -> None:
    with pytest.raises(ArgumentError, match="compare two versions of one list"):
        list(changes(_list(_party(1)), _list(_party(1), code="other")))


def test_only_what_is_new_or_changed_is_screened_again() -> None:
    old = _list(_party(1), _party(2), _party(3))
    new = _list(_party(1), _party(2, "Renamed"), _party(4))
    assert [party.id for party in changed_parties(old, new)] == ["house:2", "house:4"]


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_changes_lead_from_the_old_version_to_the_new(before: set[int], after: set[int]) -> None:
    old, new = (_list(*(_party(number) for number in sorted(numbers))) for numbers in (before, after))
    ids = {party.id for party in old}
    for change in changes(old, new):
        if change.change == "added":
            assert change.id not in ids
            ids.add(change.id)
        else:
            ids.remove(change.id)
    assert ids == {party.id for party in new}


def test_replaying_published_versions_gives_the_published_additions_and_removals(
    shared_data: Path, published: Callable[[str], PartyList]
) -> None:
    folder = shared_data / "parties"
    with gzip.open(folder / "sdn_timeline_2021-2024.csv.gz", "rt", encoding="utf-8") as stream:
        timeline = list(csv.DictReader(stream))
    names = sorted(path.name for path in (folder / "lists" / "ofac").glob("sdn_20*.csv.gz"))
    versions = [(name.removeprefix("sdn_")[:10], published(f"ofac/{name}")) for name in names]
    assert len(versions) == 8
    for (start, old), (end, new) in itertools.pairwise(versions):
        found = [(change.change, change.id.rpartition(":")[2]) for change in changes(old, new)]
        spans = [(row["ent_num"], row["first_seen"], row["last_seen_or_removed"] or "9999") for row in timeline]
        was = {number for number, first, last in spans if first <= start < last}
        now = {number for number, first, last in spans if first <= end < last}
        assert {number for kind, number in found if kind == "added"} == now - was
        assert {number for kind, number in found if kind == "removed"} == was - now
