"""The shell blocks that readers copy run as they stand: those after ``<!-- run -->`` in the README and the pages."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL = shutil.which("bash")
MARKED = re.compile(r"<!-- run -->\n```bash\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"<!-- run -->\n```python\n(.*?)```", re.DOTALL)
PAGES = [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if "_pages" not in path.parts)]
WITH_BLOCKS = [path for path in PAGES if MARKED.search(path.read_text(encoding="utf-8"))]
WITH_PYTHON = [path for path in PAGES if PYTHON.search(path.read_text(encoding="utf-8"))]


def test_the_readme_has_commands_that_run() -> None:
    assert ROOT / "README.md" in WITH_BLOCKS


@pytest.mark.skipif(SHELL is None, reason="no bash")
@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_marked_blocks_run_in_order(page: Path, tmp_path: Path) -> None:
    """All blocks of a page run in one folder, after one another, with the demonstration files beside them."""
    shutil.copytree(ROOT / "demo", tmp_path / "demo")
    script = "\n".join(MARKED.findall(page.read_text(encoding="utf-8")))
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [str(SHELL), "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_marked_python_runs_in_order(page: Path, tmp_path: Path) -> None:
    """All blocks of a page run as one program, with the demonstration files beside it."""
    shutil.copytree(ROOT / "demo", tmp_path / "demo")
    program = "\n".join(PYTHON.findall(page.read_text(encoding="utf-8")))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_make_has_the_targets_that_the_readme_names() -> None:
    named = re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert set(named) <= set(targets)
