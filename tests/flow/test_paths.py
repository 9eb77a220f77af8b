"""Payments that follow each other in like amounts: as a comparison of all pairs finds them, and bounded at large parties."""

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.flow.paths import like_amounts

_START = datetime.fromisoformat("2026-01-01")

_payments = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 4),
        st.integers(0, 40 * 24),
        st.floats(500, 2_000_000, allow_nan=False) | st.sampled_from([999.9, 1000.0, 1111.1, 1258.9, 1259.0, 1399.0]),
    ),
    max_size=40,
)


def _table(payments: list[tuple[int, int, int, float]]) -> pl.DataFrame:
    rows = [(n, by, to, _START + timedelta(hours=hours), usd) for n, (by, to, hours, usd) in enumerate(payments)]
    schema = {"edge": pl.Int64, "by": pl.Int64, "to": pl.Int64, "at": pl.Datetime("us"), "usd": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@given(payments=_payments, days=st.sampled_from([1, 4, 30]), kept=st.sampled_from([0.0, 0.05, 0.1, 0.16]))
def test_the_pairs_are_those_that_a_comparison_of_all_payments_finds(
    payments: list[tuple[int, int, int, float]], days: int, kept: float
) -> None:
    table = _table(payments)
    found = like_amounts(table, table, days=days, kept=kept, crowd=1000).select("first_edge", "edge").rows()
    rows = table.rows(named=True)
    expected = {
        (one["edge"], two["edge"])
        for one in rows
        for two in rows
        if one["to"] == two["by"]
        and timedelta(0) <= two["at"] - one["at"] <= timedelta(days=days)
        and 1 - kept <= two["usd"] / one["usd"] <= 1 / (1 - kept)
    }
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(("received", "pairs"), [(10, 10), (11, 0)])
def test_a_party_that_receives_many_like_amounts_is_set_against_none_of_them(received: int, pairs: int) -> None:
    table = _table([*[(n % 4, 9, 5, 1000.0) for n in range(received)], (9, 8, 30, 1000.0)])
    assert like_amounts(table, table, days=3, kept=0.1, crowd=10).height == pairs


def test_amounts_of_another_size_do_not_make_a_crowd() -> None:
    table = _table([*[(n % 4, 9, 5, 90_000.0) for n in range(50)], (1, 9, 5, 1000.0), (9, 8, 30, 1000.0)])
    assert like_amounts(table, table, days=3, kept=0.1, crowd=10).select("first_edge", "edge").rows() == [(50, 51)]


def test_an_agreement_among_many_payments_tells_less_than_one_alone() -> None:
    onward = (9, 8, 30, 1000.0)
    alone = _table([(1, 9, 5, 1000.0), onward])
    many = _table([*[(n, 9, 5, 900.0 + 40 * n) for n in range(8)], onward])
    assert like_amounts(alone, alone, days=3, kept=0.1, crowd=40)["telling"].to_list() == [1.0]
    assert like_amounts(many, many, days=3, kept=0.1, crowd=40)["telling"].max() < 0.5
