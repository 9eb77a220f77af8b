"""Long calculations that are killed leave no result file, and the same call goes on from what was finished."""

import os
import signal
import subprocess
import sys
import time

import pytest

from headwater.api.policy import calibrate
from headwater.errors import OutputError
from headwater.policy import Model, compare, month_text, read_scenario, sensitivity, write_run
from headwater.policy.simulation.parts import Parts

LEVER = '\n[[lever]]\nid = "l"\nkind = "capacity"\nfrom = "2018-01"\n'
RUNS = 1000


def killed(arguments: list[str], folder, parts: int = 1) -> None:
    """Start headwater and kill it as soon as so many parts are finished."""
    process = subprocess.Popen([sys.executable, "-m", "headwater", *arguments], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 300
        while len(list(folder.glob(".unfinished-*/*.npz"))) < parts:
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < until, "no part was finished"
            time.sleep(0.002)
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()


def visible(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def left_over(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_a_run_that_is_killed_leaves_no_result_and_goes_on(write, tmp_path):
    path = write()
    write_run(Model(read_scenario(path)), RUNS, 5, tmp_path / "whole")
    out = tmp_path / "out"
    killed(["policy", "run", str(path), "--runs", str(RUNS), "--seed", "5", "--out", str(out)], out)
    assert visible(out) == []
    write_run(Model(read_scenario(path)), RUNS, 5, out)
    for name in visible(tmp_path / "whole"):
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert left_over(out) == []


def test_a_comparison_that_is_killed_leaves_no_result_and_goes_on(write, tmp_path):
    base, alt = write(), write(LEVER, "alt.toml")
    models = Model(read_scenario(base)), Model(read_scenario(alt))
    compare(*models, RUNS, 5, out=tmp_path / "whole")
    out = tmp_path / "out"
    killed(["policy", "compare", str(base), str(alt), "--runs", str(RUNS), "--seed", "5", "--out", str(out)], out, parts=2)
    assert visible(out) == []
    kept = {path.name: path.stat().st_mtime_ns for path in out.glob(".unfinished-*/*.npz")}
    assert len(kept) >= 2
    compare(*models, RUNS, 5, out=out)
    for name in visible(tmp_path / "whole"):
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert left_over(out) == []


PRIOR = '\n[[parameter]]\npath = "market.M.death_rate"\nprior = "loguniform"\nlow = 0.0005\nhigh = 0.003\n'


def data_folder(folder, text: str):
    """Write a data folder that one world of its own scenario would have left."""
    folder.mkdir()
    (folder / "scenario.toml").write_text(text + PRIOR, encoding="utf-8")
    model = Model(read_scenario(folder / "scenario.toml"))
    deaths = model.batch(9, 0, 1).values[0][model.labels.index(("deaths", "M"))]
    rows = [f"{month_text(model.scenario.start + t)},1,deaths,M,{deaths[t]:.6g},,,final,simulated" for t in range(24)]
    header = "month,months,outcome,key,value,low,high,status,source"
    (folder / "observations.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_calibration_that_is_killed_leaves_no_result_and_goes_on(small, tmp_path):
    data = data_folder(tmp_path / "data", small)
    out = tmp_path / "out"
    out.mkdir()
    arguments = {"fit_until": "2018-12", "worlds": 2000, "seed": 3}
    calibrate(data, **arguments, out=tmp_path / "whole.csv")
    options = ["--fit-until", "2018-12", "--worlds", "2000", "--seed", "3", "--out", str(out / "posterior.csv")]
    killed(["policy", "calibrate", "--data", str(data), *options], out)
    assert visible(out) == []
    calibrate(data, **arguments, out=out / "posterior.csv")
    assert (out / "posterior.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert left_over(out) == []


def test_a_sensitivity_that_is_killed_leaves_no_result_and_goes_on(write, tmp_path):
    path = write(PRIOR)
    out = tmp_path / "out"
    out.mkdir()
    sensitivity(Model(read_scenario(path)), "deaths", "M", base=1024, seed=3, out=tmp_path / "whole.csv")
    options = ["--outcome", "deaths", "--key", "M", "--base", "1024", "--seed", "3", "--out", str(out / "indices.csv")]
    killed(["policy", "sensitivity", str(path), *options], out)
    assert visible(out) == []
    sensitivity(Model(read_scenario(path)), "deaths", "M", base=1024, seed=3, out=out / "indices.csv")
    assert (out / "indices.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert left_over(out) == []


def counted(calls: list[int]):
    def make() -> dict[str, object]:
        calls.append(1)
        return {"a": [1.0, 2.0]}

    return make


def test_a_part_is_made_once_and_made_again_where_it_is_damaged(tmp_path):
    calls: list[int] = []
    parts = Parts(tmp_path, "x", 1)
    parts.part("one", counted(calls))
    assert list(parts.part("one", counted(calls))["a"]) == [1.0, 2.0]
    assert len(calls) == 1
    (path,) = tmp_path.glob(".unfinished-*/one.npz")
    path.write_bytes(path.read_bytes()[:40])
    assert list(parts.part("one", counted(calls))["a"]) == [1.0, 2.0]
    assert len(calls) == 2
    Parts(tmp_path, "x", 2).part("one", counted(calls))
    assert len(calls) == 3, "what rests on something else has parts of its own"
    parts.clear()


def test_without_a_folder_nothing_is_kept():
    calls: list[int] = []
    parts = Parts(None, "x")
    parts.part("one", counted(calls))
    parts.part("one", counted(calls))
    assert len(calls) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(write, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError):
        write_run(Model(read_scenario(write())), 2, 1, tmp_path / "out")
