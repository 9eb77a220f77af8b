import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.case import DEFAULT_BUDGET, Budget, rank, total_points
from headwater.errors import ArgumentError
from headwater.model import FINDING_SCHEMA, record_schema


def records(rows: int, *, kind: str = "shipment", source: str = "a.csv#0123") -> pl.DataFrame:
    frame = pl.DataFrame({"row": range(1, rows + 1)}).with_columns(
        pl.lit(kind).alias("kind"), pl.lit(source).alias("source"), pl.format("S{}", "row").alias("record_id")
    )
    return pl.concat([record_schema(kind).to_frame(), frame], how="diagonal_relaxed")


def finding(row, points, *, rule="odd", flag=None, cells=None, kind="shipment", source="a.csv#0123", number=1, reason=None):
    cited = {"description": "acetone"} if cells is None else cells
    return {
        "kind": kind,
        "source": source,
        "row": row,
        "record_id": f"S{row}",
        "rule": rule,
        "flag": flag,
        "points": float(points),
        "cells": [{"column": column, "value": value} for column, value in cited.items()],
        "reason": reason or f"{rule} was seen.",
        "because": [],
        "id": f"{source}:{row}:{rule}:{number}",
    }


def frame(*findings):
    return pl.DataFrame(list(findings), schema=FINDING_SCHEMA)


def ranked(findings, *, rows=100, budget=None, **kwargs):
    kwargs.setdefault("explore", 0)
    return rank({"shipment": records(rows)}, findings, budget=budget or Budget(rows=50), **kwargs)


def points_of(*findings) -> float:
    return ranked(frame(*findings)).rows["points"][0]


@pytest.mark.parametrize(
    ("findings", "points"),
    [
        ([finding(1, 3, rule="a", cells={"value": "1"}), finding(1, 2, rule="b", cells={"hs_code": "29"})], 5),
        ([finding(1, 3, rule="a", cells={"value": "1"}), finding(1, 2, rule="a", number=2, cells={"net_kg": "2"})], 4),
        (
            [
                finding(1, 3, rule="a", flag="F1", cells={"value": "1"}),
                finding(1, 3, rule="b", flag="F1", cells={"net_kg": "2"}),
            ],
            4.5,
        ),
        ([finding(1, 3, rule="a"), finding(1, 3, rule="b")], 6),
        ([finding(1, 4, rule="a", number=n, cells={"value": str(n)}) for n in range(1, 4)], 7),
        ([finding(1, 0.01, rule="a", cells={"value": "1"}), finding(1, 2.339, rule="b", cells={"net_kg": "1"})], 2.35),
    ],
    ids=[
        "unrelated signs add up",
        "one rule twice",
        "one flag twice",
        "two rules on one cell",
        "a quarter for the third",
        "hundredths",
    ],
)
def test_related_findings_count_less_and_unrelated_ones_fully(findings, points):
    assert points_of(*findings) == points


def test_a_hundred_weak_findings_of_one_rule_do_not_pass_for_one_published_flag():
    weak = [finding(1, 1, rule="weak", number=n, cells={"value": str(n)}) for n in range(100)]
    queue = ranked(frame(*weak, finding(2, 3, rule="flag")))
    assert queue.rows["row"].to_list() == [2, 1]
    assert queue.rows["points"][1] < 2


def test_rules_named_as_one_family_count_as_one():
    pair = frame(finding(1, 4, rule="a", cells={"value": "1"}), finding(1, 4, rule="b", cells={"net_kg": "1"}))
    assert ranked(pair).rows["points"][0] == 8
    assert ranked(pair, families={"a": "weight", "b": "weight"}).rows["points"][0] == 6


