"""Points fitted to decisions: rules that clear lose weight, rules nobody judged keep theirs."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from frames import DAY
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import ArgumentError
from headwater.flow.logistic import area_under_curve
from headwater.flow.refit import refit


def _reviewed(rows: int, seed: int = 5) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return findings and decisions where ``telling`` stands mostly, ``noisy`` never decides, and ``rare`` is seen once."""
    pick = np.random.default_rng(seed)
    parts, decided = [], []
    for n in range(rows):
        telling, noisy = pick.random() < 0.4, pick.random() < 0.6
        key = f"f:{n}"
        day = DAY + timedelta(days=n)
        for rule, there in (("telling", telling), ("noisy", noisy), ("rare", n == 0)):
            if there:
                parts.append((key, rule, 3.0, day))
        decided.append((key, day, bool(pick.random() < (0.85 if telling else 0.1))))
    return (
        pl.DataFrame(parts, schema=["key", "rule", "points", "day"], orient="row"),
        pl.DataFrame(decided, schema=["key", "day", "concern"], orient="row"),
    )


def test_a_rule_that_tells_gains_on_one_that_does_not() -> None:
    result = refit(*_reviewed(300), held_out=0.3)
    factor = dict(result.rules.select("rule", "factor").iter_rows())
    assert factor["telling"] > factor["noisy"] + 0.3
    assert result.better
    assert result.after.auc > result.before.auc


def test_a_rule_that_hardly_anybody_judged_keeps_its_points() -> None:
    factor = dict(refit(*_reviewed(300), held_out=0.3).rules.select("rule", "factor").iter_rows())
    assert factor["rare"] == pytest.approx(1.0, abs=0.25)


def test_the_rows_held_out_are_the_last_in_time() -> None:
    parts, decided = _reviewed(100)
    result = refit(parts, decided.sample(fraction=1, shuffle=True, seed=1), held_out=0.3)
    assert result.held_out_from == DAY + timedelta(days=70)
    assert result.after.rows == 30


def test_too_few_decisions_are_refused_with_what_is_needed() -> None:
    with pytest.raises(ArgumentError, match="decide at least 20"):
        refit(*_reviewed(30), held_out=0.3)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=40))
def test_area_under_curve_is_the_share_of_pairs_in_order(pairs) -> None:  # type: ignore[no-untyped-def]
    points = np.array([float(p) for p, _ in pairs])
    truth = np.array([float(t) for _, t in pairs])
    yes, no = points[truth == 1], points[truth == 0]
    expected = 0.5 if not len(yes) or not len(no) else np.mean([(a > b) + 0.5 * (a == b) for a in yes for b in no])
    assert area_under_curve(points, truth) == pytest.approx(expected)


def test_the_parts_of_the_additive_model_are_the_whole_of_its_sum() -> None:
    parts, decided = _reviewed(300)
    model = refit(parts, decided, held_out=0.3).additive
    each = model.parts(parts)
    total = model.shares(parts)
    again = each.group_by("key").agg(pl.col("part").sum()).join(total, on="key")
    assert again["part"].to_list() == pytest.approx(again["total"].to_list())
    assert set(each["rule"]) == {"telling", "noisy", "rare"}


@given(st.floats(0.0, 10.0), st.floats(0.0, 5.0))
def test_more_points_never_lower_a_part(points: float, more: float) -> None:
    parts, decided = _reviewed(120)
    model = refit(parts, decided, held_out=0.3).additive
    for rule in ("telling", "noisy", "unseen"):
        rows = pl.DataFrame({"key": ["a", "b"], "rule": [rule] * 2, "points": [points, points + more]})
        low, high = model.parts(rows)["part"].to_list()
        assert 0.0 <= low <= high + 1e-9


def test_a_rule_that_decisions_never_saw_adds_its_published_points() -> None:
    model = refit(*_reviewed(120), held_out=0.3).additive
    rows = pl.DataFrame({"key": ["a"], "rule": ["unseen"], "points": [4.0]})
    assert model.parts(rows)["part"].to_list() == [4.0]


def test_shares_are_told_near_those_that_stood() -> None:
    model = refit(*_reviewed(1500), held_out=0.4).additive
    table = model.reliability
    assert table["rows"].sum() == 600
    assert (table["predicted"] - table["seen"]).abs().max() < 0.15  # type: ignore[operator]
    assert model.quality.brier < 0.2
