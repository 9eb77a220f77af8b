"""Which parties of files share contacts: ``headwater.api.clusters``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from headwater import party, readers
from headwater.errors import ArgumentError, InputError

_SEVERAL: Final = 2
"""Parties from which a group is one."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Parties joined by what they share.

    Attributes:
        parties: their names as written.
        distinct: how many parties they seem to be, spellings of one name counted once; two or more.
        improbability: decimal logarithm of how rarely all of this would be shared by chance.
        shared: the values that join them: field, value, parties, shared_by, improbability.
    """

    parties: tuple[str, ...]
    distinct: int
    improbability: float
    shared: tuple[dict[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the cluster as one line of ``headwater clusters --json``."""
        return {
            "parties": list(self.parties),
            "distinct": self.distinct,
            "improbability": self.improbability,
            "shared": list(self.shared),
        }


def clusters(sources: Sequence[Path | str], *, least: float = 2.0) -> list[Cluster]:
    """Return the groups of parties in some files that share telephones, e-mails, addresses, accounts, wallets, messaging names.

    Contacts in the text of listings count as their vendor's. Spellings of one name that share a contact are no group.

    Args:
        sources: files of records of any kind.
        least: the least improbability that joins two parties; 2 is one pair in 100.

    Raises:
        InputError: a file cannot be read, or no party has a contact.
        MappingError: the kind of a file cannot be told.
    """
    if not sources:
        raise ArgumentError("There is nothing to look at; give one file or more.", code="no-files")
    parts = []
    for source in sources:
        reading = readers.open_records(source)
        parts += [party.contact_values(batch, reading.kind) for batch in reading.batches()]
    values = pl.concat(parts).unique(maintain_order=True) if parts else pl.DataFrame()
    if values.is_empty():
        raise InputError("No party of the files has a telephone, e-mail, address, account or wallet.", code="no-contacts")
    shared = party.shared_values(values)
    found = []
    for members, improbability in party.clusters(shared, least=least):
        distinct = _distinct(sorted(members))
        if distinct < _SEVERAL:
            continue
        joins = [
            {name: row[name] for name in ("field", "value", "parties", "shared_by", "improbability")}
            for row in shared.iter_rows(named=True)
            if members.issuperset(row["parties"])
        ]
        found.append(Cluster(tuple(sorted(members)), distinct, improbability, tuple(joins)))
    return found


def _distinct(names: Sequence[str]) -> int:
    """Return how many parties some names seem to be, names that would match each other counted once."""
    leader = list(range(len(names)))
    for one, other, _ in party.duplicates(names):
        kept, dropped = leader[one], leader[other]
        leader = [kept if number == dropped else number for number in leader]
    return len(set(leader))
