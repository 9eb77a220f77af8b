"""Read numbers as they are written in different countries.

Whether a comma parts thousands or decimals is decided once for a column, from all the texts seen of it: ``1.234,56`` settles
it, ``1.234`` alone does not. A unit, a currency code or a sign inside the cell is split off.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import polars as pl

DecimalMark: TypeAlias = Literal[".", ","]

LARGEST: Final = 1e15
"""Numbers beyond this are taken for slips of the keyboard; the cell stays as written and its value is empty."""

_PARTS: Final = r"^(?P<before>[^\d+\-−(.,]*)\(?(?P<number>[+\-−]?[\d.,'’·٫٬\s]*\d[.,]?(?:[eE][+\-]?\d{1,3})?)\)?(?P<after>\D*)$"
_SPACES: Final = r"[\s\u00a0\u2007\u2009\u202f'’]"
_PLAIN: Final = r"^-?\d+(\.\d+)?$"
_COMMA_SURE: Final = r"^[+-]?(\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}|\d+,\d{1,2}|\d+,\d{4,}|0,\d+|\d{4,},\d+)$"
_POINT_SURE: Final = r"^[+-]?(\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}|\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+|\d{4,}\.\d+)$"
_EITHER: Final = r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How the numbers of a column are written.

    Attributes:
        decimal: the decimal mark.
        settled: True where at least one text left no doubt about it.
        doubtful: True where nothing settles it and a text such as ``1.234`` would be another number under the other mark.
    """

    decimal: DecimalMark
    settled: bool
    doubtful: bool = False


def number_format(texts: pl.Series, *, fallback: DecimalMark = ".") -> NumberFormat:
    """Return how the numbers of a column are written, judged by the texts that can be read in one way only.

    Args:
        texts: texts of the column.
        fallback: the mark to assume where no text settles it, from other columns of the file.
    """
    numbers = _number_part(_normal(texts.drop_nulls().unique())).drop_nulls()
    commas = int(numbers.str.contains(_COMMA_SURE).sum())
    points = int(numbers.str.contains(_POINT_SURE).sum())
    if commas == points:
        return NumberFormat(fallback, settled=False, doubtful=bool(numbers.str.contains(_EITHER).any()))
    return NumberFormat("," if commas > points else ".", settled=True)


def read_numbers(texts: pl.Series, form: NumberFormat) -> pl.DataFrame:
    """Return one row a text with ``value`` (Float64), ``prefix`` and ``suffix`` (the words before and after the number).

    ``value`` is null where the text is no number, or is not between -1e15 and 1e15. Parentheses are not taken for a minus.
    """
    normal = _normal(texts)
    parts = normal.str.extract_groups(_PARTS).struct.unnest()
    number = parts["number"].str.replace_all(_SPACES, "")
    if form.decimal == ",":
        grouped = number.str.contains(r"^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$")
        # Without a grouping that fits, a point in a column of decimal commas is still a decimal point: 12.5 is not 125.
        fits = ~number.str.contains(r"\.") | grouped
        as_comma = number.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        number = pl.select(pl.when(fits).then(as_comma).otherwise(number)).to_series()
    else:
        grouped = number.str.contains(r"^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$")
        lone_comma = number.str.contains(r"^[+-]?\d+,\d{1,2}$") | number.str.contains(r"^[+-]?\d{1,3}(\.\d{3})+,\d+$")
        as_point = number.str.replace_all(",", "", literal=True)
        as_comma = number.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        number = pl.select(pl.when(grouped).then(as_point).when(lone_comma).then(as_comma).otherwise(number)).to_series()
    value = number.str.strip_chars_end(".").cast(pl.Float64, strict=False)
    value = pl.select(pl.when(value.is_finite() & (value.abs() <= LARGEST)).then(value)).to_series()
    return pl.DataFrame(
        {"value": value, "prefix": parts["before"].str.strip_chars(), "suffix": parts["after"].str.strip_chars(" \t()\u00a0")}
    )


def is_plain(texts: pl.Series) -> pl.Series:
    """Return True for each text that is a number as a computer writes it."""
    return texts.str.contains(_PLAIN)


def _number_part(normal: pl.Series) -> pl.Series:
    return normal.str.extract(_PARTS.replace("?P<before>", "?:").replace("?P<after>", "?:"), 1).str.replace_all(_SPACES, "")


def _normal(texts: pl.Series) -> pl.Series:
    """Bring full-width and Arabic digits and odd minus signs to ASCII; most columns have none and are left as they are."""
    text = texts.str.strip_chars()
    if not bool(text.str.contains(r"[^\x00-\x7f]").any()):
        return text
    return text.map_elements(_ascii_digits, return_dtype=pl.String)


_NOT_ASCII_DIGIT: Final = re.compile(r"[^\x00-\x7f]")


def _ascii_digits(text: str) -> str:
    return _NOT_ASCII_DIGIT.sub(_one_character, text)


def _one_character(match: re.Match[str]) -> str:
    character = match.group()
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in "−–—﹣－":
        return "-"
    if character in "٫":
        return "."
    if character in "٬":
        return ","
    return unicodedata.normalize("NFKC", character)
