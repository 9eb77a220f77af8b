"""What holds for all names: order of arguments, agreement never lowers a score, matching and its plain oracle agree."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.party import compare, index_lists, match
from headwater.party.matching.features import FEATURES
from headwater.party.matching.scoring import log_odds, weights
from headwater.party.matching.similarity import Lexicon, similarities
from headwater.party.parties import ListedParty, PartyList, PartyName

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9)
NAME = st.lists(WORD, min_size=2, max_size=5, unique_by=lambda word: word[:3]).map(" ".join)
ANY = st.text(max_size=60)


@pytest.mark.parametrize("kind", ["person", "organisation", "person_pair", "organisation_pair"])
def test_no_weight_is_negative_so_that_scores_are_monotone(kind: str) -> None:
    weight, _ = weights(kind)
    assert (weight >= 0).all()


@given(
    st.lists(st.floats(-3, 3, width=32), min_size=len(FEATURES), max_size=len(FEATURES)),
    st.integers(0, len(FEATURES) - 1),
    st.floats(0, 2, width=32),
)
def test_a_better_feature_never_lowers_a_score(values: list[float], column: int, more: float) -> None:
    one = np.array([values, values], np.float32)
    one[1, column] += more
    for person in (True, False):
        odds = log_odds(one, np.array([person, person]))
        assert odds[1] >= odds[0] - 1e-4


@settings(max_examples=60, deadline=None)
@given(NAME, NAME)
def test_comparing_does_not_depend_on_which_name_comes_first(one: str, two: str) -> None:
    pair, swapped = compare(
        [{"schema": "Person", "name1": one, "name2": two}, {"schema": "Person", "name1": two, "name2": one}]
    )
    assert pair.score == pytest.approx(swapped.score, abs=0.02)


@settings(max_examples=60, deadline=None)
@given(NAME)
def test_a_name_is_found_by_itself_and_in_any_case(name: str) -> None:
    party = ListedParty("t:1", "t", "LegalEntity", name, (PartyName(name),))
    index = index_lists([PartyList("t", "", "", "", None, "", "", "0" * 64, (party,))])
    for written in (name, name.upper()):
        (result,) = match([{"name": written}], index)
        assert [one.id for one in result.candidates] == ["t:1"] or len(name) < 8


@settings(max_examples=80, deadline=None)
@given(ANY, ANY)
def test_any_two_texts_get_a_score_between_nought_and_one(one: str, two: str) -> None:
    for schema in ("Person", "Company", None):
        (result,) = compare([{"schema": schema, "name1": one, "name2": two}])
        assert 0 <= result.score <= 1


@given(st.lists(WORD, min_size=1, max_size=6))
def test_words_are_alike_by_nought_to_one_and_the_same_word_wholly(words: list[str]) -> None:
    lexicon = Lexicon()
    ids = np.array([lexicon.add(word) for word in words])
    arrays = lexicon.arrays()
    one, two = np.repeat(ids, ids.size), np.tile(ids, ids.size)
    alike = similarities(arrays, one, arrays, two)
    assert ((alike >= 0) & (alike <= 1)).all()
    assert (alike[one == two] == 1).all()
    assert alike == pytest.approx(similarities(arrays, two, arrays, one))
