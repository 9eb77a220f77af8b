import json

import polars as pl
import pytest
from click.testing import CliRunner

from headwater.api import ruling
from headwater.cli.main import cli
from headwater.errors import ArgumentError, InputError
from headwater.reference import tables


def run(*arguments):
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_rules_lists_every_rule_of_the_table():
    lines = [json.loads(line) for line in run("rules", "--json").splitlines()]
    assert [line["rule"] for line in lines] == tables()["rules"]["rule"].to_list()
    assert all(line["sentence"].endswith(".") for line in lines)
    assert {line["room"] for line in lines} == {"substance", "party", "flow"}


def test_rules_shows_one_in_full():
    text = run("rules", "split_orders")
    assert "ask: Why several orders" in text
    assert "once later ones complete the pattern" in text


def test_rules_of_one_kind_leave_the_others_out():
    lines = [json.loads(line) for line in run("rules", "--kind", "listing", "--json").splitlines()]
    assert lines
    assert all("listing" in line["kinds"] for line in lines)


def test_an_unknown_rule_is_named():
    with pytest.raises(ArgumentError, match="no rule 'nonsense'"):
        run("rules", "nonsense")


def test_a_table_of_the_users_own_is_shown_in_place_of_the_shipped_one(tmp_path):
    file = tmp_path / "mine.csv"
    table = tables()["rules"].filter(pl.col("rule") == "split_orders").with_columns(pl.lit(1.5).alias("points"))
    file.write_text(table.write_csv())
    assert [(entry.rule, entry.points) for entry in ruling.list_rules(file)] == [("split_orders", 1.5)]


@pytest.fixture
def split(tmp_path):
    train = pl.DataFrame({"mass": range(400), "fraud": [n % 2 for n in range(400)]})
    train.write_csv(tmp_path / "train.csv")
    train.sample(100, seed=1).write_csv(tmp_path / "test.csv")
    return tmp_path


def test_audit_split_warns_of_a_leak(split):
    assert "The split leaks" in run("audit-split", split / "train.csv", split / "test.csv", "--label", "fraud")


def test_audit_split_as_json_is_one_object(split):
    answer = json.loads(run("audit-split", split / "train.csv", split / "test.csv", "--label", "fraud", "--json"))
    assert answer["leak"] is True
    assert answer["lookups"][0]["columns"] == "mass"


def test_audit_split_of_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        run("audit-split", tmp_path / "a.csv", tmp_path / "b.csv", "--label", "x")
