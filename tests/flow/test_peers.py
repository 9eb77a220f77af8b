"""What others of a trade order is told by others, not by the buyer itself."""

from cases import PLAIN, STRICT, day
from frames import assess, order


def test_the_only_buyer_of_its_trade_is_not_new_to_it() -> None:
    paint = [order(buyer_name=f"Paint {n} Ltd", date=day(n), **STRICT) for n in range(25)]
    trade = {"buyer_name": "Only University", "buyer_sector": "University research"}
    own = [order(**trade, product="citric acid", date=day(n), **PLAIN) for n in range(25)]
    records = {"order": [*paint, *own, order(**trade, date=day(40), **STRICT)]}
    assert assess(records, rules={"product_new_to_trade"}).is_empty()
