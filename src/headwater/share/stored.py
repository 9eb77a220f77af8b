"""Read a written review again, to show a row of it or to draft a report from it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from headwater.errors import ArgumentError, InputError
from headwater.model import RECORD_KINDS, columns_of
from headwater.share.asked import unpack_obligations
from headwater.share.folder import is_review

_ROW = ("kind", "source", "row")


@dataclass(frozen=True, slots=True)
class QueuedRow:
    """One row of a queue with all that the review holds about it.

    Attributes:
        entry: rank, kind, source, row, record_id, points and explore, as in ``run.json``.
        record: the record's cells by name, canonical columns first, without address; empty cells left out.
        findings: its findings with ``counted``, those that add most first.
        rules: what ``run.json`` says of each of their rules.
        obligations: what published instruments ask for, by the record's substances, route and day.
    """

    entry: dict[str, Any]
    record: dict[str, Any]
    findings: tuple[dict[str, Any], ...]
    rules: dict[str, dict[str, Any]]
    obligations: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review as it lies in its folder.

    Attributes:
        folder: where it lies.
        run: the content of ``run.json``.
    """

    folder: Path
    run: dict[str, Any]

    def row(self, rank: int) -> QueuedRow:
        """Return the row of that rank.

        Raises:
            ArgumentError: the queue has no such rank.
            InputError: a file of the review is missing or cannot be read.
        """
        queue = self.run["queue"]
        entry = next((entry for entry in queue if entry["rank"] == rank), None)
        if entry is None:
            raise ArgumentError(
                f"The queue of {self.folder} has ranks 1 to {len(queue):,}; {rank} is none of them.", code="rank"
            )
        here = [pl.col(name) == entry[name] for name in _ROW]
        records = self._read("records.parquet").filter(here)
        findings = self._read("findings.parquet").filter(here).sort(["counted", "rule", "id"], descending=[True, False, False])
        record = records.drop(*_ROW, "record_id").row(0, named=True) if records.height else {}
        rules = {rule: self.run["rules"].get(rule, {}) for rule in findings["rule"].unique(maintain_order=True)}
        return QueuedRow(
            entry=entry,
            record={name: record[name] for name in _in_order(entry["kind"], record) if record[name] is not None},
            findings=tuple(findings.drop(*_ROW, "record_id").iter_rows(named=True)),
            rules=rules,
            obligations=unpack_obligations(self.run, entry),
        )

    def _read(self, name: str) -> pl.DataFrame:
        try:
            return pl.read_parquet(self.folder / name)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise InputError(
                f"{self.folder / name} is missing or cannot be read; run headwater screen again.", code="not-a-review"
            ) from error


def _in_order(kind: str, record: dict[str, Any]) -> list[str]:
    canonical = columns_of(kind) if kind in RECORD_KINDS else ()
    return [name for name in canonical if name in record] + [name for name in record if name not in canonical]


def open_review(folder: Path) -> StoredReview:
    """Return the review that lies in a folder.

    Raises:
        InputError: the folder holds no finished review.
    """
    if not is_review(folder):
        raise InputError(
            f"{folder} holds no review; give the folder that headwater screen wrote with --out.", code="not-a-review"
        )
    return StoredReview(folder, json.loads((folder / "run.json").read_text(encoding="utf-8")))
