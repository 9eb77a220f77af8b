"""Headings that are our own canonical names settle what a file is, whatever part of them it has."""

import random

import polars as pl
import pytest

from headwater.model import COLUMNS, RECORD_KINDS, RecordKind, columns_of, id_column
from headwater.readers import open_frame

DAYS = {"date": "2026-01-05", "datetime": "2026-01-05T10:00:00Z", "registered_on": "2020-01-01"}


def cell(kind: RecordKind, name: str, row: int) -> str:
    number = next(column for column in COLUMNS[kind] if column.name == name).dtype == pl.Float64()
    return DAYS.get(name) or (f"{row + 12}.5" if number else f"text {name} {row}")


@pytest.mark.parametrize("kind", RECORD_KINDS)
@pytest.mark.parametrize("seed", range(12))
def test_the_id_and_any_few_columns_are_read_as_themselves(kind: RecordKind, seed: int) -> None:
    pick = random.Random(seed)
    others = [name for name in columns_of(kind)[1:] if name != "quantity_kg"]
    names = [id_column(kind), *pick.sample(others, pick.choice([1, 2, 3, 5]))]
    reading = open_frame(pl.DataFrame({name: [cell(kind, name, row) for row in range(4)] for name in names}), "part.csv")
    assert reading.kind == kind
    assert dict(reading.columns) == {name: name for name in names}
