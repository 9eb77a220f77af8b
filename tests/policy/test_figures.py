"""Figures of a run and of a comparison: shares that are shares, and nothing finer than one dimension."""

import re
import struct

import pytest

from headwater.errors import ScenarioError
from headwater.policy import Model, compare, read_scenario, write_run
from headwater.policy.figures import draw_figures
from headwater.policy.figures.displacement import displaced, mode_class, moves
from headwater.policy.figures.results import read_results

PRIOR = '\n[[parameter]]\npath = "market.M.users"\nprior = "uniform"\nlow = 90000\nhigh = 110000\n'
LEVER = '\n[[lever]]\nid = "l"\nkind = "schedule"\nplace = ["A"]\nfrom = "2018-01"\n'


@pytest.fixture(scope="module")
def compared(small, tmp_path_factory):
    """Return the folder of a comparison."""
    folder = tmp_path_factory.mktemp("compared")
    models = []
    for name, more in (("b.toml", ""), ("a.toml", LEVER)):
        (folder / name).write_text(small + PRIOR + more, encoding="utf-8")
        models.append(Model(read_scenario(folder / name)))
    compare(*models, 12, 1, out=folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def drawn(compared, tmp_path_factory):
    """Return the folder of its figures."""
    folder = tmp_path_factory.mktemp("figures")
    draw_figures(compared, folder)
    return folder


def texts(page: str) -> list[str]:
    return [text.strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", page)]


def test_a_run_is_drawn_as_pictures_and_one_page(write, tmp_path):
    write_run(Model(read_scenario(write(PRIOR))), 12, 1, tmp_path / "run")
    names = draw_figures(tmp_path / "run", tmp_path / "figures")
    assert {"displacement.png", "fan-deaths-M.png", "shares-by-origin.png", "tornado-deaths.png", "figures.html"} <= set(names)
    page = (tmp_path / "figures" / "figures.html").read_text(encoding="utf-8")
    assert page.count("<svg") == len(names) - 1
    assert not re.search(r'(?:src|href)="(?!#)', page), "the page needs nothing else"
    for name in names:
        assert (tmp_path / "figures" / name).stat().st_size > 1000


def test_the_same_results_are_drawn_as_the_same_page(compared, drawn, tmp_path):
    draw_figures(compared, tmp_path)
    assert (tmp_path / "figures.html").read_bytes() == (drawn / "figures.html").read_bytes()


def test_a_comparison_is_drawn_with_both_worlds_and_what_moved(drawn):
    names = {path.name for path in drawn.iterdir()}
    assert {"displacement.png", "fan-deaths-M.png", "shares-by-tier.png", "tornado-deaths.png"} <= names
    words = " ".join(texts((drawn / "figures.html").read_text(encoding="utf-8")))
    assert "without the control" in words
    assert "with the control" in words


def test_a_picture_is_wide_enough_to_read(drawn):
    for path in drawn.glob("*.png"):
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        assert 700 <= width <= 2600, path.name
        assert 250 <= height <= 1600, path.name


def test_what_moved_is_all_that_was_lost_and_joins_one_dimension_only(compared):
    shares = displaced(read_results(compared))
    assert set(shares) == {"origin", "maker", "tier", "mode"}
    for before, after in shares.values():
        assert set(before) == set(after)
        assert sum(before.values()) == pytest.approx(1.0)
        assert sum(after.values()) == pytest.approx(1.0)
        moved = moves(before, after)
        lost = sum(max(0.0, before[key] - after[key]) for key in before)
        assert sum(share for _, _, share in moved) <= lost + 1e-12
        for loser, gainer, _ in moved:
            assert {loser, gainer} <= set(before)
    before, after = shares["origin"]
    assert after["A"] < 0.01 < before["A"]


def test_modes_are_shown_as_classes():
    assert [mode_class(mode) for mode in ("land-port", "land-between", "post")] == ["land", "land", "post"]


def test_no_figure_shows_a_route_a_detection_or_a_cross_of_dimensions(drawn):
    """Every word of a figure is an id of one table, a share, a number of an axis, or a word of a title."""
    page = (drawn / "figures.html").read_text(encoding="utf-8")
    scenario_ids = {"A", "B", "T", "M", "done", "other", "step", "earlier", "post", "air", "sea", "land"}
    known = {"market.M.users"}
    for text in texts(page):
        assert not re.search(r"detect|route|port\b|leg\.", text), text
        ids = [word for word in re.findall(r"[\w.-]+", text) if word in scenario_ids]
        assert len(ids) <= 1, f"{text!r} joins two ids"
        assert text in known or "." not in re.sub(r"[−\d.]+", "", text), text
    map_texts = texts(page[page.index('id="displacement"') : page.index("</figure>")])
    for text in map_texts:
        assert text in scenario_ids or re.fullmatch(r"\d+% → \d+%", text) or not re.search(r"\d", text), text


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match=r"outcomes\.parquet"):
        draw_figures(tmp_path, tmp_path / "figures")
