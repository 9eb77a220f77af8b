"""The result of one screening, as it travels to the files, the report and the terminal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from headwater.case import Queue, no_decisions
from headwater.model import RecordKind


@dataclass(frozen=True, slots=True)
class InputSummary:
    """What became of one file.

    Attributes:
        source: the file's id: its name and the start of its SHA-256.
        sha256: the SHA-256 of the file.
        kind: the kind of record it holds.
        rows: data rows in the file.
        used: rows that became records; the others are refused, with a reason each.
        columns: header as written -> canonical column, or None where the column is kept under its own name.
    """

    source: str
    sha256: str
    kind: str
    rows: int
    used: int
    columns: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that one screening made, ready to be written.

    Attributes:
        version: the version of headwater.
        arguments: the arguments by name, as JSON can hold them.
        inputs: one summary a file, in the order given.
        refused: rows that could not be used: source, row, reason.
        warnings: one sentence each.
        rules: the reference table ``rules``.
        records: the records by kind, with whatever columns the analysers added.
        findings: a table of ``FINDING_SCHEMA``.
        queue: the rows to look at.
        tables: fingerprint of the reference tables.
        lists: one line for each party list used.
        timings: seconds by stage, or None; only written where asked for, as they differ from run to run.
        red_flags: the reference table ``red_flags``, or None; the report then shows no statement beside a flag's id.
        decisions: what people decided about rows before, a table of ``DECISION_SCHEMA``; shown, and never taken into account
            when points are added.
        obligations: what published instruments ask of queued rows, a table of ``substance.DUTY_SCHEMA``, or None.
        drift: how often each rule points against an earlier run, a table of ``case.DRIFT_SCHEMA``, or None.
    """

    version: str
    arguments: Mapping[str, Any]
    inputs: tuple[InputSummary, ...]
    refused: pl.DataFrame
    rules: pl.DataFrame
    records: Mapping[RecordKind, pl.DataFrame]
    findings: pl.DataFrame
    queue: Queue
    tables: str
    warnings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    timings: Mapping[str, float] | None = None
    red_flags: pl.DataFrame | None = None
    decisions: pl.DataFrame = field(default_factory=no_decisions)
    obligations: pl.DataFrame | None = None
    drift: pl.DataFrame | None = None

    @property
    def file_names(self) -> dict[str, str]:
        """Return a short name for each source: the file's name alone, or the whole source where two files share a name."""
        names = {summary.source: summary.source.rpartition("#")[0] or summary.source for summary in self.inputs}
        shared = Counter(names.values())
        return {source: name if shared[name] == 1 else source for source, name in names.items()}

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows were read, used, refused, flagged and queued, and how many findings there are."""
        read = sum(summary.rows for summary in self.inputs)
        used = sum(summary.used for summary in self.inputs)
        return {
            "files": len(self.inputs),
            "rows": read,
            "used": used,
            "refused": read - used,
            "findings": self.findings.height,
            "flagged": self.queue.scores.height,
            "places_only": int(self.queue.scores["places_only"].sum()),
            "queued": self.queue.rows.height,
            "explored": int(self.queue.rows["explore"].sum()),
        }
