"""Figures of a run: one fan a series, shares that are shares, one page that needs nothing else."""

import pytest

from headwater.errors import ScenarioError
from headwater.policy import Model, read_scenario, write_run
from headwater.policy.figures import draw_figures


def test_a_run_is_drawn_as_pictures_and_one_page(write, tmp_path):
    prior = '\n[[parameter]]\npath = "market.M.users"\nprior = "uniform"\nlow = 90000\nhigh = 110000\n'
    write_run(Model(read_scenario(write(prior))), 12, 1, tmp_path / "run")
    names = draw_figures(tmp_path / "run", tmp_path / "figures")
    assert {"fan-deaths-M.png", "shares-by-origin.png", "tornado-deaths.png", "figures.html"} <= set(names)
    page = (tmp_path / "figures" / "figures.html").read_text(encoding="utf-8")
    assert page.count("<svg") == len(names) - 1
    assert "http-equiv" not in page
    for name in names:
        assert (tmp_path / "figures" / name).stat().st_size > 1000


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match=r"outcomes\.parquet"):
        draw_figures(tmp_path, tmp_path / "figures")
