"""What stands beside a name decides whether it is that substance: glued amounts, lists, formulas, brands among other words."""

from datetime import date

import pytest

from headwater.api import identify

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("ACETONE98%", "acetone"),
        ("caffeine1kg", "caffeine"),
        ("Toluene™", "toluene"),
        ("NPP (N-phenethyl-4-piperidone) powder", "npp"),
        ("Concerta 36 mg", "methylphenidate"),
        ("Luminal", "phenobarbital"),
        ("Valium Roche", "diazepam"),
        ("GHB sodium salt", "ghb"),
    ],
)
def test_amounts_marks_and_words_of_medicine_leave_a_name_what_it_is(text: str, substance: str) -> None:
    (answer,) = identify([text], on=DAY)
    assert answer.substance is not None
    assert answer.substance.id == substance


def test_every_member_of_a_spanish_list_is_found() -> None:
    (answer,) = identify(["ácido sulfúrico, ácido clorhídrico y acetona"], on=DAY)
    assert answer.substance is not None
    assert {answer.substance.id, *(other.id for other in answer.also)} == {"sulphuric-acid", "hydrochloric-acid", "acetone"}


@pytest.mark.parametrize("text", ["GHB gold hair band", "Xanax font licence", "Palladone cast iron pans"])
def test_a_brand_or_abbreviation_among_unknown_words_stays_open(text: str) -> None:
    (answer,) = identify([text], on=DAY)
    assert answer.substance is None
    assert answer.certainty in {"ambiguous", "none"}


@pytest.mark.parametrize(
    "text",
    [
        "pent-2-enoyl fentanyl",
        "lysergic acid cyclobutylamide",
        "fenil acetic acid ester",
        "luminal LED lamp",
        "可卡因色口红",
        "防酸手套 硫酸",
    ],
)
def test_a_part_of_a_longer_name_or_an_article_is_not_the_listed_substance(text: str) -> None:
    (answer,) = identify([text], on=DAY)
    assert answer.substance is None or answer.substance.id.startswith(("chem:", "structure:"))
