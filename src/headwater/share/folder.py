"""Put a set of files into a folder so that a reader sees all of them or none."""

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from headwater.errors import OutputError

MARK: Final = "run.json"
"""The file that says that a folder holds a finished review; it comes last and goes first."""

_PARTIAL: Final = ".headwater-"


def place_files(folder: Path, names: Sequence[str], write: Callable[[Path], None]) -> None:
    """Call ``write`` with a temporary folder and move the named files it made to ``folder``; ``MARK`` is the last of them.

    A folder that is not there is made, with its parents. One that holds a finished review has the named files replaced and
    everything else left as it is. Any other folder must be empty.

    Raises:
        OutputError: the folder holds something else, or cannot be written.
    """
    folder = folder.absolute()
    try:
        check_folder(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        inside = folder.is_dir()
        work = Path(tempfile.mkdtemp(prefix=f"{_PARTIAL}{folder.name}-", dir=folder if inside else folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        write(work)
        if inside:
            _replace(work, folder, names)
        else:
            # A temporary folder is private to its user; the result follows the user's own settings, as any new folder does.
            probe = work / "mode"
            probe.mkdir()
            mode = probe.stat().st_mode
            probe.rmdir()
            work.chmod(mode & 0o7777)
            work.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _replace(work: Path, folder: Path, names: Sequence[str]) -> None:
    # Without its mark the folder is no review: a run that is cut off here leaves nothing that passes for a finished one.
    (folder / MARK).unlink(missing_ok=True)
    for name in sorted(names, key=lambda name: name == MARK):
        (work / name).replace(folder / name)


def check_folder(folder: Path) -> None:
    """Check that a review may be written to a folder: it is not there yet, is empty, or holds a finished review.

    Raises:
        OutputError: it is no folder, or holds something else.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise OutputError(f"{folder} is not a folder; choose another --out.", code="output-not-a-folder")
    others = [entry.name for entry in folder.iterdir() if not entry.name.startswith(_PARTIAL)]
    if others and not is_review(folder):
        raise OutputError(
            f"{folder} holds files that are not an earlier review of headwater; choose another --out or an empty folder.",
            code="output-occupied",
        )


def is_review(folder: Path) -> bool:
    """Return whether a folder holds a finished review."""
    try:
        run = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(run, dict) and run.get("program") == "headwater"


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"{folder} cannot be written ({error.strerror or type(error).__name__}); choose another --out or make room.",
        code="output-unwritable",
    )
