"""The canonical columns are those of the interface, and every table of records has the same shape."""

import pytest

from headwater.model import (
    ADDRESS_COLUMNS,
    COLUMNS,
    GOODS_TEXT,
    PARTY_ROLES,
    RECORD_KINDS,
    columns_of,
    id_column,
    record_schema,
)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_schema_is_the_address_then_the_canonical_columns(kind: str) -> None:
    names = record_schema(kind).names()
    assert names == [*ADDRESS_COLUMNS, *columns_of(kind)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_first_canonical_column_is_the_id(kind: str) -> None:
    assert id_column(kind) == f"{kind}_id"


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_party_roles_and_goods_text_name_canonical_columns(kind: str) -> None:
    names = columns_of(kind)
    assert all(f"{role}_{part}" in names for role in PARTY_ROLES[kind] for part in ("name", "country", "phone", "email", "id"))
    assert all(column in names for column in GOODS_TEXT[kind])


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_numbers_and_dates_say_their_unit(kind: str) -> None:
    assert all(column.unit for column in COLUMNS[kind] if str(column.dtype) != "String")


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_column_says_what_it_means(kind: str) -> None:
    assert all(column.meaning for column in COLUMNS[kind])
