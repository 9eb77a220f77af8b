"""Listed parties as every list format gives them: one lean type that readers write and the matcher reads."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

PartySchema: TypeAlias = Literal["Person", "Company", "Organization", "Vessel", "Aircraft", "LegalEntity"]
NameKind: TypeAlias = Literal["primary", "alias", "former", "native"]
NameQuality: TypeAlias = Literal["strong", "weak"]

PARTY_SCHEMAS: Final[tuple[PartySchema, ...]] = get_args(PartySchema)
"""Names from FollowTheMoney. ``Organization`` is any body that is surely no natural person and may be a company;
``LegalEntity`` may be a person or a body, the list does not say."""


@dataclass(frozen=True, slots=True)
class PartyName:
    """One name of a listed party.

    Attributes:
        text: the name as written in the list.
        kind: primary (one a party), alias, former, or native (in the party's own script, where the list says so).
        quality: weak where the publisher calls it a low-quality or weak alias, else strong.
        language: language as the list gives it, mostly ISO 639, or None.
        parts: (part, text) such as ("lastName", "CARO QUINTERO") where the list gives them, else empty. The parts are
            ``firstName``, ``middleName``, ``lastName``, ``maidenName``, ``patronymic``, ``matronymic``, ``nickname``, ``title``
            and ``suffix``.
    """

    text: str
    kind: NameKind = "primary"
    quality: NameQuality = "strong"
    language: str | None = None
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a listed party.

    Attributes:
        scheme: a scheme of ``party.identifiers``: uscc, rfc, imo, passport, wallet, phone, email, website, ...
        value: the key to compare by, normalised for its scheme and never empty.
        country: issuing country, ISO 3166-1 alpha-2, or None.
        written: the identifier as the list writes it.
        label: what the list calls it ("Cedula No."); for a wallet, the currency code as filed ("XBT").
    """

    scheme: str
    value: str
    country: str | None = None
    written: str = ""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a listed party.

    Attributes:
        text: the whole address in one line, as written, parts joined by a comma.
        city: the city, or None.
        postcode: the postal code, or None.
        region: state or province, or None.
        country: ISO 3166-1 alpha-2, or None where the list gives none or one unknown to ISO.
    """

    text: str
    city: str | None = None
    postcode: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a list says of one party's tie to another.

    Attributes:
        relation: ``linked to``, ``owner``, ``director``, ``family``, ``associate`` or the list's own word in lower case.
        target_id: id of the other party where the list gives it, else None.
        name: name of the other party as the list writes it, else None.
        share: share held by an owner, in per cent as written, or None.
    """

    relation: str
    target_id: str | None = None
    name: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class ListedParty:
    """One party of a list.

    Attributes:
        id: code of the list, a colon, and the publisher's own number, such as ``ofac-sdn:12345``.
        list: code of the list.
        schema: what kind of party it is.
        name: the primary name.
        names: all names, the primary one first.
        programs: programme or regime codes as the list writes them.
        identifiers: numbers, wallets, phones, e-mail addresses and websites.
        addresses: addresses.
        birth_dates: ISO 8601 dates of reduced precision (``1961``, ``1961-03``, ``1961-03-24``) or intervals of two such
            (``1950/1955``). What is "circa" is reduced to its year.
        countries: ISO 3166-1 alpha-2 codes of nationality, registration, flag and addresses.
        listed_on: day of listing in ISO form, perhaps of reduced precision, or None.
        remarks: the list's own remarks as written, or None.
        links: ties to other parties.
        facts: (property, value) for the rest that the list says: gender, birthPlace, position, incorporationDate, ...
        row: where it stands in the file: the row of a table (1-based), or an element or key of a document.
    """

    id: str
    list: str
    schema: PartySchema
    name: str
    names: tuple[PartyName, ...]
    programs: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    listed_on: str | None = None
    remarks: str | None = None
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    row: int | str = 0


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry of a list file that could not be used.

    Attributes:
        file: name of the file.
        row: where it stands in it.
        reason: why, in one sentence.
    """

    file: str
    row: int | str
    reason: str


@dataclass(frozen=True, slots=True)
class ListWarning:
    """Something about a list that a user should know and that does not stop its use.

    Attributes:
        code: stable, such as ``half-list`` or ``check-digit``.
        text: one sentence.
        party_id: the party it is about, or None.
    """

    code: str
    text: str
    party_id: str | None = None


@dataclass(frozen=True, slots=True)
class PartyList:
    """A party list that was read from its files.

    Attributes:
        code: code of the list, such as ``ofac-sdn``; two files of one list have the same.
        publisher: who publishes it.
        title: its title.
        format: the file format, such as ``ofac-csv`` or ``ftm-entities``.
        date: the day of this version in ISO form where the file says so, else None.
        licence: under which terms it is published.
        source: name of the main file.
        sha256: SHA-256 of the main file; with siblings, of all their hashes in order.
        parties: the parties, in file order.
        refused: entries that could not be used.
        warnings: what a user should know.
    """

    code: str
    publisher: str
    title: str
    format: str
    date: str | None
    licence: str
    source: str
    sha256: str
    parties: tuple[ListedParty, ...]
    refused: tuple[RefusedEntry, ...] = ()
    warnings: tuple[ListWarning, ...] = ()

    def __len__(self) -> int:
        """Return the number of parties."""
        return len(self.parties)

    def __iter__(self) -> Iterator[ListedParty]:
        """Return the parties in file order."""
        return iter(self.parties)

    @property
    def day(self) -> datetime.date | None:
        """Return the day of this version, or None where the file gives none, less than a whole day, or no date at all."""
        try:
            return datetime.date.fromisoformat(self.date) if self.date and len(self.date) == 10 else None
        except ValueError:
            return None
