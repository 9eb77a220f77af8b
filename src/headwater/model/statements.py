"""Statements: what a source claims about a party, a substance or an event.

Entities are views on statements; contradicting statements stand side by side, and none is deleted. The shape follows the
statement model of FollowTheMoney, with stance, grading and independence added for use as evidence.
"""

from typing import Final, Literal, TypeAlias

import polars as pl

Stance: TypeAlias = Literal["asserts", "denies", "retracts"]
StatementKind: TypeAlias = Literal["record", "allegation", "finding", "measurement", "analysis"]
StatementRank: TypeAlias = Literal["preferred", "normal", "deprecated"]

STATEMENT_SCHEMA: Final = pl.Schema(
    {
        "id": pl.String(),
        "subject": pl.String(),
        "schema": pl.String(),
        "property": pl.String(),
        "value": pl.String(),
        "original_value": pl.String(),
        "stance": pl.String(),
        "kind": pl.String(),
        "asserter": pl.String(),
        "publisher": pl.String(),
        "evidence": pl.String(),
        "locator": pl.String(),
        "quote": pl.String(),
        "source_reliability": pl.String(),
        "information_credibility": pl.String(),
        "independence_group": pl.String(),
        "valid_from": pl.String(),
        "valid_to": pl.String(),
        "first_seen": pl.Date(),
        "last_seen": pl.Date(),
        "rank": pl.String(),
        "rank_reason": pl.String(),
        "marking": pl.String(),
    }
)
"""One row a claim: ``subject`` has ``property`` = ``value``, as ``asserter`` says and ``publisher`` printed it.

``evidence`` is the SHA-256 of the file, ``locator`` the place in it (row and column, page and box, character span), ``quote``
the words there. ``source_reliability`` (A-F) and ``information_credibility`` (1-6) are graded apart. Statements of one
``independence_group`` are one voice. ``valid_from`` and ``valid_to`` are ISO dates, which may be a year or a month."""
