"""The synthetic review, as a fixture."""

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("headwater_sample_review", Path(__file__).with_name("sample.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_SAMPLE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SAMPLE)


@pytest.fixture(scope="session")
def sample():
    """The module with ``sample_review`` and the hostile cells it can hold."""
    return _SAMPLE
