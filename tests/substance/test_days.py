"""Before, on and after the first and last day of every verified listing; and what is said where that day is not known."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from headwater.reference import tables
from headwater.substance import Control, Identification, assess, obligations_for
from headwater.substance.deciding import known_law
from headwater.substance.register import Listing, register_of

Ask = Callable[..., Identification]
Build = Callable[..., pl.DataFrame]
ONE = timedelta(days=1)
REGISTER = register_of(tables())
ROWS = [row for rows in REGISTER.listings.values() for row in rows if row.verified]


def control_of(row: Listing, on: date, substance_id: str) -> Control | None:
    controls = known_law(substance_id, REGISTER, on).controls
    return next((one for one in controls if one.instrument == row.instrument and one.basis != "class"), None)


def listed() -> list[Any]:
    found = []
    for id_, rows in REGISTER.listings.items():
        alone = [row for row in rows if sum(other.instrument == row.instrument for other in rows) == 1]
        found += [pytest.param(id_, row, id=f"{id_}:{row.instrument}") for row in alone if row.verified]
    return found


@pytest.mark.parametrize(("substance_id", "row"), listed())
def test_a_listing_begins_and_ends_on_its_days(substance_id: str, row: Listing) -> None:
    scopes = {(code.split(":")[0]) for basis, code, _, _ in REGISTER.members.get(substance_id, ()) if basis == "scope"}
    if row.since is not None and row.instrument not in scopes:
        assert control_of(row, row.since - ONE, substance_id) is None
        assert control_of(row, row.since, substance_id) is not None
    certain = row.certain_from
    if row.until is None or certain <= row.until:
        known = control_of(row, certain, substance_id)
        assert known is not None
        assert known.known_in_force
    if row.since is None:
        before = control_of(row, certain - ONE, substance_id)
        assert before is not None
        assert not before.known_in_force
        assert before.on_list_by == certain
    if row.until is not None:
        assert control_of(row, row.until + ONE, substance_id) is None


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.substance_id}:{row.instrument}") for row in ROWS if row.until])
def test_a_listing_that_ends_is_shown_with_its_last_day_up_to_it_and_never_after(row: Listing) -> None:
    assert row.until is not None
    assert row.since is not None

    def last_days(on: date) -> list[date | None]:
        controls = known_law(row.substance_id, REGISTER, on).controls
        return [one.until for one in controls if one.instrument == row.instrument and one.basis == "named"]

    assert row.until in last_days(row.until)
    assert row.until in last_days(row.since)
    assert row.until not in last_days(row.until + ONE)
    assert row.until not in last_days(row.since - ONE)


def test_a_listing_that_moves_to_another_schedule_leaves_no_day_between(ask: Ask) -> None:
    for name, day in (("1-boc-4-AP", date(2023, 8, 30)), ("phenethyl bromide", date(2026, 4, 12))):
        for on in (day - ONE, day, day + ONE):
            canadian = {one.instrument for one in ask(name, on).controls if one.jurisdiction == "CA" and one.known_in_force}
            assert canadian, (name, on)


def test_every_verified_listing_has_a_day_from_which_it_is_known() -> None:
    assert len(ROWS) > 500
    assert all(row.certain_from <= date(2026, 11, 24) or (row.since or date.max) > date(2026, 11, 24) for row in ROWS)


@pytest.mark.parametrize(
    ("precision", "since", "known_from"),
    [
        ("day", date(2018, 3, 5), date(2018, 3, 5)),
        ("month", date(2018, 12, 1), date(2019, 1, 1)),
        ("year", date(2018, 1, 1), date(2019, 1, 1)),
    ],
)
def test_a_month_or_year_is_certain_when_it_is_over(precision: str, since: date, known_from: date) -> None:
    row = Listing("x", "UN-1961-I", "UN", since, precision, "read", None, True, None, "source")
    assert row.certain_from == known_from
    assert row.in_force(since)
    assert not row.is_known(known_from - ONE)


def test_the_answer_says_what_is_known_where_the_first_day_is_not(ask: Ask) -> None:
    early, later = ask("3-methylfentanyl", date(2016, 1, 1)), ask("3-methylfentanyl", date(2019, 1, 1))
    assert "in-force-unknown" in {warning.code for warning in early.warnings}
    assert "in-force-unknown" not in {warning.code for warning in later.warnings}
    (control,) = (one for one in early.controls if one.instrument == "CA-CDSA-I")
    assert control.to_dict()["known_in_force"] is False
    assert control.to_dict()["on_list_by"] == "2018-04-04"


def test_a_finding_claims_no_control_before_it_is_known(records_of: Build) -> None:
    days = (date(2016, 1, 1), date(2019, 1, 1))
    records = records_of("shipment", *({"description": "3-methylfentanyl", "date": day} for day in days))
    early, later = assess(records, "shipment", tables(), today=days[1]).findings.filter(rule="drug_named")["reason"]
    assert "under control on that day" not in early
    assert "known from 2018-04-04" in early
    assert "under control on that day (CA-CDSA-I" in later


def test_a_duty_says_where_its_first_day_or_that_of_the_listing_is_not_known(ask: Ask) -> None:
    def caveats(day: date) -> dict[str, str | None]:
        answer = ask("ephedrine", day)
        duties = obligations_for(answer.controls, tables(), origin="CA", destination="US", on=day)
        return {duty.id: duty.caveat for duty in duties}

    early, later = caveats(date(2015, 1, 1)), caveats(date(2026, 11, 24))
    assert "listing" in (early["CA-export-permit"] or "")
    assert "first day of this duty" in (early["US-registration"] or "")
    assert set(later.values()) == {None}
