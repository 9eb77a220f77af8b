"""OFAC's classic SDN.XML and CONSOLIDATED.XML (root ``sdnList``)."""

from typing import Final
from xml.etree.ElementTree import Element

from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_features import take_feature
from headwater.party.lists.ofac_remarks import parse_remarks
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, text_of
from headwater.party.parties import ListedParty, NameKind, PartyList, PartySchema

_SCHEMAS: Final[dict[str, PartySchema]] = {"individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft"}
_VESSEL: Final = (
    ("callSign", "Vessel Call Sign"),
    ("vesselType", "Vessel Type"),
    ("vesselFlag", "Vessel Flag"),
    ("vesselOwner", "Vessel Owner"),
    ("tonnage", "Vessel Tonnage"),
    ("grossRegisteredTonnage", "Vessel Gross Registered Tonnage"),
)


def read_ofac_classic(file: ListFile, reading: Reading) -> PartyList:
    """Return the list in a classic XML file of OFAC.

    Raises:
        ListError: the file breaks off or holds no entry.
    """
    code = reading.code or ("ofac-consolidated" if file.name.lower().startswith("cons") else "ofac-sdn")
    draft = Draft(file, reading.known.get(code) or reading.known["ofac-sdn"], "ofac-xml")
    stated = 0
    for number, (tag, entry) in enumerate(entries(file, frozenset({"publshInformation", "sdnEntry"}))):
        if tag == "publshInformation":
            draft.date = _american(text_of(entry, "Publish_Date"))
            stated = int(count) if (count := text_of(entry, "Record_Count")).isdecimal() else 0
            continue
        party = _party(entry, draft.descriptor.code, reading)
        if party is None:
            draft.refuse(text_of(entry, "uid") or number, "it has no name or no number")
        else:
            draft.add(party)
    if stated and stated != len(draft.parties) + len(draft.refused):
        draft.warn("record-count", f"{file.path.name} says it holds {stated:,} entries and holds {len(draft.parties):,}.")
    draft.resolve_links()
    return draft.finish()


def _party(entry: Element, code: str, reading: Reading) -> ListedParty | None:
    found = Gathered()
    schema = _SCHEMAS.get(text_of(entry, "sdnType").lower(), "Organization")
    person = schema == "Person"
    countries = reading.countries
    _name(entry, found, "primary", weak=False)
    for other in entry.iterfind("akaList/aka"):
        kind: NameKind = "former" if text_of(other, "type").lower().startswith("f") else "alias"
        _name(other, found, kind, weak=text_of(other, "category").lower() == "weak")
    found.programs = dict.fromkeys(program.text.strip() for program in entry.iterfind("programList/program") if program.text)
    for paper in entry.iterfind("idList/id"):
        label, value = text_of(paper, "idType"), text_of(paper, "idNumber")
        if not take_feature(label, value, text_of(paper, "idCountry"), found, countries, person=person):
            found.fact("note", f"{label} {value}")
    for place in entry.iterfind("addressList/address"):
        parts = [text_of(place, name) for name in ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode")]
        country = countries.code(text_of(place, "country"))
        found.address([*parts, text_of(place, "country")], city=parts[3], region=parts[4], postcode=parts[5], country=country)
    for path, label in (
        ("nationalityList/nationality/country", "nationality"),
        ("citizenshipList/citizenship/country", "citizen"),
        ("dateOfBirthList/dateOfBirthItem/dateOfBirth", "DOB"),
        ("placeOfBirthList/placeOfBirthItem/placeOfBirth", "POB"),
    ):
        for element in entry.iterfind(path):
            take_feature(label, (element.text or "").strip(), None, found, countries, person=person)
    for name, label in _VESSEL:
        if value := text_of(entry, f"vesselInfo/{name}"):
            take_feature(label, value, None, found, countries, person=person)
    found.fact("title", text_of(entry, "title"))
    remarks = text_of(entry, "remarks")
    if remarks:
        parse_remarks(remarks, found, countries, person=person)
    number = text_of(entry, "uid")
    return found.party(code, number, schema, remarks=remarks, row=number) if number else None


def _name(element: Element, found: Gathered, kind: NameKind, *, weak: bool) -> None:
    last, first = text_of(element, "lastName"), text_of(element, "firstName")
    parts = tuple((part, text) for part, text in (("lastName", last), ("firstName", first)) if text) if first else ()
    found.name(f"{last}, {first}" if first and last else last or first, kind, "weak" if weak else "strong", parts=parts)


def _american(written: str) -> str | None:
    """Return an ISO date from one written month first, as OFAC does here."""
    parts = written.split("/")
    return f"{parts[2]}-{parts[0]:0>2}-{parts[1]:0>2}" if len(parts) == 3 else None