@pytest.mark.parametrize(
    "cells",
    [
        {"origin_country": "XX", "destination_country": "YY"},
        {"consignee_country": "XX"},
        {"country": "XX"},
        {"transit_countries": "XX;YY", "port_of_loading": "XXABC", "port_of_discharge": "YYABC"},
        {"bank_country": "XX", "ships_from": "XX", "ships_to": "YY"},
        {},
    ],
)
def test_a_row_never_enters_for_places_alone(cells):
    queue = ranked(frame(finding(1, 9, cells=cells), finding(2, 1)))
    assert queue.rows["row"].to_list() == [2]
    assert queue.scores.filter(pl.col("places_only"))["row"].to_list() == [1]


@pytest.mark.parametrize("column", ["consignee_address", "transport_id", "package_type", "support", "url"])
def test_a_cell_that_is_more_than_a_place_lets_a_row_in(column):
    queue = ranked(frame(finding(1, 2, cells={"origin_country": "XX", column: "x"})))
    assert queue.rows["row"].to_list() == [1]


def test_ties_go_to_more_rules_then_the_strongest_finding_then_the_address():
    findings = frame(
        finding(9, 4, rule="a"),
        finding(5, 4, rule="a"),
        finding(7, 2, rule="a", cells={"value": "1"}),
        finding(7, 2, rule="b", cells={"net_kg": "1"}),
        finding(3, 3, rule="a", cells={"value": "1"}),
        finding(3, 1, rule="b", cells={"net_kg": "1"}),
    )
    assert ranked(findings).rows["row"].to_list() == [3, 7, 5, 9]


def test_reasons_and_rules_stand_strongest_first():
    row = ranked(frame(finding(1, 1, rule="b"), finding(1, 5, rule="a", reason="Strong."))).rows.row(0, named=True)
    assert row["reasons"] == ["Strong.", "b was seen."]
    assert row["rules"] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "total", "limit"),
    [("50", 1000, 50), ("50", 20, 20), ("1%", 1000, 10), ("1%", 1001, 11), ("0.5 %", 100, 1), ("100%", 7, 7), ("7%", 100, 7)],
)
def test_a_budget_is_rows_or_per_cent(text, total, limit):
    assert Budget.parse(text).limit(total) == limit


@pytest.mark.parametrize("text", ["", "0", "-5", "1.5", "0%", "101%", "many", "5 rows", "1e3", "nan%", "٥"])
def test_an_unusable_budget_is_refused_in_one_sentence(text):
    with pytest.raises(ArgumentError, match="budget"):
        Budget.parse(text)


@pytest.mark.parametrize(("total", "limit"), [(5, 5), (100, 20), (1000, 50), (1_000_000, 200)])
def test_the_default_budget_is_five_per_cent_between_20_and_200(total, limit):
    assert DEFAULT_BUDGET.limit(total) == limit


def test_the_budget_caps_the_queue_and_keeps_a_place_for_exploration():
    findings = frame(*(finding(row, 3) for row in range(1, 61)))
    queue = ranked(findings, budget=Budget(rows=50), explore=0.1)
    assert queue.rows.height == 50
    assert queue.rows["explore"].sum() == 5
    assert queue.rows["rank"].to_list() == list(range(1, 51))
    random_rows = queue.rows.filter("explore")
    assert random_rows["points"].to_list() == [0.0] * 5
    assert set(random_rows["row"]).isdisjoint(findings["row"])


@pytest.mark.parametrize(("budget", "explored"), [(1, 0), (2, 1), (10, 1)])
def test_at_least_one_row_is_explored_where_the_budget_allows(budget, explored):
    queue = ranked(frame(*(finding(row, 3) for row in range(1, 61))), budget=Budget(rows=budget), explore=0.02)
    assert queue.rows["explore"].sum() == explored
    assert queue.rows.height == budget


def test_the_draw_depends_on_the_seed_and_nothing_but_the_rows_left():
    findings = frame(finding(1, 3))
    drawn = [
        ranked(findings, budget=Budget(rows=50), explore=1.0, rows=1000, seed=seed).rows.filter("explore")["row"].to_list()
        for seed in (1, 1, 2)
    ]
    assert drawn[0] == drawn[1] != drawn[2]
    shuffled = records(1000).sample(fraction=1, shuffle=True, seed=3)
    again = rank({"shipment": shuffled}, findings, budget=Budget(rows=50), explore=1.0, seed=1)
    assert again.rows.filter("explore")["row"].to_list() == drawn[0]


