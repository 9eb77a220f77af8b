"""Fixtures shared by all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a test: how long an example takes is measured in benchmarks, never here.
# The same code gives the same result: examples are drawn anew only on request, with `pytest --hypothesis-profile=search`.
settings.register_profile("headwater", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("headwater")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public development data beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("HEADWATER_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"development data not found at {folder}; set HEADWATER_SHARED_DATA to its folder")
    return folder
