"""Finished parts of a long calculation on disk, so that it goes on where it was interrupted and leaves no half file."""

import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

Arrays = Mapping[str, Any]


class Parts:
    """Parts of one calculation in a hidden folder; without a folder nothing is kept.

    Args:
        folder: where the results will be written; None keeps nothing.
        rests_on: everything that the parts depend on; other values have another folder.
    """

    def __init__(self, folder: Path | None, *rests_on: object) -> None:
        mark = sha256(repr(rests_on).encode("utf-8")).hexdigest()[:16]
        self._folder = None if folder is None else folder / f".unfinished-{mark}"

    def part(self, name: str, make: Callable[[], Arrays]) -> Arrays:
        """Return the arrays of a part: those kept where there are any, else what ``make`` returns, which is then kept."""
        if self._folder is None:
            return make()
        path = self._folder / f"{name}.npz"
        kept = _load(path)
        if kept is not None:
            return kept
        made = make()
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp")
        with unfinished.open("wb") as file:
            np.savez(file, **made)
        unfinished.replace(path)
        return made

    def clear(self) -> None:
        """Remove the parts: the results are written."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def _load(path: Path) -> Arrays | None:
    """Return the arrays of a part, or None where there is none; what a crash of the machine has damaged counts as none."""
    try:
        with path.open("rb") as file, np.load(file) as kept:
            return {name: kept[name] for name in kept.files}
    except (FileNotFoundError, BadZipFile, ValueError, EOFError):
        return None
