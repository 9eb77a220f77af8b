"""Read dates and instants as they are written in different countries.

Whether 03/04/2025 is in March or in April is decided once for a column, from all the texts seen of it: one day above 12 settles
it. Where nothing settles it, the order that keeps the rows of the file closer together in time is taken, else the fallback.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal, TypeAlias

import polars as pl

from headwater.readers.values.distinct import each_distinct
from headwater.readers.values.numbers import _normal

DayOrder: TypeAlias = Literal["dmy", "mdy"]

_MONTHS: Final[dict[int, str]] = {
    1: "jan january ene enero janeiro janvier janv januar janner jaenner gennaio gen ocak янв января январь",
    2: "feb february febrero fev fevereiro fevrier fevr februar febbraio subat фев февр февраля февраль",
    3: "mar march marzo marco mars marz maerz mrz mart мар марта март",
    4: "apr april abr abril avr avril aprile nisan апр апреля апрель",
    5: "may mayo mai maio maggio mag mayis мая май",
    6: "jun june junio junho juin juni giugno giu haziran июн июня июнь",
    7: "jul july julio julho juillet juil juli luglio lug temmuz июл июля июль",
    8: "aug august ago agosto aout agustos авг августа август",
    9: "sep sept september septiembre setiembre set setembro septembre settembre eylul сен сент сентября сентябрь",
    10: "oct october octubre out outubro octobre okt oktober ottobre ott ekim окт октября октябрь",
    11: "nov november noviembre novembro novembre kasim ноя ноября ноябрь",
    12: "dec december dic diciembre dez dezembro decembre dezember dicembre aralik дек декабря декабрь",
}
_MONTH_OF: Final[dict[str, int]] = {word: month for month, words in _MONTHS.items() for word in words.split()}

_ISO: Final = re.compile(r"^(\d{4})[-/.年\s](\d{1,2})[-/.月\s](\d{1,2})日?(?:[T\s]+(.*))?$")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{4}(?:\d{2})?Z?))?$")
_NUMERIC: Final = re.compile(r"^(\d{1,2})[-/.\s]+(\d{1,2})[-/.\s]+(\d{4}|\d{2})(?:[,T\s]+(.*))?$")
_DAY_MONTH_NAME: Final = re.compile(
    r"^(?:[^\W\d_]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[-/.,\s]*(?:de\s+|of\s+)?([^\W\d_]+)\.?[-/.,\s]*(?:de\s+|del\s+)?'?(\d{4}|\d{2})(?:\s*г\.?)?(?:[,T\s]+(.*))?$"
)
_MONTH_NAME_DAY: Final = re.compile(
    r"^(?:[^\W\d_]+,\s+)?([^\W\d_]+)\.?[-/\s]+(\d{1,2})(?:st|nd|rd|th)?,?[-/\s]+(\d{4}|\d{2})(?:[,T\s]+(.*))?$"
)
_YEAR_MONTH_NAME: Final = re.compile(r"^(\d{4})[-/\s]+([^\W\d_]+)\.?[-/\s]+(\d{1,2})(?:[,T\s]+(.*))?$")
_SERIAL: Final = re.compile(r"^\d{5}(?:\.\d+)?$")
_UNIX: Final = re.compile(r"^1\d{9}(?:\.\d+)?$|^1\d{12}$")
_CLOCK: Final = re.compile(
    r"^(?:,|at|a las|um|à|kl\.?)?\s*(\d{1,2})(?:[:.h时時点點](\d{1,2}))?(?:[:.m分](\d{1,2})(?:[.,](\d{1,9}))?秒?)?"
    r"\s*(?:uhr|hrs?|h|分)?\s*([ap]\.?\s?m\.?)?\s*(z|utc|gmt|cet|cest|eet|eest|msk|wib|jst|kst|[+-]\d{2}:?\d{2}|[+-]\d{1,2}|(?:utc|gmt)[+-]\d{1,2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_UNIX_STYLE: Final = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: ([A-Z]{3,4}))? (\d{4})$")
_EASTERN_HALF: Final = re.compile(r"^(上午|下午)\s*(\d{1,2}[:时時]\d{2}.*)$")
_CLOCK_LIKE: Final = re.compile(r"^\D{0,12}\d{1,2}[:.h时時]\d{2}")
_ZONES: Final = {"cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "wib": 7, "jst": 9, "kst": 9}
_EXCEL_DAY_ZERO: Final = datetime(1899, 12, 30, tzinfo=UTC)
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_OLDEST_TWO_DIGIT: Final = 70


@dataclass(frozen=True, slots=True)
class DayFormat:
    """How the dates of a column are written.

    Attributes:
        order: whether the day or the month comes first in 03/04/2025.
        settled: True where at least one text left no doubt, or where there was no such text at all.
    """

    order: DayOrder
    settled: bool


def day_format(texts: pl.Series, *, fallback: DayOrder = "dmy") -> DayFormat:
    """Return how the dates of a column are written.

    Args:
        texts: texts of the column, in the order of the file.
        fallback: the order to assume where the texts do not settle it.
    """
    parts = (
        texts.str.strip_chars().str.extract_groups(r"^(\d{1,2})[-/.\s]+(\d{1,2})[-/.\s]+(\d{4}|\d{2})(?:\D|$)").struct.unnest()
    )
    first, second = (parts[name].cast(pl.Int32, strict=False) for name in parts.columns[:2])
    numeric = int(first.is_not_null().sum())
    if not numeric:
        return DayFormat(fallback, settled=True)
    # With points between them the day comes first everywhere.
    points = texts.str.contains(r"^\s*\d{1,2}\.\d{1,2}\.\d{2}")
    day_first = int((((first > 12) & (second <= 12)) | points).sum())
    month_first = int(((second > 12) & (first <= 12)).sum())
    if day_first != month_first:
        return DayFormat("dmy" if day_first > month_first else "mdy", settled=True)
    return DayFormat(
        _closer_together(first, second, parts[parts.columns[2]].cast(pl.Int32, strict=False)) or fallback, settled=False
    )


def _closer_together(first: pl.Series, second: pl.Series, year: pl.Series) -> DayOrder | None:
    """Return the order under which each row is nearer to the row before, or None where both are alike."""
    base = year * 372
    leaps = {
        "dmy": (base + second * 31 + first).drop_nulls().diff().abs().sum(),
        "mdy": (base + first * 31 + second).drop_nulls().diff().abs().sum(),
    }
    dmy, mdy = float(leaps["dmy"] or 0), float(leaps["mdy"] or 0)
    if dmy < 0.5 * mdy:
        return "dmy"
    return "mdy" if mdy < 0.5 * dmy else None


def read_days(texts: pl.Series, form: DayFormat) -> pl.Series:
    """Return the day of each text, null where there is none that the calendar has."""
    quick = texts.str.to_date("%Y-%m-%d", strict=False)
    late = quick.is_null() & texts.is_not_null()
    if not bool(late.any()):
        return _sensible(quick)
    slow = each_distinct(
        texts.set(~late, None),
        lambda keys: pl.DataFrame({"day": [_day_of(text, form.order) for text in _normal(keys)]}, schema={"day": pl.Date()}),
    )["day"]
    return _sensible(quick).fill_null(slow)


def read_instants(texts: pl.Series, form: DayFormat) -> pl.Series:
    """Return the instant of each text in UTC; a text without a zone is taken as UTC, one without a time as midnight."""
    quick = texts.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us")
    quick = quick.fill_null(texts.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us"))
    late = quick.is_null() & texts.is_not_null()
    quick = _sensible(quick.dt.replace_time_zone("UTC"))
    if not bool(late.any()):
        return quick
    schema = {"instant": pl.Datetime("us", "UTC")}
    slow = each_distinct(
        texts.set(~late, None),
        lambda keys: pl.DataFrame({"instant": [read_instant(text, form.order) for text in _normal(keys)]}, schema=schema),
    )["instant"]
    return quick.fill_null(slow)


def _sensible(found: pl.Series) -> pl.Series:
    year = found.dt.year()
    return found.set((year < _FIRST_YEAR) | (year > _LAST_YEAR), None)


def _day_of(text: str, order: DayOrder) -> date | None:
    found = _local(text, order)
    if found is not None:
        return found[0].date()
    # A clock or a zone that cannot be read does not lose the day.
    fields = _fields(text.strip(), order)
    if fields is None or not fields[3] or not _CLOCK_LIKE.match(fields[3]):
        return None
    start = _start(*fields[:3])
    return None if start is None else start.date()


def read_instant(text: str, order: DayOrder) -> datetime | None:
    """Return the instant that one text writes, or None; the zone in it is applied."""
    found = _local(text, order)
    return None if found is None else found[0] - found[1]


def _local(written: str, order: DayOrder) -> tuple[datetime, timedelta] | None:
    text = written.strip()
    if _SERIAL.match(text):
        moment = _EXCEL_DAY_ZERO + timedelta(days=float(text))
        return (moment.replace(microsecond=0), timedelta()) if 10_000 < float(text) < 75_000 else None
    if _UNIX.match(text):
        seconds = float(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC), timedelta()
    fields = _fields(text, order)
    if fields is None:
        return None
    *day, clock = fields
    start = _start(*day)
    if start is None:
        return None
    return (start, timedelta()) if not clock else _with_clock(start, clock)


def _start(year: int, month: int, day: int) -> datetime | None:
    """Return midnight of a day, or None for one that the calendar has not."""
    try:
        return datetime(year, month, day, tzinfo=UTC) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _fields(text: str, order: DayOrder) -> tuple[int, int, int, str | None] | None:
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day, clock = match.groups()
        return int(year), int(month), int(day), clock
    if match := _NUMERIC.match(text):
        first, second, year, clock = match.groups()
        day, month = (first, second) if order == "dmy" else (second, first)
        return _full_year(year), int(month), int(day), clock
    if match := _UNIX_STYLE.match(text):
        name, day, clock, zone, year = match.groups()
        clock = f"{clock} {zone}" if zone else clock
    elif match := _DAY_MONTH_NAME.match(text):
        day, name, year, clock = match.groups()
    elif match := _MONTH_NAME_DAY.match(text):
        name, day, year, clock = match.groups()
    elif match := _YEAR_MONTH_NAME.match(text):
        year, name, day, clock = match.groups()
    else:
        return None
    month_number = month_of(name)
    return None if month_number is None else (_full_year(year), month_number, int(day), clock)


def month_of(name: str) -> int | None:
    """Return the number of the month of that name or abbreviation, or None."""
    from headwater.readers.recognition.lexicon import plain

    return _MONTH_OF.get(plain(name))


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    return 1900 + year if year >= _OLDEST_TWO_DIGIT else 2000 + year


def _with_clock(start: datetime, clock: str) -> tuple[datetime, timedelta] | None:
    compact = re.fullmatch(r"(\d{2})(\d{2})(\d{2})?(Z?)", clock)
    if eastern := _EASTERN_HALF.match(clock):
        clock = f"{eastern.group(2)} {'am' if eastern.group(1) == '上午' else 'pm'}"
    match = _CLOCK.match(":".join(part for part in compact.groups()[:3] if part) if compact else clock.strip())
    if match is None:
        return None
    hour, minute, second, fraction, half, zone = match.groups()
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    if hours > 24 or int(minute or 0) > 59 or int(second or 0) > 60:
        return None
    moment = start + timedelta(
        hours=hours, minutes=int(minute or 0), seconds=int(second or 0), microseconds=int((fraction or "0").ljust(6, "0")[:6])
    )
    return moment, _offset(zone)


def _offset(zone: str | None) -> timedelta:
    named = _ZONES.get((zone or "").lower())
    if named is not None:
        return timedelta(hours=named)
    digits = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone or "")
    if digits is None:
        return timedelta()
    sign, hours, minutes = digits.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return size if sign == "+" else -size
