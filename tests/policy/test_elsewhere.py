"""Another drug in another region is another data folder: every command runs on it, none knows the shipped scenario."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from headwater.cli.policy import policy
from headwater.policy import Model, month_text, read_scenario

FOLDER = Path(__file__).with_name("elsewhere")
SCENARIO = str(FOLDER / "scenario.toml")
SEEN = 36


def said(*arguments: str) -> str:
    result = CliRunner().invoke(policy, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Return a data folder with what one simulated world would have shown, and a file of its dated control."""
    path = tmp_path_factory.mktemp("data")
    (path / "scenario.toml").write_text((FOLDER / "scenario.toml").read_text(encoding="utf-8"), encoding="utf-8")
    model = Model(read_scenario(SCENARIO))
    values = model.batch(9, 0, 1).values[0]
    rows = []
    for i, (outcome, key) in enumerate(model.labels):
        if outcome in ("deaths", "seized"):
            for t in range(SEEN):
                month = month_text(model.scenario.start + t)
                rows.append((month, 1, outcome, key, f"{values[i, t]:.6g}", "", "", "final", "simulated"))
    with (path / "observations.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("month", "months", "outcome", "key", "value", "low", "high", "status", "source"), *rows])
    (path / "events.csv").write_text(
        "id,date,precision,place,kind,targets,action,source\n"
        "brisk-class,2017-01-01,day,Norland,schedule,brisks,controls the class,invented\n",
        encoding="utf-8",
    )
    return path


def test_it_runs_compares_and_draws(tmp_path):
    said("run", SCENARIO, "--runs", "8", "--out", tmp_path / "run")
    frame = pl.read_parquet(tmp_path / "run" / "outcomes.parquet")
    assert set(frame.filter(pl.col("outcome") == "deaths")["key"]) == {"Big Island", "Small Island"}
    (tmp_path / "alt.toml").write_text(f'extends = "{SCENARIO}"\n[set]\n"lever.brisk-class.strength" = 0\n', encoding="utf-8")
    said("compare", str(tmp_path / "alt.toml"), SCENARIO, "--runs", "8", "--out", tmp_path / "difference")
    said("figures", tmp_path / "difference", "--out", tmp_path / "figures")
    assert (tmp_path / "figures" / "displacement.png").exists()


def test_a_question_about_it_is_answered():
    answer = json.loads(said("ask", "Norland schedules feed-1 in 2017", "--scenario", SCENARIO, "--runs", "20", "--json"))
    assert answer["lever"]["place"] == ["Norland"]
    shares = {row["key"]: row for row in answer["displacement"] if row["by"] == "tier"}
    assert shares["feed-1"]["after"] < shares["feed-1"]["before"]
    assert "Small Island" in said(
        "ask", "Small Island doubles inspection of parcel in 2016", "--scenario", SCENARIO, "--runs", "4"
    )


def test_it_is_calibrated_and_forecast(data, tmp_path):
    said("calibrate", "--fit-until", "2017-12", "--data", data, "--worlds", "200", "--out", tmp_path / "posterior.csv")
    parameters = set(pl.read_csv(tmp_path / "posterior.csv")["parameter"])
    assert parameters == {"market.*.death_rate", "actor.*.choice", "lever.brisk-class.strength"}
    arguments = ("--data", data, "--events", data / "events.csv", "--out", tmp_path / "forecast.csv")
    said("forecast", "--fit-until", "2017-12", "--to", "2018-12", *arguments)
    assert {"deaths/Big Island", "deaths/Small Island"} <= set(pl.read_csv(tmp_path / "forecast.csv")["series"])


def test_what_decides_in_it_is_named():
    arguments = ("--outcome", "deaths", "--key", "Big Island", "--base", "32", "--json")
    lines = [json.loads(line) for line in said("sensitivity", SCENARIO, *arguments).splitlines()]
    assert lines[0]["name"] == "market.*.death_rate"
    assert all(line["total_interval"][0] <= line["total"] <= line["total_interval"][1] for line in lines)


def test_a_date_in_its_series_is_set_against_placebo_dates(data):
    arguments = ("--series", "deaths/Big Island", "--month", "2016-06", "--until", "2017-12", "--window", "6", "--json")
    found = json.loads(said("placebo", "--data", data, *arguments))
    assert 0 < found["rank"] <= 1


def test_what_holds_of_any_such_system_can_be_checked_on_it(tmp_path):
    facts = tmp_path / "facts.csv"
    rows = ("more-control-more-seized,ratio,2018,1.01,3,invented", "balloon,ratio,2018,0.9,1.5,invented")
    facts.write_text("\n".join(("id,value,windows,low,high,source", *rows)) + "\n", encoding="utf-8")
    lines = [json.loads(line) for line in said("check", SCENARIO, "--facts", facts, "--runs", "40", "--json").splitlines()]
    assert {line["fact"]: line["passed"] for line in lines} == {"more-control-more-seized": True, "balloon": True}


def test_a_budget_is_allocated_in_it(tmp_path):
    answer = json.loads(said("allocate", FOLDER / "game.json", "--out", tmp_path / "answer.json", "--json"))
    assert sum(answer["units"].values()) <= 3
