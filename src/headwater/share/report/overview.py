"""The figures at the top of the report and the tables at its end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from headwater.case import SharedContact
from headwater.share.review import Review

_MOST_RULES_CHARTED: Final = 10
_LAST_BIN: Final = 12
_ROW: Final = ["kind", "source", "row"]

MOST_LINKS: Final = 60
"""Groups of linked rows shown, those of most names first."""

MOST_REFUSED: Final = 200
"""Refused rows shown; all of them are in run.json."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """One rule that fired.

    Attributes:
        number: running number, used as an anchor.
        flagged: rows it points at; ``queued`` those of them in the queue.
    """

    number: int
    rule: str
    flag: str | None
    points: float | None
    citation: str
    clears: str
    question: str
    source: str
    flagged: int
    queued: int


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of the distribution of points: rows with at least ``low`` and less than ``high`` points."""

    low: int
    high: int | None
    queued: int
    left: int

    @property
    def label(self) -> str:
        """Return the label of the bar."""
        return f"{self.low}+" if self.high is None else str(self.low)

    @property
    def short_count(self) -> str:
        """Return the number of rows in few characters, as a bar is narrow: 3,682 is 3.7k."""
        rows = self.queued + self.left
        if rows < 1000:
            return str(rows)
        if rows < 1_000_000:
            return f"{rows / 1000:.1f}k" if rows < 99_950 else f"{rows / 1000:.0f}k"
        return f"{rows / 1_000_000:.1f}M"


def rule_uses(review: Review) -> list[RuleUse]:
    """Return the rules that fired, those that point at most rows first."""
    flagged = review.findings.select("rule", *_ROW).unique()
    queued = flagged.join(review.queue.rows.select(_ROW), on=_ROW, how="semi")
    used = (
        flagged.group_by("rule")
        .len("flagged")
        .join(queued.group_by("rule").len("queued"), on="rule", how="left")
        .join(review.rules, on="rule", how="left")
        .with_columns(pl.col("queued").fill_null(0), pl.col("citation", "clears", "question", "source").fill_null(""))
        .sort(["flagged", "rule"], descending=[True, False])
    )
    columns = ("rule", "flag", "points", "citation", "clears", "question", "source", "flagged", "queued")
    return [RuleUse(number, **row) for number, row in enumerate(used.select(columns).to_dicts(), start=1)]


def flag_statements(review: Review) -> dict[str, str]:
    """Return what the catalogue of red flags says, by the flag's id; empty where the review brings no catalogue."""
    if review.red_flags is None:
        return {}
    return dict(review.red_flags.select("id", "statement").iter_rows())


def charted(uses: list[RuleUse]) -> tuple[list[RuleUse], int]:
    """Return the rules to chart, those of most queued rows first, and how many more there are."""
    ordered = sorted(uses, key=lambda use: (-use.queued, -use.flagged, use.rule))
    return ordered[:_MOST_RULES_CHARTED], max(0, len(uses) - _MOST_RULES_CHARTED)


def points_bins(review: Review) -> list[Bin]:
    """Return how many rows have how many points, in bars one point wide; the last is open."""
    scores = review.queue.scores.join(review.queue.rows.select(*_ROW, pl.lit(True).alias("in_queue")), on=_ROW, how="left")
    counts: dict[tuple[int, bool], int] = {}
    for points, queued in scores.select("points", pl.col("in_queue").is_not_null()).iter_rows():
        key = (min(math.floor(points), _LAST_BIN), queued)
        counts[key] = counts.get(key, 0) + 1
    if not counts:
        return []
    last = max(low for low, _ in counts)
    return [
        Bin(low, None if low == _LAST_BIN else low + 1, counts.get((low, True), 0), counts.get((low, False), 0))
        for low in range(last + 1)
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar of the chart stands, in units of its drawing."""

    x: float
    width: float
    top: float
    queued_height: float
    left_height: float
    bin: Bin


CHART_WIDTH: Final = 400
CHART_HEIGHT: Final = 150


def draw_bars(bins: list[Bin]) -> list[Bar]:
    """Return the bars of the distribution of points; heights grow with the square root of the rows they stand for."""
    most = max((one.queued + one.left for one in bins), default=0)
    step = CHART_WIDTH / max(len(bins), 6)
    bars = []
    for number, one in enumerate(bins):
        rows = one.queued + one.left
        height = CHART_HEIGHT * math.sqrt(rows / most) if rows else 0.0
        queued = round(height * one.queued / rows, 2) if rows else 0.0
        left = round(height - queued, 2)
        bars.append(
            Bar(round(number * step + 2, 2), round(step - 4, 2), round(CHART_HEIGHT - queued - left, 2), queued, left, one)
        )
    return bars


@dataclass(frozen=True, slots=True)
class LinkedRows:
    """Rows of the queue that share contacts: the same rows and names, whatever number of contacts they share."""

    ranks: tuple[int, ...]
    names: tuple[str, ...]
    contacts: tuple[SharedContact, ...]


def linked_rows(links: Sequence[SharedContact]) -> list[LinkedRows]:
    """Return the shared contacts gathered by the rows that share them, in the order given."""
    gathered: dict[tuple[tuple[int, ...], tuple[str, ...]], list[SharedContact]] = {}
    for link in links:
        gathered.setdefault((link.ranks, link.names), []).append(link)
    return [LinkedRows(ranks, names, tuple(contacts)) for (ranks, names), contacts in gathered.items()]


def files_read(review: Review) -> list[dict[str, Any]]:
    """Return what became of each file: rows, and columns recognised and kept."""
    return [
        {
            "source": summary.source,
            "sha256": summary.sha256,
            "kind": summary.kind,
            "rows": summary.rows,
            "used": summary.used,
            "refused": summary.rows - summary.used,
            "recognised": [(header, name) for header, name in summary.columns.items() if name is not None],
            "kept": [header for header, name in summary.columns.items() if name is None],
        }
        for summary in review.inputs
    ]
