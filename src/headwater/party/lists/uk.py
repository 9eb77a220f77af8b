"""The UK sanctions list (CSV, ODS, XML) and the OFSI consolidated list that it replaced (CSV, XML)."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from headwater.errors import ListError
from headwater.party.lists.dates import iso_date
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ods import ods_rows
from headwater.party.lists.plain_csv import header_word
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, text_of
from headwater.party.parties import Link, NameKind, NameQuality, PartyList, PartySchema

_SCHEMAS: Final[dict[str, PartySchema]] = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_NAME_WORDS: Final = ("name_1", "name_2", "name_3", "name_4", "name_5", "name_6")
_PARTS: Final = ("firstName", "middleName", "middleName", "middleName", "middleName", "lastName")
_LINES: Final = (*(f"address_line_{n}" for n in range(1, 7)), *(f"address_{n}" for n in range(1, 7)))
_MANY: Final = re.compile(r"\s*(?:;|\||\n|\(\d+\)\s)\s*")
_HEADS: Final = 12

# What each list calls a column -> what it is here. Both lists, in all their formats, come down to these words.
_SAME: Final = {
    "unique_id": "id",
    "group_id": "group",
    "ofsi_group_id": "group",
    "name": "name_6",
    "surname": "name_6",
    "name_type": "name_type",
    "alias_type": "name_type",
    "alias_type_name": "name_type",
    "alias_strength": "strength",
    "alias_quality": "strength",
    "name_non_latin_script": "native",
    "non_latin_script_type": "native_script",
    "non_latin_script_language": "native_language",
    "regime_name": "regime",
    "regime": "regime",
    "designation_type": "type",
    "individual_entity_ship": "type",
    "group_type": "type",
    "group_type_description": "type",
    "type": "type",
    "other_information": "remarks",
    "address_postal_code": "postcode",
    "post_zip_code": "postcode",
    "post_code": "postcode",
    "address_country": "country",
    "country": "country",
    "phone_number": "phone",
    "website": "website",
    "email_address": "email",
    "date_designated": "listed",
    "listed_on": "listed",
    "date_listed": "listed",
    "d_o_b": "birth",
    "dob": "birth",
    "individual_date_of_birth": "birth",
    "nationality_ies": "nationality",
    "nationality": "nationality",
    "individual_nationality": "nationality",
    "national_identifier_number": "national_id",
    "national_identification_number": "national_id",
    "individual_ninumber": "national_id",
    "passport_number": "passport",
    "individual_passport_number": "passport",
    "position": "position",
    "individual_position": "position",
    "title": "title",
    "gender": "gender",
    "individual_gender": "gender",
    "town_of_birth": "birth_town",
    "individual_town_of_birth": "birth_town",
    "country_of_birth": "birth_country",
    "individual_country_of_birth": "birth_country",
    "type_of_entity": "legal_form",
    "subsidiaries": "subsidiary",
    "parent_company": "parent",
    "business_registration_number_s": "registration",
    "entity_business_reg_number": "registration",
    "imo_number": "imo",
    "current_owner_operator_s": "owner",
    "current_believed_flag_of_ship": "flag",
    "previous_flags": "past_flag",
    "type_of_ship": "ship_type",
    "tonnage_of_ship": "tonnage",
    "year_built": "built",
    "hull_identification_number_hin": "hull",
}
_IDENTIFIERS: Final = ("phone", "website", "email", "passport", "national_id", "registration", "imo")
_FACTS: Final = {
    "position": "position",
    "title": "title",
    "gender": "gender",
    "legal_form": "legalForm",
    "flag": "flag",
    "past_flag": "pastFlags",
    "ship_type": "vesselType",
    "tonnage": "tonnage",
    "built": "buildDate",
}
_LINKS: Final = {"subsidiary": "owns", "parent": "owner", "owner": "operator"}


@dataclass(slots=True)
class _Entry:
    """One party of the list, which several rows describe."""

    row: int
    number: str
    schema: PartySchema
    found: Gathered = field(default_factory=Gathered)
    seen: set[tuple[str, str]] = field(default_factory=set)
    remarks: dict[str, None] = field(default_factory=dict)

    def once(self, field_: str, value: str) -> bool:
        """Return True the first time a value of a field is met."""
        fresh = (field_, value) not in self.seen
        self.seen.add((field_, value))
        return fresh


def is_uk_header(header: Iterable[str]) -> bool:
    """Return whether a row is the header of one of the United Kingdom's lists."""
    words = {header_word(cell) for cell in header}
    return ("unique_id" in words or "group_id" in words) and bool(words & {"name_6", "name"}) and "regime" in " ".join(words)


