"""A pair that is decided not to be one party is written from a row of a review and silent in the next one."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from headwater.cli.main import cli
from headwater.errors import ArgumentError

SHIPMENTS = (
    "shipment_id,date,shipper_name,consignee_name,description,gross_kg\n"
    "S1,2026-01-05,Muster AG,Zaltravio Quimicos Industriales,ceramic tiles,900\n"
    "S2,2026-01-06,Muster AG,Ejemplo SA,ceramic tiles,910\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "house.csv").write_text("id,name,type\n7,Zaltravio Quimicos Industriales SA,company\n", encoding="utf-8")
    (tmp_path / "shipments.csv").write_text(SHIPMENTS, encoding="utf-8")
    return tmp_path


def screen(folder: Path, out: str, *options: str) -> dict[str, object]:
    arguments = ["screen", str(folder / "shipments.csv"), "--list", str(folder / "house.csv"), "--explore", "0"]
    result = CliRunner().invoke(cli, [*arguments, "--out", str(folder / out), *options], catch_exceptions=False)
    assert result.exit_code == 0
    run: dict[str, object] = json.loads((folder / out / "run.json").read_text(encoding="utf-8"))
    return run


def test_a_pair_is_decided_from_a_row_and_makes_no_finding_afterwards(folder: Path) -> None:
    screen(folder, "first")
    rules = pl.read_parquet(folder / "first" / "findings.parquet")["rule"].to_list()
    assert "listed_party_name" in rules
    decide = ["decide", str(folder / "first"), "--rank", "1", "--not-same", "house:7", "--reason", "Another tax number"]
    assert CliRunner().invoke(cli, decide, catch_exceptions=False).exit_code == 0
    run = screen(folder, "second", "--decided", str(folder / "first" / "decided.csv"))
    assert "listed_party_name" not in pl.read_parquet(folder / "second" / "findings.parquet")["rule"].to_list()
    assert any("were met once and make no finding" in str(warning) for warning in run["warnings"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "options",
    [
        ["--rank", "1", "--not-same", "house:8", "--reason", "x"],
        ["--rank", "1", "--not-same", "house:7"],
        ["--not-same", "house:7", "--reason", "x"],
        ["--rank", "1", "--not-same", "house:7", "--reason", "x", "--decision", "cleared"],
    ],
)
def test_a_pair_that_is_not_there_or_has_no_reason_is_refused(folder: Path, options: list[str]) -> None:
    screen(folder, "first")
    result = CliRunner().invoke(cli, ["decide", str(folder / "first"), *options])
    assert isinstance(result.exception, ArgumentError)
    assert not (folder / "first" / "decided.csv").exists()
