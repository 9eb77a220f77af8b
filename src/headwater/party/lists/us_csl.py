"""The United States' Consolidated Screening List as CSV, which joins lists of Commerce, State and Treasury."""

import csv
import io
import re
from typing import Final

from headwater.errors import ListError
from headwater.party.lists.dates import iso_date
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_features import take_feature
from headwater.party.lists.ofac_remarks import parse_remarks
from headwater.party.lists.source import ListFile
from headwater.party.parties import ListedParty, PartyList, PartySchema

_SCHEMAS: Final[dict[str, PartySchema]] = {
    "individual": "Person",
    "entity": "Organization",
    "vessel": "Vessel",
    "aircraft": "Aircraft",
}
_NEEDED: Final = frozenset({"source", "name", "alt_names", "programs"})
_SHORT: Final = re.compile(r"\(([A-Z]{2,8})\)")
_IDENTIFIER: Final = re.compile(r"(?:(?P<country>[A-Z]{2}), )?(?P<value>.+?), (?P<label>[^,]+)\Z")
_FACTS: Final = {
    "title": "title",
    "vessel_type": "vesselType",
    "vessel_flag": "flag",
    "vessel_owner": "owner",
    "gross_tonnage": "tonnage",
    "gross_registered_tonnage": "grossRegisteredTonnage",
    "license_requirement": "licenceRequirement",
    "end_date": "endDate",
}


def is_csl_header(header: list[str]) -> bool:
    """Return whether the columns are those of the Consolidated Screening List."""
    return {cell.strip().lower() for cell in header} >= _NEEDED


def read_us_csl(file: ListFile, reading: Reading) -> PartyList:
    """Return the Consolidated Screening List.

    Parties of its Treasury part have the number they have there; the others have the number that the list itself gives them.

    Raises:
        ListError: the file breaks off or has other columns.
    """
    code = reading.code or "us-csl"
    draft = Draft(file, reading.known.get(code) or reading.known["us-csl"], "us-csl-csv")
    number = 0
    try:
        rows = csv.reader(io.StringIO(file.text(), newline=""), strict=True)
        columns = [cell.strip().lower() for cell in next(rows)]
        for number, row in enumerate(rows, start=1):
            if not row:
                continue
            if len(row) != len(columns):
                raise ListError(
                    f"{file.path.name}, row {number} has {len(row)} columns where the header has {len(columns)}: it breaks off "
                    "there; get it again."
                )
            values = dict(zip(columns, row, strict=True))
            party = _party(number, values, draft.descriptor.code, reading)
            if party is None:
                draft.refuse(number, "it has no name or no number")
            else:
                draft.add(party)
    except csv.Error as error:
        raise ListError(f"{file.path.name} breaks off or is damaged after row {number} ({error}); get it again.") from error
    return draft.finish(closed=False)


def _party(number: int, values: dict[str, str], code: str, reading: Reading) -> ListedParty | None:
    found = Gathered()
    countries = reading.countries
    schema = _SCHEMAS.get(values.get("type", "").strip().lower(), "LegalEntity")
    person = schema == "Person"
    found.name(values["name"], "primary")
    for name in _each(values.get("alt_names", "")):
        found.name(name)
    source = values["source"].strip()
    short = _SHORT.search(source)
    own = short[1] if short else source
    programs = _each(values.get("programs", ""))
    found.programs = dict.fromkeys(programs or ([own] if own else []))
    found.fact("source", source)
    for text in _each(values.get("addresses", "")):
        place = text.rsplit(",", 1)[-1].strip()
        found.address([text], country=countries.code(place) if len(place) == 2 else None)
    for column, label in (("nationalities", "nationality"), ("citizenships", "citizen")):
        for text in _each(values.get(column, "")):
            take_feature(label, text, None, found, countries, person=person)
    for text in _each(values.get("dates_of_birth", "")):
        found.birth(text)
    for text in _each(values.get("places_of_birth", "")):
        found.fact("birthPlace", text)
    for text in _each(values.get("ids", "")):
        match = _IDENTIFIER.match(text)
        if match is not None and not take_feature(
            match["label"], match["value"], match["country"], found, countries, person=person
        ):
            found.fact("note", text)
    found.identifier("call_sign", values.get("call_sign"), None, "Call sign")
    found.country(values.get("vessel_flag"), countries)
    for column, fact in _FACTS.items():
        found.fact(fact, values.get(column))
    remarks = values.get("remarks", "").strip()
    if remarks:
        parse_remarks(remarks, found, countries, person=person)
    found.listed_on = iso_date(values.get("start_date", "")[:10])
    identity = values.get("entity_number", "").strip() or values.get("_id", "").strip() or values.get("id", "").strip()
    return found.party(code, identity, schema, remarks=remarks, row=number) if identity else None


def _each(text: str) -> list[str]:
    return [part for cell in text.split(";") if (part := cell.strip())]
