"""Party lists: show what one holds, what changed, screen again against the changes, and fetch."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from headwater import party
from headwater.party import lists
from headwater.party.lists import fetch
from headwater.reference import Tables, tables


def read_list(path: Path | str | None = None, *, on_tables: Tables | None = None) -> party.PartyList:
    """Return the list in a file, in any format that is read, or the bundled designations where no file is given.

    Args:
        path: the file; the main one where a list has several.
        on_tables: the reference tables; the shipped ones if None.

    Raises:
        ListError: the file is no list, is cut off, or is too incomplete to screen against.
    """
    known = on_tables or tables()
    return party.bundled_list(known) if path is None else party.read_list(Path(path), known)


def show_list(path: Path | str | None = None, *, on_tables: Tables | None = None) -> dict[str, Any]:
    """Return what a list holds, counted: format, publisher, date, entities, aliases, programmes, identifiers, refused."""
    return lists.summarise(read_list(path, on_tables=on_tables))


def list_statements(path: Path | str | None = None, *, on_tables: Tables | None = None) -> pl.DataFrame:
    """Return all that a list says as statements, one claim a row, with the publisher and the file as evidence."""
    return lists.statements(read_list(path, on_tables=on_tables))


def list_entities(path: Path | str | None = None, *, on_tables: Tables | None = None) -> Iterator[dict[str, Any]]:
    """Yield the parties of a list as FollowTheMoney entities."""
    return lists.ftm_entities(read_list(path, on_tables=on_tables))


def diff_lists(old: Path | str, new: Path | str, *, on_tables: Tables | None = None) -> Iterator[lists.Change]:
    """Yield what changed between two versions of a list: removed, added and changed parties, field by field.

    Raises:
        ListError: a file cannot be read as a list.
        ArgumentError: the files are not versions of one list.
    """
    known = on_tables or tables()
    return lists.changes(party.read_list(Path(old), known), party.read_list(Path(new), known))


def rescreen(
    queries: Iterable[str | Mapping[str, Any] | party.Query],
    old: Path | str,
    new: Path | str,
    *,
    threshold: float | None = None,
    limit: int = 5,
    on_tables: Tables | None = None,
) -> list[party.MatchResult]:
    """Return one result per known customer, matched against what a new version of a list added or changed, and nothing else.

    A customer who was cleared against the old version needs to be looked at again only where the list has changed.

    Args:
        queries: the customers: names, or objects with a name and what else is known.
        old: the version they were screened against.
        new: the new version.
        threshold: score from which a candidate is called a match; that of ``match`` if None.
        limit: candidates per customer at most.
        on_tables: the reference tables; the shipped ones if None.
    """
    known = on_tables or tables()
    changed = lists.changed_parties(party.read_list(Path(old), known), party.read_list(Path(new), known))
    return party.match(queries, party.index_lists([changed]), threshold=threshold, limit=limit)


def fetch_list(name: str, folder: Path | str, *, sha256: str | None = None, on_tables: Tables | None = None) -> fetch.Fetched:
    """Return a published list after fetching its files into a folder; the only function that asks the network anything.

    Args:
        name: code of the list, such as ``ofac-sdn``.
        folder: where to put its files.
        sha256: SHA-256 that the main file must have, or None.
        on_tables: the reference tables; the shipped ones if None.

    Raises:
        ListError: the publisher cannot be reached, or sends something else than the list.
    """
    return fetch.fetch_list(name, Path(folder), on_tables or tables(), sha256_wanted=sha256)
