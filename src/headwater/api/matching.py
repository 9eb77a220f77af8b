"""Match parties against lists: ``headwater.match`` and ``headwater.compare``."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from headwater import party
from headwater.reference import Tables, tables


def match(
    queries: Iterable[str | Mapping[str, Any] | party.Query],
    lists: Iterable[Path | str] | party.PartyIndex = (),
    *,
    threshold: float | None = None,
    limit: int = 5,
    on_tables: Tables | None = None,
) -> list[party.MatchResult]:
    """Return one result per query, in order: the listed parties it may stand for, best first.

    Args:
        queries: names, or objects with a name and what else is known: ``schema``, ``country``, ``identifiers`` and so on.
        lists: list files, or an index loaded before; the bundled narcotics-programme designations if empty.
        threshold: score from which a candidate is called a match; 0.7 if None.
        limit: candidates per query at most.
        on_tables: the reference tables; the shipped ones if None.

    Raises:
        ListError: a list cannot be read or is too incomplete to screen against.
        ArgumentError: a query, threshold or limit is unusable.
    """
    index = lists if isinstance(lists, party.PartyIndex) else party.load_lists(lists, on_tables or tables())
    return party.match(queries, index, threshold=threshold, limit=limit)


def compare(pairs: Iterable[Mapping[str, Any]], *, threshold: float | None = None) -> list[party.Comparison]:
    """Return how the two parties of each pair compare, in order.

    Args:
        pairs: objects with ``schema``, ``name1`` and ``name2``, or with two query objects ``a`` and ``b``.
        threshold: score from which they are called the same; 0.5 if None.

    Raises:
        ArgumentError: a pair or the threshold is unusable.
    """
    return list(party.compare(pairs, threshold=threshold))
