"""What the tests of this room share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from headwater.model import RecordKind, id_column, record_schema
from headwater.reference import tables
from headwater.substance import Identification, identify, systematic

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def ask() -> Callable[..., Identification]:
    """Identify one text, today unless a day is given."""

    def one(text: str, on: date = TODAY, form: Any = "text") -> Identification:
        return identify([text], tables(), on=on, form=form)[0]

    return one


@pytest.fixture(scope="session")
def records_of() -> Callable[..., pl.DataFrame]:
    """Build records of a kind from dictionaries of canonical columns."""

    def build(kind: RecordKind, *rows: dict[str, Any]) -> pl.DataFrame:
        schema = record_schema(kind)
        full = [
            dict.fromkeys(schema)
            | {"kind": kind, "source": "file:0", "row": number, "record_id": f"R{number}", id_column(kind): f"R{number}"}
            | row
            for number, row in enumerate(rows, start=1)
        ]
        return pl.DataFrame(full, schema=schema, orient="row")

    return build


@pytest.fixture(autouse=True)
def _without_opsin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Java out of all tests but those of systematic names: every run of it takes a second."""
    if "test_systematic" not in request.node.nodeid:
        monkeypatch.setattr(systematic, "_command", lambda: None)
