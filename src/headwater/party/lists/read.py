"""Read one list file in whatever format it has."""

import gc
from pathlib import Path
from typing import Final

from headwater.errors import ListError
from headwater.party.lists.countries import countries_of
from headwater.party.lists.descriptors import descriptors
from headwater.party.lists.draft import Reading
from headwater.party.lists.recognise import reader_of
from headwater.party.lists.source import open_list_file
from headwater.party.parties import PartyList
from headwater.reference import Tables

_BROKEN: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)


def read_list(path: Path, tables: Tables, *, code: str | None = None) -> PartyList:
    """Return the list in a file, with the siblings that belong to it, in whatever format it has.

    The format is told by the content, not by the name. ``.gz`` and ``.zip`` are looked through.

    Args:
        path: the file; the main one where a list has several.
        tables: the reference tables.
        code: code to give the list, in place of the one its content tells.

    Raises:
        ListError: the file is no list, is cut off, or is too incomplete to screen against.
    """
    file = open_list_file(path)
    reading = Reading(countries_of(tables), descriptors(tables), code)
    reader = reader_of(file)
    # A list makes some hundred thousand small objects that all stay; looking for garbage among them costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return reader(file, reading)
    except _BROKEN as error:
        # A value that the format cannot hold, such as a month of letters: the file was altered, or is of another version.
        what = f"{type(error).__name__}: {str(error)[:80]}"
        raise ListError(f"{path.name} holds a value that lists in its format do not hold ({what}); get it again.") from error
    finally:
        if collecting:
            gc.enable()
