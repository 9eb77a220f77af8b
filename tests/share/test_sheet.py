import csv

import pytest

from headwater.case import read_decisions
from headwater.errors import ArgumentError, InputError
from headwater.share import open_review, write_review
from headwater.share.sheet import update_sheet


@pytest.fixture
def review(sample, tmp_path):
    write_review(tmp_path / "out", sample.sample_review())
    return open_review(tmp_path / "out")


def lines_of(state):
    return list(csv.DictReader(state.path.read_text(encoding="utf-8-sig").splitlines()))


def test_the_sheet_has_a_line_for_each_row_of_the_queue_to_be_filled_in(review):
    state = update_sheet(review)
    lines = lines_of(state)
    assert [line["rank"] for line in lines] == [str(n) for n in range(1, 21)]
    assert {line["decision"] for line in lines} == {""}
    assert (state.queued, state.open) == (20, 20)
    assert read_decisions(state.path).is_empty()


def test_a_decision_is_kept_and_replaced(review):
    update_sheet(review, rank=3, decision="unsure", reason="asked")
    state = update_sheet(review, rank=3, decision="cleared", reason='=Licence "A", seen')
    entry = review.row(3).entry
    assert read_decisions(state.path).select("source", "row", "record_id", "decision", "reason").rows() == [
        (entry["source"], entry["row"], entry["record_id"], "cleared", '=Licence "A", seen')
    ]
    assert state.counts == {"true_concern": 0, "cleared": 1, "unsure": 0}
    assert state.open == 19


def test_what_reviewers_wrote_stays(review, sample):
    state = update_sheet(review, rank=1, decision="true_concern", reason="first")
    text = state.path.read_text(encoding="utf-8-sig")
    state.path.write_text(
        "\n".join(line + (",who" if n == 0 else ",M.") for n, line in enumerate(text.splitlines()))
        + "\nold,old.csv#9,4,order,O4,5,cleared,old,K.\n"
    )
    write_review(review.folder, sample.sample_review(budget=sample.Budget(rows=30)))
    state = update_sheet(open_review(review.folder))
    lines = lines_of(state)
    assert len(lines) == 31
    assert lines[0]["who"] == "M."
    assert read_decisions(state.path).select("source", "decision").rows() == [
        (sample.SHIPMENTS, "true_concern"),
        ("old.csv#9", "cleared"),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"rank": 1}, "needs both"),
        ({"decision": "cleared"}, "needs both"),
        ({"rank": 1, "decision": "guilty"}, "choose one of true_concern"),
        ({"rank": 99, "decision": "cleared"}, "none of them"),
    ],
)
def test_an_unusable_decision_is_refused_and_nothing_written(review, arguments, sentence):
    with pytest.raises(ArgumentError, match=sentence):
        update_sheet(review, **arguments)
    assert not (review.folder / "decisions.csv").exists()


def test_a_sheet_that_is_something_else_is_not_rewritten(review):
    path = review.folder / "decisions.csv"
    path.write_text("my,notes\n1,2\n")
    with pytest.raises(InputError, match="is missing"):
        update_sheet(review)
    assert path.read_text() == "my,notes\n1,2\n"
