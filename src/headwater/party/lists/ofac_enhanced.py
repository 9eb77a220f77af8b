"""OFAC's ENHANCED_XML (root ``sanctionsData``)."""

from typing import Final
from xml.etree.ElementTree import Element

from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_features import take_feature
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, text_of
from headwater.party.parties import Link, ListedParty, NameKind, PartyList, PartySchema

_SCHEMAS: Final[dict[str, PartySchema]] = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Aircraft",
    "entity": "Organization",
}
_PARTS: Final = {
    "Last Name": "lastName",
    "First Name": "firstName",
    "Middle Name": "middleName",
    "Maiden Name": "maidenName",
    "Patronymic": "patronymic",
    "Matronymic": "matronymic",
    "Nickname": "nickname",
}
NAME_PARTS: Final = _PARTS
_ADDRESS: Final = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")
_RELATIONS: Final = {
    "owned or controlled by": "owner",
    "owns, controls, or operates": "owns",
    "family member of": "family",
    "associate of": "associate",
    "leader or official of": "directs",
    "principal executive officer": "directs",
}


def relation_of(written: str) -> str:
    """Return the relation that OFAC's word for a tie stands for: what the other party is to this one."""
    return _RELATIONS.get(written.lower(), written.lower() or "linked to")


def read_ofac_enhanced(file: ListFile, reading: Reading) -> PartyList:
    """Return the list in an enhanced XML file of OFAC, whole or of one programme or party.

    Raises:
        ListError: the file breaks off or holds no entity.
    """
    lists: dict[str, int] = {}
    draft = Draft(file, reading.known["ofac-sdn"], "ofac-enhanced-xml")
    waiting: list[tuple[str, Gathered, PartySchema, str]] = []
    for number, (tag, entry) in enumerate(entries(file, frozenset({"publicationInfo", "entity"}))):
        if tag == "publicationInfo":
            draft.date = text_of(entry, "dataAsOf")[:10] or None
            continue
        identity = entry.get("id") or ""
        found = Gathered()
        for element in entry.iterfind("sanctionsLists/sanctionsList"):
            lists[element.text or ""] = lists.get(element.text or "", 0) + 1
            day = element.get("datePublished")
            if day:
                found.listed_on = min(day[:10], found.listed_on or day[:10])
        schema = _entity(entry, found, reading)
        if not identity or not found.names:
            draft.refuse(identity or number, "it has no name or no number")
        else:
            waiting.append((identity, found, schema, text_of(entry, "generalInfo/remarks")))
    # The name of the list stands in the entries, so that ids can be given only when all are read.
    code = reading.code or ("ofac-sdn" if lists.get("SDN List", 0) * 2 >= len(waiting) else "ofac-consolidated")
    draft.descriptor = reading.known.get(code) or draft.descriptor
    code = draft.descriptor.code
    for identity, found, schema, remarks in waiting:
        found.links = [Link(link.relation, f"{code}:{link.target_id}", link.name) for link in found.links]
        party = found.party(code, identity, schema, remarks=remarks, row=identity)
        assert isinstance(party, ListedParty)
        draft.add(party)
    return draft.finish()


def _entity(entry: Element, found: Gathered, reading: Reading) -> PartySchema:
    schema = _SCHEMAS.get(text_of(entry, "generalInfo/entityType").lower(), "LegalEntity")
    person = schema == "Person"
    for name in entry.iterfind("names/name"):
        _name(name, found)
    found.fact("title", text_of(entry, "generalInfo/title"))
    for program in entry.iterfind("sanctionsPrograms/sanctionsProgram"):
        if program.text:
            found.programs[program.text.strip()] = None
    for place in entry.iterfind("addresses/address"):
        country = text_of(place, "country")
        for translation in place.iterfind("translations/translation"):
            if text_of(translation, "isPrimary") != "true":
                continue
            parts = {text_of(part, "type"): text_of(part, "value") for part in translation.iterfind("addressParts/addressPart")}
            found.address(
                [*(parts.get(name) for name in _ADDRESS), country],
                city=parts.get("CITY"),
                region=parts.get("STATE/PROVINCE") or parts.get("REGION"),
                postcode=parts.get("POSTAL CODE"),
                country=reading.countries.code(country),
            )
    for feature in entry.iterfind("features/feature"):
        _take(text_of(feature, "type"), _value(feature), None, found, reading, person)
    for paper in entry.iterfind("identityDocuments/identityDocument"):
        issuer = text_of(paper, "issuingCountry") or None
        _take(text_of(paper, "type"), text_of(paper, "documentNumber"), issuer, found, reading, person)
    for tie in entry.iterfind("relationships/relationship"):
        other = tie.find("relatedEntity")
        if other is not None and other.get("entityId"):
            found.links.append(
                Link(relation_of(text_of(tie, "type")), other.get("entityId"), (other.text or "").strip() or None)
            )
    return schema


def _take(label: str, value: str, country: str | None, found: Gathered, reading: Reading, person: bool) -> None:
    if value and not take_feature(label, value, country, found, reading.countries, person=person):
        found.fact("note", f"{label} {value}")


def _value(feature: Element) -> str:
    """Return the value of a feature; that of a date as an ISO date or interval, which its dates tell best."""
    value = text_of(feature, "value")
    dates = feature.find("valueDate")
    if dates is None or text_of(dates, "isDateRange") != "true":
        return value
    return f"{text_of(dates, 'fromDateBegin')} to {text_of(dates, 'toDateEnd')}"


def _name(name: Element, found: Gathered) -> None:
    primary = text_of(name, "isPrimary") == "true"
    kind: NameKind = "primary" if primary else "former" if text_of(name, "aliasType").upper().startswith("F") else "alias"
    quality = "weak" if text_of(name, "isLowQuality") == "true" else "strong"
    for translation in name.iterfind("translations/translation"):
        script = text_of(translation, "script")
        parts = tuple(
            (_PARTS[text_of(part, "type")], text_of(part, "value"))
            for part in translation.iterfind("nameParts/namePart")
            if text_of(part, "type") in _PARTS
        )
        latin = text_of(translation, "isPrimary") == "true"
        found.name(
            text_of(translation, "formattedFullName"),
            kind if latin else "native",
            "weak" if quality == "weak" else "strong",
            language=None if latin else script,
            parts=parts,
        )
