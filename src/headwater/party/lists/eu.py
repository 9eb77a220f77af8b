"""The European Union's consolidated financial sanctions file, as XML (root ``export``) and as CSV."""

import csv
import io
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from headwater.errors import ListError
from headwater.party.lists.dates import iso_date
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, root_of
from headwater.party.parties import PartyList, PartySchema

_SCHEMAS: Final[dict[str, PartySchema]] = {"person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization"}
_PAPERS: Final = {
    "passport": "passport",
    "diplpassport": "passport",
    "id": "national_id",
    "ssn": "national_id",
    "fiscalcode": "tax_id",
    "taxid": "tax_id",
    "regnumber": "registration",
    "tradelic": "registration",
    "swiftbic": "bic",
    "iban": "iban",
    "imo": "imo",
    "mmsi": "mmsi",
    "electionid": "national_id",
    "residentperm": "national_id",
    "other": "national_id",
}
_PARTS: Final = (("lastName", "LastName"), ("firstName", "FirstName"), ("middleName", "MiddleName"))
_HEADER: Final = frozenset({"Entity_LogicalId", "NameAlias_WholeName"})


def is_eu_header(header: list[str]) -> bool:
    """Return whether the columns are those of the EU's CSV file."""
    return any({cell.strip().lstrip("\ufeff") for cell in row} >= _HEADER for row in (header,))


def read_eu_xml(file: ListFile, reading: Reading) -> PartyList:
    """Return the EU list from its XML file.

    Raises:
        ListError: the file breaks off or holds no entity.
    """
    draft = _draft(file, reading, "eu-xml")
    draft.date = root_of(file)[1].get("generationDate", "")[:10] or None
    for number, (_, entry) in enumerate(entries(file, frozenset({"sanctionEntity"})), start=1):
        found = Gathered()
        schema: PartySchema = "LegalEntity"
        remarks = []
        for child in entry:
            values = {name[0].upper() + name[1:]: value for name, value in child.attrib.items()}
            if child.tag == "subjectType":
                schema = _SCHEMAS.get((child.get("code") or child.get("classificationCode") or "").lower(), "LegalEntity")
            elif child.tag == "regulation" and child.get("programme"):
                found.programs[child.get("programme") or ""] = None
            elif child.tag == "remark" and child.text:
                remarks.append(child.text.strip())
            elif child.tag in _CHILDREN:
                _CHILDREN[child.tag](values, found, reading)
                if child.tag == "address":
                    _contact(child, found)
        _add(draft, number, entry.attrib, found, schema, "; ".join(remarks))
    return draft.finish()


def _add(draft: Draft, number: int, attributes: Mapping[str, str], found: Gathered, schema: PartySchema, remarks: str) -> None:
    identity = attributes.get("euReferenceNumber") or attributes.get("logicalId") or ""
    found.listed_on = iso_date((attributes.get("designationDate") or "")[:10])
    party = found.party(draft.descriptor.code, identity, schema, remarks=remarks, row=number) if identity else None
    if party is None:
        draft.refuse(number, "it has no name or no number")
    else:
        draft.add(party)


def read_eu_csv(file: ListFile, reading: Reading) -> PartyList:
    """Return the EU list from its CSV file, in which each row holds one name, address, birth date or paper of an entity.

    Raises:
        ListError: the file breaks off, has other columns, or holds no entity.
    """
    draft = _draft(file, reading, "eu-csv")
    gathered: dict[str, tuple[int, dict[str, str], Gathered, PartySchema, dict[str, None]]] = {}
    number = 0
    try:
        rows = csv.reader(io.StringIO(file.text(), newline=""), delimiter=";", strict=True)
        header: list[str] = []
        for header in rows:
            if is_eu_header(header):
                break
        columns = [cell.strip().lstrip("\ufeff") for cell in header]
        for number, row in enumerate(rows, start=1):
            values = dict(zip(columns, row, strict=False))
            identity = values.get("Entity_LogicalId", "").strip()
            if not identity:
                if any(row):
                    draft.refuse(number, "it has no Entity_LogicalId")
                continue
            if len(row) != len(columns):
                raise ListError(
                    f"{file.path.name}, row {number} has {len(row)} columns where the header has {len(columns)}: it breaks off "
                    "there; get it again."
                )
            _row(number, identity, values, gathered, draft, reading)
    except csv.Error as error:
        raise ListError(f"{file.path.name} breaks off or is damaged after row {number} ({error}); get it again.") from error
    for first, attributes, found, schema, remarks in gathered.values():
        _add(draft, first, attributes, found, schema, "; ".join(remarks))
    return draft.finish(closed=False)


def _row(
    number: int,
    identity: str,
    values: dict[str, str],
    gathered: dict[str, tuple[int, dict[str, str], Gathered, PartySchema, dict[str, None]]],
    draft: Draft,
    reading: Reading,
) -> None:
    draft.date = draft.date or iso_date(values.get("fileGenerationDate", ""))
    if identity not in gathered:
        kind = values.get("Entity_SubjectType") or values.get("Entity_SubjectType_ClassificationCode") or ""
        attributes = {
            "logicalId": identity,
            "euReferenceNumber": values.get("Entity_EU_ReferenceNumber", "").strip(),
            "designationDate": values.get("Entity_DesignationDate", ""),
        }
        gathered[identity] = (number, attributes, Gathered(), _SCHEMAS.get(kind.strip().lower(), "LegalEntity"), {})
    _, _, found, _, remarks = gathered[identity]
    if program := values.get("Entity_Regulation_Programme", "").strip():
        found.programs[program] = None
    if remark := values.get("Entity_Remark", "").strip():
        remarks[remark] = None
    for tag, prefix in _PREFIXES.items():
        part = {column.removeprefix(prefix): value for column, value in values.items() if column.startswith(prefix) and value}
        if part:
            _CHILDREN[tag](part, found, reading)


