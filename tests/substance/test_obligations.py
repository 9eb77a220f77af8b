"""What instruments ask of a shipment: by route, by substance, by day, with a citation, and nothing unread as law."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner

from headwater.api import duties
from headwater.cli.identify import identify as command
from headwater.errors import ArgumentError
from headwater.reference import tables
from headwater.substance import Identification, obligations_for

Ask = Callable[..., Identification]


def asked(ask: Ask, text: str, origin: str | None, destination: str | None, on: date = date(2026, 1, 1)) -> set[str]:
    return {duty.id for duty in duties(ask(text, on), origin=origin, destination=destination, on=on)}


def test_the_chinese_list_for_north_america_begins_on_its_day(ask: Ask) -> None:
    before, first = date(2025, 11, 9), date(2025, 11, 10)
    assert "CN-north-america" not in asked(ask, "1-boc-4-piperidone", "CN", "MX", before)
    assert "CN-north-america" in asked(ask, "1-boc-4-piperidone", "CN", "MX", first)
    assert "CN-north-america" not in asked(ask, "1-boc-4-piperidone", "CN", "DE", first)
    assert "CN-north-america" not in asked(ask, "1-boc-4-piperidone", "MX", "CN", first)


def test_side_and_substance_decide(ask: Ask) -> None:
    assert {"US-import-declaration", "UN-pen"} <= asked(ask, "4-piperidone", "CN", "US")
    assert "US-export-declaration" not in asked(ask, "4-piperidone", "CN", "US")
    assert asked(ask, "acetanilide", "CN", "US") == set()


def test_trade_inside_the_union_is_no_export_from_it(ask: Ask) -> None:
    assert "EU-export-authorisation" in asked(ask, "1-boc-4-piperidone", "DE", "US")
    assert not {id_ for id_ in asked(ask, "1-boc-4-piperidone", "DE", "FR") if id_.startswith("EU")}


def test_a_domestic_shipment_needs_no_notification_to_another_country(ask: Ask) -> None:
    assert "UN-pen" not in asked(ask, "4-piperidone", "US", "US")


def test_a_duty_that_was_not_read_is_left_out_unless_asked_for(ask: Ask) -> None:
    answer = ask("1-boc-4-piperidone")
    read = duties(answer, origin="CN", destination="MX", on=date(2026, 1, 1))
    every = duties(answer, origin="CN", destination="MX", on=date(2026, 1, 1), reference=tables(with_unverified=True))
    assert all(duty.verified for duty in read)
    assert len(every) > len(read)
    assert all(duty.citation and duty.source for duty in every)


@pytest.mark.parametrize(
    ("text", "asked_for", "not_asked_for"),
    [
        ("acetone", {"US-import-declaration"}, {"US-registration", "UN-pen", "US-drug-permit"}),
        ("ephedrine", {"US-registration", "UN-pen"}, {"US-drug-permit"}),
        ("acetylfentanyl", {"US-drug-permit"}, {"US-registration", "UN-pen"}),
        ("potassium permanganate", {"UN-pen", "EU-registration", "EU-export-authorisation"}, {"EU-pen", "EU-licence"}),
        ("toluene", {"EU-registration", "EU-export-authorisation-3"}, {"EU-export-authorisation", "EU-licence"}),
    ],
)
def test_a_duty_of_one_list_is_no_duty_of_the_next(ask: Ask, text: str, asked_for: set[str], not_asked_for: set[str]) -> None:
    found = asked(ask, text, "DE", "US", date(2026, 11, 24))
    assert asked_for <= found
    assert not not_asked_for & found


def test_a_country_is_two_letters(ask: Ask) -> None:
    with pytest.raises(ArgumentError, match="two letters"):
        duties(ask("acetone"), origin="China", destination=None, on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("code", "words"), [("UK", "GB is the code"), ("EU", "member state"), ("XX", "no country code"), ("C1", "two letters")]
)
def test_every_door_refuses_what_is_no_country_in_the_same_words(ask: Ask, code: str, words: str) -> None:
    with pytest.raises(ArgumentError, match=words) as told:
        duties(ask("acetone"), origin="CN", destination=code, on=date(2026, 1, 1))
    with pytest.raises(ArgumentError) as direct:
        obligations_for((), tables(), origin=code, destination=None, on=date(2026, 1, 1))
    result = CliRunner().invoke(command, ["acetone", "--to", code])
    assert str(told.value) == str(direct.value) == str(result.exception)


def test_the_command_shows_them_and_says_to_verify() -> None:
    result = CliRunner().invoke(command, ["4-piperidone", "--from", "CN", "--to", "US", "--on", "2026-01-01"])
    assert "DEA Form 486" in result.stdout
    assert "Verify with your authority" in result.stdout
    entry = json.loads(CliRunner().invoke(command, ["4-piperidone", "--from", "cn", "--json"]).stdout)
    assert {"citation", "requirement", "advice"} <= entry["obligations"][0].keys()
