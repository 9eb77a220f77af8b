"""Every rule fires on its case, keeps still on its near miss, and can be explained."""

from functools import cache

import polars as pl
import pytest
from cases import CASES
from frames import assess

from headwater.flow import RULES
from headwater.model import FINDING_SCHEMA, columns_of
from headwater.reference import tables

_RULES = list(RULES.values())


@cache
def _found(name: str, miss: int = 0) -> pl.DataFrame:
    return assess(CASES[name][miss], rules={name})


def _table() -> pl.DataFrame:
    return tables()["rules"]


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_fires_on_its_case(name: str) -> None:
    assert name in _found(name)["rule"].to_list()


@pytest.mark.parametrize("name", list(RULES))
def test_a_rule_keeps_still_on_its_near_miss(name: str) -> None:
    assert name not in _found(name, 1)["rule"].to_list()


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_sentence_and_a_row_in_the_table(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.sentence.endswith(".")
    row = _table().filter(pl.col("rule") == rule.name).row(0, named=True)
    assert 0 < row["points"] <= 10
    assert tuple(row["kinds"].split(";")) == rule.kinds
    for column in ("citation", "clears", "question"):
        assert row[column]


def test_every_row_of_the_table_for_this_room_is_a_rule() -> None:
    ours = _table().filter(pl.col("source").str.starts_with("red_flags.csv"))
    assert set(ours["rule"]) == set(RULES)


def test_every_flag_is_in_the_catalogue() -> None:
    flags = _table().filter(pl.col("source").str.starts_with("red_flags.csv"))["flag"].drop_nulls()
    assert set(flags) <= set(tables()["red_flags"]["id"])


def test_every_red_flag_has_a_rule_or_a_question() -> None:
    carried = set(_table()["flag"].drop_nulls())
    beyond = tables()["beyond_rules"]
    assert carried | set(beyond["flag"]) == set(tables()["red_flags"]["id"])
    assert not carried & set(beyond["flag"])
    assert beyond.filter(pl.col("seen_by").is_null() & pl.col("question").is_null()).is_empty()
    named = {rule for rules in beyond["seen_by"].drop_nulls() for rule in rules.split(";")}
    assert named <= set(_table()["rule"])


@pytest.mark.parametrize("name", list(RULES))
def test_every_finding_walks_back_to_cells_of_its_record(name: str) -> None:
    found = _found(name)
    assert found.schema == FINDING_SCHEMA
    for finding in found.iter_rows(named=True):
        assert finding["reason"]
        assert finding["cells"]
        for cell in finding["cells"]:
            assert cell["column"] in columns_of(finding["kind"])
            assert cell["value"] is not None


@pytest.mark.parametrize("name", list(RULES))
def test_no_finding_rests_on_places_alone(name: str) -> None:
    for finding in _found(name).iter_rows(named=True):
        names = [cell["column"] for cell in finding["cells"]]
        assert any(not any(word in column for word in ("country", "port_of")) for column in names)


@pytest.mark.parametrize("name", list(RULES))
def test_taking_the_cited_cells_away_takes_the_points_away(name: str) -> None:
    case = CASES[name][0]
    before = _found(name).filter(pl.col("rule") == name)
    first = before.row(0, named=True)
    cited = {cell["column"] for cell in first["cells"]}
    substance = {"substance_id", "substance_ids", "substance_controls"}
    rows = [dict(row) for row in case[first["kind"]]]
    goods = {"description", "cas", "product", "reference", "title", "text"}
    blank = dict.fromkeys(cited) | (dict.fromkeys(substance) if cited & goods else {})
    rows[first["row"] - 1] |= blank
    after = assess({**case, first["kind"]: rows}, rules={name}).filter(
        (pl.col("rule") == name) & (pl.col("row") == first["row"])
    )
    assert after["points"].sum() < first["points"]


def test_findings_are_the_same_in_every_run() -> None:
    case = CASES["split_orders"][0]
    assert assess(case).equals(assess(case))


def test_no_records_give_no_findings() -> None:
    assert assess({}).is_empty()
