"""Rules that went silent or noisy since an earlier run are told, with an interval, and steady ones are left alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.case import DRIFT_SCHEMA, compare_rates, in_words, rule_rows


def _rates(rows: int, of: int) -> pl.DataFrame:
    return pl.DataFrame({"rule": ["r"], "rows": [rows], "of": [of]})


@pytest.mark.parametrize(
    ("then", "now", "verdict"),
    [
        ((40, 1000), (0, 1000), "silent"),
        ((40, 1000), (8, 1000), "quieter"),
        ((40, 1000), (120, 1000), "noisier"),
        ((0, 1000), (30, 1000), "new"),
        # Near misses: few rows, a small change, a longer file with the same rate.
        ((2, 1000), (0, 1000), "steady"),
        ((400, 1000), (460, 1000), "steady"),
        ((40, 1000), (400, 10000), "steady"),
        ((0, 1000), (2, 1000), "steady"),
    ],
)
def test_a_rule_is_told_to_have_changed_only_where_the_rows_say_so(
    then: tuple[int, int], now: tuple[int, int], verdict: str
) -> None:
    row = compare_rates(_rates(*then), _rates(*now)).row(0, named=True)
    assert row["verdict"] == verdict
    assert verdict in in_words(row)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(500, 100_000), st.integers(500, 100_000))
def test_the_interval_holds_the_figure_and_turns_round_with_the_runs(a: int, b: int, of_a: int, of_b: int) -> None:
    one, other = compare_rates(_rates(a, of_a), _rates(b, of_b)), compare_rates(_rates(b, of_b), _rates(a, of_a))
    assert one.schema == DRIFT_SCHEMA
    if a + b == 0:
        assert one.is_empty()
        return
    row, back = one.row(0, named=True), other.row(0, named=True)
    assert 0 < row["times_low"] <= row["times"] <= row["times_high"] < float("inf")
    assert row["times"] * back["times"] == pytest.approx(1.0)
    assert row["times_low"] * back["times_high"] == pytest.approx(1.0)


@given(st.integers(1, 400), st.integers(400, 5_000))
def test_the_same_run_twice_is_steady(rows: int, of: int) -> None:
    assert compare_rates(_rates(rows, of), _rates(rows, of))["verdict"].to_list() == ["steady"]


def test_a_kind_of_record_that_one_run_lacks_is_not_compared() -> None:
    rules = pl.DataFrame({"rule": ["orders", "both"], "kinds": ["order", "order;shipment"]})
    findings = pl.DataFrame({"rule": ["both"] * 3, "kind": ["shipment"] * 3, "source": ["f"] * 3, "row": [1, 1, 2]})
    then = rule_rows(findings, {"shipment": 50}, rules)
    assert then.sort("rule").rows() == [("both", 2, 50), ("orders", 0, 0)]
    assert compare_rates(then, then)["rule"].to_list() == ["both"]
