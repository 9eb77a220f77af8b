"""A screening tells which rules changed since an earlier run: in run.json, in the report and on the terminal."""

import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import headwater as hw
from headwater.cli.summary import print_summary
from headwater.errors import InputError

TODAY = date(2026, 1, 1)


def _orders(cash: int) -> pl.DataFrame:
    rows = [
        {
            "order_id": f"O{n}",
            "date": f"2025-{n % 12 + 1:02d}-10",
            "buyer_name": f"Ash Works {n} Ltd",
            "product": "4-piperidone",
            "quantity": "5",
            "unit": "kg",
            "payment_method": "cash" if n < cash else "bank transfer",
        }
        for n in range(120)
    ]
    return pl.DataFrame(rows)


def _screen(orders: pl.DataFrame, out: Path, **settings: object) -> "hw.Review":  # type: ignore[name-defined]
    return hw.screen(orders, kind="order", today=TODAY, with_designations=False, out=out, **settings)


def test_a_rule_that_went_silent_is_told_everywhere(tmp_path: Path) -> None:
    _screen(_orders(cash=60), tmp_path / "first")
    review = _screen(_orders(cash=0), tmp_path / "second", since_run=tmp_path / "first")
    run = json.loads((tmp_path / "second" / "run.json").read_text(encoding="utf-8"))
    silent = [row for row in run["drift"] if row["rule"] == "uncommon_payment"]
    assert [(row["verdict"], row["rows_then"], row["rows_now"]) for row in silent] == [("silent", 60, 0)]
    assert "run.json, SHA-256 " in run["arguments"]["since_run"]
    page = (tmp_path / "second" / "report.html").read_text(encoding="utf-8")
    assert "Since the earlier run" in page
    terminal = io.StringIO()
    print_summary(review, None, stream=terminal)
    assert "uncommon_payment is silent: 60 of 120" in " ".join(terminal.getvalue().split())


def test_an_unchanged_file_changes_no_rule_and_may_replace_its_own_review(tmp_path: Path) -> None:
    _screen(_orders(cash=60), tmp_path / "review")
    review = _screen(_orders(cash=60), tmp_path / "review", since_run=tmp_path / "review")
    assert set(review.drift["verdict"]) == {"steady"}


def test_points_do_not_depend_on_the_earlier_run(tmp_path: Path) -> None:
    alone = _screen(_orders(cash=60), tmp_path / "first")
    review = _screen(_orders(cash=60), tmp_path / "second", since_run=tmp_path / "first")
    assert review.queue.scores.equals(alone.queue.scores)


def test_a_folder_without_a_review_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no review"):
        _screen(_orders(cash=1), tmp_path / "out", since_run=tmp_path)
