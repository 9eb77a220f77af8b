"""``headwater screen`` as a user runs it: what it prints, its exit status, and what bad input does."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ORDERS = "Order No,Date,Customer,Product,CAS No,Quantity,Unit\nB1,2026-02-03,Salon Aurora,4-piperidone,41661-47-6,25,kg\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "headwater", "screen", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "120"}
    )


def write(folder: Path, content: bytes | str, name: str = "orders.csv") -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("headwater: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_it_writes_a_review_and_says_where(tmp_path: Path) -> None:
    done = run(tmp_path, write(tmp_path, ORDERS))
    assert done.returncode == 0, done.stderr
    assert "report.html" in done.stdout
    assert "B1" in done.stdout
    assert sorted(path.name for path in (tmp_path / "review").iterdir()) == [
        "findings.parquet", "queue.csv", "records.parquet", "report.html", "run.json",
    ]  # fmt: skip


def test_json_is_the_queue_and_nothing_else_on_stdout(tmp_path: Path) -> None:
    done = run(tmp_path, write(tmp_path, ORDERS), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0]["record_id"] == "B1"


def test_timings_are_printed_and_kept_where_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, write(tmp_path, ORDERS), "--timings")
    assert "read" in done.stderr
    assert json.loads((tmp_path / "review" / "run.json").read_text(encoding="utf-8"))["timings"]["read"] >= 0


def cut_off_workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 500)
    return buffer.getvalue()[:200]


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "header only": (lambda: b"Order No,Date,Customer,Product,Quantity\n", "no usable row"),
    "binary junk": (lambda: bytes(range(256)) * 40, "orders.csv"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "picture"),
    "a web page": (lambda: b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "orders.csv"),
    "cut-off gzip": (lambda: gzip.compress(ORDERS.encode() * 5000)[:-40], "gzip"),
    "cut-off workbook": (cut_off_workbook, "orders.csv"),
    "no known column": (lambda: b"foo,bar\n1,2\n3,4\n", "--kind"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_an_unusable_file_is_one_sentence_and_leaves_nothing(tmp_path: Path, case: str) -> None:
    content, word = BAD_FILES[case]
    done = run(tmp_path, write(tmp_path, content()))
    assert_one_sentence(done, word)
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["missing.csv"], "missing.csv"),
        (["orders.csv", "--map", "nonsense"], "COLUMN=NAME"),
        (["orders.csv", "--map", "Customer=no_such_column"], "no_such_column"),
        (["orders.csv", "--map", "No Such Heading=product"], "No Such Heading"),
        (["orders.csv", "--budget", "many"], "many"),
        (["orders.csv", "--budget", "0"], "budget"),
        (["orders.csv", "--explore", "7"], "explore"),
        (["orders.csv", "--list", "no-list.csv"], "no-list.csv"),
        (["orders.csv", "--rules", "no-rules.csv"], "no-rules.csv"),
        (["orders.csv", "--out", "orders.csv"], "orders.csv"),
        (["orders.csv", "--out", "orders.csv/review"], "orders.csv/review"),
        (["orders.csv", "--out", "occupied"], "occupied"),
        (["orders.csv", "--on", "yesterday"], "yesterday"),
        (["orders.csv", "--kind", "spaceship"], "spaceship"),
        (["orders.csv", "--threshold", "2"], "2"),
        ([], "FILE"),
        (["."], "folder"),
    ],
)
def test_unusable_arguments_are_one_sentence(tmp_path: Path, arguments: list[str], word: str) -> None:
    write(tmp_path, ORDERS)
    (tmp_path / "occupied").mkdir()
    (tmp_path / "occupied" / "letter.txt").write_text("mine", encoding="utf-8")
    assert_one_sentence(run(tmp_path, *arguments), word)
    assert (tmp_path / "occupied" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "review").exists()


@pytest.mark.parametrize("page", ["", "<html><body>Access denied</body></html>", "\x00\x01\x02", "just,some,words\n1,2,3\n"])
def test_a_list_that_is_no_list_is_refused(tmp_path: Path, page: str) -> None:
    write(tmp_path, ORDERS)
    write(tmp_path, page, "sdn.csv")
    assert_one_sentence(run(tmp_path, "orders.csv", "--list", "sdn.csv"), "sdn.csv")


def test_formulas_control_characters_and_markup_do_no_harm(tmp_path: Path) -> None:
    hostile = '=cmd|"/C calc"!A0'.replace('"', '""')
    rows = [
        f'"{hostile}",2026-02-03,"<script>alert(1)</script>","4-piperidone \x1b[31m\u202e",41661-47-6,25,kg',
        'B2,2026-02-03,"@SUM(1)","NPP 39742-60-4",39742-60-4,3,kg',
    ]
    done = run(tmp_path, write(tmp_path, ORDERS.splitlines()[0] + "\n" + "\n".join(rows) + "\n"))
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout
    queue = (tmp_path / "review" / "queue.csv").read_text(encoding="utf-8")
    assert not any(cell.startswith("=") for line in queue.splitlines() for cell in line.split(","))
    assert "<script>alert(1)</script>" not in (tmp_path / "review" / "report.html").read_text(encoding="utf-8")


def test_an_earlier_review_is_replaced(tmp_path: Path) -> None:
    name = write(tmp_path, ORDERS)
    assert run(tmp_path, name).returncode == 0
    assert run(tmp_path, name, "--budget", "1").returncode == 0
    assert json.loads((tmp_path / "review" / "run.json").read_text(encoding="utf-8"))["arguments"]["budget"] == "1 row"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the super-user may write anywhere")
def test_an_unwritable_folder_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, ORDERS)
    (tmp_path / "locked").mkdir(mode=0o500)
    assert_one_sentence(run(tmp_path, "orders.csv", "--out", "locked/review"), "locked")
