"""Which rules went silent or noisy since an earlier run."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from headwater import case
from headwater.errors import InputError
from headwater.model import RecordKind
from headwater.share import open_review


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run found, as far as rates need it.

    Attributes:
        findings: rule, kind, source and row.
        rows: used rows by kind of record.
    """

    findings: pl.DataFrame
    rows: Mapping[str, int]


def earlier_rates(folder: Path) -> Earlier:
    """Return what the review in a folder found.

    Raises:
        InputError: the folder holds no review, or its findings cannot be read.
    """
    stored = open_review(Path(folder))
    try:
        findings = pl.read_parquet(stored.folder / "findings.parquet", columns=["rule", "kind", "source", "row"])
        rows: Counter[str] = Counter()
        for one in stored.run["inputs"]:
            rows[one["kind"]] += int(one["used"])
    except (OSError, pl.exceptions.PolarsError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"The review in {folder} cannot be compared with: its findings or its run.json are damaged; screen again.",
            code="not-a-review",
        ) from error
    return Earlier(findings, rows)


def drift_since(
    earlier: Earlier, records: Mapping[RecordKind, pl.DataFrame], findings: pl.DataFrame, rules: pl.DataFrame
) -> pl.DataFrame:
    """Return how often each rule points now against the earlier run, a table of ``case.DRIFT_SCHEMA``.

    Rules of the table of now only are compared; each on the kinds of record that it names and both runs hold.
    """
    rows: dict[str, int] = {kind: frame.height for kind, frame in records.items()}
    both = sorted(kind for kind, count in rows.items() if count and earlier.rows.get(kind, 0))
    here = pl.col("kind").is_in(both)
    then = case.rule_rows(earlier.findings.filter(here), {kind: earlier.rows[kind] for kind in both}, rules)
    now = case.rule_rows(findings.filter(here), {kind: rows[kind] for kind in both}, rules)
    return case.compare_rates(then, now)
