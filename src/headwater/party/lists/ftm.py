"""FollowTheMoney JSON, as OpenSanctions publishes it: entities one a line, or targets with what belongs to them nested."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from headwater.errors import ListError
from headwater.party.identifiers import closer_scheme, key_of
from headwater.party.lists.dates import iso_date
from headwater.party.lists.descriptors import ListDescriptor
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.source import ListFile
from headwater.party.parties import (
    Address,
    Identifier,
    Link,
    ListedParty,
    NameKind,
    NameQuality,
    PartyList,
    PartyName,
    PartySchema,
)

_SCHEMAS: Final[dict[str, PartySchema]] = {
    "Person": "Person",
    "Company": "Company",
    "Organization": "Organization",
    "PublicBody": "Organization",
    "LegalEntity": "LegalEntity",
    "Vessel": "Vessel",
    "Airplane": "Aircraft",
}
_NAMES: Final[tuple[tuple[str, NameKind, NameQuality], ...]] = (
    ("name", "alias", "strong"),
    ("alias", "alias", "strong"),
    ("abbreviation", "alias", "weak"),
    ("weakAlias", "alias", "weak"),
    ("previousName", "former", "strong"),
)
_PARTS: Final = {
    "firstName": "firstName",
    "secondName": "middleName",
    "middleName": "middleName",
    "fatherName": "patronymic",
    "motherName": "matronymic",
    "lastName": "lastName",
    "title": "title",
    "nameSuffix": "suffix",
}
FTM_SCHEMES: Final = {
    "bikCode": "bik",
    "callSign": "call_sign",
    "dunsCode": "duns",
    "email": "email",
    "iban": "iban",
    "idNumber": "national_id",
    "imoNumber": "imo",
    "innCode": "inn",
    "isin": "isin",
    "kppCode": "kpp",
    "leiCode": "lei",
    "mmsi": "mmsi",
    "npiCode": "npi",
    "ogrnCode": "ogrn",
    "okpoCode": "okpo",
    "passportNumber": "passport",
    "phone": "phone",
    "publicKey": "wallet",
    "registrationNumber": "registration",
    "serialNumber": "aircraft_serial",
    "socialSecurityNumber": "national_id",
    "swiftBic": "bic",
    "taxNumber": "tax_id",
    "uniqueEntityId": "uei",
    "uscCode": "uscc",
    "vatCode": "tax_id",
    "website": "website",
}
"""Which of our schemes of identifiers each property of the FollowTheMoney model holds."""
_COUNTRIES: Final = ("nationality", "citizenship", "country", "jurisdiction", "mainCountry", "flag")
_FACTS: Final = (
    "gender",
    "birthPlace",
    "birthCountry",
    "incorporationDate",
    "dissolutionDate",
    "deathDate",
    "position",
    "sector",
    "legalForm",
    "flag",
    "pastFlags",
    "type",
    "buildDate",
    "tonnage",
    "grossRegisteredTonnage",
    "operator",
    "topics",
    "sourceUrl",
    "status",
)
_ENDS: Final[dict[str, tuple[str, str, str, str]]] = {
    # schema: one end, the other end, what the first is to the second, what the second is to the first
    "Ownership": ("owner", "asset", "owner", "owns"),
    "Directorship": ("director", "organization", "director", "directs"),
    "Membership": ("member", "organization", "member", "member of"),
    "Employment": ("employee", "employer", "employee", "employer"),
    "Family": ("person", "relative", "family", "family"),
    "Associate": ("person", "associate", "associate", "associate"),
    "Representation": ("agent", "client", "agent", "client"),
    "Succession": ("predecessor", "successor", "predecessor", "successor"),
    "UnknownLink": ("subject", "object", "linked to", "linked to"),
}
_PAPERS: Final = {"Passport": "passport", "Identification": "national_id"}
_LONGEST_LINE: Final = 64 << 20


@dataclass(slots=True)
class _Beside:
    """What entities beside the parties say about them, by the id of the party."""

    programs: dict[str, list[str]] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    papers: dict[str, list[tuple[str, str, str | None, str | None]]] = field(default_factory=dict)
    links: dict[str, list[Link]] = field(default_factory=dict)
    addresses: dict[str, Address] = field(default_factory=dict)
    unheld: list[tuple[int, str, str, str | None]] = field(default_factory=list)

    def take(self, entity: Mapping[str, Any], inside: str | None = None, *, row: int = 0) -> bool:
        """Take in an entity that is no party; return False where it tells nothing about one.

        Args:
            entity: the entity.
            inside: id of the party it is nested in, which it then need not name.
            row: the line it stands in.
        """
        schema, values = entity.get("schema"), entity.get("properties") or {}
        if schema == "Sanction":
            for party in _ids(values, "entity", inside):
                programs = _texts(values, "programId") or _texts(values, "program")
                self.programs.setdefault(party, []).extend(programs)
                for day in _texts(values, "listingDate") or _texts(values, "startDate"):
                    self.listed[party] = min(day, self.listed.get(party, day))
        elif schema == "Address":
            self.addresses[str(entity.get("id"))] = _address(values, entity)
        elif schema == "CryptoWallet":
            holders = _ids(values, "holder", inside)
            currency = next(iter(_texts(values, "currency")), None)
            if not holders:
                self.unheld.extend((row, str(entity.get("id")), key, currency) for key in _texts(values, "publicKey")[:1])
            for party in holders:
                self.papers.setdefault(party, []).extend(("wallet", key, None, currency) for key in _texts(values, "publicKey"))
        elif schema in _PAPERS:
            for party in _ids(values, "holder", inside):
                country, label = next(iter(_texts(values, "country")), None), next(iter(_texts(values, "type")), None)
                scheme = _PAPERS[schema]
                self.papers.setdefault(party, []).extend(
                    (scheme, number, country, label) for number in _texts(values, "number")
                )
        elif schema in _ENDS:
            self._link(schema, values, inside)
        else:
            return False
        return True

    def _link(self, schema: str, values: Mapping[str, Any], inside: str | None) -> None:
        one, other, one_is, other_is = _ENDS[schema]
        share = next(iter(_texts(values, "percentage")), None)
        word = next(iter(_texts(values, "relationship") or _texts(values, "role")), None)
        ones, others = _ids(values, one, None) or [inside or ""], _ids(values, other, None) or [inside or ""]
        names = _captions(values)
        for first in ones:
            for second in others:
                if first == second:
                    continue
                label = word.lower() if word and one_is == other_is and len(word) < 60 else None
                self.links.setdefault(second, []).append(Link(label or one_is, first or None, names.get(first), share))
                self.links.setdefault(first, []).append(Link(label or other_is, second or None, names.get(second), share))


def read_ftm(file: ListFile, reading: Reading) -> PartyList:
    """Return the parties of a file of FollowTheMoney entities or nested targets.

    Only targets are parties where the file marks any; wallets, addresses, papers, sanctions and ties are joined to them.

    Raises:
        ListError: the file breaks off, or holds something else than entities.
    """
    seen = _Survey()
    for row, entity in _entities(file):
        seen.take(row, entity)
    code = reading.code or seen.code(file)
    descriptor = reading.known.get(code) or _descriptor(code)
    draft = Draft(file, descriptor, "ftm-nested" if seen.nested else "ftm-entities", date=seen.last_change[:10] or None)
    for row, reason in seen.broken:
        draft.refuse(row, reason)
    # A second reading makes the parties, since what belongs to one may stand anywhere, and keeping all entities takes memory.
    for row, entity in _entities(file):
        if (
            isinstance(entity, str)
            or entity.get("schema") not in _SCHEMAS
            or (seen.targets and entity.get("target") is not True)
        ):
            continue
        party = _party(row, entity, code, seen.beside, reading)
        if party is None:
            draft.refuse(row, "it has no name")
        else:
            draft.add(party)
    for row, identity, wallet, currency in seen.beside.unheld:
        draft.add(_wallet(row, identity, wallet, currency, code))
    return draft.finish()


@dataclass(slots=True)
class _Survey:
    """What a first reading of a file learns: all that is not a party, and what kind of file it is."""

    beside: _Beside = field(default_factory=_Beside)
    broken: list[tuple[int, str]] = field(default_factory=list)
    parties: int = 0
    nested: bool = False
    targets: bool = False
    datasets: dict[str, int] = field(default_factory=dict)
    last_change: str = ""

    def take(self, row: int, entity: dict[str, Any] | str) -> None:
        """Take in one line."""
        if isinstance(entity, str):
            self.broken.append((row, entity))
        elif entity.get("schema") in _SCHEMAS:
            self.parties += 1
            self.targets = self.targets or entity.get("target") is True
            self.nested = _take_nested(entity, self.beside) or self.nested
            for dataset in entity.get("datasets") or ():
                self.datasets[dataset] = self.datasets.get(dataset, 0) + 1
            self.last_change = max(self.last_change, str(entity.get("last_change") or ""))
        elif not self.beside.take(entity, row=row) and "schema" not in entity:
            self.broken.append((row, "it has no schema, so it is no FollowTheMoney entity"))

    def code(self, file: ListFile) -> str:
        """Return the dataset that all parties are of, or a code from the name of the file where they are of several."""
        whole = [name for name, count in self.datasets.items() if count == self.parties]
        if whole:
            return min(whole)
        return re.sub(r"[\W_]+", "-", file.name.split(".", 1)[0].lower()).strip("-") or "ftm"


def _wallet(row: int, identity: str, wallet: str, currency: str | None, code: str) -> ListedParty:
    """Return a party for a listed wallet whose holder is not named; its address is all there is to find it by."""
    key = key_of("wallet", wallet) or wallet
    return ListedParty(
        id=f"{code}:{_number(code, identity)}",
        list=code,
        schema="LegalEntity",
        name=wallet,
        names=(PartyName(wallet),),
        identifiers=(Identifier("wallet", key, None, wallet, currency),),
        row=row,
    )


def _descriptor(code: str) -> ListDescriptor:
    return ListDescriptor(code, code, "as the file's datasets say", "not stated in the file", None)


def _entities(file: ListFile) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield the entities with the number of their line, or the reason why a line holds none."""
    if file.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        yield from _from_array(file)
        return
    with file.open() as stream:
        row = 0
        while line := stream.readline(_LONGEST_LINE):
            row += 1
            if not line.strip():
                continue
            try:
                entity = json.loads(line)
            except (ValueError, RecursionError) as error:
                if not line.endswith(b"\n"):
                    raise ListError(
                        f"{file.path.name} breaks off in line {row}, in the middle of an entity; get it again."
                    ) from error
                yield row, f"it is not JSON ({error})"
                continue
            yield row, _checked(entity)


