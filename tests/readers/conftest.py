"""Fixtures of the tests of readers."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def write_workbook() -> Callable[..., Path]:
    """The function that writes small XLSX workbooks."""
    spec = importlib.util.spec_from_file_location("workbooks", Path(__file__).with_name("workbooks.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    write: Callable[..., Path] = module.write_workbook
    return write
