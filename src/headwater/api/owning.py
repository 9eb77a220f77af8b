"""Who counts as listed because listed parties own it: ``headwater.api.ownership``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from headwater import party, readers
from headwater.errors import ArgumentError, InputError
from headwater.reference import Tables, tables

RULES: Final[Mapping[str, party.OwnershipRule]] = {"us": party.US_50, "eu": party.EU_50, "uk": party.UK_50}
"""The ownership rules that can be asked for."""


@dataclass(frozen=True, slots=True)
class OwnershipReview:
    """How the parties of a file of holdings stand to the lists.

    Attributes:
        standings: every party of the file, in its order.
        refused: (row, reason) of rows that could not be used, or whose share could not.
        notes: what to know of the lists.
        rule: the rule that was applied.
    """

    standings: list[party.Standing]
    refused: list[tuple[int, str]]
    notes: list[str]
    rule: party.OwnershipRule


def ownership(
    path: Path | str,
    lists: Iterable[Path | str] = (),
    *,
    rule: str = "us",
    threshold: float | None = None,
    on_tables: Tables | None = None,
) -> OwnershipReview:
    """Return how the parties of a file of holdings stand to the lists under the 50 per cent rule.

    Args:
        path: a table (CSV, XLSX, Parquet, JSON ...) with the columns owner, owned and share; numbers and countries of both
            may stand beside them.
        lists: list files; the bundled narcotics-programme designations if empty.
        rule: ``us``, ``eu`` or ``uk``.
        threshold: score from which a party counts as listed; that of ``match`` if None.
        on_tables: the reference tables; the shipped ones if None.

    Raises:
        InputError: the file cannot be read, or names no holdings.
        ListError: a list is unusable.
    """
    if rule not in RULES:
        raise ArgumentError(f"There is no ownership rule {rule!r}; choose one of {', '.join(RULES)}.", code="rule")
    file = Path(path)
    holdings = _read(file)
    index = party.load_lists(lists, on_tables or tables())
    found = party.standings(holdings, index, rule=RULES[rule], threshold=threshold)
    return OwnershipReview(found, holdings.refused, party.notes(index.lists), RULES[rule])


def _read(file: Path) -> party.HoldingsFile:
    headings, rows, refused = readers.cells_of(file)
    try:
        found = party.read_holdings(headings, rows)
    except ArgumentError as error:
        raise InputError(f"{file}: {error}", code="holdings") from error
    found.refused.extend(refused)
    found.refused.sort()
    return found
