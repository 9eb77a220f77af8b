"""Slips, legal forms and joined words are read for what they stand for."""

import pytest

from headwater.party import compare
from headwater.party.matching.legal_forms import legal_forms, without_forms
from headwater.party.matching.names import eastern_readings, readings
from headwater.party.matching.slips import without_slip
from headwater.reference import tables

SAME = [
    ("Company", "REDCLAYMONT LIMITED LIABILITY COMPANY", "REDCLAYMONT LIMITED LIAILITY COMPANY"),
    ("Company", "AMBERLY FUEL DEVELOPMENT COMPANY", "AMBERLY FUEL DEELOPMENT COMPANY"),
    ("Company", "JSC AMBERLY MACHINES", "JSCAMBERLY MACHINES"),
    ("Company", "QUINTANILLA DE VERAGUA, S.A. DE C.V.", "QUINTANILLADE VERAGUA, S.A. DE C.V."),
    ("Company", "Redclaymont Trading (HK) Limited", "Hong Kong Redclaymont Trading Co., Ltd."),
    ("Person", "Wei Xuekang", "WEI, Hsueh-kang"),
    ("Person", "Zhong Zhiqiang", "CHUNG, Chih-chiang"),
]
DIFFERENT = [
    ("Person", "Juan Quintanilla Lopez", "Juana Quintanilla Lopez"),
    ("Person", "Ivan Petrovich Redkin", "Ivan Pavlovich Redkin"),
    ("Person", "Ramon Quintanilla Trejo Jr.", "Ramon Quintanilla Trejo Sr."),
    ("Vessel", "Ocean Kestrel", "Ocean Kestrel Shipping Ltd"),
]


@pytest.mark.parametrize(("schema", "one", "two"), SAME)
def test_one_name_written_in_two_ways_is_one(schema: str, one: str, two: str) -> None:
    (pair,) = compare([{"schema": schema, "name1": one, "name2": two}])
    assert pair.match


@pytest.mark.parametrize(("schema", "one", "two"), DIFFERENT)
def test_what_tells_people_and_ships_apart_keeps_two_names_apart(schema: str, one: str, two: str) -> None:
    (pair,) = compare([{"schema": schema, "name1": one, "name2": two}])
    assert not pair.match


@pytest.mark.parametrize(
    ("written", "meant"),
    [("liaility", "liability"), ("deelopment", "development"), ("quintanilla", "quintanilla"), ("tradin", "tradin")],
)
def test_one_slip_in_a_long_known_word_is_put_right_and_other_words_stay(written: str, meant: str) -> None:
    assert without_slip(written) == meant


def test_every_form_that_belongs_to_a_nation_names_the_law() -> None:
    frame = tables()["legal_forms"].drop_nulls("nations")
    assert frame.height > 100
    assert not frame["source"].str.contains("rigour|general use").all()
    assert legal_forms()["gmbh"].nations == "at ch de"


def test_forms_are_taken_off_both_ends_but_never_all_of_a_name() -> None:
    words, form = without_forms(["ooo", "redclaymont"])
    assert (words, form.family, form.nations) == (["redclaymont"], "LLC", "by kz ru ua")
    assert without_forms(["limited"])[0] == ["limited"]


def test_a_customary_spelling_is_also_read_in_the_standard_one() -> None:
    usual = readings("WEI, Hsueh Kang", "Person")
    assert ("wei", "xuekang") in {reading.words for reading in eastern_readings(usual)}
    assert eastern_readings(readings("QUINTANILLA BARRETO, Evaristo", "Person")) == ()
