"""The description of the model says what the code does, and each of its statements has a test."""

import os
import re
from pathlib import Path

import pytest

from headwater.policy.describe import odd, statements

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_the_code_says():
    page = ROOT / "docs" / "policy" / "odd.md"
    if os.environ.get("UPDATE_PAGES"):
        page.write_text(odd(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == odd(), "run UPDATE_PAGES=1 pytest tests/policy/test_describe.py"


@pytest.mark.parametrize("test", sorted({test for _, _, test in statements()}))
def test_every_statement_names_a_test_that_exists(test):
    file, _, name = test.partition("::")
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", text, re.MULTILINE)
