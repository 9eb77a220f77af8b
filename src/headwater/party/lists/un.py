"""The consolidated list of the United Nations Security Council (root ``CONSOLIDATED_LIST``)."""

from typing import Final
from xml.etree.ElementTree import Element

from headwater.party.lists.dates import iso_date
from headwater.party.lists.draft import Draft, Reading
from headwater.party.lists.gather import Gathered
from headwater.party.lists.source import ListFile
from headwater.party.lists.xml import entries, root_of, text_of
from headwater.party.parties import ListedParty, NameKind, NameQuality, PartyList

_NAMES: Final = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES: Final[dict[str, tuple[NameKind, NameQuality]]] = {
    "low": ("alias", "weak"),
    "f.k.a.": ("former", "strong"),
}
_ADDRESS: Final = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")


def read_un(file: ListFile, reading: Reading) -> PartyList:
    """Return the UN Security Council's consolidated list.

    Raises:
        ListError: the file breaks off or holds no entry.
    """
    code = reading.code or "un-sc"
    draft = Draft(file, reading.known.get(code) or reading.known["un-sc"], "un-xml")
    draft.date = root_of(file)[1].get("dateGenerated", "")[:10] or None
    for number, (tag, entry) in enumerate(entries(file, frozenset({"INDIVIDUAL", "ENTITY"})), start=1):
        party = _party(entry, draft.descriptor.code, reading, person=tag == "INDIVIDUAL")
        if party is None:
            draft.refuse(number, "it has no name or no number")
        else:
            draft.add(party)
    return draft.finish()


def _party(entry: Element, code: str, reading: Reading, *, person: bool) -> ListedParty | None:
    found = Gathered()
    kind = "INDIVIDUAL" if person else "ENTITY"
    found.name(" ".join(text_of(entry, name) for name in _NAMES), "primary")
    found.name(text_of(entry, "NAME_ORIGINAL_SCRIPT"), "native")
    for alias in entry.iterfind(f"{kind}_ALIAS"):
        name_kind, quality = _QUALITIES.get(text_of(alias, "QUALITY").lower(), ("alias", "strong"))
        found.name(text_of(alias, "ALIAS_NAME"), name_kind, quality)
        found.birth(text_of(alias, "DATE_OF_BIRTH"))
    if program := text_of(entry, "UN_LIST_TYPE"):
        found.programs[program] = None
    for place in entry.iterfind(f"{kind}_ADDRESS"):
        parts = {name: text_of(place, name) for name in _ADDRESS}
        found.address(
            parts.values(),
            city=parts["CITY"],
            region=parts["STATE_PROVINCE"],
            postcode=parts["ZIP_CODE"],
            country=reading.countries.code(parts["COUNTRY"]),
        )
    for nationality in entry.iterfind("NATIONALITY/VALUE"):
        found.country(nationality.text, reading.countries)
        found.fact("nationality", nationality.text)
    for path, fact in (("TITLE/VALUE", "title"), ("DESIGNATION/VALUE", "position"), ("GENDER", "gender")):
        for element in entry.iterfind(path):
            found.fact(fact, element.text)
    _birth(entry, found)
    for paper in entry.iterfind("INDIVIDUAL_DOCUMENT"):
        _document(paper, found, reading)
    found.listed_on = iso_date(text_of(entry, "LISTED_ON")[:10])
    number = text_of(entry, "REFERENCE_NUMBER") or text_of(entry, "DATAID")
    row = text_of(entry, "DATAID") or number
    if not number:
        return None
    schema = "Person" if person else "Organization"
    return found.party(
        code, number, "Person" if schema == "Person" else "Organization", remarks=text_of(entry, "COMMENTS1"), row=row
    )


def _birth(entry: Element, found: Gathered) -> None:
    for birth in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        first, last = text_of(birth, "FROM_YEAR"), text_of(birth, "TO_YEAR")
        if first and last:
            found.birth(f"{first} to {last}")
            continue
        written = text_of(birth, "DATE")[:10] or text_of(birth, "YEAR")
        found.birth(f"circa {written}" if text_of(birth, "TYPE_OF_DATE") == "APPROXIMATELY" else written)
    for place in entry.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = [text_of(place, name) for name in ("CITY", "STATE_PROVINCE", "COUNTRY")]
        found.fact("birthPlace", ", ".join(part for part in parts if part))


def _document(paper: Element, found: Gathered, reading: Reading) -> None:
    label = " ".join((text_of(paper, "TYPE_OF_DOCUMENT") or text_of(paper, "TYPE_OF_DOCUMENT2")).split())
    country = reading.countries.code(text_of(paper, "ISSUING_COUNTRY") or text_of(paper, "COUNTRY_OF_ISSUE"))
    word = label.lower()
    scheme = "passport" if "passe" in word or "passp" in word or "pasap" in word else "national_id"
    found.identifier(scheme, text_of(paper, "NUMBER"), country, label or None, person=True)
