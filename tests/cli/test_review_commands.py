import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from headwater.cli.main import cli
from headwater.share import write_review

_SPEC = importlib.util.spec_from_file_location("headwater_sample_review", Path(__file__).parent.parent / "share" / "sample.py")
sample = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sample)


@pytest.fixture
def folder(tmp_path):
    write_review(tmp_path / "out", sample.sample_review(hostile=True))
    return tmp_path / "out"


def run(*arguments):
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_show_walks_a_row_back_to_cells_rules_and_record(folder):
    text = run("show", folder, 1)
    for part in (
        "S0028: 13.25 points",
        "+6.25",
        "hs_code = 291634",
        "FinCEN FIN-2024-A002",
        "Which heading",
        "Remarks = kept as it is",
    ):
        assert part in text
    for rank in range(1, 21):
        assert all(c.isprintable() or c == "\n" for c in run("show", folder, rank))


def test_show_says_what_instruments_ask_for_where_they_do(folder, tmp_path):
    heading = "What the published instruments ask for"
    assert heading not in run("show", folder, 1)
    hostile = "no\x1b[31m [bold]licence"
    write_review(tmp_path / "asked", sample.with_duties(28, requirement=hostile, since=None))
    text = run("show", tmp_path / "asked", 1)
    for part in (heading, "For Examplidone, from CN to MX", "[bold]licence", "Example act, section 3", "Verify with your"):
        assert part in text
    assert all(c.isprintable() or c == "\n" for c in text)
    assert heading not in run("show", tmp_path / "asked", 2)
    assert json.loads(run("show", tmp_path / "asked", 1, "--json"))["obligations"][0]["id"] == "X-licence"


def test_show_says_that_a_row_was_drawn_at_random(folder):
    assert "drawn at random" in run("show", folder, 20)


def test_show_json_is_one_object(folder):
    row = json.loads(run("show", folder, 1, "--json"))
    assert row["rank"] == 1
    assert row["findings"][0]["cells"]


def test_draft_prints_or_saves_and_sends_nothing(folder):
    assert "DRAFT, NOT SENT" in run("draft", folder, "--rank", 1, "--form", "ca-86")
    run("draft", folder, "--rank", 1, "--form", "gb-csar", "--format", "html", "--save")
    assert "DRAFT, NOT SENT" in (folder / "drafts" / "rank-1-gb-csar.html").read_text(encoding="utf-8")


def test_decide_keeps_a_decision_and_counts(folder):
    assert "20 rows in the queue, 20 open; decided: none." in run("decide", folder)
    text = run("decide", folder, "--rank", 2, "--decision", "true_concern", "--reason", "No licence")
    assert "19 open; decided: 1 true concern." in text
    assert json.loads(run("decide", folder, "--json"))["true_concern"] == 1
