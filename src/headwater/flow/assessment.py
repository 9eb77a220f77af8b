"""The door of the room: all rules over all records, and one set of points that add up."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import polars as pl

from headwater.flow import (
    documents,
    equipment,
    links,
    listings,
    money,
    orders,
    parcels,
    payments,
    profiles,
    quantities,
    shipments,
)
from headwater.flow.registry import RULES, settings
from headwater.flow.scene import set_scene
from headwater.model import RecordKind, no_findings
from headwater.reference import Tables

MODULES: Final = (shipments, parcels, equipment, orders, quantities, profiles, payments, money, documents, listings, links)
"""The modules whose rules run; importing them enters the rules in ``RULES``."""

_REST: Final = 0.3
"""Share that counts of every further finding of one family on one row."""


def assess(
    records: Mapping[RecordKind, pl.DataFrame],
    findings: pl.DataFrame,
    tables: Tables,
    *,
    today: date,
    rules: Collection[str] | None = None,
) -> pl.DataFrame:
    """Return the findings of this room on the records of all kinds.

    Findings of one family on one row see the same circumstance from several sides: the strongest keeps its points, the others
    keep three tenths of theirs, so that points add up.

    Args:
        records: the records by kind, with the columns that the rooms before this one added.
        findings: what those rooms found.
        tables: the reference tables.
        today: the day of the review; rows dated after it are judged like any other.
        rules: ids of the rules to run; all of them where left out.
    """
    del today  # every rule judges a row as of its own day
    present = {kind for kind, frame in records.items() if not frame.is_empty()}
    scene = set_scene(records, findings, tables)
    given = settings(tables)
    parts = []
    for name, rule in RULES.items():
        # A table of the user's own that leaves a rule out switches it off.
        if name not in given or present.isdisjoint(rule.kinds) or (rules is not None and name not in rules):
            continue
        found = rule.find(scene, given[name])
        parts.append(found.with_columns(pl.lit(rule.family).alias("family")))
    return _damped(pl.concat(parts)) if parts else no_findings()


def _damped(found: pl.DataFrame) -> pl.DataFrame:
    by_row = ["kind", "source", "row", "family"]
    rank = pl.col("points").rank("ordinal", descending=True).over(by_row)
    points = pl.when(rank == 1).then(pl.col("points")).otherwise((pl.col("points") * _REST).round(2))
    return found.with_columns(points.alias("points")).drop("family").filter(pl.col("points") > 0)
