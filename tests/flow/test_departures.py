"""A buyer's departure from its own orders: in three parts, as of its day, and bounded."""

from datetime import timedelta

import polars as pl
import pytest
from frames import assess, day, order
from hypothesis import given, settings
from hypothesis import strategies as st

PARTS = {"thirty_days_above_normal", "orders_bunch_up", "orders_larger_than_before"}


def _orders(sizes: list[float], *, every: int = 10, buyer: str = "Alder Paints Ltd", start: int = 0) -> list[dict[str, object]]:
    return [
        order(buyer_name=buyer, quantity=size, quantity_kg=size, date=day(start + every * n)) for n, size in enumerate(sizes)
    ]


def _points(rows: list[dict[str, object]]) -> pl.DataFrame:
    found = assess({"order": rows}, rules=PARTS)
    return found.group_by("row").agg(pl.col("points").sum()).sort("row")


def test_larger_departures_get_more_points() -> None:
    usual = [100.0, 110.0, 95.0, 105.0] * 5
    points = [_points(_orders([*usual, size]))["points"].max() or 0.0 for size in (100.0, 300.0, 900.0, 5000.0)]
    assert points[0] == 0.0
    assert points[1] < points[2] < points[3] < 8.0


def test_a_second_alert_that_goes_no_further_counts_less() -> None:
    rows = _orders([100.0] * 20)
    rows += _orders([600.0, 100.0], every=1, start=205)
    points = dict(_points(rows).iter_rows())
    assert points[22] < 0.5 * points[21]


def test_a_season_that_two_earlier_years_show_is_normal() -> None:
    def years(count: int) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for year in range(count):
            rows += _orders([50.0] * 12, every=30, start=365 * year)
            rows += _orders([400.0] * 3, every=4, start=365 * year + 150)
        return rows

    def last_peak(rows: list[dict[str, object]]) -> float:
        newest = max(row["date"] for row in rows) - timedelta(days=200)  # type: ignore[type-var, operator]
        recent = [n for n, row in enumerate(rows, start=1) if row["date"] > newest - timedelta(days=100)]  # type: ignore[operator]
        return float(_points(rows).filter(pl.col("row").is_in(recent))["points"].max() or 0.0)

    assert last_peak(years(4)) < last_peak(years(2))


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e11])
def test_identical_rows_are_never_a_departure(size: float) -> None:
    assert _points([order(quantity=size, quantity_kg=size, date=day(0)) for _ in range(30)]).is_empty()


_SIZES = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=25)


@settings(max_examples=15)
@given(_SIZES, _SIZES, st.integers(1, 40))
def test_later_orders_never_change_earlier_points(sizes: list[float], later: list[float], every: int) -> None:
    early = _orders(sizes, every=every)
    grown = early + _orders(later, every=3, start=every * len(sizes) + 1)
    after = _points(grown).filter(pl.col("row") <= len(early))
    assert after.equals(_points(early))


@settings(max_examples=15)
@given(_SIZES, st.integers(1, 40), st.integers(-1, 3))
def test_the_unit_of_measure_makes_no_difference(sizes: list[float], every: int, power: int) -> None:
    one = _points(_orders(sizes, every=every))
    other = _points(_orders([size * 2.0**power for size in sizes], every=every))
    assert one["row"].to_list() == other["row"].to_list()
    assert one["points"].to_list() == pytest.approx(other["points"].to_list(), abs=0.03)


def test_a_month_of_little_counts_less_than_the_same_rise_of_much() -> None:
    def buyer(name: str, size: float) -> list[dict[str, object]]:
        sizes = [size] * 10 + [5 * size]
        return [order(buyer_name=name, quantity=q, quantity_kg=q, date=day(30 * n)) for n, q in enumerate(sizes)]

    peers = [
        order(buyer_name=f"{chr(65 + n)}olta Paints Ltd", quantity=400.0, quantity_kg=400.0, date=day(30 * month + n))
        for month in range(11)
        for n in range(9)
    ]
    rows = [*buyer("Little Paints Ltd", 20.0), *buyer("Large Paints Ltd", 400.0), *peers]
    found = assess({"order": rows}, rules={"thirty_days_above_normal"})
    points = dict(found.group_by(pl.col("row") <= 11).agg(pl.col("points").max()).iter_rows())
    assert points[False] > 1.5 * points.get(True, 0.0)
