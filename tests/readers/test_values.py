"""Dates, numbers, masses and codes as they are written in different countries."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.readers.values.codes import country_code, currency_code, read_code_lists, transport_mode
from headwater.readers.values.days import day_format, read_days, read_instants
from headwater.readers.values.masses import kilograms_of_heading, kilograms_of_unit
from headwater.readers.values.numbers import number_format, read_numbers


def days(texts: list[str]) -> list[date | None]:
    series = pl.Series(texts, dtype=pl.String)
    return read_days(series, day_format(series)).to_list()


MARCH_FOURTH = [
    "2025-03-04", "2025/3/4", "2025.03.04", "20250304", "2025年3月4日", "2025年03月04日", "04-MAR-2025", "4 de marzo de 2025",
    "4 marzo 2025", "4. März 2025", "4 mars 2025", "March 4, 2025", "Mar 4 2025", "4th March 2025", "4 de março de 2025",
    "4-mar-25", "2025-03-04T23:10:00", "2025-03-04 10:00", "45720", "2025-Mar-04", "4 марта 2025", "Tue, 4 Mar 2025",
    "２０２５年３月４日", "04MAR2025", "4/mar/2025",
]  # fmt: skip


@pytest.mark.parametrize("text", MARCH_FOURTH)
def test_a_day_is_read_in_the_spellings_of_many_countries(text: str) -> None:
    assert days([text]) == [date(2025, 3, 4)]


@pytest.mark.parametrize(
    "text", ["2025-02-30", "32/01/2025", "00/00/0000", "31-NOV-2025", "hello", "12", "9999-99-99", "1/1/0001"]
)
def test_a_day_that_no_calendar_has_is_empty(text: str) -> None:
    assert days([text]) == [None]


def test_one_day_above_twelve_settles_the_order_of_a_column() -> None:
    assert days(["03/04/2025", "25/04/2025"])[0] == date(2025, 4, 3)
    assert days(["03/04/2025", "04/25/2025"])[0] == date(2025, 3, 4)
    assert days(["03.04.25", "25.04.25"])[0] == date(2025, 4, 3)


def test_where_nothing_settles_it_rows_that_follow_one_another_do() -> None:
    month_first = [f"{month:02}/{day:02}/2025" for month in range(1, 4) for day in range(1, 12)]
    assert days(month_first)[0:2] == [date(2025, 1, 1), date(2025, 1, 2)]
    assert not day_format(pl.Series(month_first)).settled


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-03-04T10:00:00Z", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ("2025-03-04T10:00:00+02:00", datetime(2025, 3, 4, 8, tzinfo=UTC)),
        ("2025-03-04 10:00:00.250-0500", datetime(2025, 3, 4, 15, 0, 0, 250_000, tzinfo=UTC)),
        ("04/03/2025 10:00", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ("4 Mar 2025 10:05 PM", datetime(2025, 3, 4, 22, 5, tzinfo=UTC)),
        ("2025年3月4日 10时05分", datetime(2025, 3, 4, 10, 5, tzinfo=UTC)),
        ("1741082400", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ("1741082400000", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ("45720.5", datetime(2025, 3, 4, 12, tzinfo=UTC)),
        ("20250304T100000Z", datetime(2025, 3, 4, 10, tzinfo=UTC)),
        ("2025-03-04", datetime(2025, 3, 4, tzinfo=UTC)),
    ],
)
def test_an_instant_is_brought_to_utc(text: str, instant: datetime) -> None:
    series = pl.Series([text])
    assert read_instants(series, day_format(series)).to_list() == [instant]


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for pattern in ("%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"):
        assert days([day.strftime(pattern)]) == [day]


def numbers(texts: list[str]) -> list[float | None]:
    series = pl.Series(texts, dtype=pl.String)
    return read_numbers(series, number_format(series))["value"].to_list()


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1.234,56", "7,5"], [1234.56, 7.5]),
        (["1,234.56", "7.5"], [1234.56, 7.5]),
        (["1 234,56"], [1234.56]),
        (["1\u202f234,56", "2\u00a0000"], [1234.56, 2000.0]),
        (["1'234.5", "1’000"], [1234.5, 1000.0]),
        (["１２３４．５"], [1234.5]),
        (["1,200 kg", "USD 4,500.00", "$12.5", "€ 3.10"], [1200.0, 4500.0, 12.5, 3.1]),
        (["12,50 €", "1.200,00 EUR"], [12.5, 1200.0]),
        (["12,34,567.00"], [1234567.0]),
        (["1.5E3", "2e-1"], [1500.0, 0.2]),
        (["1.234", "0,5"], [1234.0, 0.5]),
        (["1.234", "1.5"], [1.234, 1.5]),
        (["1.234.567"], [1234567.0]),
        (["-5", "−5", "+5"], [-5.0, -5.0, 5.0]),
        (["abc", "12-34", "1e400", "9" * 30, ""], [None] * 5),
        (["1 200 kg"], [1200.0]),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(texts: list[str], values: list[float | None]) -> None:
    assert numbers(texts) == values


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**9).map(lambda cents: cents / 100))
def test_every_amount_is_read_back_in_three_spellings(amount: float) -> None:
    english = f"{amount:,.2f}"
    for text in (english, english.translate(str.maketrans(",.", ".,")), english.translate({44: "\u00a0", 46: ","})):
        assert numbers([text, "1,00" if text != english else "1.00"])[0] == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("156", "CN"),
        ("China", "CN"),
        ("P.R. China", "CN"),
        ("中国", "CN"),
        ("Alemania", "DE"),
        ("Deutschland", "DE"),
        ("Estados Unidos", "US"),
        ("EE.UU.", "US"),
        ("U.S.A.", "US"),
        ("México", "MX"),
        ("REPUBLICA DE COREA", "KR"),
        ("Korea, Republic of", "KR"),
        ("Corea del Sur", "KR"),
        ("CN - China", "CN"),
        ("China (CN)", "CN"),
        ("Россия", "RU"),
        ("Nederland", "NL"),
        ("Hong Kong", "HK"),
        ("NA", "NA"),
        ("worldwide", None),
        ("", None),
        ("XX", None),
        ("Guinea", "GN"),
        ("Equatorial Guinea", "GQ"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("US - China", None),
    ],
)
def test_countries_come_to_their_two_letters(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_lists_of_countries_keep_what_is_known() -> None:
    texts = pl.Series(["China; Hong Kong", "MX,US", "worldwide", None, "Korea, Republic of"])
    assert read_code_lists(texts, country_code).to_list() == ["CN;HK", "MX;US", None, None, "KR"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USD", "USD"),
        ("usd", "USD"),
        ("US$", "USD"),
        ("€", "EUR"),
        ("人民币", "CNY"),
        ("RMB", "CNY"),
        ("Peso mexicano", "MXN"),
        ("$", None),
        ("ABC", None),
        ("US Dollar", "USD"),
        ("EUR - Euro", "EUR"),
    ],
)
def test_currencies_come_to_their_code_unless_the_sign_is_shared(text: str, code: str | None) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("SEA", "sea"),
        ("Marítimo", "sea"),
        ("海运", "sea"),
        ("水路运输", "sea"),
        ("Luftfracht", "air"),
        ("AIR FREIGHT", "air"),
        ("10", "sea"),
        ("4", "air"),
        ("Carretero", "road"),
        ("Ferrocarril", "rail"),
        ("Correo", "post"),
        ("courier", "express"),
        ("DHL express air", "express"),
        ("teleport", None),
        ("7", None),
    ],
)
def test_modes_come_to_our_six_words(text: str, mode: str | None) -> None:
    assert transport_mode(text) == mode


@pytest.mark.parametrize(
    ("unit", "kilograms"),
    [
        ("kg", 1),
        ("KGS", 1),
        ("公斤", 1),
        ("千克", 1),
        ("吨", 1000),
        ("t", 1000),
        ("MT", 1000),
        ("g", 0.001),
        ("mg", 1e-6),
        ("lb", 0.45359237),
        ("LBS.", 0.45359237),
        ("oz", 0.028349523125),
        ("quintal", 100),
        ("metric tons", 1000),
        ("litre", None),
        ("pcs", None),
        ("tablets", None),
        ("drum", None),
    ],
)
def test_units_of_mass_know_their_kilograms(unit: str, kilograms: float | None) -> None:
    assert kilograms_of_unit(unit) == kilograms


@pytest.mark.parametrize(
    ("heading", "kilograms"),
    [
        ("Gross Weight (LBS)", 0.45359237),
        ("毛重(千克)", 1),
        ("GROSS_WT_KGS", 1),
        ("Peso Bruto [t]", 1000),
        ("Net weight", None),
        ("重量(吨)", 1000),
        ("grossWeightKg", 1),
    ],
)
def test_headings_may_name_the_unit(heading: str, kilograms: float | None) -> None:
    assert kilograms_of_heading(heading) == kilograms
