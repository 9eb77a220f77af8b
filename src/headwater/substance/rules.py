"""The rules of this room: what is odd about how a record names a substance.

That a record names a controlled substance is a weak sign by itself: most trade in them is lawful. The flow room weighs it
against what does not fit. Every rule is a row of ``substance/rules.csv`` and a function here; its docstring is what users read.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import polars as pl

from headwater.model import RecordKind, build_findings, concat_findings
from headwater.reference import Tables

Rule: TypeAlias = Callable[[pl.DataFrame], tuple[pl.DataFrame, pl.Expr]]
"""From the rows in which something was read to those the rule points at, and the sentence for each."""

_BULK: Final = ("UN-1988-II", "US-List-II", "EU-273-cat2B", "EU-273-cat3", "CN-precursor-cat3", "CA-CDSA-VI-B")
_NAME: Final = pl.col("substance_name")
_MOST_LISTS: Final = 6


def drug_named(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text names a drug that is under control on the day of the record."""
    hits = rows.filter(pl.col("kind_of_substance") == "drug", _controlled())
    return hits, pl.format("Names {}, a drug under control on that day ({}).", _NAME, _lists())


def precursor_named(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text names a precursor that is under control on the day of the record and is not a chemical of common use."""
    hits = rows.filter(pl.col("kind_of_substance") == "precursor", _controlled(), ~_only_bulk())
    return hits, pl.format("Names {}, a precursor under control on that day ({}).", _NAME, _lists())


def bulk_chemical_named(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text names a solvent, acid or other chemical of common use that is under control on the day of the record."""
    hits = rows.filter(pl.col("kind_of_substance") == "precursor", _controlled(), _only_bulk())
    return hits, pl.format("Names {}, a listed chemical of common use ({}).", _NAME, _lists())


def class_named(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text names a substance that no list names and that a structural class or the scope of a listing covers."""
    hits = rows.filter(pl.col("substance_verdict") == "class")
    return hits, pl.format("Names {}, which a class or the scope of a listing covers on that day ({}).", _NAME, _lists())


def watched_named(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text names a substance that is watched, or whose listing has not been read in its source."""
    watched = (pl.col("kind_of_substance") == "adulterant") & pl.col("substance_verdict").is_in(["watched", "named"])
    unread = (pl.col("substance_verdict") == "named") & (pl.col("substance_controls").list.len() == 0)
    sentence = (
        pl.when(watched)
        .then(pl.format("Names {}, which published reports name as an adulterant.", _NAME))
        .otherwise(
            pl.format(
                "Names {}, listed ({}) as far as known; the listing was not read.", _NAME, pl.col("unverified").list.join(", ")
            )
        )
    )
    return rows.filter(watched | unread), sentence


def misspelt_controlled_name(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text holds what reads as a misspelling of a controlled substance."""
    hits = rows.filter(pl.col("misspelt").is_not_null(), _controlled())
    return hits, pl.format("“{}” reads as a misspelling of {}, which is under control.", pl.col("misspelt"), _NAME)


def cas_contradicts_name(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The record gives the CAS number of one substance and the name of another."""
    hits = rows.filter(pl.col("contradiction").is_not_null())
    return hits, pl.format("Number and name do not agree: the record says {}.", pl.col("contradiction"))


def cas_check_digit_wrong(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The record gives a CAS number whose check digit is wrong or missing, so that it belongs to no substance."""
    hits = rows.filter(pl.col("bad_number").is_not_null())
    return hits, pl.format("CAS number {} fails its check digit; no substance has it.", pl.col("bad_number"))


def cas_number_alone(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """Running text gives the CAS number of a controlled substance and no name for it."""
    hits = rows.filter(pl.col("number_alone").is_not_null(), _controlled())
    return hits, pl.format("Gives CAS number {} ({}) without any name.", pl.col("number_alone"), _NAME)


def short_name_unclear(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The goods text holds a short name that can stand for a controlled substance or for something else."""
    hits = rows.filter(pl.col("unclear").is_not_null())
    return hits, pl.format("“{}” can mean: {}.", pl.col("unclear"), pl.col("unclear_label"))


RULES: Final[Mapping[str, Rule]] = {
    rule.__name__: rule
    for rule in (
        drug_named,
        precursor_named,
        bulk_chemical_named,
        class_named,
        watched_named,
        misspelt_controlled_name,
        cas_contradicts_name,
        cas_check_digit_wrong,
        cas_number_alone,
        short_name_unclear,
    )
}


def findings_of(rows: pl.DataFrame, kind: RecordKind, tables: Tables) -> pl.DataFrame:
    """Return the findings of all rules on rows in which something was read."""
    if rows.is_empty():
        return concat_findings([])
    described: dict[str, dict[str, Any]] = {row["rule"]: row for row in tables["rules"].iter_rows(named=True)}
    parts = []
    for name, rule in RULES.items():
        row = described[name]
        if kind not in row["kinds"].split(";"):
            continue
        hits, reason = rule(rows)
        parts.append(build_findings(hits, rule=name, flag=row["flag"], points=row["points"], reason=reason, cells=_cells(rows)))
    return concat_findings(parts)


def _cells(rows: pl.DataFrame) -> pl.Expr:
    """Return the cells a finding cites: the one that holds the name or number, and the CAS number where the record has one."""
    names = {name for name in rows["substance_column"].unique().drop_nulls().to_list() if name != "cas"}
    # Where the number tells, the goods text beside it may tell as well; both are cited.
    beside = {name for name in ("description", "product") if name in rows.columns}
    numbered = pl.col("substance_column") == "cas"
    structs = [
        _cell(name, (pl.col("substance_column") == name) | (numbered if name in beside else pl.lit(value=False)))
        for name in sorted(names | beside)
    ]
    if "cas" in rows.columns:
        structs.append(_cell("cas", pl.col("cas").is_not_null()))
    if not structs:
        return pl.lit([], dtype=pl.List(pl.Struct({"column": pl.String(), "value": pl.String()})))
    return pl.concat_list(structs).list.drop_nulls()


def _cell(name: str, when: pl.Expr) -> pl.Expr:
    return pl.when(when & pl.col(name).is_not_null()).then(
        pl.struct(pl.lit(name).alias("column"), pl.col(name).cast(pl.String).alias("value"))
    )


def _controlled() -> pl.Expr:
    return (pl.col("substance_verdict") == "named") & (pl.col("substance_controls").list.len() > 0)


def _only_bulk() -> pl.Expr:
    return pl.col("substance_controls").list.set_difference(list(_BULK)).list.len() == 0


def _lists() -> pl.Expr:
    more = pl.col("substance_controls").list.len() - _MOST_LISTS
    head = pl.col("substance_controls").list.head(_MOST_LISTS).list.join(", ")
    return (
        pl.when(pl.col("substance_controls").list.len() > _MOST_LISTS)
        .then(pl.format("{} and {} more", head, more))
        .otherwise(head)
    )
