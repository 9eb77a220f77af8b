"""Names that say an acid, a salt, an ester or a related substance in other words."""

from collections.abc import Callable

import pytest

from headwater.substance import Identification

Ask = Callable[..., Identification]


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("sodium phenylacetate", "phenylacetic-acid"),
        ("potassium phenylacetate 25 kg", "phenylacetic-acid"),
        ("fenilacetato de sodio", "phenylacetic-acid"),
        ("phénylacétate de sodium", "phenylacetic-acid"),
        ("Natriumphenylacetat", "phenylacetic-acid"),
        ("calcium hypophosphite monohydrate", "hypophosphorous-acid"),
        ("hipofosfito de sodio", "hypophosphorous-acid"),
        ("sodium N-acetylanthranilate", "n-acetylanthranilic-acid"),
        ("phenobarbital Na", "phenobarbital"),
        ("sodium barbital", "barbital"),
        ("ketone, methyl ethyl", "methyl-ethyl-ketone"),
        ("acid, phenylacetic", "phenylacetic-acid"),
        ("anhydride, acetic, 200 L", "acetic-anhydride"),
        ("red phosphorus, amorphous", "red-phosphorus"),
        ("formic acid, acetic anhydride", "acetic-anhydride"),
        ("potassium permanganate", "potassium-permanganate"),
        ("fentanyl-d5 standard", "fentanyl"),
        ("ephedrine precursor chemical", "ephedrine"),
    ],
)
def test_a_salt_or_an_inverted_name_is_the_listed_substance(ask: Ask, text: str, substance: str) -> None:
    answer = ask(text)
    assert answer.substance is not None
    assert answer.substance.id == substance
    assert answer.certainty == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "phenyl acetate",
        "sodium sulfate",
        "sodium acetate",
        "sodium permanganate",
        "potassium iodide",
        "toluene sulfonamide",
        "toluene diisocyanate",
        "diisocianato de tolueno",
        "fentanyl impurity A",
        "metabolite of fentanyl",
        "precursor of amphetamine",
        "metabolito de la cocaína",
        "ketamine N-oxide",
        "iodine-131 capsules",
    ],
)
def test_another_substance_is_not_the_listed_one(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.verdict == "not-found"
    assert not answer.controls


@pytest.mark.parametrize(
    "text", ["testosterone enanthate", "decanoato de nandrolona", "testosterone decanoate", "CAS 360-70-3"]
)
def test_an_ester_of_a_listed_steroid_is_said_to_be_one(ask: Ask, text: str) -> None:
    assert "ester-of-listed" in {caution.code for caution in ask(text).warnings}


@pytest.mark.parametrize(
    ("text", "is_announced"),
    [
        ("Ritalin", True),
        ("Ritalin 10 mg tablets", True),
        ("Ritalin ceramic plates", False),
        ("Rohypnol porcelain tableware", False),
        ("Dolantin saddle for horses", False),
    ],
)
def test_a_brand_among_other_goods_is_not_announced(ask: Ask, text: str, is_announced: bool) -> None:
    assert bool(ask(text).controls) is is_announced


def test_warnings_of_one_kind_are_counted_beyond_a_bound(ask: Ask) -> None:
    answer = ask("50-00-1, " * 60)
    alike = [caution for caution in answer.warnings if caution.code == "cas-check-digit"]
    assert len(alike) == 21
    assert "40 more" in alike[-1].text


def test_letters_that_stand_alone_name_no_chemical(ask: Ask) -> None:
    assert ask("x " * 2_000).substance is None


def test_what_is_known_and_unlisted_is_not_called_free_of_every_list(ask: Ask) -> None:
    (caution,) = ask("acetanilide").warnings
    assert "do not hold every entry" in caution.text
