"""The command: one result a line, in order, and nothing else on standard output."""

import json

import pytest
from click.testing import CliRunner

from headwater.cli.identify import identify
from headwater.errors import ArgumentError


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


@pytest.mark.parametrize("encoding", ["cp1252", "gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
def test_input_in_another_encoding_loses_no_name(encoding: str) -> None:
    texts = (
        ["高锰酸钾 25公斤桶装", "醋酸酐", "甲苯，工业级"]
        if encoding == "gb18030"
        else ["Ácido sulfúrico", "éter etílico, 5 L", "toluene"]
    )
    result = CliRunner().invoke(identify, ["--json", "--on", "2026-01-01"], input=("\n".join(texts) + "\n").encode(encoding))
    assert [json.loads(line)["input"] for line in result.stdout.splitlines()] == texts
    assert ("not all UTF-8" in result.stderr) == (encoding in {"cp1252", "gb18030"})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("UK", "GB is the code of the United Kingdom"),
        ("eu", "name the member state"),
        ("XX", "XX is no country code"),
        ("CHN", "two letters"),
    ],
)
def test_what_is_no_country_code_is_refused_in_one_sentence(code: str, said: str) -> None:
    error = CliRunner().invoke(identify, ["acetone", "--to", code]).exception
    assert isinstance(error, ArgumentError)
    assert said in str(error)


def test_a_country_code_may_be_written_small() -> None:
    assert CliRunner().invoke(identify, ["acetone", "--from", "gb", "--to", "mx"]).exit_code == 0


def test_an_unread_listing_is_not_announced_as_a_list_below() -> None:
    result = CliRunner().invoke(identify, ["mephedrone", "--on", "2026-01-01"])
    assert "lists below" not in result.stdout
    assert "in no list whose text was read" in result.stdout
