"""The main job from files to a written review."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import headwater as hw
from headwater.case import Budget
from headwater.errors import ArgumentError, InputError
from headwater.share import REVIEW_FILES

DAY = date(2026, 3, 1)

HEADER = "Order No,Date,Customer,Customer Country,Product,CAS No,Quantity,Unit"
ORDINARY = [
    f"A{n},2026-01-{n % 28 + 1:02d},Color y Lana S.A.,ES,titanium dioxide,13463-67-7,{20 + n % 5},kg" for n in range(30)
]
ODD = "B1,2026-02-03,Salon Aurora,ES,4-piperidone hydrochloride,41979-39-9,25,kg"


def write(folder: Path, *rows: str, name: str = "orders.csv", header: str = HEADER) -> Path:
    file = folder / name
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write(tmp_path, *ORDINARY, ODD)


def test_the_odd_row_comes_first_with_its_reasons(orders: Path) -> None:
    review = hw.screen(orders, on=DAY, explore=0.0)
    first = review.queue.rows.row(0, named=True)
    assert first["record_id"] == "B1"
    assert first["points"] > 0
    assert first["reasons"]


def test_every_finding_walks_back_to_cells_of_the_file_and_to_a_rule(orders: Path) -> None:
    review = hw.screen(orders, on=DAY)
    rules = set(review.rules["rule"])
    records = {row["row"]: row for row in review.records["order"].iter_rows(named=True)}
    assert review.findings.height
    for finding in review.findings.iter_rows(named=True):
        assert finding["rule"] in rules
        assert finding["cells"]
        for cell in finding["cells"]:
            assert cell["value"] == str(records[finding["row"]][cell["column"]])


def test_the_same_inputs_give_the_same_bytes(orders: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        hw.screen(orders, today=date(2026, 5, 1 if name == "one" else 2), out=tmp_path / name)
    for file in REVIEW_FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_the_order_of_files_does_not_change_the_findings(orders: Path, tmp_path: Path) -> None:
    other = write(tmp_path, *[row.replace("A", "C", 1) for row in ORDINARY], name="more.csv")
    one = hw.screen([orders, other], on=DAY).findings.sort("id")
    two = hw.screen([other, orders], on=DAY).findings.sort("id")
    assert one.equals(two)


def test_run_json_accounts_for_every_row(orders: Path, tmp_path: Path) -> None:
    orders.write_text(orders.read_text(encoding="utf-8") + ",,,,,,,\n", encoding="utf-8")
    hw.screen(orders, on=DAY, out=tmp_path / "out")
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["inputs"][0]["rows"] == run["inputs"][0]["used"] + len(run["refused"])
    assert run["inputs"][0]["columns"]["CAS No"] == "cas"
    assert "timings" not in run


def test_a_table_in_memory_is_screened_like_a_file(orders: Path) -> None:
    frame = pl.read_csv(orders, infer_schema=False)
    from_table = hw.screen(frame, on=DAY).findings
    from_file = hw.screen(orders, on=DAY).findings
    assert from_table.select("row", "rule", "points", "reason").equals(from_file.select("row", "rule", "points", "reason"))


def test_undated_records_are_judged_by_the_day_given_and_that_is_said(tmp_path: Path) -> None:
    file = write(tmp_path, "B1,,Salon Aurora,ES,4-piperidone hydrochloride,41979-39-9,25,kg", *ORDINARY)
    review = hw.screen(file, today=DAY)
    assert any("2026-03-01" in warning for warning in review.warnings)


def test_a_budget_caps_the_queue(orders: Path) -> None:
    assert hw.screen(orders, on=DAY, budget=Budget(rows=1), explore=0.0).queue.rows.height == 1


def test_a_file_given_twice_is_refused(orders: Path) -> None:
    with pytest.raises(ArgumentError, match="given twice"):
        hw.screen([orders, orders], on=DAY)


def test_nothing_to_screen_is_refused() -> None:
    with pytest.raises(ArgumentError, match="nothing to screen"):
        hw.screen([], on=DAY)


def test_no_day_for_undated_records_is_refused(orders: Path) -> None:
    with pytest.raises(ArgumentError, match="today="):
        hw.screen(orders)


def test_a_country_alone_queues_nothing(tmp_path: Path) -> None:
    rows = [
        f"A{n},2026-01-05,Firm {n} Ltd,{country},table linen,,{n + 1},pieces"
        for n, country in enumerate(["CN", "MX", "IN"] * 9)
    ]
    review = hw.screen(write(tmp_path, *rows), on=DAY, explore=0.0)
    assert review.queue.rows.is_empty()


def test_rules_can_be_overridden_by_a_file(orders: Path, tmp_path: Path) -> None:
    from headwater.reference import tables

    silent = tables()["rules"].with_columns(pl.lit(0.0).alias("points"))
    file = tmp_path / "rules.csv"
    silent.write_csv(file)
    assert hw.screen(orders, on=DAY, rules=file).findings.is_empty()


def test_one_unusable_file_stops_the_run_and_writes_nothing(orders: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        hw.screen([orders, tmp_path / "empty.csv"], on=DAY, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_queued_rows_carry_what_instruments_ask_for(tmp_path: Path) -> None:
    header = "Declaration,Date,Shipper,Consignee,Origin Country,Destination Country,Description of Goods,Gross Weight (kg)"
    rows = [f"D{n},2026-01-{n + 1:02d},Muster AG,Ejemplo SA,CN,MX,ceramic tiles,{900 + n}" for n in range(20)]
    listed = "L1,2026-01-05,Muster AG,Ejemplo SA,CN,MX,1-boc-4-piperidone,25"
    early = "L2,2025-08-05,Muster AG,Ejemplo SA,CN,MX,1-boc-4-piperidone,25"
    file = write(tmp_path, *rows, listed, early, name="shipments.csv", header=header)
    review = hw.screen(file, today=DAY, budget=Budget(rows=22), explore=0.5, out=tmp_path / "out")
    asked = review.obligations
    assert asked is not None
    queued = {(row["kind"], row["source"], row["row"]) for row in review.queue.rows.iter_rows(named=True)}
    assert set(asked.select("kind", "source", "row").iter_rows()) <= queued
    by_row = {row: set(asked.filter(pl.col("row") == row)["obligation"]) for row in asked["row"].unique()}
    assert set(by_row) == {21, 22}
    assert by_row[21] - by_row[22] == {"CN-north-america"}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert page.count('class="duties"') == 2
    assert "Verify with your authority" in page


def test_duties_are_worked_out_for_queued_rows_only(orders: Path) -> None:
    more = [ODD.replace("B1", f"B{n}") for n in range(1, 6)]
    file = write(orders.parent, *ORDINARY, *more, name="more.csv")
    review = hw.screen(file, on=DAY, budget=Budget(rows=2), explore=0.0)
    assert review.obligations is not None
    assert review.obligations.height
    assert set(review.obligations["row"]) <= set(review.queue.rows["row"])