def _from_array(file: ListFile) -> Iterator[tuple[int, dict[str, Any] | str]]:
    try:
        entities = json.loads(file.text())
    except (ValueError, RecursionError) as error:
        raise ListError(f"{file.path.name} is not whole JSON ({error}); get it again.") from error
    for row, entity in enumerate(entities, start=1):
        yield row, _checked(entity)


def _checked(entity: object) -> dict[str, Any] | str:
    """Return an entity, or the reason why a JSON value is none."""
    if not isinstance(entity, dict):
        return "it is not a JSON object"
    return entity if isinstance(entity.get("properties") or {}, dict) else "its properties are no JSON object"


def _take_nested(entity: Mapping[str, Any], beside: _Beside) -> bool:
    found = False
    for values in (entity.get("properties") or {}).values():
        for value in values if isinstance(values, list) else ():
            if isinstance(value, dict):
                found = True
                beside.take(value, inside=str(entity.get("id")))
    return found


def _party(row: int, entity: Mapping[str, Any], code: str, beside: _Beside, reading: Reading) -> ListedParty | None:
    identity = str(entity.get("id") or "")
    number = _number(code, identity)
    values = entity.get("properties") or {}
    schema = _SCHEMAS[entity["schema"]]
    names = _names(entity, values)
    if not names or not identity:
        return None
    countries = dict.fromkeys(c for name in _COUNTRIES for text in _texts(values, name) if (c := reading.countries.code(text)))
    addresses = [
        beside.addresses.get(str(value["id"] if isinstance(value, dict) else value), _plain_address(value))
        for value in values.get("addressEntity") or ()
    ]
    addresses += [Address(text) for text in _texts(values, "address")]
    countries.update(dict.fromkeys(address.country for address in addresses if address.country))
    return ListedParty(
        id=f"{code}:{number}",
        list=code,
        schema=schema,
        name=names[0].text,
        names=tuple(names),
        programs=tuple(
            dict.fromkeys(_texts(values, "programId") or beside.programs.get(identity) or _texts(values, "program"))
        ),
        identifiers=tuple(_identifiers(values, beside.papers.get(identity, ()), list(countries), schema)),
        addresses=tuple(addresses),
        birth_dates=tuple(day for text in _texts(values, "birthDate") if (day := iso_date(text))),
        countries=tuple(countries),
        listed_on=beside.listed.get(identity),
        remarks="; ".join([*_texts(values, "notes"), *_texts(values, "summary")]) or None,
        links=tuple(
            Link(
                link.relation,
                f"{code}:{_number(code, link.target_id)}" if link.target_id else None,
                link.name,
                link.share,
            )
            for link in beside.links.get(identity, ())
        ),
        facts=tuple((name, text) for name in _FACTS for text in _texts(values, name)),
        row=row,
    )


