import csv
import io
import json
import os
import sys
from hashlib import sha256

import polars as pl
import pytest

from headwater.case import Budget
from headwater.errors import OutputError
from headwater.share import REVIEW_FILES, write_review
from headwater.share.files import queue_csv, records_table


def queue_of(folder):
    return list(csv.DictReader(io.StringIO((folder / "queue.csv").read_text(encoding="utf-8"))))


def test_a_review_is_five_files_in_a_folder_that_is_made_with_its_parents(sample, tmp_path):
    write_review(tmp_path / "a" / "b", sample.sample_review())
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(REVIEW_FILES)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_the_same_review_gives_the_same_bytes(sample, tmp_path):
    write_review(tmp_path / "one", sample.sample_review(hostile=True, shuffle=1))
    write_review(tmp_path / "two", sample.sample_review(hostile=True, shuffle=2, timings={"read": 1.0}))
    for name in ("queue.csv", "findings.parquet", "records.parquet", "report.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_queue_csv_begins_with_the_promised_columns_and_ranks_from_one(sample, tmp_path):
    review = sample.sample_review()
    write_review(tmp_path / "out", review)
    rows = queue_of(tmp_path / "out")
    assert list(rows[0])[:6] == ["rank", "source", "row", "record_id", "points", "reasons"]
    assert [row["rank"] for row in rows] == [str(n) for n in range(1, 21)]
    assert rows[0]["reasons"].startswith("The name of a listed substance. | ")
    assert [row["explore"] for row in rows].count("true") == 1
    assert float(rows[0]["points"]) == review.queue.rows["points"][0]


def test_no_cell_of_queue_csv_begins_as_a_formula_or_holds_a_control_character(sample):
    text = queue_csv(sample.sample_review(hostile=True, budget=Budget(rows=70)))
    rows = list(csv.reader(io.StringIO(text)))
    assert any(cell == "'=S2" for row in rows for cell in row)
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert all(ord(c) >= 32 and c not in "\u202e\u2066\u200b" for c in cell)
        assert len(cell) < 32_767


def test_findings_parquet_has_the_promised_columns_and_parts_that_sum_to_the_points(sample, tmp_path):
    review = sample.sample_review()
    write_review(tmp_path / "out", review)
    findings = pl.read_parquet(tmp_path / "out" / "findings.parquet")
    assert findings.columns[:10] == ["source", "row", "record_id", "rule", "flag", "points", "cells", "reason", "because", "id"]
    assert findings.height == review.findings.height
    sums = findings.group_by("kind", "source", "row").agg(pl.col("counted").sum().round(6))
    queued = review.queue.rows.filter(~pl.col("explore")).join(sums, on=["kind", "source", "row"], how="left")
    assert (queued["counted"] == queued["points"]).all()


def test_records_parquet_is_flat_with_the_kept_columns(sample, tmp_path):
    write_review(tmp_path / "out", sample.sample_review())
    records = pl.read_parquet(tmp_path / "out" / "records.parquet")
    assert records.columns[:4] == ["kind", "source", "row", "record_id"]
    assert records.height == 70
    assert set(records["Remarks"]) == {"kept as it is", None}
    assert records.filter(kind="order")["quantity"].to_list() == [200.0] * 10


def test_a_kept_column_with_the_name_of_another_kinds_number_is_renamed(sample):
    review = sample.sample_review()
    payments = pl.DataFrame({"kind": ["payment"], "source": ["p"], "row": [1], "record_id": ["P1"], "amount": [12.5]})
    with_payments = type(review)(
        **{name: getattr(review, name) for name in review.__slots__ if name != "records"},
        records={**review.records, "payment": payments},
    )
    table = records_table(with_payments)
    assert table.height == 71
    assert table["amount (payment)"].drop_nulls().to_list() == [12.5]
    assert set(table["amount"].drop_nulls()) == {"a text column with the name of a number"}


def test_run_json_says_what_was_read_refused_and_which_rules_fired(sample, tmp_path):
    review = sample.sample_review()
    write_review(tmp_path / "out", review)
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run["version"] == "0.1.0"
    assert run["arguments"]["budget"] == "5%"
    assert run["inputs"][0] == {
        "source": sample.SHIPMENTS,
        "sha256": "5e1f00aa" + "0" * 56,
        "kind": "shipment",
        "rows": 63,
        "used": 60,
        "columns": {"Shipment No": "shipment_id", "Remarks": None, "amount": None},
    }
    assert run["refused"][1] == {"source": sample.SHIPMENTS, "row": 62, "reason": "No date."}
    assert (
        run["rules"]["watched-name"].items() >= {"flag": "RF-SHP-009", "source": "https://example.org", "points": 6.0}.items()
    )
    assert [entry["rank"] for entry in run["queue"]] == list(range(1, 21))
    assert set(run["rules"]) == set(review.findings["rule"])
    assert run["counts"]["rows"] == 73
    assert run["counts"]["queued"] == 20
    assert "timings" not in run
    for name, digest in run["files"].items():
        assert sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == digest


def test_timings_are_written_only_where_they_were_taken(sample, tmp_path):
    write_review(tmp_path / "out", sample.sample_review(timings={"read": 1.5}))
    assert json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["timings"] == {"read": 1.5}


def test_an_empty_folder_and_an_earlier_review_are_written_to_and_other_files_left(sample, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    write_review(folder, sample.sample_review())
    (folder / "my notes.txt").write_text("keep me")
    first = (folder / "queue.csv").read_bytes()
    write_review(folder, sample.sample_review(rows=30))
    assert (folder / "my notes.txt").read_text() == "keep me"
    assert (folder / "queue.csv").read_bytes() != first
    assert sorted(path.name for path in folder.iterdir()) == sorted([*REVIEW_FILES, "my notes.txt"])


@pytest.mark.parametrize("content", ["{}", '{"version": "1.0"}', "not json", "[]"])
def test_a_folder_with_other_files_is_refused_and_left_alone(sample, tmp_path, content):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "run.json").write_text(content)
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match=r"choose another --out"):
        write_review(folder, sample.sample_review())
    assert sorted(path.name for path in folder.iterdir()) == ["run.json", "thesis.txt"]
    assert (folder / "run.json").read_text() == content


