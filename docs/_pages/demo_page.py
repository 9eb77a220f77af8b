"""What a screening of the demonstration finds, as tables for the page of the demonstration and for the README."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

import headwater as hw

ROOT: Final = Path(__file__).resolve().parents[2]
FILES: Final = tuple(ROOT / "demo" / f"{name}.csv" for name in ("companies", "listings", "orders", "payments", "shipments"))
_KINDS: Final = ("shipment", "order", "payment", "listing", "company")


@dataclass(frozen=True)
class Scene:
    """One scene of ``demo/planted.toml`` and what became of its rows.

    Attributes:
        entry: the scene as written.
        rows: its rows: kind, record_id, role, and rank and points in the queue, which are null where a row is not in it.
        rules: the rules that point at its rows, by the points they give.
    """

    entry: dict[str, Any]
    rows: pl.DataFrame
    rules: list[str]

    @property
    def queued(self) -> pl.DataFrame:
        """The rows of the scene that are in the queue, those that only give context left out."""
        return self.rows.filter(pl.col("rank").is_not_null() & (pl.col("role") != "context"))


@cache
def review() -> Any:
    """Return the review of the demonstration files, as ``make demo`` makes it."""
    return hw.screen(list(FILES), today=date(2026, 7, 1))


@cache
def scenes() -> tuple[Scene, ...]:
    """Return the planted scenes in the order of their file."""
    planted = pl.read_csv(ROOT / "tests" / "demo" / "planted.csv")
    queue = review().queue.rows.select("kind", "record_id", "rank", "points")
    findings = review().findings.select("kind", "record_id", "rule", pl.col("points").alias("given"))
    found = []
    for entry in tomllib.loads((ROOT / "demo" / "planted.toml").read_text(encoding="utf-8"))["scene"]:
        rows = planted.filter(pl.col("scene") == entry["key"]).sort("kind", "record_id")
        rows = rows.join(queue, on=["kind", "record_id"], how="left", maintain_order="left")
        pointed = rows.filter(pl.col("role") != "context").join(findings, on=["kind", "record_id"])
        rules = pointed.group_by("rule").agg(pl.col("given").max()).sort("given", "rule", descending=[True, False])
        found.append(Scene(entry, rows, rules["rule"].to_list()))
    return tuple(found)


def told(role: str) -> str:
    """Return an item for each scene of a role: what it is, the published flags, its rows, its place in the queue, the rules."""
    items = []
    for scene in scenes():
        if scene.entry["role"] == role:
            lines = [f"- **{_plain(scene.entry['title'])}.** {_plain(scene.entry['why'])}", ""]
            if scene.entry["flags"]:
                lines.append(f"    Published signs: {', '.join(scene.entry['flags'])}.")
            lines += [
                f"    Rows: {_records(scene)}.",
                f"    Found: {_place(scene)}; rules {_rules(scene.rules)}.",
            ]
            items.append("\n".join(lines) + "\n")
    return "\n".join(items)


def files() -> list[Sequence[str]]:
    """Return a line for each file: its name, kind and number of rows."""
    return [
        (f"`{entry.source.partition('#')[0]}`", entry.kind, f"{entry.rows}", f"{entry.rows - entry.used}")
        for entry in review().inputs
    ]


def summary() -> str:
    """Return the counts of the review as one paragraph."""
    counts = review().counts
    signs = [scene for scene in scenes() if scene.entry["role"] == "sign"]
    found = [scene for scene in signs if scene.queued.height]
    planted = pl.concat([scene.rows.filter(pl.col("role") == "sign").select("kind", "record_id") for scene in signs])
    queue = review().queue.rows
    places = queue.join(planted.with_columns(pl.lit(True).alias("planted")), on=["kind", "record_id"], how="left")
    pure = places.with_columns(pl.col("planted").fill_null(False)).sort("rank")["planted"].arg_min()
    missed = [scene.entry["title"] for scene in signs if not scene.queued.height]
    text = (
        f"{counts['rows']:,} rows are read and {counts['refused']} refused; {counts['flagged']} rows have findings,"
        f" {counts['queued']} are in the queue, {counts['explored']} of them drawn at random. {len(found)} of the {len(signs)}"
        f" planted scenes have a row in the queue, and the first {pure} places are all planted rows."
    )
    return text + (f" Missed: {'; '.join(missed)}.\n" if missed else "\n")


def others() -> list[Sequence[str]]:
    """Return a line for each rule that put unplanted rows into the queue: rule, number of rows, one reason."""
    planted = pl.concat([scene.rows.select("kind", "record_id") for scene in scenes()])
    rest = review().queue.rows.filter(~pl.col("explore")).join(planted, on=["kind", "record_id"], how="anti")
    first = rest.with_columns(pl.col("rules").list.first().alias("rule"), pl.col("reasons").list.first().alias("reason"))
    grouped = first.group_by("rule").agg(pl.len(), pl.col("reason").first()).sort("len", "rule", descending=[True, False])
    return [(f"`{rule}`", str(number), _plain(reason)) for rule, number, reason in grouped.iter_rows()]


def top(number: int) -> list[Sequence[str]]:
    """Return the first rows of the queue: rank, points, record, first reason and how many more."""
    return [_line(row) for row in review().queue.rows.head(number).iter_rows(named=True)]


def varied(number: int) -> list[Sequence[str]]:
    """Return the first rows of the queue that have another strongest rule than the rows before them."""
    rows = review().queue.rows.with_columns(pl.col("rules").list.first().alias("strongest"))
    return [
        _line(row) for row in rows.unique("strongest", keep="first", maintain_order=True).head(number).iter_rows(named=True)
    ]


def _line(row: dict[str, Any]) -> Sequence[str]:
    reason = row["reasons"][0]
    short = reason if len(reason) <= 180 else reason[:179].rstrip() + "…"
    more = f" (+{len(row['reasons']) - 1} more)" if len(row["reasons"]) > 1 else ""
    return str(row["rank"]), f"{row['points']:g}", f"{row['kind']} {row['record_id']}", _plain(short) + more


def _records(scene: Scene) -> str:
    parts = []
    for kind in _KINDS:
        ids = scene.rows.filter(pl.col("kind") == kind)["record_id"].to_list()
        if len(ids) > 3:
            parts.append(f"{kind} {ids[0]} to {ids[-1]} ({len(ids)} rows)")
        else:
            parts += [f"{kind} {record}" for record in ids]
    return ", ".join(parts)


def _place(scene: Scene) -> str:
    queued, of = scene.queued, scene.rows.filter(pl.col("role") != "context").height
    if not queued.height:
        return "not in the queue"
    ranks = _range([f"{rank}" for rank in queued["rank"].sort()])
    points = _range([f"{value:g}" for value in queued["points"].sort()])
    return f"rank {ranks}, {points} points ({queued.height} of {of})" if of > 1 else f"rank {ranks}, {points} points"


def _range(texts: Sequence[str]) -> str:
    return texts[0] if texts[0] == texts[-1] else f"{texts[0]} to {texts[-1]}"


def _rules(names: Sequence[str]) -> str:
    return ", ".join(f"[`{name}`](reference/rules.md#{name.replace('_', '-')})" for name in names) or "none"


def _plain(text: str) -> str:
    return text.replace("<", "&lt;").replace("*", "\\*")
