"""One party while its entry is read: readers add what they meet, and take a ``ListedParty`` at the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.party.identifiers import closer_scheme, key_of, scheme_of_label
from headwater.party.lists.countries import Countries
from headwater.party.lists.dates import iso_date
from headwater.party.parties import (
    Address,
    Identifier,
    Link,
    ListedParty,
    NameKind,
    NameQuality,
    PartyName,
    PartySchema,
)


@dataclass(slots=True)
class Gathered:
    """What has been met so far of one party."""

    names: list[PartyName] = field(default_factory=list)
    programs: dict[str, None] = field(default_factory=dict)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    countries: dict[str, None] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    listed_on: str | None = None

    def name(
        self,
        text: str | None,
        kind: NameKind = "alias",
        quality: NameQuality = "strong",
        *,
        language: str | None = None,
        parts: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Add a name; a primary one goes first, an empty one nowhere."""
        plain = " ".join((text or "").split())
        if not plain:
            return
        name = PartyName(plain, kind, quality, language or None, parts)
        if kind == "primary":
            self.names.insert(0, name)
        else:
            self.names.append(name)

    def birth(self, written: str | None) -> None:
        """Add a birth date, if it can be read as one."""
        day = iso_date(written) if written else None
        if day is not None and day not in self.birth_dates:
            self.birth_dates.append(day)

    def country(self, written: str | None, countries: Countries) -> str | None:
        """Add a country written as name or code, and return its code."""
        code = countries.code(written)
        if code is not None:
            self.countries[code] = None
        return code

    def fact(self, name: str, value: str | None) -> None:
        """Add another fact, if there is one."""
        if value and value.strip():
            self.facts.append((name, " ".join(value.split())))

    def labelled(self, label: str, written: str, code: str | None, *, person: bool) -> None:
        """Add an identifier under what the list calls it."""
        self.identifier(scheme_of_label(label, country=code, value=written, person=person), written, code, label, person=person)

    def identifier(
        self, scheme: str, written: str | None, code: str | None = None, label: str | None = None, *, person: bool = False
    ) -> None:
        """Add an identifier of a scheme, made closer where its shape tells more, if anything is left to compare by."""
        plain = " ".join((written or "").split())
        if not plain:
            return
        near = closer_scheme(scheme, code, plain, person=person, label=label or "")
        key = key_of(near, plain, code)
        if key is not None:
            self.identifiers.append(Identifier(near, key, code, plain, label))

    def address(
        self,
        parts: Iterable[str | None],
        *,
        city: str | None = None,
        postcode: str | None = None,
        region: str | None = None,
        country: str | None = None,
    ) -> None:
        """Add an address from its parts in order of writing, with what is known apart; an empty one goes nowhere."""
        text = ", ".join(dict.fromkeys(plain for part in parts if part and (plain := " ".join(part.split()))))
        if text:
            self.addresses.append(Address(text, city or None, postcode or None, region or None, country))
            if country is not None:
                self.countries[country] = None

    def party(self, code: str, number: str, schema: PartySchema, *, remarks: str | None, row: int | str) -> ListedParty | None:
        """Return the party, or None where it has no name at all."""
        if not self.names:
            return None
        if self.names[0].kind != "primary":
            first = self.names[0]
            self.names[0] = PartyName(first.text, "primary", first.quality, first.language, first.parts)
        return ListedParty(
            id=f"{code}:{number}",
            list=code,
            schema=schema,
            name=self.names[0].text,
            names=tuple(self.names),
            programs=tuple(self.programs),
            identifiers=tuple(self.identifiers),
            addresses=tuple(self.addresses),
            birth_dates=tuple(self.birth_dates),
            countries=tuple(self.countries),
            listed_on=self.listed_on,
            remarks=remarks or None,
            links=tuple(self.links),
            facts=tuple(self.facts),
            row=row,
        )
