"""OFAC's SDN_ADVANCED.XML (root ``Sanctions``), the format of the Wolfsberg and UN advanced sanctions data model."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_enhanced import NAME_PARTS, relation_of
from headwater.party.lists.ofac_features import take_feature
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, text_of
from headwater.party.parties import Link, ListedParty, NameKind, PartyList, PartySchema

_TAGS: Final = frozenset(
    {
        "DateOfIssue",
        "ReferenceValueSets",
        "Location",
        "IDRegDocument",
        "DistinctParty",
        "ProfileRelationship",
        "SanctionsEntry",
    }
)
_ADDRESS: Final = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")
_PROGRAM: Final = "Program"


@dataclass(slots=True)
class _Values:
    """What the sections of the file that are not parties say, by the ids of the file."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    locations: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    papers: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    programs: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    listed: dict[str, str] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    links: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))

    def named(self, kind: str, identity: str | None) -> str:
        """Return the text of a reference value, such as that of ``FeatureType`` 8."""
        return self.names.get((kind, identity or ""), "")


def read_ofac_advanced(file: ListFile, reading: Reading) -> PartyList:
    """Return the list in an advanced XML file of OFAC.

    Raises:
        ListError: the file breaks off or holds no party.
    """
    values = _Values()
    draft = Draft(file, reading.known["ofac-sdn"], "ofac-advanced-xml")
    waiting: list[tuple[str, Gathered, PartySchema, str]] = []
    for tag, entry in entries(file, _TAGS):
        if tag == "DateOfIssue":
            draft.date = _day(entry)
        elif tag == "ReferenceValueSets":
            _references(entry, values)
        elif tag == "Location":
            _location(entry, values)
        elif tag == "IDRegDocument":
            kind = values.named("IDRegDocType", entry.get("IDRegDocTypeID"))
            country = values.named("Country", entry.get("IssuedBy-CountryID"))
            values.papers[entry.get("IdentityID") or ""].append((kind, text_of(entry, "IDRegistrationNo"), country))
        elif tag == "DistinctParty":
            _distinct_party(entry, values, reading, draft, waiting)
        elif tag == "ProfileRelationship":
            relation = relation_of(values.named("RelationType", entry.get("RelationTypeID")))
            values.links[entry.get("From-ProfileID") or ""].append(Link(relation, entry.get("To-ProfileID")))
        else:
            _sanctions_entry(entry, values)
    code = reading.code or ("ofac-sdn" if "SDN List" in values.lists or not values.lists else "ofac-consolidated")
    draft.descriptor = reading.known.get(code) or draft.descriptor
    code = draft.descriptor.code
    for profile, found, schema, remarks in waiting:
        found.programs = dict(values.programs.get(profile, {}))
        found.listed_on = values.listed.get(profile)
        found.links = [Link(link.relation, f"{code}:{link.target_id}") for link in values.links.get(profile, ())]
        party = found.party(code, profile, schema, remarks=remarks, row=profile)
        assert isinstance(party, ListedParty)
        draft.add(party)
    return draft.finish()


def _references(sets: Element, values: _Values) -> None:
    for group in sets:
        for value in group:
            identity = value.get("ID") or ""
            values.names[value.tag, identity] = (value.text or "").strip()
            if value.tag == "PartySubType":
                values.party_types[identity] = value.get("PartyTypeID") or ""


def _location(entry: Element, values: _Values) -> None:
    parts = {}
    for part in entry.iterfind("LocationPart"):
        kind = values.named("LocPartType", part.get("LocPartTypeID"))
        parts[kind] = text_of(part, "LocationPartValue/Value")
    country = entry.find("LocationCountry")
    name = values.named("Country", country.get("CountryID")) if country is not None else ""
    values.locations[entry.get("ID") or ""] = (parts, name)


def _sanctions_entry(entry: Element, values: _Values) -> None:
    profile = entry.get("ProfileID") or ""
    values.lists.add(values.named("List", entry.get("ListID")))
    for measure in entry.iterfind("SanctionsMeasure"):
        program = text_of(measure, "Comment")
        if program and values.named("SanctionsType", measure.get("SanctionsTypeID")) in (_PROGRAM, "Unknown", ""):
            values.programs[profile][program] = None
    date = entry.find("EntryEvent/Date")
    if date is not None and (day := _day(date)):
        values.listed[profile] = min(day, values.listed.get(profile, day))


def _distinct_party(
    entry: Element, values: _Values, reading: Reading, draft: Draft, waiting: list[tuple[str, Gathered, PartySchema, str]]
) -> None:
    profile = entry.find("Profile")
    number = (profile.get("ID") if profile is not None else None) or entry.get("FixedRef") or ""
    found = Gathered()
    schema: PartySchema = "LegalEntity"
    if profile is not None:
        schema = _schema(profile, values)
        for identity in profile.iterfind("Identity"):
            _identity(identity, found, values, reading, person=schema == "Person")
        for feature in profile.iterfind("Feature"):
            _feature(feature, found, values, reading, person=schema == "Person")
    if not number or not found.names:
        draft.refuse(number or entry.get("FixedRef") or "?", "it has no name or no number")
    else:
        waiting.append((number, found, schema, text_of(entry, "Comment")))


