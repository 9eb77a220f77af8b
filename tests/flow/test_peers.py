"""What others of a trade order is told by others, not by the buyer itself."""

import pytest
from cases import PLAIN, STRICT, day
from frames import assess, frame, order

from headwater.flow.scene import set_scene
from headwater.model import no_findings
from headwater.reference import tables


def test_the_only_buyer_of_its_trade_is_not_new_to_it() -> None:
    paint = [order(buyer_name=f"Paint {n} Ltd", date=day(n), **STRICT) for n in range(25)]
    trade = {"buyer_name": "Only University", "buyer_sector": "University research"}
    own = [order(**trade, product="citric acid", date=day(n), **PLAIN) for n in range(25)]
    records = {"order": [*paint, *own, order(**trade, date=day(40), **STRICT)]}
    assert assess(records, rules={"product_new_to_trade"}).is_empty()


@pytest.mark.parametrize(
    ("sector", "use"),
    [
        ("Fabbricazione di prodotti chimici", "maker"),
        ("Vervaardiging van chemische producten", "maker"),
        ("Wyrób chemicznych", "maker"),
        ("Производство лекарственных средств", "maker"),
        ("Commercio al dettaglio di calzature", "none"),
        ("Biura podróży", "none"),
        ("Trading of financial derivatives", "none"),
        ("Collection of stamps", None),
    ],
)
def test_titles_of_activities_are_read_in_more_languages(sector: str, use: str | None) -> None:
    orders = frame("order", [order(buyer_name="Zorvel", buyer_sector=sector)])
    scene = set_scene({"order": orders}, no_findings(), tables())
    assert scene.orders["buyer_use"][0] == use
