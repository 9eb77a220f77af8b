"""The demonstration files are what their generator makes of its tables, and hold nothing that would give the answer away."""

import csv
import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
FILES = ("shipments.csv", "orders.csv", "payments.csv", "listings.csv", "companies.csv")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo", DEMO / "make_demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_regenerating_gives_the_committed_bytes(generator: ModuleType, tmp_path: Path) -> None:
    generator.main(tmp_path, tmp_path / "planted.csv")
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), f"{name}: run python demo/make_demo.py"
    assert (tmp_path / "planted.csv").read_bytes() == (ROOT / "tests" / "demo" / "planted.csv").read_bytes()


def test_every_row_of_a_file_has_as_many_cells_as_its_header(generator: ModuleType) -> None:
    for name, delimiter in generator.FILES.values():
        with (DEMO / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=delimiter))
        assert {len(row) for row in rows} == {len(rows[0])}


def test_the_files_do_not_say_which_rows_are_planted() -> None:
    scenes = tomllib.loads((DEMO / "planted.toml").read_text(encoding="utf-8"))["scene"]
    words = {word for scene in scenes for word in (scene["key"], *scene["flags"])} - {"season"}
    for name in FILES:
        text = (DEMO / name).read_text(encoding="utf-8-sig")
        assert not [word for word in words if word in text]


def test_every_scene_says_why_and_every_sign_cites_the_catalogue() -> None:
    scenes = tomllib.loads((DEMO / "planted.toml").read_text(encoding="utf-8"))["scene"]
    for scene in scenes:
        assert scene["why"], scene["key"]
        assert scene["role"] in ("sign", "innocent"), scene["key"]
        assert bool(scene["flags"]) == (scene["role"] == "sign"), scene["key"]
    assert len({scene["key"] for scene in scenes}) == len(scenes)


def test_invented_contacts_lie_in_reserved_domains_and_ranges() -> None:
    text = "".join((DEMO / name).read_text(encoding="utf-8-sig") for name in FILES)
    addresses = [
        word for word in text.replace(";", ",").replace(" ", ",").split(",") if "@" in word and not word.startswith("@")
    ]
    assert addresses
    assert not [address for address in addresses if not address.strip('".。').endswith(".example")]
