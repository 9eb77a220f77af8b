"""``headwater match`` and ``headwater compare`` keep the interface."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from headwater.cli.compare import compare
from headwater.cli.match import match
from headwater.errors import ArgumentError, HeadwaterError

LIST = "name,program\nCOMERCIALIZADORA VALLE DORADINO,SDNTK\nQUINTANILLA BARRETO Evaristo,SDNTK\n"


@pytest.fixture
def listed(tmp_path: Path) -> str:
    path = tmp_path / "house.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def test_json_has_one_object_a_query_in_order(listed: str) -> None:
    lines = 'Comercializadora Valle Doradino\n{"name": "Nobody Known", "schema": "Person"}\n'
    result = CliRunner().invoke(match, ["--list", listed, "--json"], input=lines)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["query"] == {"name": "Comercializadora Valle Doradino"}
    candidate = first["candidates"][0]
    assert {"id", "name", "matched_name", "score", "match", "list", "programs", "features", "certainty"} <= set(candidate)
    assert candidate["match"] is True
    assert {"name", "score", "weight", "detail"} == set(candidate["features"][0])
    assert second["candidates"] == []


def test_plain_output_says_that_nothing_found_is_no_clearance(listed: str) -> None:
    result = CliRunner().invoke(match, ["Nobody Known", "--list", listed])
    assert "does not make a party safe" in result.stdout


def test_pairs_are_compared_one_a_line() -> None:
    lines = (
        '{"schema": "Company", "name1": "Rivendale S.A.R.L.", "name2": "RIVENDALE SARL"}\n'
        '{"a": {"name": "X Y"}, "b": {"name": "Q Z"}}\n'
    )
    result = CliRunner().invoke(compare, ["--json"], input=lines)
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["match"] is True
    assert second["match"] is False
    assert {"score", "match", "features"} <= set(first)


@pytest.mark.parametrize(
    ("command", "arguments", "lines", "said"),
    [
        (match, ["--json"], "{broken\n", "line 1"),
        (match, ["--json"], '{"schema": "Person"}\n', "neither"),
        (match, ["--threshold", "2", "A"], "", "between 0 and 1"),
        (match, ["--limit", "0", "A"], "", "1 or more"),
        (compare, ["--json"], "not json\n", "line 1"),
        (compare, ["--json"], '{"name1": "A"}\n', "name2"),
        (compare, ["A"], "", "two names"),
    ],
)
def test_unusable_input_is_refused_with_one_sentence(command: object, arguments: list[str], lines: str, said: str) -> None:
    result = CliRunner().invoke(command, arguments, input=lines)  # type: ignore[arg-type]
    assert isinstance(result.exception, HeadwaterError)
    assert said in str(result.exception)


def test_a_schema_on_the_command_line_holds_for_all_names(listed: str) -> None:
    result = CliRunner().invoke(match, ["Comercializadora Valle Doradino", "--schema", "Robot", "--list", listed])
    assert isinstance(result.exception, ArgumentError)


@pytest.mark.parametrize("bad", ["[1]", '{"name": {"a": 1}}', '{"name": ""}', '{"name": ', b"caf\xe9"])
def test_a_bad_line_is_refused_by_its_number_and_the_rest_is_answered(listed: str, bad: str | bytes) -> None:
    line = bad if isinstance(bad, bytes) else bad.encode()
    result = CliRunner().invoke(match, ["--list", listed, "--json"], input=b"Nobody Known\n" + line + b"\nNobody Else\n")
    assert result.exit_code == 0
    answers = [json.loads(text) for text in result.stdout.splitlines()]
    assert [answer["query"] and answer["query"]["name"] for answer in answers] == ["Nobody Known", None, "Nobody Else"]
    assert answers[1]["refused"]["line"] == 2
    assert answers[1]["candidates"] == []
    assert "refused: line 2 of the input" in result.stderr
    assert "1 line was refused and 2 answered" in result.stderr


def test_compare_refuses_a_bad_pair_alone() -> None:
    pairs = ['{"name1": "A"}', '{"name1": "Solmar SA", "name2": "Solmar S.A."}', "nonsense"]
    result = CliRunner().invoke(compare, ["--json"], input="\n".join(pairs))
    assert result.exit_code == 0
    answers = [json.loads(text) for text in result.stdout.splitlines()]
    assert [answer["match"] for answer in answers] == [False, True, False]
    assert [answer.get("refused", {}).get("line") for answer in answers] == [1, None, 3]
    assert "2 lines were refused and 1 answered" in result.stderr


def test_a_line_longer_than_any_query_is_refused_alone(listed: str) -> None:
    result = CliRunner().invoke(match, ["--list", listed, "--json"], input="x" * 2_500_000 + "\nNobody Known\n")
    assert [json.loads(text).get("refused", {}).get("code") for text in result.stdout.splitlines()] == ["long-line", None]


def test_a_name_may_start_with_a_bracket(listed: str) -> None:
    result = CliRunner().invoke(match, ["--list", listed, "--json"], input="[Old] Nobody Known\n")
    assert result.exit_code == 0