def test_a_file_in_the_place_of_the_folder_is_refused(sample, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="not a folder"):
        write_review(tmp_path / "out", sample.sample_review())
    with pytest.raises(OutputError, match="cannot be written"):
        write_review(tmp_path / "out" / "below", sample.sample_review())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the super-user may write anywhere")
def test_a_folder_without_permission_is_refused(sample, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        write_review(tmp_path / "locked" / "out", sample.sample_review())


@pytest.mark.parametrize("exists", [True, False])
def test_a_failure_on_the_way_leaves_nothing_behind(sample, tmp_path, exists):
    folder = tmp_path / "out"
    if exists:
        write_review(folder, sample.sample_review(rows=30))
    before = {path.name: path.read_bytes() for path in folder.iterdir()} if exists else {}
    review = sample.sample_review()
    broken = type(review)(
        **{name: getattr(review, name) for name in review.__slots__ if name != "arguments"}, arguments={"seed": object()}
    )
    with pytest.raises(TypeError):
        write_review(folder, broken)
    assert [path.name for path in tmp_path.iterdir()] == (["out"] if exists else [])
    if exists:
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_partial_folder_of_a_killed_run_does_not_block_the_next(sample, tmp_path):
    folder = tmp_path / "out"
    (folder / ".headwater-out-abc").mkdir(parents=True)
    write_review(folder, sample.sample_review())
    assert (folder / "run.json").is_file()


def test_a_review_of_nothing_is_written_too(sample, tmp_path):
    review = sample.sample_review(rows=1)
    from headwater.case import rank
    from headwater.model import no_findings

    empty = type(review)(
        **{name: getattr(review, name) for name in review.__slots__ if name not in ("records", "findings", "queue", "inputs")},
        records={},
        findings=no_findings(),
        queue=rank({}, no_findings(), budget=Budget(rows=10)),
        inputs=(),
    )
    write_review(tmp_path / "out", empty)
    assert queue_of(tmp_path / "out") == []
    assert "Nothing pointed at any row" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
