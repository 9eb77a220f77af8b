"""What instruments ask of the records of a table: by substance, route and day of each, and nothing without all three."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from headwater.model import RecordKind, record_schema
from headwater.reference import Tables, tables
from headwater.substance import DUTY_SCHEMA, assess, record_duties

FIRST = date(2025, 11, 10)
ROUTE = {"origin_country": "CN", "destination_country": "MX"}
CHINESE = "CN-north-america"


def asked(kind: RecordKind, *rows: dict[str, Any], on: date | None = None, known: Tables | None = None) -> list[set[str]]:
    known = known or tables()
    schema = record_schema(kind)
    frame = pl.DataFrame(
        [{"kind": kind, "source": "a.csv#1", "row": n, "date": FIRST, **row} for n, row in enumerate(rows, start=1)],
        schema=schema,
    )
    records = assess(frame, kind, known, on=on, today=FIRST).records
    found = record_duties(records, kind, known, on=on, today=FIRST)
    assert found.schema == DUTY_SCHEMA
    return [set(found.filter(pl.col("row") == n)["obligation"]) for n in range(1, len(rows) + 1)]


def test_a_listed_substance_has_duties_and_an_ordinary_one_has_none() -> None:
    listed, ordinary, silent = asked(
        "shipment",
        {"description": "1-boc-4-piperidone", **ROUTE},
        {"description": "titanium dioxide", **ROUTE},
        {"description": "ceramic tiles", **ROUTE},
    )
    assert {CHINESE, "UN-pen"} <= listed
    assert ordinary == silent == set()


def test_each_record_is_judged_by_its_own_day_unless_one_is_given() -> None:
    goods = {"description": "1-boc-4-piperidone", **ROUTE}
    rows = [{**goods, "date": date(2025, 11, 9)}, {**goods, "date": FIRST}, {**goods, "date": None}]
    assert [CHINESE in one for one in asked("shipment", *rows)] == [False, True, True]
    assert [CHINESE in one for one in asked("shipment", *rows, on=date(2025, 1, 1))] == [False] * 3


def test_the_direction_of_a_shipment_decides() -> None:
    goods = {"description": "1-boc-4-piperidone"}
    back, beside = asked(
        "shipment",
        {**goods, "origin_country": "MX", "destination_country": "CN"},
        {**goods, "origin_country": "CN", "destination_country": "DE"},
    )
    assert CHINESE not in back | beside
    assert "EU-import-authorisation" not in back


@pytest.mark.parametrize(
    ("countries", "has"),
    [
        ({"ship_to_country": "US"}, True),
        ({"buyer_country": "US"}, True),
        ({"buyer_country": "MX", "ship_to_country": "US"}, True),
        ({"buyer_country": "US", "ship_to_country": "MX"}, False),
        ({}, False),
    ],
)
def test_an_order_goes_to_the_place_of_delivery_and_leaves_from_nowhere_known(countries: dict[str, str], has: bool) -> None:
    (found,) = asked("order", {"product": "4-piperidone hydrochloride", **countries})
    assert ("US-import-declaration" in found) is has
    assert not {"US-export-declaration", "UN-pen", CHINESE} & found


def test_what_is_no_country_is_none_and_no_error() -> None:
    odd, half, unknown = asked(
        "shipment",
        {"description": "4-piperidone", "origin_country": "<b>", "destination_country": "Atlantis"},
        {"description": "4-piperidone", "origin_country": "??", "destination_country": "us"},
        {"description": "4-piperidone", "origin_country": "XX", "destination_country": "ZZ"},
    )
    assert odd == unknown == set()
    assert "US-import-declaration" in half


def test_a_number_that_contradicts_the_name_brings_no_duty_about() -> None:
    (found,) = asked("shipment", {"description": "1-boc-4-piperidone", "cas": "103-63-9", **ROUTE})
    (agreeing,) = asked("shipment", {"description": "1-boc-4-piperidone", "cas": "79099-07-3", **ROUTE})
    assert found == set()
    assert agreeing


def test_several_substances_in_one_record_give_each_duty_once() -> None:
    known = tables()
    frame = pl.DataFrame(
        [{"kind": "shipment", "source": "a", "row": 1, "date": FIRST, "description": "4-piperidone; norfentanyl", **ROUTE}],
        schema=record_schema("shipment"),
    )
    records = assess(frame, "shipment", known, today=FIRST).records
    found = record_duties(records, "shipment", known, on=None, today=FIRST)
    assert found["obligation"].is_unique().all()
    notice = found.row(by_predicate=pl.col("obligation") == "UN-pen", named=True)
    assert len(notice["substances"]) == 2


def test_a_duty_whose_text_was_not_read_is_shown_only_where_asked_for() -> None:
    row = {"description": "1-boc-4-piperidone", **ROUTE}
    (read,) = asked("shipment", row)
    (every,) = asked("shipment", row, known=tables(with_unverified=True))
    assert "UN-labels" not in read
    assert read | {"UN-labels"} <= every


@pytest.mark.parametrize("kind", ["payment", "listing", "company"])
def test_other_kinds_of_record_have_no_route(kind: RecordKind) -> None:
    frame = pl.DataFrame(schema=record_schema(kind))
    assert record_duties(frame, kind, tables(), on=None, today=FIRST).is_empty()
