"""``headwater lists`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from headwater.cli.lists import lists

OLD = "id,name,aliases,country\n1,Solmar Reagents,Solmar,MX\n2,Kestrel Quimica,,GB\n"
NEW = "id,name,aliases,country\n1,Solmar Reagents,Solmar;Reactivos Solmar,MX\n3,Norvia Trading,,NL\n"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    for folder, text in (("old", OLD), ("new", NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "house.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "old" / "house.csv"), str(tmp_path / "new" / "house.csv")


def _run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(lists, list(arguments), input=given, catch_exceptions=False)


def _lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_show_prints_one_object_with_the_agreed_fields(versions: tuple[str, str]) -> None:
    (found,) = _lines(_run("show", versions[0], "--json"))
    assert {"format", "publisher", "date", "entities", "aliases", "programs", "identifiers", "refused"} <= set(found)
    assert (found["entities"], found["aliases"], found["format"]) == (2, 1, "plain-csv")


def test_show_without_a_file_shows_the_bundled_designations() -> None:
    result = _run("show")
    assert "2,617" in result.stdout
    assert "SDNTK" in result.stdout


def test_diff_prints_one_change_a_line(versions: tuple[str, str]) -> None:
    result = _run("diff", *versions, "--json")
    assert [(line["change"], line["id"]) for line in _lines(result)] == [
        ("removed", "house:2"),
        ("added", "house:3"),
        ("changed", "house:1"),
    ]
    assert _lines(result)[2]["fields"] == {
        "aliases": [["Solmar (alias, strong)"], ["Reactivos Solmar (alias, strong)", "Solmar (alias, strong)"]]
    }
    assert "1 added, 1 removed, 1 changed" in result.stderr


def test_diff_for_people_shows_what_came_and_went(versions: tuple[str, str]) -> None:
    assert "aliases: +Reactivos Solmar (alias, strong)" in _run("diff", *versions).stdout


def test_rescreen_finds_customers_among_the_changes_only(versions: tuple[str, str]) -> None:
    customers = "Norvia Trading\nKestrel Quimica\nUnrelated Bakery\n"
    results = _lines(_run("rescreen", *versions, "--json", given=customers))
    assert [[candidate["id"] for candidate in result["candidates"] if candidate["match"]] for result in results] == [
        ["house:3"],
        [],
        [],
    ]


def test_convert_writes_entities_and_statements(versions: tuple[str, str]) -> None:
    entities = _lines(_run("convert", versions[0]))
    assert [entity["caption"] for entity in entities if entity["target"]] == ["Solmar Reagents", "Kestrel Quimica"]
    claims = _lines(_run("convert", versions[0], "--as", "statements"))
    assert {"subject", "property", "value", "publisher"} <= set(claims[0])


def test_fetch_without_a_name_prints_what_can_be_fetched() -> None:
    assert {"ofac-sdn", "un-sc", "uk-sanctions", "eu-fsf"} <= {line["code"] for line in _lines(_run("fetch", "--json"))}
