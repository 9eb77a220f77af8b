"""Every shipped table keeps its schema, its sources and its dates."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from headwater.errors import ArgumentError, ReferenceDataError
from headwater.reference import describe, fingerprint, tables


@pytest.mark.parametrize("name", list(describe()))
def test_a_shipped_table_loads_and_names_its_sources(name: str) -> None:
    frame = tables(with_unverified=True)[name]
    description = describe()[name]
    assert frame.columns == list(description.columns)
    assert description.source or frame["source"].null_count() == 0


@pytest.mark.parametrize("name", [name for name, description in describe().items() if description.law])
def test_a_table_of_law_never_ends_before_it_starts(name: str) -> None:
    frame = tables(with_unverified=True)[name]
    assert frame.filter(pl.col("until") < pl.col("since")).is_empty()


@pytest.mark.parametrize("name", [name for name, description in describe().items() if description.law])
def test_unverified_rows_are_off_by_default(name: str) -> None:
    assert tables()[name]["verified"].all()


def test_an_unknown_table_is_refused_with_the_names_of_the_others() -> None:
    with pytest.raises(ArgumentError, match="rules"):
        tables()["nonsense"]


def test_an_override_with_a_row_without_source_does_not_load(tmp_path: Path) -> None:
    header = ",".join(describe()["rules"].columns)
    file = tmp_path / "rules.csv"
    file.write_text(f"{header}\nmy_rule,order,,3,,my handbook,ask,who?,\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="line 2: source is empty"):
        tables(overrides={"rules": file})


def test_the_fingerprint_is_that_of_the_shipped_tables() -> None:
    assert fingerprint() == fingerprint()
    assert len(fingerprint()) == 64


def test_a_day_cuts_every_table_of_law() -> None:
    for name, description in describe().items():
        if description.law:
            early = tables(date(1900, 1, 1))[name]
            assert early.filter(pl.col("since").is_not_null()).is_empty()