def test_the_draw_is_spread_over_the_file():
    rows = ranked(FINDING_SCHEMA.to_frame(), budget=Budget(rows=100), explore=1.0, rows=1000, seed=5)
    assert rows.rows.height == 1  # nothing is flagged: one row only, not the whole budget
    many = ranked(frame(*(finding(row, 3) for row in range(1, 1001))), budget=Budget(rows=200), explore=1.0, rows=4000)
    drawn = many.rows.filter("explore")["row"].to_list()
    assert len(drawn) == 200
    halves = sum(row > 2500 for row in drawn)
    assert 70 < halves < 130


@pytest.mark.parametrize("explore", [-0.1, 1.1])
def test_a_share_to_explore_outside_0_to_1_is_refused(explore):
    with pytest.raises(ArgumentError, match="explore"):
        ranked(frame(), explore=explore)


def test_no_records_give_an_empty_queue():
    queue = rank({}, FINDING_SCHEMA.to_frame(), budget=DEFAULT_BUDGET, explore=0.02, seed=0)
    assert queue.rows.is_empty()
    assert queue.limit == queue.total == 0


_FINDINGS = st.lists(
    st.builds(
        finding,
        st.integers(1, 5),
        st.floats(0, 10).map(lambda value: round(value, 3)),
        rule=st.sampled_from("abc"),
        flag=st.sampled_from([None, "F1", "F2"]),
        cells=st.dictionaries(st.sampled_from(["value", "net_kg", "origin_country"]), st.sampled_from(["1", "2"]), max_size=2),
        number=st.integers(1, 10**9),
    ),
    max_size=12,
    unique_by=lambda one: one["id"],
)


@given(_FINDINGS, st.randoms())
def test_the_order_of_findings_changes_nothing_and_parts_sum_to_the_points(findings, shuffler: random.Random):
    queue = ranked(frame(*findings), rows=10)
    again = list(findings)
    shuffler.shuffle(again)
    assert ranked(frame(*again), rows=10).rows.equals(queue.rows)
    for row, points in queue.scores.select("row", "points").iter_rows():
        parts = queue.parts.filter(pl.col("row") == row)["counted"]
        assert sum(round(100 * part) for part in parts) == round(100 * points)


@given(_FINDINGS, st.integers(0, 11))
def test_taking_a_finding_away_never_raises_its_row(findings, position):
    if not findings:
        return
    gone = findings[position % len(findings)]
    before = dict(ranked(frame(*findings), rows=10).scores.select("row", "points").iter_rows())
    rest = frame(*(one for one in findings if one is not gone))
    after = dict(ranked(rest, rows=10).scores.select("row", "points").iter_rows())
    # Each part is rounded to a hundredth, which may move a row by half of one for each finding.
    assert after.get(gone["row"], 0) <= before.get(gone["row"], 0) + 0.005 * 2 * len(findings)


@given(_FINDINGS)
def test_the_plain_sum_of_one_row_is_the_sum_over_the_table(findings):
    queue = ranked(frame(*findings), rows=10)
    for row, points in queue.scores.select("row", "points").iter_rows():
        parts = queue.parts.filter(pl.col("row") == row)
        assert total_points(parts.select("family", "points").iter_rows()) == points


@pytest.mark.parametrize("signs", [3, 30, 300])
def test_an_exactly_listed_party_ranks_above_any_heap_of_weak_signs(signs):
    heap = [finding(1, 2.5, rule=f"weak{n}", cells={f"value{n}": "1"}) for n in range(signs)]
    listed = finding(2, 10, rule="listed_party_identifier", flag="RF-PTY-004", cells={"consignee_id": "X1"})
    named = finding(3, 7, rule="listed_party_name", flag="RF-PTY-004", cells={"consignee_name": "Acme"})
    assert ranked(frame(*heap, listed, named)).rows["row"].to_list() == [2, 3, 1]


