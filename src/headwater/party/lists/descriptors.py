"""What is known about each published list: who publishes it, under which terms, how full it is."""

from dataclasses import dataclass

from headwater.reference import Tables


@dataclass(frozen=True, slots=True)
class ListDescriptor:
    """One published list.

    Attributes:
        code: code of the list, the first part of the ids of its parties.
        title: its title.
        publisher: who publishes it.
        licence: under which terms.
        usual_parties: about how many parties the whole list holds (2026), or None where that is not known.
    """

    code: str
    title: str
    publisher: str
    licence: str
    usual_parties: int | None


def descriptors(tables: Tables) -> dict[str, ListDescriptor]:
    """Return the descriptor of every known list by its code."""
    return {
        row["code"]: ListDescriptor(row["code"], row["title"], row["publisher"], row["licence"], row["usual_parties"])
        for row in tables["party_lists"].iter_rows(named=True)
    }
