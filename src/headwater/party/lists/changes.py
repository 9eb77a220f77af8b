"""What changed between two versions of a list, party by party and field by field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

from headwater.errors import ArgumentError
from headwater.party.parties import ListedParty, PartyList

ChangeKind: TypeAlias = Literal["added", "removed", "changed"]
Value: TypeAlias = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One party that was added to a list, removed from it, or changed.

    Attributes:
        change: added, removed or changed.
        id: id of the party.
        name: its primary name, the new one where it changed.
        fields: field -> (old value, new value); for a party added or removed, its schema, programmes and aliases.
    """

    change: ChangeKind
    id: str
    name: str
    fields: dict[str, tuple[Value, Value]]

    def to_dict(self) -> dict[str, Any]:
        """Return the change as ``headwater lists diff --json`` writes it."""
        pairs = {field: [old, new] for field, (old, new) in self.fields.items()}
        return {"change": self.change, "id": self.id, "name": self.name, "fields": pairs}


def _names(party: ListedParty) -> list[str]:
    return sorted({f"{name.text} ({name.kind}, {name.quality})" for name in party.names[1:]})


def _identifiers(party: ListedParty) -> list[str]:
    return sorted(
        {f"{found.scheme} {found.written}{f' ({found.country})' if found.country else ''}" for found in party.identifiers}
    )


def _links(party: ListedParty) -> list[str]:
    return sorted({f"{link.relation} {link.name or link.target_id}" for link in party.links})


_FIELDS: Final[dict[str, Callable[[ListedParty], Value]]] = {
    "name": lambda party: party.name,
    "schema": lambda party: party.schema,
    "programs": lambda party: sorted(set(party.programs)),
    "aliases": _names,
    "identifiers": _identifiers,
    "addresses": lambda party: sorted({address.text for address in party.addresses}),
    "birth_dates": lambda party: sorted(set(party.birth_dates)),
    "countries": lambda party: sorted(set(party.countries)),
    "listed_on": lambda party: party.listed_on,
    "links": _links,
    "facts": lambda party: sorted({f"{name}: {value}" for name, value in party.facts}),
    "remarks": lambda party: party.remarks,
}
_CONTENT: Final = attrgetter(*(field.name for field in fields(ListedParty) if field.name != "row"))
"""A party without its place in the file, which moves when another party comes or goes."""

_OF_WHOLE: Final = ("schema", "programs", "aliases")


def changes(old: PartyList, new: PartyList) -> Iterator[Change]:
    """Yield what changed from one version of a list to another: removed, added, then changed parties, in order of their lists.

    Parties are told apart by the publisher's own number. The order of names, programmes or addresses is no change.

    Raises:
        ArgumentError: the two are not versions of one list.
    """
    if old.code != new.code:
        raise ArgumentError(
            f"{old.source} is the list {old.code} and {new.source} is {new.code}; compare two versions of one list.",
            code="two-lists",
        )
    before, after = _by_id(old), _by_id(new)
    for identity, party in before.items():
        if identity not in after:
            yield Change("removed", identity, party.name, {name: (_FIELDS[name](party), None) for name in _OF_WHOLE})
    for identity, party in after.items():
        if identity not in before:
            yield Change("added", identity, party.name, {name: (None, _FIELDS[name](party)) for name in _OF_WHOLE})
    for identity, party in after.items():
        earlier = before.get(identity)
        if earlier is not None and _CONTENT(earlier) != _CONTENT(party):
            pairs = {name: (value(earlier), value(party)) for name, value in _FIELDS.items()}
            differing = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
            if differing:
                yield Change("changed", identity, party.name, differing)


def changed_parties(old: PartyList, new: PartyList) -> PartyList:
    """Return the new list cut to the parties that a customer has to be screened against again: those added or changed."""
    wanted = {change.id for change in changes(old, new) if change.change != "removed"}
    return replace(new, parties=tuple(party for party in new if party.id in wanted), warnings=(), refused=())


def _by_id(party_list: PartyList) -> dict[str, ListedParty]:
    """Return the parties by id; a second entry under one number gets the number of its turn behind it."""
    found: dict[str, ListedParty] = {}
    for party in party_list:
        identity, turn = party.id, 1
        while identity in found:
            turn += 1
            identity = f"{party.id}#{turn}"
        found[identity] = party
    return found
