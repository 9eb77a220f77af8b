"""Every party column of every kind is screened, and every finding cites its cells."""

from datetime import date

import polars as pl
import pytest

from headwater.model import FINDING_SCHEMA, RECORD_KINDS, RecordKind, record_schema
from headwater.party import assess, index_lists
from headwater.party.matching import PartyIndex
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName
from headwater.party.rules import RULES
from headwater.reference import tables

NAME = "COMERCIALIZADORA VALLE DORADINO, S.A. DE C.V."
PERSON = "QUINTANILLA BARRETO, Evaristo Neftali"
WEAK = "EL TEJON DORADINO"
EMAIL = "ventas@valledoradino.example"
WALLET = "TRealLookingInventedWallet00000001"


@pytest.fixture(scope="module")
def index() -> PartyIndex:
    parties = (
        ListedParty(
            "test:2", "test", "Organization", NAME, (PartyName(NAME),), ("SDNTK",),
            (Identifier("rfc", "CVD010203AB1"), Identifier("email", EMAIL), Identifier("wallet", WALLET)),
            countries=("MX",),
        ),
        ListedParty("test:1", "test", "Person", PERSON, (PartyName(PERSON), PartyName(WEAK, "alias", "weak")), ("SDNTK",)),
    )  # fmt: skip
    return index_lists([PartyList("test", "nobody", "Invented", "plain", "2026-01-01", "none", "t.csv", "0" * 64, parties)])


def records(kind: RecordKind, *rows: dict[str, object]) -> pl.DataFrame:
    schema = record_schema(kind)
    full = [{"kind": kind, "source": "f.csv#1", "row": n, "record_id": f"r{n}", **row} for n, row in enumerate(rows, start=1)]
    return pl.DataFrame(full, schema=schema)


CASES: list[tuple[str, RecordKind, dict[str, object], list[str], dict[str, object]]] = [
    ("listed_party_identifier", "payment", {"payee_account": WALLET}, ["payee_account"], {"payee_account": WALLET[::-1]}),
    ("listed_party_identifier", "shipment", {"notify_id": "CVD-010203-AB1"}, ["notify_id"], {"notify_id": "CVD-010203-AB2"}),
    (
        "listed_party_name_and_attribute", "order",
        {"ship_to_name": "Valle Doradino Comercializadora", "ship_to_country": "MX"}, ["ship_to_name", "ship_to_country"],
        {"ship_to_name": "Valle Plateado Comercializadora", "ship_to_country": "MX"},
    ),
    (
        "listed_party_contact", "shipment", {"notify_name": "Otra Firma", "notify_email": "Ventas@ValleDoradino.example"},
        ["notify_email"], {"notify_email": "ventas@valleplateado.example"},
    ),
    ("listed_party_name", "listing", {"vendor": "Comercializadora Valle Doradino"}, ["vendor"], {"vendor": "Valle Robledal"}),
    (
        "listed_person_name", "company", {"name": "Otra", "officers": "Ana Solis; Evaristo Neftali Quintanilla Barreto"},
        ["officers"], {"name": "Otra", "officers": "Ana Solis; Evaristo Barrera"},
    ),
    (
        "listed_person_name", "company", {"name": "Otra", "owners": "Evaristo Neftali Quintanilla Barreto (40%)"},
        ["owners"], {"name": "Otra", "owners": "Neftali Quintero (40%)"},
    ),
    ("listed_party_name", "company", {"local_name": "Comercializadora Valle Doradino"}, ["local_name"], {"local_name": "Oro"}),
    ("listed_party_weak_alias", "listing", {"vendor": "El Tejon Doradino"}, ["vendor"], {"vendor": "El Tejon"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "row", "cited", "near"), CASES)
def test_a_rule_fires_on_its_case_and_not_on_the_near_miss(
    index: PartyIndex, rule: str, kind: RecordKind, row: dict[str, object], cited: list[str], near: dict[str, object]
) -> None:
    frame = records(kind, row, near)
    result = assess(frame, kind, index, tables())
    assert result.findings.schema == FINDING_SCHEMA
    assert [(found["row"], found["rule"]) for found in result.findings.iter_rows(named=True)] == [(1, rule)]
    assert [cell["column"] for cell in result.findings["cells"][0]] == cited
    assert result.records["party_ids"].list.len().to_list() == [1, 0]


def test_every_rule_has_a_sentence_a_citation_and_a_case() -> None:
    table = tables()["rules"]
    for rule, function in RULES.items():
        assert (function.__doc__ or "").strip()
        assert table.filter(pl.col("rule") == rule)["citation"].null_count() == 0
        assert rule in table["rule"].to_list()
    assert set(RULES) == {case[0] for case in CASES}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_rows_and_columns_stay_as_they_are_and_an_empty_table_is_fine(index: PartyIndex, kind: RecordKind) -> None:
    frame = records(kind)
    result = assess(frame, kind, index, tables())
    assert result.records.drop("party_ids", "party_pairs").equals(frame)
    assert result.records.schema["party_ids"] == pl.List(pl.String())
    assert result.findings.is_empty()


def test_a_party_named_in_many_rows_is_found_in_each_of_them(index: PartyIndex) -> None:
    row = {"shipper_name": "Comercializadora Valle Doradino", "consignee_name": "Nadie", "date": date(2026, 1, 1)}
    result = assess(records("shipment", *[row] * 50), "shipment", index, tables())
    assert result.findings["row"].to_list() == list(range(1, 51))
    assert result.findings["id"].n_unique() == 50


def test_a_decided_pair_makes_no_finding_until_either_side_changes(index: PartyIndex) -> None:
    frame = records(
        "shipment", {"consignee_name": NAME}, {"consignee_name": NAME, "consignee_country": "MX"}, {"notify_name": NAME}
    )
    first = assess(frame, "shipment", index, tables())
    assert sorted(first.findings["row"]) == [1, 2, 3]
    (pair,) = first.records["party_pairs"][0]
    party, _, state = pair.partition("=")
    assert (party, first.silenced) == ("test:2", 0)
    again = assess(frame, "shipment", index, tables(), decided={state: "another firm"})
    # The bare name stands in two rows and is one pair; with a country beside it, more is known, and it is another one.
    assert again.findings["row"].to_list() == [2]
    assert again.silenced == 2
    assert again.records["party_ids"].to_list() == [[], ["test:2"], []]
    changed = ListedParty("test:2", "test", "Organization", NAME, (PartyName(NAME), PartyName("VALDORA", "alias")), ("SDNTK",))
    newer = index_lists([PartyList("test", "nobody", "Invented", "plain", "2026-02-01", "none", "t.csv", "0" * 64, (changed,))])
    once_more = assess(frame, "shipment", newer, tables(), decided={state: "another firm"})
    assert sorted(once_more.findings["row"]) == [1, 2, 3]
