"""The script that makes the bundled designations from a user's own list files."""

import csv
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts" / "narcotics_designations.py"
BUNDLED = Path(__file__).parents[3] / "src" / "headwater" / "reference" / "data" / "party"


def run(*arguments: str) -> int:
    status: int = runpy.run_path(str(SCRIPT))["main"](list(arguments))
    return status


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_parties_of_the_programmes_and_what_is_said_of_them_are_written(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "id,name,type,program,alias,dob,rfc\n"
        "7,Solmar Reactivos,company,SDNTK;TCO,Solmar|Reactivos Solmar,,SRE010203AB1\n"
        "8,Otra Firma,company,CUBA,,,\n"
        "5,Ana Prueba,person,TCO,,1970-02-03,\n",
        encoding="utf-8",
    )
    assert run(str(tmp_path / "own.csv"), "--as-of", "2026-01-02", "--out", str(tmp_path)) == 0
    parties = rows(tmp_path / "narcotics_designations.csv")
    assert [(row["party"], row["type"], row["programs"]) for row in parties] == [
        ("5", "individual", "TCO"),
        ("7", "entity", "SDNTK;TCO"),
    ]
    facts = rows(tmp_path / "narcotics_designation_facts.csv")
    assert [(row["party"], row["property"], row["value"]) for row in facts] == [
        ("5", "birthDate", "1970-02-03"),
        ("7", "alias", "Solmar"),
        ("7", "alias", "Reactivos Solmar"),
        ("7", "rfc", "SRE010203AB1"),
    ]


def test_a_list_without_a_day_needs_one(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,program\nSolmar,TCO\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(str(tmp_path / "own.csv"), "--out", str(tmp_path))


def test_the_bundled_parties_are_made_again_from_the_published_files(tmp_path: Path, shared_data: Path) -> None:
    folder = shared_data / "parties" / "lists" / "ofac"
    files = [str(folder / f"trio_{day}" / "sdn.csv.gz") for day in ("2026-08-20", "2024-05-03")]
    seen = str(shared_data / "parties" / "narcotics_parties.csv")
    days = ["--as-of", "2026-08-20", "--as-of", "2024-05-03"]
    assert run(*files, *days, "--first-seen", seen, "--out", str(tmp_path)) == 0
    name = "narcotics_designations.csv"
    assert (tmp_path / name).read_text(encoding="utf-8") == (BUNDLED / name).read_text(encoding="utf-8")
    made, kept = (
        {(row["party"], row["property"], row["value"]) for row in rows(place / "narcotics_designation_facts.csv")}
        for place in (tmp_path, BUNDLED)
    )
    # The addresses that are kept come from a later ADD.CSV than the one of 2024 that is at hand.
    assert {fact[1] for fact in kept - made} == {"address"}
    assert len(kept & made) / len(kept) > 0.95