def read_uk_csv(file: ListFile, reading: Reading) -> PartyList:
    """Return the UK sanctions list or the OFSI consolidated list from a CSV file.

    Raises:
        ListError: the file breaks off, has other columns, or holds no entry.
    """
    return _from_rows(file, reading, _csv_rows(file), "csv")


def read_uk_ods(file: ListFile, reading: Reading) -> PartyList:
    """Return the UK sanctions list from an ODS file; its index, without aliases, is one too."""
    return _from_rows(file, reading, ods_rows(file), "ods")


def read_ofsi_xml(file: ListFile, reading: Reading) -> PartyList:
    """Return the OFSI consolidated list from its XML file, in which each element is one name."""
    header: list[str] = []
    rows: list[list[str]] = []
    for _, entry in entries(file, frozenset({"FinancialSanctionsTarget"})):
        values = {child.tag: (child.text or "").strip() for child in entry}
        header.extend(name for name in values if name not in header)
        rows.append([values.get(name, "") for name in header])
    spaced = [re.sub(r"(?<=[a-zA-Z])(?=\d)", "_", name) for name in header]
    return _from_rows(file, reading, iter([spaced, *rows]), "xml")


def _csv_rows(file: ListFile) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(file.text(), newline=""), strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise ListError(
            f"{file.path.name} breaks off or is damaged after line {rows.line_num} ({error}); get it again."
        ) from error


def _from_rows(file: ListFile, reading: Reading, rows: Iterator[list[str]], form: str) -> PartyList:
    words: list[str] = []
    day: str | None = None
    for number, row in enumerate(rows, start=1):
        if is_uk_header(row):
            words = [_word(cell) for cell in row]
            break
        day = day or _day_of(row)
        if number > _HEADS:
            break
    if not words:
        raise ListError(f"{file.path.name} has no header of the UK sanctions list in its first {_HEADS} rows; get it again.")
    ofsi = "id" not in words
    code = reading.code or ("uk-ofsi" if ofsi else "uk-sanctions")
    name = "ofsi" if ofsi else "uk"
    draft = Draft(file, reading.known.get(code) or reading.known["uk-sanctions"], f"{name}-{form}", date=day)
    found: dict[str, _Entry] = {}
    last, row = number, []
    for last, row in enumerate(rows, start=number + 1):
        values = {word: cell for word, cell in zip(words, row, strict=False) if cell.strip()}
        identity = (values.get("id") or values.get("group") or "").strip()
        if not values:
            continue
        if not identity:
            draft.refuse(last, "it has no number")
            continue
        if identity not in found:
            schema = _SCHEMAS.get(values.get("type", "").strip().lower(), "LegalEntity")
            found[identity] = _Entry(last, identity, schema)
        _take(values, found[identity], reading)
    if form == "csv" and 0 < len(row) < len(words):
        raise ListError(f"{file.path.name} breaks off in row {last}, after {len(row)} of {len(words)} columns; get it again.")
    return _finish(draft, found.values(), closed=form != "csv")


def _word(cell: str) -> str:
    word = header_word(cell)
    return _SAME.get(word, word)


def _day_of(row: list[str]) -> str | None:
    """Return the day of the file from a line above the header, such as ``Report Date: 08-Oct-2026``."""
    text = " ".join(row).strip()
    match = re.match(r"(?i)(?:report date|last updated|date)\W*(.+)", text)
    return iso_date(match[1].strip(" ,:")) if match else None


