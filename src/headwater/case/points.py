"""What each finding adds to its row.

Signs that say the same thing again must not pass for a strong one. Findings of a row are *related* where they rest on the
same published flag or, without a flag, on the same rule. The strongest of a family counts fully, the second half, the third a
quarter, and so on; so a family never counts for twice its strongest finding, and taking any finding away never raises the row.
What a finding adds is rounded to hundredths and summed as whole hundredths: the parts add up to the row's points to the last
digit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

ROW: Final = ("kind", "source", "row")
"""The columns that say which row a finding is about."""

_HALVINGS: Final = 30
_PLACE: Final = r"(^|_)(country|countries)$|^port_of_|^ships_(from|to)$"


def is_place(column: pl.Expr) -> pl.Expr:
    """Return whether a canonical column holds nothing but a place: a country, a port, where a listing ships."""
    return column.str.contains(_PLACE)


def count_points(findings: pl.DataFrame, *, families: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Return the findings, strongest first in each row, with ``family``, ``counted`` (hundredths) and ``places_only``.

    A finding that cites nothing cannot be walked back to a cell; like one that cites places only, it queues no row by itself.

    Args:
        findings: a table of ``FINDING_SCHEMA``, in any order.
        families: rule id -> family, where rules are related beyond sharing a flag.
    """
    own = pl.coalesce("flag", "rule")
    family = own if not families else pl.coalesce(pl.col("rule").replace_strict(families, default=None), own)
    strongest_first = [*ROW, "points", "rule", "reason", "id"]
    before = pl.int_range(pl.len(), dtype=pl.Int64).over(*ROW, "family").clip(upper_bound=_HALVINGS)
    return (
        findings.filter(pl.col("points") > 0, pl.col("points").is_finite())
        .with_columns(
            family.alias("family"),
            pl.col("cells").list.eval(is_place(pl.element().struct.field("column"))).list.all().alias("places_only"),
        )
        .sort(strongest_first, descending=[name == "points" for name in strongest_first], nulls_last=True)
        .with_columns(
            (pl.col("points") * 100 * pl.lit(0.5).pow(before)).round(0, "half_to_even").cast(pl.Int64).alias("counted")
        )
    )


def total_points(findings: Iterable[tuple[str, float]]) -> float:
    """Return the points of one row from the family and the points of each of its findings, as ``count_points`` adds them.

    It answers what a row would have without one of its findings.
    """
    families: dict[str, list[float]] = defaultdict(list)
    for family, points in findings:
        families[family].append(points)
    hundredths = 0
    for members in families.values():
        for before, points in enumerate(sorted(members, reverse=True)):
            hundredths += round(points * 100 * 0.5 ** min(before, _HALVINGS))
    return hundredths / 100
