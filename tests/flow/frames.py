"""Small tables of records for the tests of this room."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from headwater import flow
from headwater.flow.scene import SUBSTANCE_COLUMNS
from headwater.model import id_column, no_findings, record_schema
from headwater.reference import Tables, tables

TODAY = date(2026, 1, 1)
DAY = date(2025, 6, 15)
Rows = Sequence[Mapping[str, Any]]
STRICT = {"substance_id": "4-piperidone", "substance_ids": ["4-piperidone"], "substance_controls": ["US-List-I", "UN-1988-I"]}
SOLVENT = {"substance_id": "toluene", "substance_ids": ["toluene"], "substance_controls": ["UN-1988-II", "US-List-II"]}


def day(n: int) -> date:
    """Return the day so many days after the first of the tests."""
    return DAY + timedelta(days=n)


def moment(n: float) -> datetime:
    """Return the instant so many days after noon of the first day of the tests."""
    return datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC) + timedelta(days=n)


def frame(kind: str, rows: Rows, source: str = "test") -> pl.DataFrame:
    """Return records of one kind as the rooms below hand them on."""
    schema = {**record_schema(kind), **SUBSTANCE_COLUMNS}  # type: ignore[arg-type]
    full = []
    for number, row in enumerate(rows, start=1):
        assert not set(row) - set(schema), set(row) - set(schema)
        defaults = {
            "kind": kind,
            "source": source,
            "row": number,
            "record_id": f"{kind}-{number}",
            id_column(kind): f"{kind}-{number}",
        }  # type: ignore[arg-type]
        full.append({**defaults, **row})
    return pl.DataFrame(full, schema=schema)


def assess(case: Mapping[str, Rows], given: Tables | None = None, *, rules: set[str] | None = None) -> pl.DataFrame:
    """Return the findings on a case."""
    records = {kind: frame(kind, rows) for kind, rows in case.items()}
    return flow.assess(records, no_findings(), given or tables(), today=TODAY, rules=rules)  # type: ignore[arg-type]


def shipment(**cells: Any) -> dict[str, Any]:
    """Return an ordinary shipment of a chemical between two chemical firms, with the cells given."""
    ordinary = {
        "date": DAY,
        "mode": "sea",
        "origin_country": "IN",
        "destination_country": "ES",
        "port_of_loading": "INNSA",
        "port_of_discharge": "ESBCN",
        "shipper_name": "Alder Chemicals Ltd",
        "shipper_address": "Mill Lane 4, Industrial Estate",
        "shipper_country": "IN",
        "consignee_name": "Birch Chemie GmbH",
        "consignee_address": "Industriestrasse 5, Halle 2",
        "consignee_country": "ES",
        "description": "styrene monomer",
        "hs_code": "290250",
        "gross_kg": 220.0,
        "net_kg": 200.0,
        "packages": 1.0,
        "package_type": "DRUMS",
        "value": 1000.0,
        "currency": "USD",
    }
    return {**ordinary, **cells}


def order(**cells: Any) -> dict[str, Any]:
    """Return an ordinary order of toluene by a paint maker, with the cells given."""
    ordinary = {
        "date": DAY,
        "buyer_name": "Cedar Paints Ltd",
        "buyer_address": "Harbour Way 9, Warehouse 3",
        "buyer_country": "GB",
        "buyer_sector": "Manufacture of paints",
        "ship_to_name": "Cedar Paints Ltd",
        "ship_to_address": "Harbour Way 9, Warehouse 3",
        "ship_to_country": "GB",
        "product": "toluene",
        "quantity": 400.0,
        "quantity_kg": 400.0,
        "unit": "kg",
        "unit_price": 2.0,
        "currency": "USD",
        "payment_method": "bank transfer",
        "delivery_method": "carrier",
        "stated_use": "thinner production",
        "end_use_declaration": "yes",
        **SOLVENT,
    }
    return {**ordinary, **cells}


def payment(**cells: Any) -> dict[str, Any]:
    """Return an ordinary payment of a paint maker to a chemical firm, with the cells given."""
    ordinary = {
        "datetime": moment(0),
        "payer_name": "Cedar Paints Ltd",
        "payer_country": "GB",
        "payee_name": "Birch Chemie GmbH",
        "payee_country": "DE",
        "amount": 3200.0,
        "currency": "USD",
        "method": "wire",
        "bank_country": "DE",
        "reference": "invoice 20441",
    }
    return {**ordinary, **cells}


def listing(**cells: Any) -> dict[str, Any]:
    """Return an ordinary listing of a solvent, with the cells given."""
    ordinary = {
        "date": DAY,
        "site": "market.example",
        "vendor": "Birch Chemie GmbH",
        "title": "toluene",
        "text": "Toluene, certificate of analysis on request.",
        "language": "en",
        "price": 2.0,
        "currency": "USD",
        "ships_from": "DE",
        **SOLVENT,
    }
    return {**ordinary, **cells}


def company(**cells: Any) -> dict[str, Any]:
    """Return an ordinary company, with the cells given."""
    ordinary = {
        "name": "Cedar Paints Ltd",
        "registration_id": "GB100",
        "country": "GB",
        "address": "Harbour Way 9, Warehouse 3",
        "registered_on": date(2001, 2, 3),
        "activity": "Manufacture of paints",
        "status": "active",
        "phone": "+44 20 5550 1000",
        "email": "office@cedar.example",
        "officers": "Ann Field",
    }
    return {**ordinary, **cells}
