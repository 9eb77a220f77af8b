"""Names spelt by ear are found, and a word or another chemical that comes near is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.api import identify
from headwater.substance.respelling import Respellings, spelling

DAY = date(2026, 11, 25)


def found(text: str) -> str | None:
    (answer,) = identify([text], on=DAY)
    return answer.substance.id if answer.substance is not None else None


@pytest.mark.parametrize(
    ("written", "substance"),
    [
        ("cloroform", "chloroform"),
        ("hydromorfone", "hydromorphone"),
        ("idrocodone cloridrato", "hydrocodone"),
        ("potasium permanganat 25 kg", "potassium-permanganate"),
        ("methil ethil ketone", "methyl-ethyl-ketone"),
        ("fencyklidyna", "phencyclidine"),
        ("pseudoefedryna", "pseudoephedrine"),
        ("klonazepam 2 mg", "clonazepam"),
        ("fenobarbitale", "phenobarbital"),
        ("acetik anhidride", "acetic-anhydride"),
    ],
)
def test_a_name_spelt_by_ear_or_by_the_rules_of_a_language_is_found(written: str, substance: str) -> None:
    assert found(written) == substance


@pytest.mark.parametrize(
    "written",
    [
        "semolina",
        "semolina flour",
        "caséine alimentaire",
        "caseina",
        "quitina en polvo",
        "baritone saxophone",
        "heptagon mirror",
        "guarani",
        "amidons et fécules",
        "amidon de maïs",
        "métadonnées",
        "timidina",
        "hidroxilamina",
        "methylamino resin",
        "well versed",
        "concerta tickets",
        "luminal LED lamp",
        "fenazachin",
    ],
)
def test_a_word_or_another_chemical_is_never_taken_for_the_name_it_comes_near(written: str) -> None:
    (answer,) = identify([written], on=DAY)
    assert answer.substance is None or answer.substance.id.startswith("chem:")
    assert not answer.controls


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phenobarbital", "fenobarbitale"),
        ("acetic anhydride", "acetik anhidrid"),
        ("efedryna", "ephedrine"),
        ("codeine", "kodeina"),
    ],
)
def test_one_sound_has_one_spelling(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"), [("methylamine", "methylamino"), ("propanol", "propanal"), ("butane", "butene"), ("phenyl", "phenol")]
)
def test_endings_that_tell_chemicals_apart_stay_apart(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@given(st.text("abcdehikmnoprstyz123", max_size=30))
def test_a_spelling_is_its_own_spelling_but_for_a_mute_ending(key: str) -> None:
    once = spelling(key)
    assert once.startswith(spelling(once))
    assert spelling(key.replace("y", "i")) == once


def test_an_error_is_forgiven_only_where_it_reads_like_no_known_name() -> None:
    meaning = {"isotonitazene": ("isotonitazene",)}
    assert Respellings(meaning, meaning, {}).one_error_from("isotonitazzane") == "isotonitazene"
    assert Respellings(meaning, meaning, {"dimethyltazane": 1}).one_error_from("isotonitazane") is None
    assert Respellings(meaning, meaning, {}).one_error_from("isotonitazane") == "isotonitazene"
    assert Respellings(meaning, meaning, {}).one_error_from("4isotonitazane") is None