def test_many_weak_signs_end_below_one_strong_one_and_a_clear_flag_still_adds_to_them():
    weak = [finding(1, 2, rule=f"weak{n}", cells={"value": str(n)}) for n in range(9)]
    assert points_of(*weak) == 6
    assert points_of(*weak, finding(1, 4, rule="clear", cells={"hs_code": "29"})) == 10


def test_what_weak_signs_add_is_shared_out_to_the_last_hundredth():
    weak = [finding(1, 2.4, rule=f"weak{n}", cells={"value": str(n)}) for n in range(4)]
    queue = ranked(frame(*weak))
    assert queue.parts["counted"].to_list() == [2.4, 2.4, 1.2, 0.0]
    assert total_points((part["family"], part["weight"]) for part in queue.parts.iter_rows(named=True)) == 6


def _same_sign(rows, points, **kwargs):
    return frame(*(finding(n, points, cells={"buyer_name": "Acme Ltd"}, **kwargs) for n in range(1, rows + 1)))


def test_one_party_that_repeats_one_sign_does_not_fill_the_queue():
    flood = _same_sign(60, 5)
    other = [finding(61, 3, rule="other", cells={"buyer_name": "Birch Ltd"})]
    rows = ranked(pl.concat([flood, frame(*other)])).rows
    assert rows.filter(pl.col("points") == 5).height == 16
    assert rows.filter(pl.col("row") == 61)["rank"][0] < 30


def test_another_party_with_the_same_sign_counts_in_full():
    flood = _same_sign(60, 5)
    other = [finding(61, 5, cells={"buyer_name": "Birch Ltd"})]
    rows = ranked(pl.concat([flood, frame(*other)])).rows
    assert rows.filter(pl.col("row") == 61)["points"][0] == 5


def test_a_strong_finding_counts_in_full_however_often_it_comes():
    assert ranked(_same_sign(60, 7)).rows["points"].unique().to_list() == [7]


def test_a_row_without_one_finding_is_what_the_parts_say():
    weak = [finding(1, 2.4, rule=f"weak{n}", cells={"value": str(n)}) for n in range(4)]
    clear = finding(1, 4, rule="clear", cells={"hs_code": "29"})
    parts = ranked(frame(*weak, clear)).parts.filter(pl.col("rule") != "weak0")
    assert total_points((part["family"], part["weight"]) for part in parts.iter_rows(named=True)) == points_of(*weak[1:], clear)


def _rows_of(name, rows, points):
    return [finding(row, points, rule=f"r{row % 3}", cells={"consignee_name": name, "value": "1"}) for row in rows]


def test_one_party_does_not_fill_the_queue_and_loses_no_row() -> None:
    findings = frame(*_rows_of("Busy Ltd", range(1, 9), 5), *_rows_of("Other Ltd", [20], 4), *_rows_of("Third Ltd", [30], 3))
    short = ranked(findings, budget=Budget(rows=3)).rows
    assert short["row"].to_list() == [1, 20, 30]
    assert short["points"].to_list() == [5, 4, 3]
    full = ranked(findings, budget=Budget(rows=10))
    assert sorted(full.rows["row"]) == [1, 2, 3, 4, 5, 6, 7, 8, 20, 30]
    assert full.scores.height == 10


def test_rows_with_a_strong_finding_keep_their_place_however_many_a_party_has() -> None:
    findings = frame(*_rows_of("Listed Ltd", range(1, 5), 10), *_rows_of("Other Ltd", [20], 6))
    assert ranked(findings, budget=Budget(rows=4)).rows["row"].to_list() == [1, 2, 3, 4]


def test_a_long_queue_is_by_points_alone() -> None:
    findings = frame(*_rows_of("Busy Ltd", range(1, 6), 5), *_rows_of("Other Ltd", [20], 4))
    assert ranked(findings, budget=Budget(rows=50)).rows["row"].to_list() == [1, 2, 3, 4, 5, 20]
