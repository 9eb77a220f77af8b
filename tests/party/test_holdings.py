"""The 50 per cent rule over a file of holdings, beside the lists."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from headwater.api.owning import ownership as review_ownership
from headwater.cli.ownership import ownership
from headwater.errors import InputError

LIST = (
    "id,name,type,rfc\n"
    "1,Solmar Reactivos Invernal SA de CV,company,\n"
    "2,Quetzalli Xochitl Ejemplar Prueba,person,\n"
    "3,Doradino Mercantil del Valle SA,company,\n"
)


def asked(folder: Path, rows: str, *options: str) -> dict[str, dict[str, object]]:
    (folder / "house.csv").write_text(LIST, encoding="utf-8")
    (folder / "holdings.csv").write_text(rows, encoding="utf-8")
    arguments = [str(folder / "holdings.csv"), "--list", str(folder / "house.csv"), "--json", *options]
    result = CliRunner().invoke(ownership, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return {(line := json.loads(text))["name"]: line for text in result.stdout.splitlines()}


SOLMAR, QUETZALLI, DORADINO = (
    "Solmar Reactivos Invernal SA de CV",
    "Quetzalli Xochitl Ejemplar Prueba",
    "Doradino Mercantil del Valle SA",
)


@pytest.mark.parametrize(
    ("rows", "standing", "low", "high"),
    [
        (f"{SOLMAR},Alfa SL,50%", "owned", 0.5, 0.5),
        (f"{SOLMAR},Alfa SL,49.99", "not owned", 0.4999, 0.4999),
        (f"{SOLMAR},Alfa SL,30\n{QUETZALLI},Alfa SL,20", "owned", 0.5, 0.5),
        (f"{SOLMAR},Alfa SL,", "perhaps", 0.0, 1.0),
        (f"{SOLMAR},Alfa SL,25-60%", "perhaps", 0.25, 0.6),
        (f"{SOLMAR},Beta SL,60\nBeta SL,Alfa SL,50", "owned", 0.5, 0.5),
        (f"{SOLMAR},Beta SL,40\nBeta SL,Alfa SL,100", "not owned", 0.0, 0.0),
        (f"Alfa SL,Beta SL,100\nBeta SL,Alfa SL,90\n{SOLMAR},Alfa SL,10", "not owned", 0.1, 0.1),
        (f"Alfa SL,Beta SL,100\nBeta SL,Alfa SL,40\n{SOLMAR},Alfa SL,50", "owned", 0.9, 0.9),
    ],
)
def test_the_rule_is_applied_to_rows_of_owner_owned_and_share(
    tmp_path: Path, rows: str, standing: str, low: float, high: float
) -> None:
    alfa = asked(tmp_path, f"owner,owned,share\n{rows}\n")["Alfa SL"]
    assert (alfa["standing"], alfa["low"], alfa["high"]) == (standing, low, high)


def test_the_british_rule_adds_nothing_up_and_wants_more_than_half(tmp_path: Path) -> None:
    rows = f"owner,owned,share\n{SOLMAR},Alfa SL,30\n{QUETZALLI},Alfa SL,30\n{DORADINO},Beta SL,50\n"
    british = asked(tmp_path, rows, "--rule", "uk")
    assert [british[name]["standing"] for name in ("Alfa SL", "Beta SL")] == ["not owned", "not owned"]
    american = asked(tmp_path, rows)
    assert [american[name]["standing"] for name in ("Alfa SL", "Beta SL")] == ["owned", "owned"]


def test_what_rests_on_a_like_name_says_so_and_the_way_is_told(tmp_path: Path) -> None:
    rows = f"Propietario;Empresa participada;% \n{SOLMAR};Beta SL;60\nBeta SL;Alfa SL;70,5\n"
    found = asked(tmp_path, rows.replace("% ", "Participación"))
    assert found["Alfa SL"]["rests_on_names"] is True
    assert found["Alfa SL"]["low"] == 0.705
    assert "through Solmar Reactivos Invernal SA de CV 60 % (listed)" in str(found["Alfa SL"]["explanation"])
    assert found["Alfa SL"]["through"] == [{"owner": "Beta SL", "low": 0.705, "high": 0.705}]
    assert found["Alfa SL"]["rows"] == [2]


def test_a_circle_is_told_without_going_round_for_ever(tmp_path: Path) -> None:
    found = asked(tmp_path, f"owner,owned,share\nA SL,B SL,60\nB SL,A SL,40\n{SOLMAR},A SL,55\n")
    assert found["A SL"]["standing"] == found["B SL"]["standing"] == "owned"
    assert "a circle" in str(found["A SL"]["explanation"])


def test_shares_beyond_the_whole_are_told(tmp_path: Path) -> None:
    found = asked(tmp_path, f"owner,owned,share\nX SL,A SL,80\n{SOLMAR},A SL,55\n")
    assert found["A SL"]["contradiction"] is True


def test_a_row_that_cannot_be_used_is_told_and_the_rest_is_answered(tmp_path: Path) -> None:
    (tmp_path / "house.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "h.csv").write_text(f"owner,owned,share\n,Alfa SL,50\n{SOLMAR},Alfa SL,150%\n", encoding="utf-8")
    result = CliRunner().invoke(ownership, [str(tmp_path / "h.csv"), "--list", str(tmp_path / "house.csv")])
    assert result.exit_code == 0
    assert "row 1: it names no owner" in result.stderr
    assert "row 2: its share is no share" in result.stderr
    assert "perhaps   Alfa SL" in result.stdout


@pytest.mark.parametrize("rows", ["", "a,b,c\n1,2,3\n", "owner,owned,share\n", "owner,share\nX,50\n"])
def test_a_file_that_holds_no_holdings_is_refused(tmp_path: Path, rows: str) -> None:
    (tmp_path / "h.csv").write_text(rows, encoding="utf-8")
    result = CliRunner().invoke(ownership, [str(tmp_path / "h.csv")])
    assert isinstance(result.exception, InputError)


def test_a_file_that_is_not_there_is_told() -> None:
    assert isinstance(CliRunner().invoke(ownership, ["nowhere.csv"]).exception, InputError)


def test_holdings_come_in_any_format_that_records_come_in(tmp_path: Path) -> None:
    (tmp_path / "house.csv").write_text(LIST, encoding="utf-8")
    rows = [{"owner": SOLMAR, "owned": "Alfa SL", "share": "60 %"}, {"owner": "Alfa SL", "owned": "Beta SL", "share": 51}]
    (tmp_path / "holdings.json").write_text(json.dumps(rows), encoding="utf-8")
    found = review_ownership(tmp_path / "holdings.json", [tmp_path / "house.csv"])
    standing = {one.name: one.ownership.standing for one in found.standings}
    assert (standing["Alfa SL"], standing["Beta SL"]) == ("owned", "owned")


def test_a_file_that_is_no_table_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "holdings.csv").write_bytes(bytes(range(1, 32)) * 50)
    with pytest.raises(InputError, match="binary data"):
        review_ownership(tmp_path / "holdings.csv")
