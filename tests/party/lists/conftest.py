"""Published lists are read once for all tests that count them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from headwater.party.lists import read_list
from headwater.party.parties import PartyList
from headwater.reference import tables


@pytest.fixture(scope="session")
def published(shared_data: Path) -> Callable[[str], PartyList]:
    """Reads a list below the folder of published lists; a second time it is at hand."""
    return cache(lambda name: read_list(shared_data / "parties" / "lists" / name, tables()))
