"""Rules on a file of companies: for each a case that fires, and a near miss that does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from headwater.model import record_schema
from headwater.party import assess, index_lists
from headwater.party.companies import COMPANY_RULES, owners_in, poisson_tail
from headwater.party.matching import PartyIndex
from headwater.party.parties import ListedParty, PartyList, PartyName
from headwater.reference import describe, tables

BODY, OTHER, PERSON = "ZALTRAVIO QUIMICOS INDUSTRIALES S.A.", "VORMENDAL REAGENTES LTDA", "QUINTRELLO, Ulpiano Vasco"
HOUSE = "12 Harbour Road, Room {}, Quimera 5000"


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    parties = tuple(
        ListedParty(f"test:{number}", "test", schema, name, (PartyName(name),), ("SDNTK",))  # type: ignore[arg-type]
        for number, (name, schema) in enumerate(((BODY, "Organization"), (OTHER, "Organization"), (PERSON, "Person")), start=1)
    )
    return index_lists([PartyList("test", "nobody", "Invented", "plain", "2026-01-01", "none", "t.csv", "0" * 64, parties)])


def _file(*rows: dict[str, Any], filler: int = 0, **common: Any) -> pl.DataFrame:
    others = [
        {
            "name": f"Filler {number} Ltd",
            "address": f"{number} Lone Street, Quimera {number}",
            "owners": f"Owner {number} Owner",
        }
        for number in range(filler)
    ]
    full = [
        {"kind": "company", "source": "c.csv#1", "row": number, "record_id": f"r{number}", **common, **row}
        for number, row in enumerate([*rows, *others], start=1)
    ]
    return pl.DataFrame(full, schema=record_schema("company"))


def _many(count: int, make: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": f"Company {number} Ltd", **make(number)} for number in range(count)]


CASES: dict[str, tuple[pl.DataFrame, pl.DataFrame]] = {
    "owned_by_listed_party": (
        _file(
            {
                "name": "Kestrel Tra",
                "owners": "Zaltravio Quimicos Industriales SA (30%); Vormendal Reagentes Ltda (20%); Ana Solis (50%)",
            }
        ),
        _file(
            {
                "name": "Kestrel Tra",
                "owners": "Zaltravio Quimicos Industriales SA (29%); Vormendal Reagentes Ltda (20%); Ana Solis (51%)",
            }
        ),
    ),
    "perhaps_owned_by_listed_party": (
        _file({"name": "Kestrel Tra", "owners": "Zaltravio Quimicos Industriales SA; Ana Solis"}),
        _file({"name": "Kestrel Tra", "owners": "Zaltravio Quimicos Industriales SA; Ana Solis (60%)"}),
    ),
    "many_companies_at_address": (
        _file(*_many(12, lambda number: {"address": HOUSE.format(number)}), filler=40),
        _file(*_many(9, lambda number: {"address": HOUSE.format(number)}), filler=40),
    ),
    "officer_of_many_companies": (
        _file(*_many(10, lambda number: {"officers": f"Ana Solis; Officer {number}"})),
        _file(*_many(10, lambda number: {"officers": f"Ana Solis {number}; Officer {number}"})),
    ),
    "owners_form_a_circle": (
        _file(
            {"name": "Alfa S.A.", "owners": "Beta Ltd (60%)"},
            {"name": "Beta Ltd.", "owners": "Gamma Inc"},
            {"name": "Gamma, Inc.", "owners": "ALFA SA 100%"},
        ),
        _file({"name": "Alfa S.A.", "owners": "Beta Ltd (60%)"}, {"name": "Beta Ltd.", "owners": "Gamma Inc"}),
    ),
    "no_owner_named": (
        _file({"name": "Kestrel Tra"}, filler=9),
        _file({"name": "Kestrel Tra"}, {"name": "Other Tra"}, filler=3),
    ),
    "mailbox_for_an_address": (
        _file({"name": "Kestrel Tra", "address": "P.O. Box 771, Quimera"}),
        _file({"name": "Kestrel Tra", "address": "771 Box Lane, Post Corner, Quimera"}),
    ),
}


def _rules(records: pl.DataFrame, index: PartyIndex) -> pl.DataFrame:
    findings = assess(records, "company", index, tables(date(2026, 11, 24))).findings
    return findings.filter(pl.col("rule").is_in(list(COMPANY_RULES)))


@pytest.mark.parametrize("rule", COMPANY_RULES)
def test_a_rule_fires_on_its_case_and_not_on_its_near_miss(rule: str, index: PartyIndex) -> None:
    case, miss = CASES[rule]
    found = _rules(case, index).filter(pl.col("rule") == rule)
    assert found.height >= 1
    assert found["cells"].list.len().min() >= 1  # type: ignore[operator]
    assert rule not in set(_rules(miss, index)["rule"])


@pytest.mark.parametrize("rule", COMPANY_RULES)
def test_a_rule_has_a_sentence_a_citation_and_a_source(rule: str) -> None:
    row = tables()["rules"].row(by_predicate=pl.col("rule") == rule, named=True)
    assert (COMPANY_RULES[rule].__doc__ or "").strip().split("\n")[0].endswith((".", ":"))
    assert all(row[column] for column in ("citation", "clears", "question", "source", "kinds"))
    assert row["flag"] in set(tables()["red_flags"]["id"])
    assert "rules" in describe()


def test_ownership_reaches_through_a_company_of_the_file_and_rests_on_the_findings_about_the_owner(index: PartyIndex) -> None:
    records = _file(
        {"name": "Alfa S.A.", "owners": "Zaltravio Quimicos Industriales SA (75%)"},
        {"name": "Beta Ltd", "owners": "ALFA SA (50%)"},
    )
    assessed = assess(records, "company", index, tables(date(2026, 11, 24)))
    owned = assessed.findings.filter(pl.col("rule") == "owned_by_listed_party")
    assert owned["row"].to_list() == [1, 2]
    ids = set(assessed.findings["id"])
    assert set(owned["because"][0]) <= ids
    assert owned["because"][0].len() > 0
    assert "75%" in owned["reason"][0]


def test_an_owner_who_only_bears_the_name_of_a_listed_person_is_perhaps_one(index: PartyIndex) -> None:
    records = _file({"name": "Alfa S.A.", "owners": "Ulpiano Vasco Quintrello (100%)"})
    assert set(_rules(records, index)["rule"]) == {"perhaps_owned_by_listed_party"}


@pytest.mark.parametrize(
    ("cell", "owners"),
    [
        ("ANA LOPEZ (40%); XYZ S.A. 60%", [("ANA LOPEZ", "40%"), ("XYZ S.A.", "60%")]),
        ("Holding 3; Ana", [("Holding 3", None), ("Ana", None)]),
        ("Ana Solis: 33,3 %", [("Ana Solis", "33,3 %")]),
        ("Ana Solis [>75%]", [("Ana Solis", ">75%")]),
        ("", []),
        (None, []),
    ],
)
def test_owners_are_parted_from_their_shares(cell: str | None, owners: list[tuple[str, str | None]]) -> None:
    assert owners_in(cell) == owners


@pytest.mark.parametrize(("count", "expected", "tail"), [(0, 2.0, 1.0), (1, 1.0, 0.632), (3, 1.0, 0.0803), (12, 1.0, 8.3e-10)])
def test_the_poisson_tail_is_that_of_the_tables(count: int, expected: float, tail: float) -> None:
    assert poisson_tail(count, expected) == pytest.approx(tail, rel=0.01)
