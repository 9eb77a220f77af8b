"""Odd files get bounded answers: no crash, no infinite points, no signal made of a division by zero."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from frames import SOLVENT, STRICT, assess, company, day, listing, moment, order, payment, shipment
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EVERY = {"shipment": shipment, "order": order, "payment": payment, "listing": listing, "company": company}


def _bounded(found: pl.DataFrame) -> bool:
    return bool(found["points"].is_finite().all()) and (found["points"].max() or 0.0) <= 10.0


@pytest.mark.parametrize("kind", EVERY)
def test_one_row_files_are_judged(kind: str) -> None:
    assert _bounded(assess({kind: [EVERY[kind]()]}))


@pytest.mark.parametrize("kind", EVERY)
def test_rows_without_any_cell_point_at_nothing(kind: str) -> None:
    empty = dict.fromkeys(EVERY[kind](), None)
    assert assess({kind: [empty, empty]}).is_empty()


@pytest.mark.parametrize("kind", ["shipment", "order", "payment", "listing"])
def test_a_file_of_equal_rows_has_no_outlier(kind: str) -> None:
    found = assess({kind: [EVERY[kind]() for _ in range(60)]})
    statistics = {
        "value_per_kg_far_from_usual",
        "weight_per_package_far_from_usual",
        "extraordinary_quantity",
        "price_far_from_usual",
        "payments_above_normal",
        "packing_unlike_goods",
    }
    assert not statistics & set(found["rule"])


@pytest.mark.parametrize("amount", [-5.0, 0.0, 1e300, float("inf"), float("nan"), None])
def test_impossible_numbers_do_not_raise_points_without_bound(amount: float | None) -> None:
    history = [order(date=day(30 * n)) for n in range(8)]
    odd = order(quantity=amount, quantity_kg=amount, unit_price=amount, date=day(250))
    weights = shipment(net_kg=amount, gross_kg=amount, value=amount, packages=amount)
    paid = payment(amount=amount)
    case = {
        "order": [*history, odd],
        "shipment": [*[shipment(date=day(n)) for n in range(20)], weights],
        "payment": [paid, paid],
    }
    assert _bounded(assess(case))


def test_impossible_dates_are_bounded() -> None:
    far = [date(1, 1, 1), date(9999, 12, 31), None]
    rows = [order(date=when) for when in far] + [order(date=day(n)) for n in range(6)]
    instants = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), None]
    case = {
        "order": rows,
        "shipment": [shipment(date=when) for when in far],
        "payment": [payment(datetime=when) for when in instants],
    }
    assert _bounded(assess({**case, "company": [company(registered_on=when) for when in far]}))


def test_an_unknown_currency_is_left_out_of_comparisons_of_value() -> None:
    rows = [shipment(value=1000.0 + n, date=day(n)) for n in range(12)]
    found = assess({"shipment": [*rows, shipment(value=9e9, currency="QQQ", date=day(30))]})
    assert "value_per_kg_far_from_usual" not in set(found["rule"])


def test_payments_to_oneself_are_no_circle_and_no_passing_on() -> None:
    own = [
        payment(payer_name="Ash Foods Ltd", payee_name="ASH FOODS LIMITED", amount=9000.0, datetime=moment(n)) for n in range(4)
    ]
    assert not {"money_goes_in_a_circle", "passed_on_at_once", "collected_and_passed_on"} & set(
        assess({"payment": own})["rule"]
    )


def test_one_giant_buyer_does_not_hide_a_small_ones_jump() -> None:
    giant = [order(buyer_name="Giant Paints Ltd", quantity=9e6, quantity_kg=9e6, date=day(3 * n)) for n in range(90)]
    small = [order(buyer_name="Small Paints Ltd", quantity=100.0, quantity_kg=100.0, date=day(30 * n)) for n in range(8)]
    jump = order(buyer_name="Small Paints Ltd", quantity=2500.0, quantity_kg=2500.0, date=day(245))
    found = assess({"order": [*giant, *small, jump]}).filter(pl.col("rule") == "thirty_days_above_normal")
    assert 99 in found["row"].to_list()


def test_records_with_one_number_keep_apart() -> None:
    found = assess({"order": [order(order_id="O1", payment_method="cash", **STRICT) for _ in range(3)]})
    cash = found.filter(pl.col("rule") == "uncommon_payment")
    assert cash["row"].to_list() == [1, 2, 3]
    assert found["id"].n_unique() == found.height


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_mixture_of_missing_cells_is_judged(data) -> None:  # type: ignore[no-untyped-def]
    case = {}
    for kind, make in EVERY.items():
        rows = []
        for _ in range(data.draw(st.integers(0, 4))):
            full = make(**(data.draw(st.sampled_from([{}, SOLVENT, STRICT])) if kind != "company" else {}))
            gone = data.draw(st.sets(st.sampled_from(sorted(full))))
            rows.append({**full, **dict.fromkeys(gone)})
        case[kind] = rows
    assert _bounded(assess(case))