def _number(code: str, identity: str) -> str:
    """Return the publisher's number in an id, from which headwater's own exports have their list in front."""
    return identity.removeprefix(f"{code}:").removeprefix(f"{code}-")


def _names(entity: Mapping[str, Any], values: Mapping[str, Any]) -> list[PartyName]:
    parts = tuple((part, text) for name, part in _PARTS.items() for text in _texts(values, name))
    caption = entity.get("caption")
    written = [text for name in ("name",) for text in _texts(values, name)]
    first = caption if isinstance(caption, str) and caption in written else next(iter(written), None)
    names = {} if first is None else {first: PartyName(first, "primary", "strong", None, parts)}
    for name, kind, quality in _NAMES:
        for text in _texts(values, name):
            names.setdefault(text, PartyName(text, kind, quality))
    if first is None and names:
        lead = next(iter(names.values()))
        names[lead.text] = PartyName(lead.text, "primary", lead.quality, None, parts)
    return list(names.values())


def _identifiers(
    values: Mapping[str, Any],
    papers: Sequence[tuple[str, str, str | None, str | None]],
    countries: Sequence[str],
    schema: PartySchema,
) -> Iterator[Identifier]:
    seen = set()
    country = countries[0] if len(countries) == 1 else None
    found = [(scheme, text, None, name) for name, scheme in FTM_SCHEMES.items() for text in _texts(values, name)]
    for scheme, written, issuer, label in [*papers, *found]:
        code = issuer.upper() if issuer and len(issuer) == 2 else country
        near = closer_scheme(scheme, code, written, person=schema == "Person")
        if near == "imo" and schema not in ("Vessel", "Aircraft"):
            near = "imo_company"
        key = key_of(near, written, code)
        if key is not None and (near, key, label) not in seen:
            seen.add((near, key, label))
            yield Identifier(near, key, issuer.upper() if issuer and len(issuer) == 2 else None, written, label)


