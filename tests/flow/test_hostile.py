"""Amounts, quantities and clocks as bad as they come: every rule stays bounded, and no division makes a signal."""

import math

import polars as pl
from frames import assess, day, moment, order, payment, shipment
from hypothesis import given, settings
from hypothesis import strategies as st

_NUMBERS = st.one_of(
    st.none(),
    st.sampled_from([0.0, -0.0, -1.0, 1e-300, 5e-324, 1.0, 1e15, 1e300, 1.7e308, -1e300]),
    st.floats(allow_nan=True, allow_infinity=True),
)
_CURRENCIES = st.sampled_from(["USD", "EUR", "QQQ", "", None, "VEF"])
_DAYS = st.one_of(st.none(), st.integers(-40_000, 40_000))


def _bounded(found: pl.DataFrame) -> None:
    assert found["points"].is_finite().all()
    assert found["points"].is_between(0.0, 10.0).all()
    assert not found["reason"].str.contains(r"(?i)\b(?:nan|inf)\b").any()


@settings(max_examples=12)
@given(st.lists(st.tuples(_NUMBERS, _NUMBERS, _CURRENCIES, _DAYS), min_size=1, max_size=14))
def test_any_amounts_leave_every_rule_bounded(cells) -> None:  # type: ignore[no-untyped-def]
    when = [None if n is None else day(n) for *_, n in cells]
    orders = [
        order(quantity=a, quantity_kg=a, unit_price=b, currency=c, date=d) for (a, b, c, _), d in zip(cells, when, strict=True)
    ]
    shipments = [
        shipment(net_kg=a, gross_kg=b, value=b, currency=c, packages=1, date=d)
        for (a, b, c, _), d in zip(cells, when, strict=True)
    ]
    payments = [payment(amount=a, currency=c, datetime=None if n is None else moment(n)) for a, _, c, n in cells]
    _bounded(assess({"order": orders, "shipment": shipments, "payment": payments}))


def test_a_mass_without_bound_is_no_mass() -> None:
    cargo = [shipment(net_kg=float("inf"), gross_kg=1.0), shipment(net_kg=float("nan"), gross_kg=0.0)]
    assert "net_above_gross" not in set(assess({"shipment": cargo})["rule"])
    assert "net_above_gross" in set(assess({"shipment": [shipment(net_kg=9.0, gross_kg=1.0)]})["rule"])


def test_a_file_of_one_row_says_nothing_of_what_is_normal() -> None:
    history = {
        "thirty_days_above_normal", "orders_bunch_up", "orders_larger_than_before", "extraordinary_quantity",
        "value_per_kg_far_from_usual", "weight_per_package_far_from_usual", "payments_above_normal", "packing_unlike_goods",
    }  # fmt: skip
    found = assess({"order": [order(quantity=1e9, quantity_kg=1e9)], "shipment": [shipment()], "payment": [payment()]})
    assert not history & set(found["rule"])


def test_identical_rows_say_nothing_of_what_is_normal() -> None:
    found = assess({"shipment": [shipment() for _ in range(60)], "order": [order() for _ in range(60)]})
    assert not {"value_per_kg_far_from_usual", "thirty_days_above_normal", "extraordinary_quantity"} & set(found["rule"])


@settings(max_examples=10)
@given(st.permutations(range(20)))
def test_clocks_out_of_order_make_no_difference(turn) -> None:  # type: ignore[no-untyped-def]
    sizes = [100.0 + 3 * n for n in range(19)] + [1500.0]
    rows = [order(order_id=f"O{n}", quantity=size, quantity_kg=size, date=day(9 * n)) for n, size in enumerate(sizes)]
    rules = {"thirty_days_above_normal", "orders_bunch_up", "orders_larger_than_before", "extraordinary_quantity"}

    def told(order_of_rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
        found = assess({"order": order_of_rows}, rules=rules)
        days = {number: row["date"] for number, row in enumerate(order_of_rows, start=1)}
        return sorted((days[row], rule, points) for row, rule, points in found.select("row", "rule", "points").iter_rows())

    straight = told(rows)
    assert straight
    assert told([rows[n] for n in turn]) == straight


def test_an_amount_beyond_belief_is_not_taken_for_trade() -> None:
    rows = [shipment(value=1000.0 + n, date=day(n)) for n in range(12)]
    found = assess({"shipment": [*rows, shipment(value=1e200, date=day(30))]}).filter(pl.col("row") == 13)
    assert "value_per_kg_far_from_usual" not in set(found["rule"])
    assert math.isfinite(found["points"].sum())
