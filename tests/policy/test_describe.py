"""The description of the model says what the code does, and each of its statements has a test."""

import os
import re
from pathlib import Path

import pytest

from headwater.policy.describe import fixed_numbers, odd, statements, trace
from headwater.policy.scenario.schema import LEVER_KINDS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "make"), [("odd.md", odd), ("trace.md", trace)])
def test_the_pages_are_what_the_code_says(name, make):
    page = ROOT / "docs" / "policy" / name
    if os.environ.get("UPDATE_PAGES"):
        page.write_text(make(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == make(), "run UPDATE_PAGES=1 pytest tests/policy/test_describe.py"


LINKED = sorted({test for document in ("ODD", "TRACE") for _, _, test in statements(document)})


@pytest.mark.parametrize("test", LINKED)
def test_every_statement_names_a_test_that_exists(test):
    file, _, name = test.partition("::")
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_the_months_of_the_description_are_those_of_the_code():
    """The kernel numbers its steps 1 to 12; the description has a sentence for each."""
    source = (ROOT / "src/headwater/policy/simulation/kernel/months.py").read_text(encoding="utf-8")
    numbered = [int(number) for number in re.findall(r"\)  # (\d+)$", source, re.MULTILINE)]
    said = [statement for element, statement, _ in statements("ODD") if element.endswith("in order")]
    assert numbered == list(range(1, 13)) == [int(statement.partition(".")[0]) for statement in said]


def test_every_lever_has_a_statement_and_a_test():
    said = " ".join(statement for element, statement, _ in statements("ODD") if element == "Submodels: levers")
    assert all(f"`{kind}`" in said for kind in LEVER_KINDS)


def test_trace_has_all_eight_elements():
    assert {element[0] for element, _, _ in statements("TRACE")} == set("12345678")


def test_every_fixed_number_of_the_model_is_described():
    source = (ROOT / "src/headwater/policy/simulation/kernel/constants.py").read_text(encoding="utf-8")
    assert [name for name, _, _ in fixed_numbers()] == re.findall(r"^([A-Z_]+): Final", source, re.MULTILINE)
    assert all(meaning.endswith(".") for _, _, meaning in fixed_numbers())
