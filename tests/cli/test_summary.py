import importlib.util
import io
from pathlib import Path

from headwater.cli.summary import print_summary

_SPEC = importlib.util.spec_from_file_location("headwater_sample_review", Path(__file__).parent.parent / "share" / "sample.py")
sample = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sample)


def printed(review, folder=Path("review")) -> str:
    stream = io.StringIO()
    print_summary(review, folder, stream=stream)
    return stream.getvalue()


def test_the_summary_names_files_counts_top_rows_and_the_report():
    text = printed(sample.sample_review(timings={"read": 1.25}))
    assert "73 rows read, 3 refused, 47 pointed at, 20 in the queue, 1 of them at random." in text
    assert "Remarks, amount" in text
    assert "The name of a listed substance. (+2 more)" in text
    assert "13.25" in text
    assert str(Path("review") / "report.html") in text
    assert "1.25 s" in text


def test_nothing_of_a_file_can_act_on_the_terminal():
    text = printed(sample.sample_review(hostile=True))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert max(map(len, text.splitlines())) <= 120


def test_a_stream_that_is_not_a_terminal_gets_no_colour():
    assert "\x1b" not in printed(sample.sample_review())
