"""Nothing of the future enters what is said of an earlier row."""

from datetime import timedelta

import polars as pl
from frames import DAY, SOLVENT, STRICT, TODAY, assess, frame, order
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater import flow
from headwater.flow import RULES
from headwater.model import no_findings
from headwater.reference import tables

_AS_OF = [name for name, rule in RULES.items() if not rule.retrospective]
_orders = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["Ash Paints Ltd", "Bay Paints Ltd", "Cob Travel Ltd"]),
        st.sampled_from([5.0, 90.0, 100.0, 120.0, 950.0, 990.0, 5000.0]),
        st.sampled_from(["A1", "B2", None]),
        st.booleans(),
    ),
    min_size=4,
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_orders, st.integers(0, 400))
def test_later_orders_do_not_change_what_is_said_of_earlier_ones(drawn, cut) -> None:  # type: ignore[no-untyped-def]
    rows = [
        order(
            date=DAY + timedelta(days=n),
            buyer_name=name,
            buyer_id=number,
            quantity=kg,
            quantity_kg=kg,
            **(STRICT if strict else SOLVENT),
        )
        for n, name, kg, number, strict in sorted(drawn, key=lambda one: one[0])
    ]
    known = [row for row in rows if row["date"] <= DAY + timedelta(days=cut)]
    if not known:
        return
    early, late = assess({"order": known}), assess({"order": rows})
    chosen = [frame.filter(pl.col("rule").is_in(_AS_OF) & (pl.col("row") <= len(known))) for frame in (early, late)]
    columns = ["row", "rule", "reason"]
    assert chosen[0].select(columns).sort(columns).equals(chosen[1].select(columns).sort(columns))


def test_order_of_rows_does_not_matter_for_the_points() -> None:
    rows = [
        order(date=DAY + timedelta(days=9 * n), quantity=100.0 + (900 if n == 9 else n), quantity_kg=100.0 + n)
        for n in range(12)
    ]
    forward = frame("order", rows)
    backward = forward.reverse()
    points = []
    for records in (forward, backward):
        found = flow.assess({"order": records}, no_findings(), tables(), today=TODAY)
        points.append(found.group_by("row").agg(pl.col("points").sum()).sort("row"))
    assert points[0].equals(points[1])
