"""Write a review: queue.csv, findings.parquet, records.parquet, report.html and run.json."""

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import polars as pl

from headwater.model import ADDRESS_COLUMNS, RECORD_KINDS
from headwater.share.asked import pack_obligations
from headwater.share.folder import MARK, place_files
from headwater.share.report import render_report
from headwater.share.review import Review
from headwater.share.unseen import spreadsheet_safe

REVIEW_FILES: Final = ("queue.csv", "findings.parquet", "records.parquet", "report.html", MARK)

QUEUE_COLUMNS: Final = ("rank", "source", "row", "record_id", "points", "reasons", "kind", "rules", "explore")

_RULE_FIELDS: Final = ("flag", "source", "points", "citation", "clears", "question")
_LONGEST_REASON: Final = 1000


def write_review(folder: Path, review: Review) -> None:
    """Write a review into a folder, all of it or nothing.

    ``queue.csv``, ``findings.parquet``, ``records.parquet`` and ``report.html`` depend on the inputs, tables and arguments
    only: no clock, no random state, no path of this machine.

    Raises:
        OutputError: the folder holds something that is not a review, or cannot be written.
    """

    def write(work: Path) -> None:
        (work / "queue.csv").write_bytes(queue_csv(review).encode("utf-8"))
        _write_parquet(findings_table(review), work / "findings.parquet")
        _write_parquet(records_table(review), work / "records.parquet")
        (work / "report.html").write_bytes(render_report(review).encode("utf-8"))
        hashes = {name: sha256((work / name).read_bytes()).hexdigest() for name in REVIEW_FILES if name != MARK}
        text = json.dumps(run_record(review, files=hashes), ensure_ascii=False, indent=1)
        (work / MARK).write_bytes((text + "\n").encode("utf-8", "backslashreplace"))

    place_files(folder, REVIEW_FILES, write)


def queue_csv(review: Review) -> str:
    """Return the queue as CSV in UTF-8, without a byte-order mark: scripts would take it for part of the first name.

    A text that begins with a character with which a spreadsheet begins a formula (``= + - @`` and their full-width forms)
    gets an apostrophe before it, and so does one that begins with an apostrophe; taking one leading apostrophe away gives the
    text as it was. Control characters and direction marks are written as their code, ``<U+001B>``; reasons are cut at
    1,000 characters, as a spreadsheet cell holds no more than 32,767 (``findings.parquet`` has them whole).
    """
    rows = review.queue.rows
    texts = {
        "source": [spreadsheet_safe(text) for text in rows["source"]],
        "record_id": [spreadsheet_safe(text or "") for text in rows["record_id"]],
        "reasons": [spreadsheet_safe(" | ".join(_cut(reason) for reason in reasons)) for reasons in rows["reasons"]],
        "rules": [spreadsheet_safe(" | ".join(rules)) for rules in rows["rules"]],
    }
    table = rows.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in texts.items())
    return table.select(QUEUE_COLUMNS).write_csv(float_precision=2)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}\u2026"


def findings_table(review: Review) -> pl.DataFrame:
    """Return the findings in a fixed order, with what each adds to its row in ``counted``."""
    counted = review.queue.parts.select("id", "counted").unique("id", keep="first", maintain_order=True)
    table = review.findings.join(counted, on="id", how="left", maintain_order="left").with_columns(
        pl.col("counted").fill_null(0.0)
    )
    first = ("source", "row", "record_id", "rule", "flag", "points", "cells", "reason", "because", "id")
    return table.select(*first, "kind", "counted").sort("source", "row", "kind", "rule", "id")


def records_table(review: Review) -> pl.DataFrame:
    """Return the records of all kinds as one table: address, canonical columns, kept columns, what analysers added.

    Where a column of one kind has the name of another kind's column of another type, it is named ``NAME (KIND)``.
    """
    types: dict[str, pl.DataType] = dict(ADDRESS_COLUMNS)
    parts = []
    for kind in RECORD_KINDS:
        frame = review.records.get(kind)
        if frame is None:
            continue
        clashes = {name: f"{name} ({kind})" for name, dtype in frame.schema.items() if types.setdefault(name, dtype) != dtype}
        parts.append(frame.rename(clashes))
    return pl.concat(parts, how="diagonal") if parts else pl.DataFrame(schema=types)


def run_record(review: Review, *, files: dict[str, str]) -> dict[str, Any]:
    """Return what ``run.json`` says."""
    fired = set(review.findings["rule"].unique())
    rules = review.rules.filter(pl.col("rule").is_in(list(fired))) if fired else review.rules.clear()
    record: dict[str, Any] = {
        "program": "headwater",
        "version": review.version,
        "arguments": dict(review.arguments),
        "tables": review.tables,
        "lists": list(review.lists),
        "inputs": [
            {
                "source": summary.source,
                "sha256": summary.sha256,
                "kind": summary.kind,
                "rows": summary.rows,
                "used": summary.used,
                "columns": dict(summary.columns),
            }
            for summary in review.inputs
        ],
        "refused": review.refused.select("source", "row", "reason").to_dicts(),
        "warnings": list(review.warnings),
        "rules": {row["rule"]: {name: row[name] for name in _RULE_FIELDS} for row in rules.to_dicts()},
        "counts": review.counts,
        "queue": review.queue.rows.drop("reasons", "rules").to_dicts(),
        "obligations": pack_obligations(review.obligations),
        "files": files,
    }
    if review.drift is not None:
        record["drift"] = [
            {name: round(value, 6) if isinstance(value, float) else value for name, value in row.items()}
            for row in review.drift.to_dicts()
        ]
    if review.timings is not None:
        record["timings"] = dict(review.timings)
    return record


def _write_parquet(table: pl.DataFrame, path: Path) -> None:
    # Every setting is fixed, so that the bytes do not change with a default of the library. Through memory, as a full disk is
    # then an OSError like any other.
    buffer = io.BytesIO()
    table.write_parquet(buffer, compression="zstd", compression_level=3, statistics=True, row_group_size=100_000)
    path.write_bytes(buffer.getbuffer())
