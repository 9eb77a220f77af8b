"""CAS numbers are found in any text, checked, and never repaired."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.substance.cas import check_digit, find_cas, is_valid
from headwater.substance.text import fold


def numbers_in(text: str) -> list[tuple[str, str]]:
    return [(mention.number, mention.state) for mention in find_cas(fold(text).text)]


@pytest.mark.parametrize(
    "text",
    [
        "79099-07-3",
        "CAS 79099-07-3",
        "CAS No. 79099-07-3, 25 kg",
        "cas#79099-07-3",
        "CAS: 79099 07 3",
        "CAS 79099073",
        "79099–07–3",
        "79099‑07‑3",
        "ＣＡＳ：７９０９９－０７－３",
        "CAS:79O99-O7-3",
        "CAS l-boc 79099-07-3",
        "(79099-07-3)",
        "CAS登记号79099-07-3",
        "79099 - 07 - 3",
        "0079099-07-3",
        "00079099-07-3 / 25 KG",
        "CAS 0079099073",
        "CASNO79099-07-3",
        "CASNO.79099-07-3",
        "CAS#79099073",
        "CAS-Nr.:79099-07-3",
        "CAS-No. 79099-07-3",
        "CAS_NO:79099-07-3",
        "CAS Nº 79099-07-3",
        "CAS n.º 79099-07-3",
        "CAS79099-07-3",
        "CASRN79099-07-3",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert ("79099-07-3", "valid") in numbers_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-05",
        "lot 79099-07-31",
        "tel +52-55-1234-5678",
        "1-boc-4-piperidone",
        "12/34-56-7",
        "HS 2933.39",
        "3.5-10-2",
        "-",
        "",
        "cascade 12",
        "case no 79099",
        "lot 0000-12",
    ],
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert numbers_in(text) == []


def test_a_wrong_check_digit_is_reported_as_read() -> None:
    assert numbers_in("CAS 79099-07-4") == [("79099-07-4", "check-digit")]


@pytest.mark.parametrize("text", ["CASNO79099-07-4", "CAS#79099074", "00079099-07-4", "CAS-Nr.:79099-07-4"])
def test_a_wrong_check_digit_is_reported_however_the_number_is_written(text: str) -> None:
    assert numbers_in(text) == [("79099-07-4", "check-digit")]


@pytest.mark.parametrize("text", ["000000-00-0", "00-00-0"])
def test_a_number_of_zeros_is_no_substance(text: str) -> None:
    assert numbers_in(text) == [("00-00-0", "check-digit")]


@pytest.mark.parametrize("text", ["28578-16-", "CAS 28578-16-", "CAS 28578-16"])
def test_a_number_without_its_check_digit_is_cut_off(text: str) -> None:
    assert [state for _, state in numbers_in(text)] == ["cut-off"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(10, 9_999_999), st.integers(0, 99))
def test_every_number_has_exactly_one_check_digit(first: int, middle: int) -> None:
    right = check_digit(f"{first}{middle:02d}")
    assert [digit for digit in range(10) if is_valid(f"{first}-{middle:02d}-{digit}")] == [right]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(10, 9_999_999), st.integers(0, 99), st.sampled_from("0123456789"))
def test_one_changed_digit_never_passes(first: int, middle: int, digit: str) -> None:
    number = f"{first}-{middle:02d}-{check_digit(f'{first}{middle:02d}')}"
    changed = number[:-1] + digit
    assert is_valid(changed) == (changed == number)
