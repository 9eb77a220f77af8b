"""The rules of this room: what is odd about how a record names a substance.

That a record names a controlled substance is a weak sign by itself: most trade in them is lawful. The flow room weighs it
against what does not fit. Every rule is a row of ``substance/rules.csv`` and a function here; its docstring is what users read.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeAlias

import polars as pl

from headwater.model import GOODS_TEXT, RecordKind, build_findings, concat_findings
from headwater.reference import Tables

Rule: TypeAlias = Callable[[pl.DataFrame], tuple[pl.DataFrame, pl.Expr]]
"""From the mentions in which something was read to those the rule points at, and the sentence for each."""

MENTION: Final = pl.Schema(
    {
        "_kind": pl.String(),
        "_name": pl.String(),
        "_verdict": pl.String(),
        "_controls": pl.List(pl.String()),
        "_known": pl.List(pl.String()),
        "_unsure": pl.List(pl.String()),
        "_unread": pl.List(pl.String()),
        "_column": pl.String(),
        "_start": pl.Int64(),
        "_end": pl.Int64(),
        "_by_number": pl.Boolean(),
        "_cas_agrees": pl.Boolean(),
        "_misspelt": pl.String(),
        "_number_alone": pl.String(),
    }
)
"""One substance that a record mentions: what it is, what the law of the day says, where it stands. ``_by_number``: only its CAS
number is given; ``_cas_agrees``: the column of CAS numbers gives its number; ``_number_alone``: its number, where running text
gives it and the record holds no name at all."""

SIGNS: Final = pl.Schema(
    {
        "_contradiction": pl.String(),
        "_clashing_column": pl.String(),
        "_bad_number": pl.String(),
        "_bad_column": pl.String(),
        "_unclear": pl.String(),
        "_unclear_column": pl.String(),
        "_unclear_start": pl.Int64(),
        "_unclear_end": pl.Int64(),
        "_unclear_label": pl.String(),
    }
)
"""What is odd about the record as a whole; it stands beside the first mention only."""

_BULK: Final = ("UN-1988-II", "US-List-II", "EU-273-cat2B", "EU-273-cat3", "CN-precursor-cat3", "CA-CDSA-VI-B")
_NAME: Final = pl.col("_name")
_MOST_LISTS: Final = 6
_THAT_DAY: Final = "on that day"
"""What sentences say of the record's own day."""
_CELL: Final = pl.Struct({"column": pl.String(), "value": pl.String()})
_STANDARD: Final = (
    r"(?i)reference (?:standard|material)|certified reference|analytical standard|calibration standard|standard solution|"
    r"material de referencia|patr[oó]n anal[ií]tico|est[aá]ndar anal[ií]tico|referenzstandard|referenzmaterial|"
    r"padr[aã]o anal[ií]tico|mat[eé]riau de r[eé]f[eé]rence|标准品|标准物质|对照品"
)
_STANDARD_SHARE: Final = 0.4
"""Laboratories buy drugs as certified standards, in milligrams; the name alone tells less there."""
_STANDARD_KG: Final = 1.0


