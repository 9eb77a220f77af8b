"""A name made of the first syllables of another is found, and one that only begins alike is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.party import compare, index_lists, match
from headwater.party.matching.names import readings
from headwater.party.matching.syllables import made_of_syllables, syllables_between
from headwater.party.parties import ListedParty, PartyList, PartyName

MADE = [
    ("Doravalnor", "Doradina de Valores del Norte S.A."),
    ("TRANSQUINTA LTDA.", "Transportes Quintanilla Ltda"),
    ("PROFERTIDOR", "Productora de Fertilizantes Doradino, S.A. de C.V."),
]
NOT_MADE = [
    ("Doravalnor", "Doradina Quintanilla del Norte S.A."),
    ("Maxtech", "Maxima Technology Co., Ltd."),
    ("Transporte", "Transportes Quintanilla Ltda"),
    ("Inca", "Industrias Camelias S.A."),
    ("Quintaltrans", "Transportes Quintanilla Ltda"),
]


@pytest.mark.parametrize(("short", "long"), MADE)
def test_syllables_of_the_words_in_their_order_make_a_name(short: str, long: str) -> None:
    one, two = readings(short, "Company")[0], readings(long, "Company")[0]
    assert syllables_between(one, two) == syllables_between(two, one) >= 0.5


@pytest.mark.parametrize(("short", "long"), NOT_MADE)
def test_other_letters_another_order_or_too_few_do_not(short: str, long: str) -> None:
    assert syllables_between(readings(short, "Company")[0], readings(long, "Company")[0]) == 0


@given(
    st.lists(st.text("abcdefghij", min_size=4, max_size=8), min_size=3, max_size=3),
    st.lists(st.integers(2, 4), min_size=3, max_size=3),
)
def test_any_word_made_of_three_starts_is_recognised(words: list[str], sizes: list[int]) -> None:
    word = "".join(one[:size] for one, size in zip(words, sizes, strict=True))
    assert made_of_syllables(word, tuple(words), "") > 0 or word in words


@pytest.mark.parametrize(("short", "long"), MADE)
def test_match_finds_either_name_by_the_other_and_says_why(short: str, long: str) -> None:
    for listed, asked in ((short, long), (long, short)):
        party = ListedParty("t:1", "t", "Organization", listed, (PartyName(listed),))
        index = index_lists([PartyList("t", "", "", "", None, "", "", "0" * 64, (party,))])
        (result,) = match([{"name": asked, "schema": "Company"}], index)
        assert [one.id for one in result.candidates if one.match] == ["t:1"]
        assert "made of syllables" in {feature.name for feature in result.candidates[0].features}
    (pair,) = compare([{"schema": "Company", "name1": short, "name2": long}])
    assert "made of syllables" in {feature.name for feature in pair.features}
