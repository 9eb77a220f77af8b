"""The public functions and the command line of the policy room."""

import json

import polars as pl
import pytest
from click.testing import CliRunner

import headwater as hw
from headwater.cli.policy import policy
from headwater.errors import ArgumentError


def test_simulate_gives_the_same_rows_as_the_written_file(write, tmp_path):
    path = write()
    frame = hw.simulate(hw.read_scenario(path), 7, 3)
    written = hw.simulate(path, 7, 3, out=tmp_path / "out")
    assert frame.columns == ["run", "month", "outcome", "key", "value"]
    assert frame.equals(written)


def test_a_run_from_the_command_line_writes_its_files(write, tmp_path):
    result = CliRunner().invoke(
        policy, ["run", str(write()), "--runs", "3", "--seed", "1", "--out", str(tmp_path / "o"), "--json"]
    )
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "o" / "meta.json").read_text())["runs"] == 3
    assert pl.read_parquet(tmp_path / "o" / "outcomes.parquet")["run"].n_unique() == 3


def test_a_comparison_prints_effects_as_json_lines(write, tmp_path):
    base, alt = write(), write(name="alt.toml", text='extends = "s.toml"\n[set]\n"market.M.death_rate" = 0.002\n')
    result = CliRunner().invoke(policy, ["compare", str(base), str(alt), "--runs", "4", "--out", str(tmp_path / "o"), "--json"])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    deaths = next(line for line in lines if line["outcome"] == "deaths" and line["period"] == "all")
    assert deaths["alt"] == pytest.approx(2 * deaths["base"], rel=0.05)


def test_a_check_prints_a_line_per_fact():
    result = CliRunner().invoke(policy, ["check", "--runs", "2", "--json"])
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(lines) == 20
    assert set(lines[0]) >= {"fact", "value", "low", "high", "passed", "text"}


def test_a_setting_without_a_value_is_refused():
    with pytest.raises(ArgumentError, match="PATH=VALUE"):
        CliRunner().invoke(policy, ["check", "--runs", "2", "--set", "nonsense"], catch_exceptions=False)
