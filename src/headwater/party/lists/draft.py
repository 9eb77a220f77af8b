"""A party list while it is being read: what every reader needs, and what every list is checked for at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from headwater.errors import ListError
from headwater.party.lists.countries import Countries
from headwater.party.lists.descriptors import ListDescriptor
from headwater.party.lists.source import ListFile
from headwater.party.parties import Link, ListedParty, ListWarning, PartyList, RefusedEntry

_THIN: Final = 1 / 3
"""A file that holds a thing for less than this part of the usual share of parties is said to lack it."""
_EXTRACT: Final = 0.1
_WHOLE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers share.

    Attributes:
        countries: the look-up of country names.
        known: descriptors by code of the list.
        code: code the user gave the list, or None to take the one its content tells.
    """

    countries: Countries
    known: Mapping[str, ListDescriptor]
    code: str | None = None


@dataclass(slots=True)
class Draft:
    """The parties, refused entries and warnings of one list while it is read."""

    file: ListFile
    descriptor: ListDescriptor
    format: str
    date: str | None = None
    sha256: str = ""
    parties: list[ListedParty] = field(default_factory=list)
    refused: list[RefusedEntry] = field(default_factory=list)
    warnings: list[ListWarning] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)

    def add(self, party: ListedParty) -> None:
        """Take a party in; one whose number is taken already is kept under that number and the number of its entry."""
        if party.id in self._ids:
            text = f"The number {party.id} occurs twice in {self.file.name} (again at {party.row}); both entries are kept."
            self.warnings.append(ListWarning("duplicate-id", text, party.id))
        self._ids.add(party.id)
        self.parties.append(party)

    def refuse(self, row: int | str, reason: str) -> None:
        """Note an entry that cannot be used."""
        self.refused.append(RefusedEntry(self.file.name, row, reason))

    def warn(self, code: str, text: str) -> None:
        """Note something a user should know."""
        self.warnings.append(ListWarning(code, text))

    def resolve_links(self) -> None:
        """Give ties the id of the party they name, where exactly one party has that primary name."""
        ids: dict[str, str | None] = {}
        for party in self.parties:
            key = party.name.rstrip(".")
            ids[key] = None if key in ids else party.id
        for position, party in enumerate(self.parties):
            if party.links:
                links = tuple(
                    Link(link.relation, link.target_id or ids.get((link.name or "").rstrip(".")), link.name, link.share)
                    for link in party.links
                )
                self.parties[position] = replace(party, links=links)

    def finish(self, *, closed: bool = True) -> PartyList:
        """Return the list.

        A file that does not show its end and holds a part of the whole list is refused, since it looks like the whole and
        answers "nobody" for those it lacks. One that holds less than a tenth is plainly an extract, and is read with a warning.

        Args:
            closed: whether the file shows that it is whole: by an end mark, or by the end of its root element.

        Raises:
            ListError: no party was found, nearly all entries had to be refused, or the list is half.
        """
        name = self.file.path.name
        if not self.parties:
            because = f": {self.refused[0].reason}" if self.refused else ""
            raise ListError(f"{name} holds no party ({self.format}){because}; an empty list is not screened against.")
        if len(self.refused) > len(self.parties):
            raise ListError(
                f"{name}: {len(self.refused):,} of {len(self.refused) + len(self.parties):,} entries cannot be used, the first "
                f"at {self.refused[0].row} because {self.refused[0].reason}; get the list again."
            )
        usual = self.descriptor.usual_parties
        if usual is not None and not closed and _EXTRACT < len(self.parties) / usual < _WHOLE:
            raise ListError(
                f"{name} holds {len(self.parties):,} parties and does not show that it is whole, where the "
                f"{self.descriptor.title} holds about {usual:,}: it seems cut off; get it again."
            )
        if usual is not None and len(self.parties) < usual // 3:
            self.warn(
                "partial-list",
                f"{name} holds {len(self.parties):,} parties; the whole {self.descriptor.title} holds about {usual:,}.",
            )
        self._check_filling()
        return PartyList(
            code=self.descriptor.code,
            publisher=self.descriptor.publisher,
            title=self.descriptor.title,
            format=self.format,
            date=self.date,
            licence=self.descriptor.licence,
            source=name,
            sha256=self.sha256 or self.file.sha256,
            parties=tuple(self.parties),
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
        )

    def _check_filling(self) -> None:
        """Compare what the parties hold with what the list usually holds, in a file that is no plain extract.

        Raises:
            ListError: most parties lack the programme that every party of a published list has.
        """
        usual, parties = self.descriptor.usual_parties, len(self.parties)
        if usual is None or parties < _EXTRACT * usual:
            return
        name = self.file.path.name
        without = sum(not party.programs for party in self.parties)
        if without > parties / 2:
            raise ListError(
                f"{name} gives no programme for {without:,} of {parties:,} parties, which the {self.descriptor.title} "
                "gives for all: columns were lost or moved; get it again."
            )
        shares = {
            "aliases": sum(len(party.names) > 1 for party in self.parties),
            "addresses": sum(bool(party.addresses) for party in self.parties),
            "countries": sum(bool(party.countries) for party in self.parties),
            "birth_dates": sum(bool(party.birth_dates) for party in self.parties),
            "identifiers": sum(bool(party.identifiers) for party in self.parties),
        }
        thin = [
            f"{field_name.replace('_', ' ')} for {shares[field_name] / parties:.0%} of the parties (usual: {share:.0%})"
            for field_name, share in self.descriptor.usual_shares.items()
            if shares[field_name] / parties < share * _THIN
        ]
        if thin:
            self.warn("thin-list", f"{name} holds {', '.join(thin)}; it finds nobody by what it lacks.")
