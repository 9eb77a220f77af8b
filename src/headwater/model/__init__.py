"""The tables and types that travel between rooms."""

from headwater.model.assessment import Assessment
from headwater.model.findings import FINDING_SCHEMA, build_findings, concat_findings, no_findings
from headwater.model.records import (
    ADDRESS_COLUMNS,
    COLUMNS,
    GOODS_TEXT,
    PARTY_ROLES,
    RECORD_KINDS,
    Column,
    RecordKind,
    columns_of,
    id_column,
    record_schema,
)
from headwater.model.statements import STATEMENT_SCHEMA, Stance, StatementKind, StatementRank

__all__ = [
    "ADDRESS_COLUMNS",
    "COLUMNS",
    "FINDING_SCHEMA",
    "GOODS_TEXT",
    "PARTY_ROLES",
    "RECORD_KINDS",
    "STATEMENT_SCHEMA",
    "Assessment",
    "Column",
    "RecordKind",
    "Stance",
    "StatementKind",
    "StatementRank",
    "build_findings",
    "columns_of",
    "concat_findings",
    "id_column",
    "no_findings",
    "record_schema",
]
