"""What was decided on one review is shown in the next, and changes no points."""

import json
from datetime import date
from pathlib import Path

import headwater as hw
from headwater.share import open_review
from headwater.share.sheet import update_sheet

DAY = date(2026, 3, 1)
HEADER = "Order No,Date,Customer,Customer Country,Product,CAS No,Quantity,Unit"
ORDINARY = [
    f"A{n},2026-01-{n % 28 + 1:02d},Color y Lana S.A.,ES,titanium dioxide,13463-67-7,{20 + n % 5},kg" for n in range(30)
]
ODD = "B1,2026-02-03,Salon Aurora,ES,4-piperidone hydrochloride,41979-39-9,25,kg"


def written(file: Path, *rows: str) -> Path:
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return file


def test_a_decision_is_shown_in_the_next_review_of_the_file_and_of_another(tmp_path: Path) -> None:
    orders = written(tmp_path / "orders.csv", *ORDINARY, ODD)
    first = hw.screen(orders, on=DAY, out=tmp_path / "first")
    sheet = update_sheet(open_review(tmp_path / "first"), rank=1, decision="cleared", reason="Licence seen").path

    again = hw.screen(orders, on=DAY, out=tmp_path / "again", decisions=sheet)
    page = (tmp_path / "again" / "report.html").read_text(encoding="utf-8")
    assert "Decided: cleared" in page
    assert "in another file" not in page
    assert again.queue.rows.equals(first.queue.rows)
    run = json.loads((tmp_path / "again" / "run.json").read_text(encoding="utf-8"))
    assert run["arguments"]["decisions"].startswith("decisions.csv, SHA-256 ")

    other = written(tmp_path / "orders-2.csv", ODD, *ORDINARY)
    hw.screen(other, on=DAY, out=tmp_path / "other", decisions=sheet)
    page = (tmp_path / "other" / "report.html").read_text(encoding="utf-8")
    assert "Decided: cleared" in page
    assert "in another file" in page
