"""Amounts are compared at published rates near their day, or not at all, and the run says which."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from frames import TODAY, frame, payment, shipment

from headwater import flow
from headwater.flow.currencies import add_rate
from headwater.model import no_findings
from headwater.reference import tables

_PUBLISHED = [
    ("MXN", date(2022, 3, 1), 20.11),  # IRS yearly average 2022
    ("JPY", date(2024, 7, 1), 151.353),  # IRS yearly average 2024
    ("COP", date(2026, 2, 1), 3449.19),  # Treasury, 30 June 2026
    ("USD", date(1995, 1, 1), 1.0),
]


def _rate(currency: str | None, day: date | None) -> float | None:
    return add_rate(frame("shipment", [shipment(currency=currency, date=day)]), "shipment", tables())["per_usd"][0]


@pytest.mark.parametrize(("currency", "day", "rate"), _PUBLISHED)
def test_the_rate_is_the_published_one_of_the_year(currency: str, day: date, rate: float) -> None:
    assert _rate(currency, day) == pytest.approx(rate)


def test_a_rate_far_from_the_day_is_not_used() -> None:
    assert _rate("COP", date(2019, 1, 1)) is None


@pytest.mark.parametrize("currency", ["QQQ", None, "VEF"])
def test_a_currency_without_a_published_rate_has_none(currency: str | None) -> None:
    assert _rate(currency, date(2025, 1, 1)) is None


def test_a_record_without_a_day_takes_the_newest_rate() -> None:
    newest = tables()["exchange_rates"].filter(pl.col("currency") == "EUR").sort("year")["per_usd"][-1]
    assert _rate("EUR", None) == newest


def test_every_rate_names_its_publisher_and_is_positive() -> None:
    rates = tables()["exchange_rates"]
    assert rates["per_usd"].min() > 0  # type: ignore[operator]
    assert rates["source"].str.contains(r"IRS|ECB|Treasury|unit of this table").all()


def test_neighbouring_years_agree_within_an_order_of_magnitude() -> None:
    steps = (
        tables()["exchange_rates"]
        .sort("currency", "year")
        .select((pl.col("per_usd") / pl.col("per_usd").shift(1).over("currency")).drop_nulls())
    )
    assert steps["per_usd"].is_between(0.2, 5).all()


def test_what_is_not_compared_is_told_by_currency() -> None:
    rows = [payment(currency=code, datetime=datetime(2025, 5, 1, tzinfo=UTC)) for code in ("QQQ", "QQQ", "EUR", "VEF")]
    lines = flow.unpriced({"payment": frame("payment", rows)}, tables())
    told = "3 payment records are in currencies without a published exchange rate near their day (QQQ 2, VEF 1); "
    assert lines == [told + "their amounts are compared with nothing."]


def test_amounts_without_a_rate_never_raise_a_value_finding() -> None:
    rows = [shipment(value=1000.0 + n, currency="QQQ") for n in range(15)] + [shipment(value=9e9, currency="QQQ")]
    found = flow.assess({"shipment": frame("shipment", rows)}, no_findings(), tables(), today=TODAY)
    assert "value_per_kg_far_from_usual" not in set(found["rule"])
