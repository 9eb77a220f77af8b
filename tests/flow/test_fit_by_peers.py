"""What others of the same stated trade bought before takes from, or leaves, a sign that goods do not fit the trade."""

import polars as pl
import pytest
from frames import Rows, assess, day, order, shipment

UNFIT = {"buyer_sector": "Travel agency activities"}


def _points(earlier: Rows, rule: str = "product_does_not_fit_buyer") -> float:
    last = order(buyer_name="Zeta Travel Ltd", date=day(200), quantity=80.0, quantity_kg=80.0, **UNFIT)
    found = assess({"order": [*earlier, {**last, "record_id": "LAST"}]}, rules={rule})
    return float(found.filter(found["record_id"] == "LAST")["points"].sum())


def _others(count: int, **cells: object) -> Rows:
    return [order(buyer_name=f"{chr(65 + n % 26)}olta{n} Travel Ltd", date=day(n), **UNFIT, **cells) for n in range(count)]


def test_a_trade_whose_members_buy_the_goods_every_day_tells_less() -> None:
    assert _points(_others(24)) < 0.5 * _points([])


def test_a_trade_whose_members_buy_other_things_tells_as_much_as_before() -> None:
    others = _others(
        24, product="printed brochures", substance_id=None, substance_controls=[], substance_verdict=None, cas=None
    )
    assert _points(others) == _points([])


def test_later_purchases_of_peers_change_nothing() -> None:
    later = [{**row, "date": day(300 + n)} for n, row in enumerate(_others(24))]
    assert _points(later) == _points([])


def test_a_buyer_of_the_goods_for_months_tells_less() -> None:
    own = [order(buyer_name="Zeta Travel Ltd", date=day(20 * n), **UNFIT) for n in range(9)]
    assert 0 < _points(own) < _points([])


def test_shipments_speak_for_orders_of_the_same_trade() -> None:
    firms = [f"{chr(65 + n)}olta Travel Ltd" for n in range(20)]
    company = [{"company_id": f"C{n}", "name": name, "activity": "Travel agency activities"} for n, name in enumerate(firms)]
    sent = [shipment(consignee_name=name, date=day(n)) for n, name in enumerate(firms)]
    last = {**order(buyer_name="Zeta Travel Ltd", date=day(200), quantity=80.0, quantity_kg=80.0, **UNFIT), "record_id": "LAST"}
    found = assess({"order": [last], "shipment": sent, "company": company}, rules={"product_does_not_fit_buyer"})
    assert 0 < found["points"].sum() < 0.5 * _points([])


@pytest.mark.parametrize(("substance", "fires"), [("4-piperidone", True), ("acetic-anhydride", False)])
def test_a_precursor_without_other_use_asks_who_a_party_of_unknown_trade_is(substance: str, fires: bool) -> None:
    goods = {"substance_id": substance, "substance_ids": [substance], "substance_controls": ["US-List-I", "UN-1988-I"]}
    found = assess(
        {
            "shipment": [shipment(consignee_name="Krovellon Kontor AG", description=substance, **goods)],
            "order": [order(buyer_name="Krovellon Kontor AG", product=substance, **goods)],
        }
    )
    told = set(found.filter(pl.col("rule").str.starts_with("strict_"))["rule"])
    assert told == ({"strict_goods_to_trader", "strict_product_for_trader"} if fires else set())
