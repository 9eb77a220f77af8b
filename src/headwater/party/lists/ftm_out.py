"""Write listed parties as FollowTheMoney entities, for OpenSanctions tools and for headwater itself."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from headwater.party.lists.statements import property_of
from headwater.party.parties import Identifier, ListedParty, PartyList

_SCHEMAS: Final = {"Aircraft": "Airplane"}
_ANYONE: Final = frozenset(
    {
        "address", "alias", "country", "email", "name", "notes", "phone", "previousName", "program", "sourceUrl", "topics",
        "weakAlias", "website",
    }
)  # fmt: skip
_LEGAL: Final = frozenset(
    {
        "dunsCode", "idNumber", "innCode", "jurisdiction", "leiCode", "legalForm", "npiCode", "ogrnCode", "okpoCode",
        "registrationNumber", "sector", "status", "swiftBic", "taxNumber", "uniqueEntityId", "uscCode", "incorporationDate",
        "dissolutionDate",
    }
)  # fmt: skip
_CRAFT: Final = frozenset({"buildDate", "flag", "type", "registrationNumber"})
_PROPERTIES: Final = {
    "Person": _ANYONE
    | _LEGAL
    | {
        "birthDate", "birthPlace", "citizenship", "deathDate", "fatherName", "firstName", "gender", "lastName", "middleName",
        "motherName", "nationality", "passportNumber", "position", "title",
    },
    "Organization": _ANYONE | _LEGAL | {"imoNumber"},
    "Company": _ANYONE | _LEGAL | {"bikCode", "imoNumber", "kppCode"},
    "LegalEntity": _ANYONE | _LEGAL,
    "Vessel": _ANYONE | _CRAFT | {"callSign", "imoNumber", "mmsi", "pastFlags", "tonnage", "grossRegisteredTonnage"},
    "Airplane": _ANYONE | _CRAFT | {"serialNumber", "model"},
}  # fmt: skip
"""Properties that the model has for each schema; what has none goes to ``notes``."""

_RENAMED: Final = {
    "patronymic": "fatherName",
    "matronymic": "motherName",
    "vesselType": "type",
    "aircraftModel": "model",
    "aircraft_serial": "serialNumber",
    "aircraft_tail": "registrationNumber",
    "vessel_registration": "registrationNumber",
}
_GENDERS: Final = {"m": "male", "male": "male", "f": "female", "female": "female"}
_LINKS: Final = {
    "owner": ("Ownership", "owner", "asset"),
    "owns": ("Ownership", "asset", "owner"),
    "director": ("Directorship", "director", "organization"),
    "directs": ("Directorship", "organization", "director"),
    "family": ("Family", "relative", "person"),
    "associate": ("Associate", "associate", "person"),
}
_LIST_URLS: Final = {"ofac-sdn": "https://sanctionssearch.ofac.treas.gov/Details.aspx?id={}"}


def ftm_entities(party_list: PartyList) -> Iterator[dict[str, Any]]:
    """Yield the parties of a list as FollowTheMoney entities, each followed by its sanction, wallets and ties.

    ``read_list`` reads what this writes and finds the same parties, names, programmes, identifiers and addresses.
    """
    for party in party_list:
        yield ftm_entity(party, party_list)
        yield from _beside(party, party_list)


def ftm_entity(party: ListedParty, party_list: PartyList) -> dict[str, Any]:
    """Return one party of a list as a FollowTheMoney entity, without what stands beside it."""
    return _entity(ftm_id(party.id), _SCHEMAS.get(party.schema, party.schema), _properties(party), party.name, party_list)


def ftm_id(identity: str) -> str:
    """Return an id in the letters that the model allows: ``ofac-sdn:36`` is ``ofac-sdn-36`` there."""
    return re.sub(r"[^0-9A-Za-z.-]+", "-", identity).strip(".-")


def _entity(identity: str, schema: str, properties: dict[str, list[str]], caption: str, of: PartyList) -> dict[str, Any]:
    target = schema in _PROPERTIES
    found: dict[str, Any] = {"id": identity, "caption": caption, "schema": schema, "properties": properties}
    found |= {"datasets": [of.code], "referents": [], "target": target}
    if of.day is not None:
        found |= {"first_seen": f"{of.date}T00:00:00", "last_seen": f"{of.date}T00:00:00", "last_change": f"{of.date}T00:00:00"}
    return found


def _properties(party: ListedParty) -> dict[str, list[str]]:
    schema = _SCHEMAS.get(party.schema, party.schema)
    known = _PROPERTIES[schema]
    found: dict[str, dict[str, None]] = {}

    def put(name: str, value: str) -> None:
        if name in known:
            found.setdefault(name, {})[value] = None
        elif value:
            found.setdefault("notes", {})[f"{name}: {value}"] = None

    for name in party.names:
        kind = {"former": "previousName", "alias": "alias"}.get(name.kind, "name")
        put("weakAlias" if name.quality == "weak" and name.kind in ("alias", "native") else kind, name.text)
        for part, text in name.parts if name.kind == "primary" else ():
            if _RENAMED.get(part, part) in known:
                put(_RENAMED.get(part, part), text)
    for program in party.programs:
        put("program", program)
    for identifier in party.identifiers:
        if identifier.scheme != "wallet":
            put(_RENAMED.get(identifier.scheme, property_of(identifier.scheme)), _value(identifier))
    for address in party.addresses:
        put("address", address.text)
    for day in party.birth_dates:
        for end in day.split("/"):
            put("birthDate", end)
    for country in party.countries:
        put("country", country.lower())
    for fact, text in party.facts:
        value = _GENDERS.get(text.lower(), "other") if fact == "gender" else text
        put(_RENAMED.get(fact, fact), value)
    if party.remarks:
        put("notes", party.remarks)
    put("topics", "sanction")
    if (url := _LIST_URLS.get(party.list)) is not None:
        put("sourceUrl", url.format(party.id.rpartition(":")[2]))
    return {name: list(values) for name, values in found.items()}


def _value(identifier: Identifier) -> str:
    if identifier.scheme == "website":
        return identifier.written if "://" in identifier.written else f"http://{identifier.value}"
    return identifier.value if identifier.scheme in ("phone", "email") else identifier.written


def _beside(party: ListedParty, of: PartyList) -> Iterator[dict[str, Any]]:
    sanction: dict[str, list[str]] = {"entity": [ftm_id(party.id)], "authority": [of.publisher]}
    if party.programs:
        sanction["program"] = list(party.programs)
    if party.listed_on is not None:
        sanction["listingDate"] = [party.listed_on]
    yield _entity(_side_id(party, "sanction", ""), "Sanction", sanction, ", ".join(party.programs) or of.title, of)
    for found in party.identifiers:
        if found.scheme == "wallet":
            wallet = {
                "publicKey": [found.written],
                "holder": [ftm_id(party.id)],
                **({"currency": [found.label]} if found.label else {}),
            }
            yield _entity(_side_id(party, "wallet", f"{found.value}{found.label}"), "CryptoWallet", wallet, found.written, of)
    for link in party.links:
        if link.target_id is None:
            continue
        schema, theirs, ours = _LINKS.get(link.relation, ("UnknownLink", "object", "subject"))
        tie = {
            theirs: [ftm_id(link.target_id)],
            ours: [ftm_id(party.id)],
            **({"percentage": [link.share]} if link.share else {}),
        }
        if schema == "UnknownLink":
            tie["role"] = [link.relation]
        yield _entity(_side_id(party, schema, f"{link.relation}{link.target_id}"), schema, tie, link.relation, of)


def _side_id(party: ListedParty, kind: str, text: str) -> str:
    return f"{kind.lower()}-{sha256(f'{party.id}{text}'.encode()).hexdigest()[:20]}"