def _finish(draft: Draft, found: Iterable[_Entry], *, closed: bool = True) -> PartyList:
    for entry in found:
        if not entry.found.names:
            # The list has a few entries whose name is left blank; they are counted, and can be met by their identifiers alone.
            entry.found.name(entry.number, "primary", "weak")
            draft.warn("no-name", f"{draft.file.path.name}: entry {entry.number} has no name.")
        remarks = "; ".join(entry.remarks)
        party = entry.found.party(draft.descriptor.code, entry.number, entry.schema, remarks=remarks, row=entry.row)
        assert party is not None
        draft.add(party)
    draft.resolve_links()
    return draft.finish(closed=closed)


def _take(values: dict[str, str], entry: _Entry, reading: Reading) -> None:
    found, person = entry.found, entry.schema == "Person"
    _names(values, entry)
    if regime := values.get("regime"):
        found.programs[regime.strip()] = None
    for text in _each(values, "birth"):
        found.birth(text)
    for text in _each(values, "nationality"):
        if entry.once("nationality", text):
            found.country(text, reading.countries)
            found.fact("nationality", text)
    found.country(values.get("flag"), reading.countries)
    _address(values, entry, reading)
    for scheme in _IDENTIFIERS:
        for text in _each(values, scheme):
            if entry.once(scheme, text):
                number, country = _issued(text, reading)
                found.identifier(scheme, number, country, None, person=person)
    for word, fact in _FACTS.items():
        if (value := values.get(word)) and entry.once(word, value):
            found.fact(fact, value)
    place = ", ".join(values[word] for word in ("birth_town", "birth_country") if values.get(word))
    if place and entry.once("birthPlace", place):
        found.fact("birthPlace", place)
    for word, relation in _LINKS.items():
        for text in _each(values, word):
            if entry.once(word, text):
                found.links.append(Link(relation, name=text))
    if remarks := values.get("remarks"):
        entry.remarks[" ".join(remarks.split())] = None
    found.listed_on = found.listed_on or iso_date((values.get("listed") or "").removesuffix("T00:00:00"))


def _issued(text: str, reading: Reading) -> tuple[str, str | None]:
    """Return an identifier and the country that stands behind it in brackets, where one does."""
    match = re.fullmatch(r"(.+?)\s*\(([A-Za-z' -]+)\)", text)
    return (match[1], reading.countries.code(match[2])) if match else (text, None)


def _names(values: dict[str, str], entry: _Entry) -> None:
    parts = [(part, text) for word, part in zip(_NAME_WORDS, _PARTS, strict=True) if (text := values.get(word, "").strip())]
    whole = " ".join(text for _, text in parts)
    kind, quality = _kind(values.get("name_type", ""), values.get("strength", ""))
    known = tuple(parts) if entry.schema == "Person" and len(parts) > 1 else ()
    if whole and entry.once("name", whole):
        primary = kind == "primary" and not any(name.kind == "primary" for name in entry.found.names)
        entry.found.name(whole, "primary" if primary else "alias" if kind == "primary" else kind, quality, parts=known)
    native = values.get("native", "").strip()
    if native and entry.once("name", native):
        entry.found.name(native, "native", language=values.get("native_language") or values.get("native_script"))


def _kind(word: str, strength: str) -> tuple[NameKind, NameQuality]:
    """Return the kind and quality of a name from the list's words.

    "Primary name variation" is an alias; "Prime Alias" of older files is a primary name, and a file without the column has
    primary names only.
    """
    plain = " ".join(word.lower().split())
    weak: NameQuality = "weak" if "low" in strength.lower() or "weak" in strength.lower() else "strong"
    if plain in ("", "primary name", "prime alias", "primary"):
        return "primary", "strong"
    if plain.startswith(("fka", "f.k.a", "former", "previous")):
        return "former", weak
    return "alias", weak


