"""What an analyser gives back."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one analyser made of the records of one kind.

    Attributes:
        records: the records as given, with the analyser's own columns added; same rows, same order.
        findings: a table of ``FINDING_SCHEMA``, perhaps empty.
        silenced: how many times something was left out because somebody decided so before.
    """

    records: pl.DataFrame
    findings: pl.DataFrame
    silenced: int = 0
