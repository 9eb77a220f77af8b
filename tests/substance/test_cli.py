"""The command: one result a line, in order, and nothing else on standard output."""

import json

from click.testing import CliRunner

from headwater.cli.identify import identify


def test_one_json_object_a_line_in_order() -> None:
    result = CliRunner().invoke(identify, ["--json", "--on", "2024-01-01"], input="acetone\n\n4-piperidone\n")
    assert result.exit_code == 0
    entries = [json.loads(line) for line in result.stdout.splitlines()]
    assert [entry["input"] for entry in entries] == ["acetone", "", "4-piperidone"]
    assert entries[2]["verdict"] == "named"


def test_text_for_people_names_the_lists_and_hides_control_characters() -> None:
    result = CliRunner().invoke(identify, ["4-piperidone \x1b[31m", "--on", "2024-01-01"])
    assert "US-List-I" in result.stdout
    assert "\x1b" not in result.stdout


def test_bytes_that_are_no_text_are_answered_too() -> None:
    result = CliRunner().invoke(identify, ["--json"], input=b"\xff\xfe\x00acetone\n\x80\x81\n")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
