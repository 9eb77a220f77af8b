"""Which columns of a table may name substances, and one reading for each of their distinct values.

Lines that differ only in order numbers, lots and counts of packages are read once, so that a file of a million lines with a few
thousand products costs a few thousand readings. Of the columns that only the file
knows, those are read that hold words: numbers, days, codes, addresses of the web and the like are let go by their shape.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import polars as pl

from headwater.model import RecordKind, record_schema
from headwater.substance.reading import Found, TextReading, read_text
from headwater.substance.register import Register
from headwater.substance.text import MOST_CHARACTERS

CAS_COLUMN: Final = "cas"
_CAS_LABEL: Final = "CAS "
_LONG_NUMBER: Final = r"[0-9]{4,}"
_FOUR_DIGITS: Final = r"[0-9]{4}"
_DIGIT_LEFT: Final = r"(0{4,})[1-9]"
_PACKED: Final = (
    r"\s?(?:kgs?|lts?|ltrs?|m[lt]|%|件|箱|袋|桶|包)|\s(?:pkgs?|packages?|pkts?|packets?|cartons?|ctns?|boxes|cases|bags|drums|pallets?|plts?"
    r"|pcs|pieces|bultos?|cajas?|sacos?|bolsas?|paquetes?|piezas?|tambores|bidones|caixas?|volumes|colis|sacs|kartons?|pakete)"
)
_COUNTS: Final = tuple(
    (rf"(?i)(^|[\s,;(])[0-9]{{{digits}}}((?:{_PACKED})(?:$|[\s,;)]))", f"${{1}}{'0' * digits}${{2}}") for digits in (1, 2, 3)
)
"""A count of packages or a quantity at the start of a word, by its digits, and the same zeroed."""
_DASHED: Final = r"[0-9]{2,7}\s?[-‐‑‒–—−]\s?[0-9]{2}\s?[-‐‑‒–—−]\s?[0-9]"
_NUMBERED: Final = rf"(?:^|[^0-9]){_DASHED}(?:$|[^0-9])"
_REMARK: Final = re.compile(
    r"note|remark|comment|observa|coment|descri|detail|detalle|text|goods|produ|article|artic|item|merc|cargo|subst|chem|quim"
    r"|material|compound|memo|bemerk|anmerk|hinweis|ware|stoff|备注|说明|品名|货|产品|描述|评论|摘要|内容|附言|化学|名称"
)
_NO_WORDS: Final = (
    # numbers, amounts, days and times; addresses of the web; long keys without a blank
    r"^[\s0-9.,:;/+()%$€£¥#*_TZ-]*$|^\S+@\S+$|^(?:https?://|www\.)\S*$|^[0-9a-fA-F-]{16,}$"
)
_BLANK: Final = r"\s"
_SERIAL: Final = r"[0-9]{5,}"
_WORD: Final = r"\p{L}{5,}"
_CODE: Final = r"^[\p{Lu}0-9][\p{Lu}0-9./_:#-]*$"
_SHORT: Final = 4
_CODES_SHARE: Final = 0.9


def remark_columns(records: pl.DataFrame, kind: RecordKind, added: Iterable[str]) -> list[str]:
    """Return the columns of a table that only its file knows and that may hold running text, in order.

    Args:
        records: the records.
        kind: their kind.
        added: columns that analysers add.
    """
    known = {*record_schema(kind), *added}
    return [name for name, dtype in records.schema.items() if dtype == pl.String and name not in known]


def read_values(
    values: pl.Series, register: Register, *, is_number: bool, is_remark: bool
) -> tuple[pl.Series, dict[str, TextReading]]:
    """Return a column as it was read, null where it says nothing, and what each distinct cell of that says.

    Cells are as written, but for the digits of numbers that do not bear on the reading, which are zero: places in the one
    are places in the other.

    Args:
        values: the column.
        register: the register.
        is_number: whether it is the column of CAS numbers.
        is_remark: whether only the file knows the column, so that cells that are no words are let go.
    """
    label = _CAS_LABEL if is_number else ""
    cut = values.str.head(MOST_CHARACTERS + 1)
    distinct = cut.drop_nulls().unique(maintain_order=True)
    if is_remark:
        distinct = _with_words(distinct)
    shape = distinct if is_number else _shapes(distinct, register)
    found = {}
    for text in shape.unique(maintain_order=True):
        reading = read_text(label + text, register)
        if not reading.is_empty:
            found[text] = _shifted(reading, len(label)) if label else reading
    if not found:
        return pl.repeat(None, len(values), dtype=pl.String, eager=True).alias(values.name), found
    spoken = pl.DataFrame({"value": distinct, "shape": shape}).filter(shape.is_in(list(found)))
    read = cut.alias("value").to_frame().join(spoken, on="value", how="left", maintain_order="left")["shape"]
    return read.alias(values.name), found


def _with_words(distinct: pl.Series) -> pl.Series:
    """Return the values of an unknown column that may hold words or a CAS number; none where the column holds codes."""
    numbered = distinct.str.contains(_NUMBERED)
    one_word = ~distinct.str.contains(_BLANK)
    serial = one_word & distinct.str.contains(_SERIAL) & ~distinct.str.contains(_WORD)
    kept = distinct.filter(numbered | ~(serial | distinct.str.contains(_NO_WORDS)))
    if _REMARK.search(distinct.name.lower()):
        return kept
    short = (kept.str.len_chars() <= _SHORT) | kept.str.contains(r"[0-9]")
    codes = short & kept.str.contains(_CODE) & ~kept.str.contains(_NUMBERED)
    return kept.filter(~codes) if codes.sum() >= _CODES_SHARE * max(kept.len(), 1) else kept


def _shapes(distinct: pl.Series, register: Register) -> pl.Series:
    """Return the texts with long numbers and counts of packages zeroed, where no CAS number or name can be made of them."""
    lowered = distinct.str.to_lowercase()
    keep = lowered.str.contains("cas", literal=True) | lowered.str.contains("登记号", literal=True)
    special = _long_numbers(register)
    keep = keep | lowered.str.contains_any(special) if special else keep
    zeroed = distinct.str.replace_all(_FOUR_DIGITS, "0000")
    for _ in range(3):
        # what four by four leaves over of a long number, digit by digit
        zeroed = zeroed.str.replace_all(_DIGIT_LEFT, "${1}0")
    for pattern, zeros in _COUNTS:
        zeroed = zeroed.str.replace_all(pattern, zeros)
    keep = keep | distinct.str.contains(_DASHED)
    return (
        pl.DataFrame({"value": distinct, "zeroed": zeroed, "keep": keep})
        .select(pl.when("keep").then("value").otherwise("zeroed"))
        .to_series()
    )


def _long_numbers(register: Register) -> list[str]:
    return sorted(set(re.findall(_LONG_NUMBER, " ".join(register.lexicon.names))))


def _shifted(reading: TextReading, by: int) -> TextReading:
    def back(found: Found) -> Found:
        start, end = found.span
        return replace(found, span=(start - by, end - by))

    unclear = [((start - by, end - by), readings) for (start, end), readings in reading.unclear]
    return replace(reading, numbers=[back(f) for f in reading.numbers], names=[back(f) for f in reading.names], unclear=unclear)
