"""What is known about each published list: who publishes it, under which terms, how full it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from headwater.reference import Tables

FILLED: Final = ("aliases", "addresses", "countries", "birth_dates", "identifiers")
"""What of a party a descriptor says how often it is there."""


@dataclass(frozen=True, slots=True)
class ListDescriptor:
    """One published list.

    Attributes:
        code: code of the list, the first part of the ids of its parties.
        title: its title.
        publisher: who publishes it.
        licence: under which terms.
        usual_parties: about how many parties the whole list holds (2026), or None where that is not known.
        usual_shares: which share of its parties has aliases, addresses, countries, birth dates and identifiers, 0 to 1.
    """

    code: str
    title: str
    publisher: str
    licence: str
    usual_parties: int | None
    usual_shares: Mapping[str, float] = field(default_factory=dict)


def descriptors(tables: Tables) -> dict[str, ListDescriptor]:
    """Return the descriptor of every known list by its code."""
    return {
        row["code"]: ListDescriptor(
            row["code"],
            row["title"],
            row["publisher"],
            row["licence"],
            row["usual_parties"],
            {name: row[f"{name}_percent"] / 100 for name in FILLED if row[f"{name}_percent"] is not None},
        )
        for row in tables["party_lists"].iter_rows(named=True)
    }
