"""What each finding adds to its row.

Signs that say the same thing again must not pass for a strong one. Findings of a row are *related* where they rest on the
same published flag or, without a flag, on the same rule. The strongest of a family counts fully, the second half, the third a
quarter, and so on; so a family never counts for twice its strongest finding, and taking any finding away never raises the
row.

Nor does a heap of weak signs pass for a strong one: what findings of at most ``WEAK`` points add to a row together ends at
``WEAK_CAP``, below the name of a listed party and far below its identifier.

One party that shows the same sign in row after row is one thing to look at. The first ``REPEATS`` rows count in full, later
ones less and less, so that one name does not fill the queue. Findings from ``STRONG`` points on always count in full.

What a finding adds is rounded to hundredths and summed as whole hundredths: the parts add up to the row's points to the last
digit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

ROW: Final = ("kind", "source", "row")
"""The columns that say which row a finding is about."""

WEAK: Final = 2.5
"""Findings of at most so many points are weak signs."""

WEAK_CAP: Final = 6.0
"""The most that the weak signs of a row add together."""

STRONG: Final = 7.0
"""Findings of at least so many points count in full however often they come."""

REPEATS: Final = 16
"""So many rows of one party count in full for one rule; the n-th row after them counts ``REPEATS`` / n."""

_HALVINGS: Final = 30
_NAME: Final = r"_name$|^name$|^vendor$"
_PLACE: Final = r"(^|_)(country|countries)$|^port_of_|^ships_(from|to)$"


def is_place(column: pl.Expr) -> pl.Expr:
    """Return whether a canonical column holds nothing but a place: a country, a port, where a listing ships."""
    return column.str.contains(_PLACE)


def count_points(findings: pl.DataFrame, *, families: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Return the findings, strongest first in each row, with ``family``, ``party``, ``weight``, ``counted``, ``places_only``.

    ``party`` is the first name among the cited cells, ``weight`` is the points less what repetition takes off, ``counted``
    what the finding adds to its row, in hundredths. A finding that cites nothing cannot be walked back to a cell; like one that
    cites places only, it queues no row by itself.

    Args:
        findings: a table of ``FINDING_SCHEMA``, in any order.
        families: rule id -> family, where rules are related beyond sharing a flag.
    """
    own = pl.coalesce("flag", "rule")
    family = own if not families else pl.coalesce(pl.col("rule").replace_strict(families, default=None), own)
    frame = findings.filter(pl.col("points") > 0, pl.col("points").is_finite()).with_columns(
        family.alias("family"),
        pl.col("cells").list.eval(is_place(pl.element().struct.field("column"))).list.all().alias("places_only"),
    )
    frame = _weighed(frame)
    strongest_first = [*ROW, "weight", "points", "rule", "reason", "id"]
    frame = frame.sort(strongest_first, descending=[name in ("weight", "points") for name in strongest_first], nulls_last=True)
    before = pl.int_range(pl.len(), dtype=pl.Int64).over(*ROW, "family").clip(upper_bound=_HALVINGS)
    added = (pl.col("weight") * 100 * pl.lit(0.5).pow(before)).round(0, "half_to_even").cast(pl.Int64)
    weak = pl.when(pl.col("weight") <= WEAK).then(pl.col("added")).otherwise(0)
    so_far = weak.cum_sum().over(*ROW)
    cap = int(WEAK_CAP * 100)
    held = pl.min_horizontal(so_far, pl.lit(cap)) - pl.min_horizontal(so_far - weak, pl.lit(cap))
    counted = pl.when(pl.col("weight") <= WEAK).then(held).otherwise(pl.col("added"))
    return frame.with_columns(added.alias("added")).with_columns(counted.alias("counted")).drop("added")


def total_points(findings: Iterable[tuple[str, float]]) -> float:
    """Return the points of one row from the family and the weight of each of its findings, as ``count_points`` adds them.

    It answers what a row would have without one of its findings.
    """
    families: dict[str, list[float]] = defaultdict(list)
    for family, weight in findings:
        families[family].append(weight)
    weak = strong = 0
    for members in families.values():
        for before, weight in enumerate(sorted(members, reverse=True)):
            added = round(weight * 100 * 0.5 ** min(before, _HALVINGS))
            if weight <= WEAK:
                weak += added
            else:
                strong += added
    return (strong + min(weak, int(WEAK_CAP * 100))) / 100


def _weighed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the findings with ``party`` and ``weight``: their points, less where one party repeats one sign too often."""
    cell = pl.element()
    named = pl.when(cell.struct.field("column").str.contains(_NAME)).then(cell.struct.field("value"))
    party = pl.col("cells").list.eval(named.drop_nulls()).list.first().str.strip_chars().str.to_lowercase()
    frame = frame.with_columns(party.alias("party")).sort("points", *ROW, "id", descending=[True, *[False] * (len(ROW) + 1)])
    # Several findings of one rule on one row are one row.
    fresh = pl.struct("rule", "party", *ROW).is_first_distinct().cast(pl.Int64)
    nth = fresh.cum_sum().over("rule", "party")
    less = (REPEATS / nth.clip(lower_bound=REPEATS)).fill_null(1.0)
    counts = pl.col("party").is_not_null() & (pl.col("points") < STRONG)
    weight = pl.when(counts).then((pl.col("points") * less).round(4)).otherwise(pl.col("points"))
    return frame.with_columns(weight.alias("weight"))
