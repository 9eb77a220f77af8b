"""The door of the room: all rules over all records, and one set of points that add up."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import polars as pl

from headwater.flow import (
    accounts,
    consignments,
    documents,
    equipment,
    estates,
    lanes,
    links,
    listings,
    money,
    orders,
    parcels,
    payments,
    profiles,
    quantities,
    refunds,
    register,
    shipments,
)
from headwater.flow.registry import RULES, found, settings
from headwater.flow.scene import set_scene
from headwater.model import RecordKind, concat_findings
from headwater.reference import Tables

MODULES: Final = (
    shipments,
    lanes,
    parcels,
    equipment,
    orders,
    quantities,
    profiles,
    payments,
    money,
    documents,
    listings,
    links,
    consignments,
    refunds,
    accounts,
    estates,
    register,
)
"""The modules whose rules run; importing them enters the rules in ``RULES``."""


def assess(
    records: Mapping[RecordKind, pl.DataFrame],
    findings: pl.DataFrame,
    tables: Tables,
    *,
    today: date,
    rules: Collection[str] | None = None,
) -> pl.DataFrame:
    """Return the findings of this room on the records of all kinds.

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
        parts.append(found(scene, name))
    return concat_findings(parts)


def families() -> Mapping[str, str]:
    """Return the family of each rule: rules of one family see the same circumstance from several sides.

    Whoever adds points up counts the strongest finding of a family on a row in full and the others in part.
    """
    own = {name: rule.family for name, rule in RULES.items()}
    # The room of substances reads the same cell: a number or name in it is one circumstance, however many rules see it.
    return own | dict.fromkeys(("cas_number_alone", "precursor_named"), own["substance_in_reference"])
