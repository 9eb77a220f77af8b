"""The word table, the assignment, and headings that must not be taken for ours."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import RECORD_KINDS, columns_of
from headwater.readers.recognition.assignment import best_assignment
from headwater.readers.recognition.columns import ENOUGH, fits
from headwater.readers.recognition.words import plain, read_heading


def test_no_word_stands_for_two_notions() -> None:
    table = tomllib.loads((files("headwater.readers.recognition") / "words.toml").read_text(encoding="utf-8"))
    words = Counter(plain(word) for section in table.values() for notion, entries in section.items() for word in set(entries))
    by_notion: dict[str, set[str]] = {}
    for section in table.values():
        for notion, entries in section.items():
            for word in entries:
                by_notion.setdefault(plain(word), set()).add(notion)
    assert words
    assert {word: notions for word, notions in by_notion.items() if len(notions) > 1} == {}


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_canonical_column_fits_its_own_name_best(kind: str) -> None:
    for name in columns_of(kind):
        if name != "quantity_kg":
            found = fits(name, kind)
            assert max(found, key=lambda column: found[column]) == name


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("shipment", "HS_CODE_DESCRIPTION"),
        ("shipment", "HS_CODE_2"),
        ("shipment", "RECORDS_TAG"),
        ("shipment", "EXCHANGE_RATE"),
        ("shipment", "DECLARANT_NAME"),
        ("shipment", "Seal No"),
        ("shipment", "FREIGHT_USD"),
        ("shipment", "Customs broker address"),
        ("shipment", "INCOTERMS"),
        ("shipment", "VAT amount"),
        ("shipment", "报关行"),
        ("shipment", "Agente aduanal"),
        ("order", "Plant"),
        ("order", "Vendedor"),
        ("order", "Sales Rep"),
        ("order", "Incoterms"),
        ("payment", "Balance"),
        ("payment", "Exchange rate"),
        ("company", "Accounts.NextDueDate"),
        ("company", "注册资本"),
        ("listing", "Seller rating"),
    ],
)
def test_a_heading_that_means_something_else_fits_no_column(kind: str, heading: str) -> None:
    assert max(fits(heading, kind).values(), default=0.0) < ENOUGH


@pytest.mark.parametrize(
    ("heading", "notions"),
    [
        ("Dirección del consignatario", ("address", "consignee")),
        ("收货人地址", ("consignee", "address")),
        ("毛重(公斤)", ("gross", "mass_unit")),
        ("UnitPriceUSD", ("unit_price", "dollars")),
        ("NET_WT_KGS", ("net", "weight", "mass_unit")),
        ("CONSIGNEE_NAME", ("consignee", "name")),
        ("Absenderadresse", ("shipper", "address")),
        ("grossvolume", ("gross", "dimensions")),
        ("NORTIFY PARTY", ("notify", "party")),
        ("UoM", ("unit",)),
        ("HS6 Code", ("hs", "identifier")),
        ("", ()),
        ("zzz", ("?",)),
    ],
)
def test_a_heading_is_taken_apart_into_notions(heading: str, notions: tuple[str, ...]) -> None:
    assert read_heading(heading).notions == notions


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.sampled_from("abcde")), st.floats(0.1, 2), max_size=20))
def test_an_assignment_uses_each_side_once_and_no_other_pair_would_add_to_it(weights: dict[tuple[int, str], float]) -> None:
    found = best_assignment(weights)
    assert len(set(found.values())) == len(found)
    assert all((row, column) in weights for row, column in found.items())
    assert not any(row not in found and column not in found.values() for row, column in weights)


def test_an_assignment_is_best_as_a_whole() -> None:
    assert best_assignment({(0, "a"): 1.0, (0, "b"): 0.9, (1, "a"): 0.8}) == {0: "b", 1: "a"}
