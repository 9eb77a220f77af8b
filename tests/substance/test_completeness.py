"""Whether the tables hold a list whole: said of every list, and said where something is not found."""

from click.testing import CliRunner

from headwater.cli.identify import identify as command
from headwater.reference import tables
from headwater.substance import incomplete_lists


def test_every_list_says_whether_it_is_complete() -> None:
    rows = tables()["instruments"]
    assert set(rows["complete"]) == {"yes", "no", "not known", "not applicable"}
    for row in rows.iter_rows(named=True):
        if row["complete"] == "no":
            assert row["missing"], row["instrument"]
            assert row["items_missing"] != 0
        if row["complete"] == "yes":
            assert row["items_missing"] == 0
            assert row["counted_in"], row["instrument"]
        if row["items_missing"]:
            assert row["counted_in"] or row["instrument"] == "GB-class-fentanyl"


def test_the_sentence_names_lists_that_lack_entries_and_no_complete_one() -> None:
    said = incomplete_lists(tables())
    assert "CA-CDSA-II (36)" in said
    assert "CA-CDSA-VI-A" not in said


def test_a_chemical_that_is_not_found_is_told_with_the_lists_that_lack_entries() -> None:
    missing = CliRunner().invoke(command, ["titanium dioxide"]).stdout
    listed = CliRunner().invoke(command, ["4-piperidone"]).stdout
    assert "known to lack entries here: " in missing
    assert "known to lack entries here: " not in listed


def test_it_is_said_once_a_run() -> None:
    assert CliRunner().invoke(command, ["titanium dioxide", "zzqx"]).stdout.count("known to lack entries here: ") == 1
