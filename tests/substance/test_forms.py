"""Salts by their CAS numbers and esters of steroids lead to the substance of the register, with the form stated."""

from datetime import date

import pytest

from headwater.api import identify
from headwater.reference import tables
from headwater.substance.cas import find_cas
from headwater.substance.ordinary import ordinary_chemicals

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "substance", "form"),
    [
        ("57-30-7", "phenobarbital", "phenobarbital sodium"),
        ("CAS 64-31-3", "morphine", "morphine sulfate"),
        ("CAS 7681-53-0", "hypophosphorous-acid", "sodium hypophosphite"),
        ("testosterone propionate", "testosterone", "testosterone propionate"),
        ("testosterone cypionate 200 mg/ml", "testosterone", "durandro"),
        ("nandrolone phenylpropionate 100 mg", "nandrolone", "ester"),
        ("decanoato de nandrolona", "nandrolone", "ester"),
        ("CAS 57-85-2", "testosterone", "testosterone propionate"),
    ],
)
def test_a_salt_or_ester_is_its_parent_with_the_form_stated(text: str, substance: str, form: str) -> None:
    (answer,) = identify([text], on=DAY)
    assert answer.substance is not None
    assert answer.substance.id == substance
    assert answer.form is not None
    assert form.split()[-1] in answer.form
    assert answer.controls


@pytest.mark.parametrize("number", ["57-85-2", "360-70-3", "315-37-7", "62-90-8"])
def test_the_structure_of_an_ester_says_what_its_number_says(number: str) -> None:
    ordinary = ordinary_chemicals()
    (drawn,) = identify([ordinary.smiles()[ordinary.row_of[number]]], on=DAY, form="smiles")
    (told,) = identify([f"CAS {number}"], on=DAY)
    assert drawn.substance == told.substance
    assert drawn.controls == told.controls
    assert {"ester-of-listed"} <= {caution.code for caution in drawn.warnings} & {caution.code for caution in told.warnings}


@pytest.mark.parametrize("text", ["estradiol valerate", "hydrocortisone acetate", "ethyl acetate", "methyl propionate"])
def test_esters_of_other_substances_stay_what_they_are(text: str) -> None:
    (answer,) = identify([text], on=DAY)
    assert answer.substance is None or answer.substance.id.startswith("chem:")


def test_every_number_of_a_salt_is_a_right_cas_number_of_a_known_substance() -> None:
    rows = tables()["salt_numbers"]
    known = set(tables()["substances"]["substance_id"])
    assert set(rows["substance_id"]) <= known
    assert {find_cas(number)[0].state for number in rows["cas"]} == {"valid"}
