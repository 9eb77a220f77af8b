"""Values that parties share, and how little that is chance."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.party import bundled_list
from headwater.party.clusters import SHARED_SCHEMA, VALUE_SCHEMA, address_key, clusters, listed_values, shared_values, value_key
from headwater.reference import tables


def _values(*rows: tuple[str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=VALUE_SCHEMA, orient="row")


def test_two_spellings_of_a_value_are_shared() -> None:
    shared = shared_values(
        _values(
            ("a", "phone", "+52 686 383 6864"),
            ("b", "phone", "0052 (686) 383-6864"),
            ("a", "email", "Ana@Solmar.example"),
            ("c", "email", "ana@solmar.example"),
            ("b", "address", "Calle 5 No. 12, Quimera, México"),
            ("c", "address", "CALLE 5, NO 12; QUIMERA - MEXICO"),
        )
    )
    assert shared.schema == SHARED_SCHEMA
    assert {(field, tuple(parties)) for field, parties in shared.select("field", "parties").iter_rows()} == {
        ("phone", ("a", "b")),
        ("email", ("a", "c")),
        ("address", ("b", "c")),
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "0000000"),
        ("phone", "12"),
        ("phone", "+52 999 9999999"),
        ("email", "info@solmar.example"),
        ("email", "none"),
        ("address", "Havana, Cuba"),
        ("address", "Mexico"),
        ("address", "No. 5"),
    ],
)
def test_a_value_that_identifies_nobody_is_not_shared(field: str, value: str) -> None:
    assert value_key(field, value) is None
    assert shared_values(_values(("a", field, value), ("b", field, value))).is_empty()


def test_offices_of_one_building_have_one_key_only_when_asked() -> None:
    one, two = "12 Harbour Road, Room 501, Quimera", "12 Harbour Road Rm. 77, Quimera"
    assert address_key(one) != address_key(two)
    assert address_key(one, building=True) == address_key(two, building=True)


def test_a_value_of_many_says_little_and_one_of_two_says_much() -> None:
    rows = [(str(number), "address", "1 Mass Street, Quimera 5000") for number in range(400)]
    rows += [("1", "phone", "+52 686 383 6864"), ("2", "phone", "+52 686 383 6864")]
    rows += [(str(number), "email", f"n{number}@solmar.example") for number in range(10_000)]
    phone, address = shared_values(_values(*rows)).iter_rows(named=True)
    assert (phone["field"], phone["shared_by"], address["shared_by"]) == ("phone", 2, 400)
    assert phone["improbability"] == pytest.approx(4.0, abs=0.01)
    assert address["improbability"] == pytest.approx(1.4, abs=0.01)


def test_clusters_join_by_what_is_improbable_together_and_not_by_a_mass_address() -> None:
    rows = [(f"p{number}", "address", "1 Mass Street, Quimera 5000") for number in range(50)]
    rows += [("p1", "phone", "+52 686 383 6864"), ("x", "phone", "+52 686 383 6864")]
    rows += [("x", "email", "ana@solmar.example"), ("y", "email", "ana@solmar.example")]
    rows += [(f"q{number}", "email", f"n{number}@solmar.example") for number in range(900)]
    assert [group for group, _ in clusters(shared_values(_values(*rows)))] == [frozenset({"p1", "x", "y"})]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["wallet", "account"]), st.sampled_from("UVWXYZ"))))
def test_sharing_is_what_the_plain_definition_says(rows: list[tuple[str, str, str]]) -> None:
    holders: dict[tuple[str, str], set[str]] = {}
    for party, field, value in rows:
        holders.setdefault((field, value), set()).add(party)
    expected = {key: parties for key, parties in holders.items() if len(parties) > 1}
    found = {
        (field, key): set(parties)
        for field, key, parties in shared_values(_values(*rows)).select("field", "key", "parties").iter_rows()
    }
    assert found == expected


def test_published_clusters_of_parties_still_listed_are_found_again(shared_data: Path) -> None:
    listed = bundled_list(tables())
    still = {party.id.rpartition(":")[2] for party in listed}
    found = [
        {party.rpartition(":")[2] for party in parties} for parties in shared_values(listed_values(listed))["parties"].to_list()
    ]
    with (shared_data / "parties" / "shared_identifier_clusters_dev.csv").open(encoding="utf-8") as stream:
        published = [set(row["ent_nums"].split("|")) & still for row in csv.DictReader(stream)]
    published = [cluster for cluster in published if len(cluster) > 1]
    assert len(published) > 60
    missed = [cluster for cluster in published if not any(cluster <= group for group in found)]
    assert len(missed) <= 1
