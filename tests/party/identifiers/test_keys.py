"""Keys of identifiers: one for all spellings, and none where nothing is left to compare by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.party import index_lists, match
from headwater.party.identifiers import key_of
from headwater.party.matching import ANY_SCHEME, Query
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName

SCHEMES = ("passport", "tax_id", "registration", "wallet", "imo", "email", "website", "lei", "inn", "national_id")


@pytest.mark.parametrize(
    ("scheme", "one", "two", "country"),
    [
        ("passport", "B-17 / 42", "b1742", None),
        ("rfc", "ZQI-010203-AB1", "ZQI010203AB1", None),
        ("tax_id", "BG 121024920", "121024920", None),
        ("tax_id", "BG121024920", "121024920", "BG"),
        ("tax_id", "0430.033.662", "0430033662", "BE"),
        ("imo", "IMO 9074729", "9074729", None),
        ("email", "mailto:Ana@Solmar.example", " ana@solmar.example;", None),
        ("website", "https://www.Solmar.example/", "solmar.example", None),
        ("phone", "+52 686 383 6864", "(686) 383-6864", "MX"),
        ("phone", "0052 686 383 6864", "526863836864", None),
        ("wallet", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", None),
        (
            "wallet",
            "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
            "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
            None,
        ),
    ],
)
def test_two_spellings_have_one_key(scheme: str, one: str, two: str, country: str | None) -> None:
    assert key_of(scheme, one, country) == key_of(scheme, two, country) is not None


@pytest.mark.parametrize(
    ("scheme", "one", "two"),
    [
        ("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1bvbmseystwetqtfn5au4m4gfg7xjanvn2"),
        ("passport", "X123", "X124"),
        ("tax_id", "SE12", "12"),
    ],
)
def test_two_numbers_have_two_keys(scheme: str, one: str, two: str) -> None:
    assert key_of(scheme, one) != key_of(scheme, two)


@pytest.mark.parametrize("scheme", [*SCHEMES, "phone"])
@pytest.mark.parametrize("written", ["", "  ", "-", "./-"])
def test_nothing_has_no_key(scheme: str, written: str) -> None:
    assert scheme in ("wallet", "email", "website") or key_of(scheme, written) is None


@given(st.sampled_from(SCHEMES), st.text(max_size=40))
def test_the_key_of_a_key_is_itself(scheme: str, written: str) -> None:
    key = key_of(scheme, written)
    if key is not None and scheme not in ("tax_id", "website", "email"):
        assert key_of(scheme, key) == key


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (("tax_id", "121024920"), "BG 121024920"),
        (("imo", "9074729"), "IMO 9074729"),
        (("registration", "HRB96201"), "HRB-96201"),
        (("wallet", "TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT"), "TYD6a4PAAfAgegEdDf9oZUnW4DFmS8jeFT"),
    ],
)
def test_a_number_of_unknown_scheme_finds_its_party(listed: tuple[str, str], asked: str) -> None:
    identifier = Identifier(listed[0], key_of(*listed) or "", None, listed[1])
    party = ListedParty("house:1", "house", "Company", "Solmar", (PartyName("Solmar"),), identifiers=(identifier,))
    index = index_lists([PartyList("house", "own", "House", "plain-csv", None, "own", "house.csv", "0" * 64, (party,))])
    (result,) = match([Query(names=("Kestrel Trading",), identifiers=((ANY_SCHEME, asked),))], index)
    assert [candidate.id for candidate in result.candidates] == ["house:1"]
