"""Load lists and index their parties."""

import gc
from collections.abc import Iterable
from pathlib import Path

from headwater.party.lists import bundled_list, read_list
from headwater.party.matching import PartyIndex
from headwater.party.parties import PartyList
from headwater.reference import Tables


def load_lists(paths: Iterable[Path | str], tables: Tables) -> PartyIndex:
    """Return an index over the parties of list files, or over the bundled designations where none is given.

    Args:
        paths: list files in any format that ``read_list`` reads.
        tables: the reference tables.

    Raises:
        ListError: a file is no list, is cut off, or is too incomplete to screen against.
    """
    files = [Path(path) for path in paths]
    return index_lists([read_list(path, tables) for path in files] if files else [bundled_list(tables)])


def index_lists(lists: Iterable[PartyList]) -> PartyIndex:
    """Return an index over the parties of lists already read."""
    # Building makes some hundred thousand small objects that all stay; looking for garbage among them only costs time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return PartyIndex(lists)
    finally:
        if collecting:
            gc.enable()
