"""Check digits of identifiers, and what is said where one is wrong."""

import csv
from pathlib import Path

import pytest

from headwater.party import index_lists, match
from headwater.party.identifiers import check, key_of, warnings_of
from headwater.party.parties import Identifier, ListedParty, PartyList, PartyName


@pytest.mark.parametrize(
    ("scheme", "written", "country", "verdict"),
    [
        ("rfc", "GODE561231GR8", None, "right"),
        ("rfc", "GODE561231GR9", None, "wrong"),
        ("rfc", "GODE561231", None, None),
        ("curp", "BOXW310820HNERXN09", None, "right"),
        ("curp", "BOXW310820HNERXN08", None, "wrong"),
        ("curp", "BOXW310820HXXRXN09", None, "wrong"),
        ("uscc", "91110000600037341L", None, "right"),
        ("uscc", "91110000600037342L", None, "wrong"),
        ("lei", "213800KUD8LAJWSQ9D15", None, "right"),
        ("lei", "213800KUD8LAJWSQ9D16", None, "wrong"),
        ("imo", "IMO 9074729", None, "right"),
        ("imo", "9074728", None, "wrong"),
        ("imo", "907472", None, None),
        ("imo_company", "5055293", None, "right"),
        ("imo_company", "5055294", None, "wrong"),
        ("iban", "GB82 WEST 1234 5698 7654 32", None, "right"),
        ("iban", "GB82 WEST 1234 5698 7654 33", None, "wrong"),
        ("isin", "US0378331005", None, "right"),
        ("inn", "7707083893", None, "right"),
        ("inn", "7707083894", None, "wrong"),
        ("ogrn", "1027700132195", None, "right"),
        ("okpo", "00032537", None, "right"),
        ("okpo", "00032538", None, "wrong"),
        ("npi", "1234567893", None, "right"),
        ("npi", "1234567890", None, "wrong"),
        ("container", "CSQU3054383", None, "right"),
        ("container", "CSQU3054384", None, "wrong"),
        ("tax_id", "213123432-1", "CO", "right"),
        ("tax_id", "213123432-2", "CO", "wrong"),
        ("tax_id", "213123432-1", None, None),
        ("national_id", "360426199101010071", "CN", "right"),
        ("passport", "X1234567", "MX", None),
        ("duns", "542957624", None, None),
    ],
)
def test_a_check_digit_is_judged_by_scheme_and_country(
    scheme: str, written: str, country: str | None, verdict: str | None
) -> None:
    assert check(scheme, written, country) == verdict


def test_a_ship_number_that_is_one_of_a_company_is_said_to_be_one() -> None:
    (warning,) = warnings_of("imo", "5055293")
    assert warning.code == "check-digit"
    assert "company" in warning.text


def test_a_right_digit_is_not_worth_a_word() -> None:
    assert warnings_of("rfc", "GODE561231GR8") == ()
    assert warnings_of("passport", "anything") == ()


def test_listed_numbers_are_judged_as_the_development_data_say(shared_data: Path) -> None:
    with (shared_data / "parties" / "dev_identifiers.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["check_digit"]]
    assert len(rows) > 800
    wrong = [row for row in rows if check(row["scheme"], row["value"]) != row["check_digit"]]
    assert wrong == []


def test_a_number_with_a_wrong_digit_warns_and_still_matches() -> None:
    listed = Identifier("rfc", key_of("rfc", "GODE561231GR9") or "", "MX", "GODE561231GR9")
    party = ListedParty("house:1", "house", "Company", "Solmar", (PartyName("Solmar"),), identifiers=(listed,))
    index = index_lists([PartyList("house", "own", "House", "plain-csv", None, "own", "house.csv", "0" * 64, (party,))])
    (result,) = match([{"name": "Kestrel Trading", "identifiers": {"rfc": "GODE-561231-GR9"}}], index)
    assert [candidate.certainty for candidate in result.candidates] == ["exact"]
    assert [warning.code for warning in result.warnings] == ["check-digit"]