def _address(values: dict[str, str], entry: _Entry, reading: Reading) -> None:
    lines = [values.get(word, "") for word in _LINES]
    country = values.get("country")
    if any(lines) or values.get("postcode") or country:
        text = ", ".join(part for part in (*lines, values.get("postcode", ""), country or "") if part)
        if entry.once("address", text):
            code = reading.countries.code(country)
            entry.found.address([*lines, values.get("postcode"), country], postcode=values.get("postcode"), country=code)


def _each(values: dict[str, str], word: str) -> list[str]:
    text = values.get(word)
    return [part for part in _MANY.split(text) if part] if text else []


def read_uk_xml(file: ListFile, reading: Reading) -> PartyList:
    """Return the UK sanctions list from its XML file (root ``Designations``).

    Raises:
        ListError: the file breaks off or holds no designation.
    """
    code = reading.code or "uk-sanctions"
    draft = Draft(file, reading.known.get(code) or reading.known["uk-sanctions"], "uk-xml")
    found: list[_Entry] = []
    for number, (tag, element) in enumerate(entries(file, frozenset({"DateGenerated", "Designation"})), start=1):
        if tag == "DateGenerated":
            draft.date = iso_date((element.text or "").strip()[:10])
            continue
        identity = text_of(element, "UniqueID") or text_of(element, "OFSIGroupID")
        if not identity:
            draft.refuse(number, "it has no number")
            continue
        schema = _SCHEMAS.get(text_of(element, "IndividualEntityShip").lower(), "LegalEntity")
        entry = _Entry(number, identity, schema)
        for values in _designation(element):
            _take(values, entry, reading)
        found.append(entry)
    return _finish(draft, found)


def _designation(element: Element) -> Iterator[dict[str, str]]:
    """Yield what a designation says, as rows in the words of the columns."""
    yield {
        word: text
        for word, name in (
            ("regime", "RegimeName"),
            ("listed", "DateDesignated"),
            ("remarks", "OtherInformation"),
        )
        if (text := text_of(element, name))
    }
    for name in element.iterfind("Names/Name"):
        values = {f"name_{n}": text for n in range(1, 7) if (text := text_of(name, f"Name{n}"))}
        yield values | {"name_type": text_of(name, "NameType"), "strength": text_of(name, "AliasStrength")}
    for name in element.iterfind("NonLatinNames/NonLatinName"):
        language = text_of(name, "NonLatinScriptLanguage") or text_of(name, "NonLatinScriptType")
        yield {"native": text_of(name, "NameNonLatinScript"), "native_language": language}
    for place in element.iterfind("Addresses/Address"):
        values = {f"address_line_{n}": text for n in range(1, 7) if (text := text_of(place, f"AddressLine{n}"))}
        yield values | {"postcode": text_of(place, "AddressPostalCode"), "country": text_of(place, "AddressCountry")}
    for path, word in _XML_LEAVES:
        for leaf in element.iter(path):
            if leaf.text and leaf.text.strip():
                yield {word: leaf.text.strip()}
    for place in element.iter("Location"):
        yield {"birth_town": text_of(place, "TownOfBirth"), "birth_country": text_of(place, "CountryOfBirth")}


_XML_LEAVES: Final = (
    ("DOB", "birth"),
    ("Nationality", "nationality"),
    ("NationalIdentifierNumber", "national_id"),
    ("PassportNumber", "passport"),
    ("Position", "position"),
    ("Gender", "gender"),
    ("Title", "title"),
    ("PhoneNumber", "phone"),
    ("EmailAddress", "email"),
    ("Website", "website"),
    ("TypeOfEntity", "legal_form"),
    ("Subsidiary", "subsidiary"),
    ("ParentCompany", "parent"),
    ("BusinessRegistrationNumber", "registration"),
    ("IMONumber", "imo"),
    ("CurrentOwnerOperator", "owner"),
    ("CurrentBelievedFlagOfShip", "flag"),
    ("PreviousFlag", "past_flag"),
    ("TypeOfShip", "ship_type"),
    ("TonnageOfShip", "tonnage"),
    ("YearBuilt", "built"),
)