def _address(values: Mapping[str, Any], entity: Mapping[str, Any]) -> Address:
    def first(name: str) -> str | None:
        return next(iter(_texts(values, name)), None)

    text = first("full") or ", ".join(
        part for name in ("street", "street2", "postalCode", "city", "region", "country") if (part := first(name))
    )
    country = first("country")
    return Address(
        text or str(entity.get("caption") or ""),
        first("city"),
        first("postalCode"),
        first("region") or first("state"),
        country.upper() if country and len(country) == 2 else None,
    )


def _plain_address(value: object) -> Address:
    if isinstance(value, dict):
        return _address(value.get("properties") or {}, value)
    return Address(str(value))


def _texts(values: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts of a property; nested entities and empty texts are left out."""
    found = values.get(name)
    if found is None:
        return []
    return [text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str) and text.strip()]


def _ids(values: Mapping[str, Any], name: str, inside: str | None) -> list[str]:
    found = values.get(name) or ()
    ids = [
        str(value["id"]) if isinstance(value, dict) and "id" in value else value
        for value in (found if isinstance(found, list) else [found])
        if isinstance(value, str | dict)
    ]
    return [identity for identity in ids if isinstance(identity, str)] or ([inside] if inside else [])


def _captions(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(value["id"]): str(value["caption"])
        for found in values.values()
        if isinstance(found, list)
        for value in found
        if isinstance(value, dict) and "id" in value and "caption" in value
    }