def _draft(file: ListFile, reading: Reading, form: str) -> Draft:
    code = reading.code or "eu-fsf"
    return Draft(file, reading.known.get(code) or reading.known["eu-fsf"], form)


def _name(values: Mapping[str, str], found: Gathered, reading: Reading) -> None:  # noqa: ARG001 - one signature for all
    parts = tuple((part, text) for part, name in _PARTS if (text := values.get(name, "").strip()))
    whole = values.get("WholeName", "").strip() or " ".join(
        text for name in ("FirstName", "MiddleName", "LastName") if (text := values.get(name, "").strip())
    )
    plain = " ".join(whole.split())
    if not plain or any(name.text == plain for name in found.names):
        return
    # The file marks no name as the main one; its first strong one is what the regulation calls the party.
    weak = values.get("Strong", "true").lower() == "false"
    first = not weak and not any(name.kind == "primary" for name in found.names)
    kind = "primary" if first else "alias"
    language = values.get("NameLanguage") or None
    found.name(plain, "primary" if kind == "primary" else "alias", "weak" if weak else "strong", language=language, parts=parts)
    found.fact("position", values.get("Function"))
    found.fact("title", values.get("Title"))
    if ("gender", values.get("Gender", "")) not in found.facts:
        found.fact("gender", values.get("Gender"))


def _birth(values: Mapping[str, str], found: Gathered, reading: Reading) -> None:
    if values.get("CalendarType", "GREGORIAN") != "GREGORIAN":
        return
    first, last = values.get("YearRangeFrom"), values.get("YearRangeTo")
    year = values.get("Year", "")
    month, day = values.get("MonthOfYear") or values.get("Month"), values.get("DayOfMonth") or values.get("Day")
    written = values.get("Birthdate") or values.get("BirthDate") or ""
    if not written and year:
        written = f"{year}-{int(month):02d}-{int(day):02d}" if month and day else f"{year}-{int(month):02d}" if month else year
    if first and last and not written:
        written = f"{first} to {last}"
    circa = values.get("Circa", "").lower() == "true"
    found.birth(f"circa {written}" if circa and written else written)
    place = [values.get(name, "") for name in ("City", "Place", "Region", "CountryDescription")]
    text = ", ".join(part for part in place if part and part != "UNKNOWN")
    if text and ("birthPlace", text) not in found.facts:
        found.fact("birthPlace", text)
    # A country of birth is none of nationality or residence, so that it is kept as a place alone.
    del reading


def _citizenship(values: Mapping[str, str], found: Gathered, reading: Reading) -> None:
    code = found.country(_country(values), reading.countries)
    if code is not None and ("citizenship", code) not in found.facts:
        found.fact("citizenship", code)


def _address(values: Mapping[str, str], found: Gathered, reading: Reading) -> None:
    parts = [values.get(name, "") for name in ("Street", "PoBox", "Place", "ZipCode", "City", "Region", "CountryDescription")]
    before = len(found.addresses)
    found.address(
        [part for part in parts if part != "UNKNOWN"],
        city=parts[4],
        region=parts[5],
        postcode=parts[3],
        country=reading.countries.code(_country(values)),
    )
    if len(found.addresses) > before and found.addresses[-1] in found.addresses[:-1]:
        found.addresses.pop()
    for line in values.get("ContactInfo", "").splitlines():
        _contact_line(*line.partition("[")[::2], found)


def _identification(values: Mapping[str, str], found: Gathered, reading: Reading) -> None:
    kind = (values.get("IdentificationTypeCode") or values.get("TypeCode") or "").lower()
    label = values.get("IdentificationTypeDescription") or values.get("TypeDescription") or kind
    written = values.get("Number", "").strip() or values.get("LatinNumber", "").strip()
    country = reading.countries.code(_country(values))
    before = len(found.identifiers)
    scheme = _PAPERS.get(kind) or ("bic" if "swift" in label.lower() else "national_id")
    found.identifier(scheme, written, country, label or None, person=kind in ("id", "passport", "ssn"))
    if len(found.identifiers) > before and found.identifiers[-1] in found.identifiers[:-1]:
        found.identifiers.pop()


def _contact(address: Element, found: Gathered) -> None:
    for info in address.iterfind("contactInfo"):
        _contact_line(info.get("key") or "", info.get("value") or "", found)


def _contact_line(key: str, value: str, found: Gathered) -> None:
    word = key.strip().lower()
    plain = value.strip().strip("[]")
    for scheme, words in (("email", ("email", "e-mail")), ("website", ("web", "url")), ("phone", ("phone", "tel", "mobile"))):
        if any(word.startswith(start) for start in words):
            found.identifier(scheme, plain, None, key.strip())


def _country(values: Mapping[str, str]) -> str | None:
    code = values.get("CountryIso2Code", "")
    return code if code and code != "00" else values.get("CountryDescription") or None


_CHILDREN: Final = {
    "nameAlias": _name,
    "birthdate": _birth,
    "citizenship": _citizenship,
    "address": _address,
    "identification": _identification,
}
_PREFIXES: Final = {
    "nameAlias": "NameAlias_",
    "birthdate": "BirthDate_",
    "citizenship": "Citizenship_",
    "address": "Address_",
    "identification": "Identification_",
}
