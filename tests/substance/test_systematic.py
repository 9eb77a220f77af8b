"""Systematic names through OPSIN, where the extra and Java are there."""

from collections.abc import Callable

import pytest

from headwater.substance import Identification, systematic

Ask = Callable[..., Identification]
needs_opsin = pytest.mark.skipif(not systematic.is_available(), reason="needs headwater[iupac] and Java")


@needs_opsin
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("N-(4-chlorophenyl)-N-[1-(2-phenylethyl)piperidin-4-yl]pentanamide", "class"),
        ("ethyl 4-oxopiperidine-1-carboxylate, 25 kg", "class"),
        ("1-[2-(3-nitrophenyl)ethyl]-3,5-dimethylpyrazole", "not-found"),
    ],
)
def test_a_name_in_no_table_is_read_as_a_structure(ask: Ask, text: str, verdict: str) -> None:
    answer = ask(text)
    assert answer.verdict == verdict
    if answer.how == "systematic-name":
        assert answer.certainty == "likely"


@needs_opsin
def test_a_name_that_the_tables_know_does_not_go_to_opsin(ask: Ask) -> None:
    assert ask("N-phenyl-N-(piperidin-4-yl)propanamide").how == "name"


@pytest.mark.parametrize(
    "text",
    ["ladies leather bags", "2", "", "organic", "x" * 1000, "丙酮", "N-(fluorophenyl)acetamide", "N-(-fluorophenyl)acetamide"],
)
def test_what_looks_like_no_name_is_not_sent(text: str) -> None:
    assert systematic.candidate(text) is None


def test_packing_and_purity_are_left_out_of_the_name() -> None:
    assert systematic.candidate("CAS 123-45-6 3-methylbutan-2-one 25 kg, purity 99%") == "3-methylbutan-2-one"


def test_without_opsin_every_name_is_answered_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systematic, "_command", lambda: None)
    assert systematic.structures_of_names(["3-methylbutan-2-one"]) == [None]