def _schema(profile: Element, values: _Values) -> PartySchema:
    sub = profile.get("PartySubTypeID") or ""
    if values.named("PartySubType", sub) == "Vessel":
        return "Vessel"
    if values.named("PartySubType", sub) == "Aircraft":
        return "Aircraft"
    kind = values.named("PartyType", values.party_types.get(sub))
    return "Person" if kind == "Individual" else "Organization" if kind == "Entity" else "LegalEntity"


def _identity(identity: Element, found: Gathered, values: _Values, reading: Reading, *, person: bool) -> None:
    types = {
        group.get("ID") or "": values.named("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    for alias in identity.iterfind("Alias"):
        primary = alias.get("Primary") == "true"
        word = values.named("AliasType", alias.get("AliasTypeID")).upper()
        kind: NameKind = "primary" if primary else "former" if word.startswith("F") else "alias"
        # The Latin form is the one OFAC calls the party by; it need not stand first.
        documented_names = sorted(alias.iterfind("DocumentedName"), key=lambda name: not _is_latin(name, values))
        for position, documented in enumerate(documented_names):
            parts = [
                (types.get(value.get("NamePartGroupID") or "", ""), (value.text or "").strip(), value.get("ScriptID"))
                for value in documented.iterfind("DocumentedNamePart/NamePartValue")
            ]
            script = values.named("Script", parts[0][2]) if parts else ""
            found.name(
                _whole([(part, text) for part, text, _ in parts]),
                kind if position == 0 else "native",
                "weak" if alias.get("LowQuality") == "true" else "strong",
                language=script if position else None,
                parts=tuple((NAME_PARTS[part], text) for part, text, _ in parts if part in NAME_PARTS and text),
            )
    for label, value, country in values.papers.get(identity.get("ID") or "", ()):
        take_feature(label, value, country or None, found, reading.countries, person=person)


def _is_latin(documented: Element, values: _Values) -> bool:
    value = documented.find("DocumentedNamePart/NamePartValue")
    return value is not None and values.named("Script", value.get("ScriptID")) == "Latin"


def _whole(parts: list[tuple[str, str]]) -> str:
    """Return a whole name from its parts, the last name first and a comma after it, as OFAC prints names."""
    last = " ".join(text for part, text in parts if part == "Last Name")
    rest = " ".join(text for part, text in parts if part != "Last Name")
    return f"{last}, {rest}" if last and rest else last or rest


def _feature(feature: Element, found: Gathered, values: _Values, reading: Reading, *, person: bool) -> None:
    label = values.named("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.iterfind("FeatureVersion"):
        place = version.find("VersionLocation")
        period = version.find("DatePeriod")
        detail = version.find("VersionDetail")
        if place is not None:
            parts, country = values.locations.get(place.get("LocationID") or "", ({}, ""))
            if label == "Location":
                found.address(
                    [*(parts.get(name) for name in _ADDRESS), country],
                    city=parts.get("CITY"),
                    region=parts.get("STATE/PROVINCE") or parts.get("REGION"),
                    postcode=parts.get("POSTAL CODE"),
                    country=reading.countries.code(country),
                )
                continue
            value = country or ", ".join(text for text in parts.values() if text)
        elif period is not None:
            value = _period(period)
        elif detail is not None:
            value = (detail.text or "").strip() or values.named("DetailReference", detail.get("DetailReferenceID"))
        else:
            value = text_of(version, "Comment")
        if value and not take_feature(label, value, None, found, reading.countries, person=person):
            found.fact("note", f"{label} {value}")


def _period(period: Element) -> str:
    """Return a period as one date where it is a day, a month or a year, else as "A to B"."""
    first, last = period.find("Start/From"), period.find("End/To")
    start, end = _day(first), _day(last)
    if start is None or end is None or start == end:
        return start or end or ""
    circa = "circa " if any(edge.get("Approximate") == "true" for edge in period) else ""
    if start[:4] == end[:4] and start.endswith("-01-01") and end.endswith("-12-31"):
        return circa + start[:4]
    if start[:7] == end[:7] and start.endswith("-01") and int(end[8:]) >= 28:
        return circa + start[:7]
    return f"{circa}{start} to {end}"


def _day(date: Element | None) -> str | None:
    if date is None:
        return None
    year, month, day = text_of(date, "Year"), text_of(date, "Month"), text_of(date, "Day")
    return f"{year}-{month:0>2}-{day:0>2}" if year and month and day else year or None