def drug_named(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text names a drug that is under control on the day of the record."""
    hits = mentions.filter(pl.col("_kind") == "drug", _controlled())
    return hits, _listed("a drug", "under control on that day")


def precursor_named(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text names a precursor that is under control on the day of the record and is not a chemical of common use."""
    hits = mentions.filter(pl.col("_kind") == "precursor", _controlled(), ~_only_bulk())
    return hits, _listed("a precursor", "under control on that day")


def bulk_chemical_named(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text names a solvent, acid or other chemical of common use that is under control on the day of the record."""
    hits = mentions.filter(pl.col("_kind") == "precursor", _controlled(), _only_bulk())
    return hits, _listed("a chemical of common use", "listed on that day")


def class_named(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text names a substance that no list names and that a structural class or the scope of a listing covers."""
    hits = mentions.filter(pl.col("_verdict") == "class")
    return hits, _listed("a substance that no list names", "under a class or the scope of a listing on that day")


def watched_named(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text names a substance that is watched, or whose listing has not been read in its source."""
    watched = (pl.col("_kind") == "adulterant") & pl.col("_verdict").is_in(["watched", "named"])
    unread = (pl.col("_verdict") == "named") & (pl.col("_controls").list.len() == 0)
    sentence = (
        pl.when(watched)
        .then(pl.format("{} {}, which published reports name as an adulterant.", _names(), _NAME))
        .otherwise(
            pl.format(
                "{} {}, listed ({}) as far as known; the listing was not read.",
                _names(),
                _NAME,
                pl.col("_unread").list.join(", "),
            )
        )
    )
    return mentions.filter(watched | unread), sentence


def misspelt_controlled_name(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text holds what reads as a misspelling of a controlled substance."""
    hits = mentions.filter(pl.col("_misspelt").is_not_null(), _controlled())
    return hits, pl.format("“{}” reads as a misspelling of {}, which is listed.", pl.col("_misspelt"), _NAME)


def cas_contradicts_name(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The record gives the CAS number of one substance and the name of another."""
    hits = mentions.filter(pl.col("_contradiction").is_not_null()).with_columns(
        pl.col("_clashing_column").alias("_column"),
        pl.lit(None, dtype=pl.Int64).alias("_start"),
        pl.lit(value=True).alias("_cas_agrees"),
    )
    return hits, pl.format("Number and name do not agree: the record says {}.", pl.col("_contradiction"))


def cas_check_digit_wrong(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The record gives a CAS number whose check digit is wrong or missing, so that it belongs to no substance."""
    hits = mentions.filter(pl.col("_bad_number").is_not_null()).with_columns(
        pl.col("_bad_column").alias("_column"), pl.lit(None, dtype=pl.Int64).alias("_start")
    )
    return hits, pl.format("CAS number {} fails its check digit; no substance has it.", pl.col("_bad_number"))


def cas_number_alone(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """Running text gives the CAS number of a controlled substance and no name for it that the tables know."""
    hits = mentions.filter(pl.col("_number_alone").is_not_null(), _controlled())
    return hits, pl.format("Gives CAS number {} ({}) and no name for it that is known here.", pl.col("_number_alone"), _NAME)


def short_name_unclear(mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.Expr]:
    """The text holds a short name that can stand for a controlled substance or for something else."""
    place = {f"_{part}": pl.col(f"_unclear_{part}") for part in ("column", "start", "end")}
    hits = mentions.filter(pl.col("_unclear").is_not_null()).with_columns(**place)
    return hits, pl.format("“{}” can mean: {}.", pl.col("_unclear"), pl.col("_unclear_label"))


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


def findings_of(mentions: pl.DataFrame, kind: RecordKind, tables: Tables, on: date | None = None) -> pl.DataFrame:
    """Return the findings of all rules on the mentions of records, at most one a rule and record.

    Args:
        mentions: the records with the columns of ``MENTION`` and ``SIGNS``, one row a mention.
        kind: their kind.
        tables: the reference tables.
        on: the day whose law was applied to all records, which the sentences then name, or None for each record's own.
    """
    if mentions.is_empty():
        return concat_findings([])
    described: dict[str, dict[str, Any]] = {row["rule"]: row for row in tables["rules"].iter_rows(named=True)}
    parts = []
    for name, rule in RULES.items():
        row = described[name]
        if kind not in row["kinds"].split(";"):
            continue
        hits, reason = rule(mentions)
        if hits.is_empty():
            continue
        if on is not None:
            reason = reason.str.replace_all(_THAT_DAY, f"on {on.isoformat()}", literal=True)
        told = _one_a_record(hits.with_columns(_placed(reason, kind).alias("_reason"), _cells(hits).alias("_cells")))
        parts.append(
            build_findings(
                told,
                rule=name,
                flag=row["flag"],
                points=pl.when(_is_standard(told)).then(_STANDARD_SHARE).otherwise(1.0) * row["points"],
                reason=pl.col("_reason"),
                cells=pl.col("_cells"),
            )
        )
    return concat_findings(parts)


def _is_standard(rows: pl.DataFrame) -> pl.Expr:
    """Return whether the goods are a reference standard by their words, and no more than one laboratory needs by their mass."""
    told = [pl.col(name).str.contains(_STANDARD) for name in ("description", "product", "title") if name in rows.columns]
    mass = [pl.col(name) <= _STANDARD_KG for name in ("gross_kg", "net_kg", "quantity_kg") if name in rows.columns]
    if not told or not mass:
        return pl.lit(value=False)
    return pl.any_horizontal(told).fill_null(value=False) & pl.all_horizontal(m.fill_null(value=True) for m in mass)


def _placed(reason: pl.Expr, kind: RecordKind) -> pl.Expr:
    """Return the sentence, with the place added where a column that only the file knows says it."""
    place = pl.format(" It stands in “{}”, characters {} to {}.", pl.col("_column"), pl.col("_start"), pl.col("_end"))
    is_remark = ~pl.col("_column").is_in(GOODS_TEXT[kind])
    return pl.concat_str(reason, pl.when(is_remark).then(place), ignore_nulls=True)


def _one_a_record(hits: pl.DataFrame) -> pl.DataFrame:
    """Return the first hit of each record; its sentence names what the others would say and cites their cells."""
    record = ["source", "row"]
    several = hits.select(pl.struct(record).is_duplicated()).to_series()
    if not several.any():
        return hits
    more = (
        hits.filter(several)
        .group_by(record, maintain_order=True)
        .agg(
            pl.all().exclude("_reason", "_cells", *record).first(),
            pl.col("_reason").first(),
            _NAME.slice(1).str.join(", ").alias("_more"),
            pl.col("_cells").explode().unique(maintain_order=True),
        )
        .with_columns(pl.format("{} It also gives {}.", pl.col("_reason"), pl.col("_more")).alias("_reason"))
        .select(hits.columns)
    )
    return pl.concat([hits.filter(~several), more]).sort("row", maintain_order=True)


def _cells(mentions: pl.DataFrame) -> pl.Expr:
    """Return the cells a finding cites: the one that holds the name or number, and the CAS number where it says the same."""
    names = {name for name in mentions["_column"].unique().drop_nulls().to_list() if name != "cas"}
    # Where the number tells, the goods text beside it may tell as well; both are cited.
    beside = {name for name in ("description", "product") if name in mentions.columns}
    numbered = pl.col("_column").is_null() | (pl.col("_column") == "cas")
    structs = [
        _cell(name, (pl.col("_column") == name) | (numbered if name in beside else pl.lit(value=False)))
        for name in sorted(names | beside)
    ]
    if "cas" in mentions.columns:
        structs.append(_cell("cas", pl.col("_cas_agrees").fill_null(value=False) | (pl.col("_column") == "cas")))
    if not structs:
        return pl.lit([], dtype=pl.List(_CELL))
    return pl.concat_list(structs).list.drop_nulls()


def _cell(name: str, when: pl.Expr) -> pl.Expr:
    return pl.when(when & pl.col(name).is_not_null()).then(
        pl.struct(pl.lit(name).alias("column"), pl.col(name).cast(pl.String).alias("value"))
    )


def _names() -> pl.Expr:
    return pl.when(pl.col("_by_number")).then(pl.lit("Gives the CAS number of")).otherwise(pl.lit("Names"))


def _controlled() -> pl.Expr:
    return (pl.col("_verdict") == "named") & (pl.col("_controls").list.len() > 0)


def _only_bulk() -> pl.Expr:
    return pl.col("_controls").list.set_difference(list(_BULK)).list.len() == 0


def _listed(what: str, how: str) -> pl.Expr:
    """Return the sentence that names a substance and its lists: those known to be in force, then those of unknown first day."""
    known = pl.format(f"{{}} {{}}, {what} {how} ({{}}).", _names(), _NAME, _first_of(pl.col("_known")))
    unsure = _first_of(pl.col("_unsure"))
    also = pl.format(" Whether it was then on these too is not known, their first day being unknown: {}.", unsure)
    only = pl.format(
        f"{{}} {{}}, {what} on lists whose first day is not known, nor whether they were in force on that day: {{}}.",
        _names(),
        _NAME,
        unsure,
    )
    is_known, is_unsure = pl.col("_known").list.len() > 0, pl.col("_unsure").list.len() > 0
    return pl.when(~is_known).then(only).when(is_unsure).then(pl.concat_str(known, also)).otherwise(known)


def _first_of(lists: pl.Expr) -> pl.Expr:
    head = lists.list.head(_MOST_LISTS).list.join(", ")
    return (
        pl.when(lists.list.len() > _MOST_LISTS)
        .then(pl.format("{} and {} more", head, lists.list.len() - _MOST_LISTS))
        .otherwise(head)
    )
