"""Dates as lists write them, in ISO form of reduced precision."""

import re
from functools import lru_cache
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep september sept",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?\Z")
_DAY_MONTH_YEAR: Final = re.compile(r"(?:(?:(\d{1,2})[ -])?([A-Za-z]{3,9})[ ,-]+)?(\d{4})\Z")
_MONTH_DAY_YEAR: Final = re.compile(r"([A-Za-z]{3,9}) (\d{1,2}),? (\d{4})\Z")
_SLASHED: Final = re.compile(r"(?i)(\d{1,2}|dd)[/.-](\d{1,2}|mm)[/.-](\d{4})\Z")
_SPAN: Final = re.compile(r"(?i)\s+(?:to|and|or)\s+|(?<=\d{4})\s*[-/]\s*(?=\d{4})")
_ABOUT: Final = re.compile(r"(?i)^(?:circa|approximately|approx\.?|about|c\.|between)\s+")
_MAX_LENGTH: Final = 60


@lru_cache(maxsize=65_536)
def iso_date(written: str) -> str | None:
    """Return a date of a list in ISO form (``1961``, ``1961-03``, ``1961-03-24``), an interval (``1950/1955``), or None.

    What is "circa" is reduced to its year. Numbers with slashes or points are read day first, as the UN, the EU and the United
    Kingdom write them; ``00``, ``dd`` and ``mm`` stand for an unknown day or month.
    """
    text = written.strip(" .;")
    if not text or len(text) > _MAX_LENGTH:
        return None
    about = _ABOUT.match(text)
    if about is not None:
        text = text[about.end() :]
    ends = [_one(end) for end in _SPAN.split(text)]
    if about is not None:
        ends = [end[:4] if end else None for end in ends]
    if len(ends) == 1:
        return ends[0]
    if len(ends) == 2 and ends[0] and ends[1]:
        return "/".join(sorted((ends[0], ends[1]))) if ends[0] != ends[1] else ends[0]
    return None


def _one(text: str) -> str | None:
    text = text.strip()
    if match := _ISO.match(text):
        return _join(match[1], match[2], match[3])
    if match := _DAY_MONTH_YEAR.match(text):
        if match[2] is None:
            return match[3]
        month = _MONTHS.get(match[2].lower())
        return _join(match[3], str(month), match[1]) if month else None
    if match := _MONTH_DAY_YEAR.match(text):
        month = _MONTHS.get(match[1].lower())
        return _join(match[3], str(month), match[2]) if month else None
    if match := _SLASHED.match(text):
        return _join(match[3], match[2].lower().replace("mm", "0"), match[1].lower().replace("dd", "0"))
    return None


def _join(year: str, month: str | None, day: str | None) -> str | None:
    if month is None or int(month) == 0:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None or int(day) == 0:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None
