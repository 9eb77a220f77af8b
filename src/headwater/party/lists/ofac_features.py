"""What OFAC calls a feature or an identity document, and where it goes; shared by its remarks and its three XML formats."""

import re
from typing import Final

from headwater.party.identifiers.labels import is_label
from headwater.party.lists.countries import Countries
from headwater.party.lists.dates import iso_date
from headwater.party.lists.gather import Gathered

_WALLET: Final = "Digital Currency Address - "
_FACTS: Final = {
    "Gender": "gender",
    "POB": "birthPlace",
    "Place of Birth": "birthPlace",
    "Organization Established Date": "incorporationDate",
    "Organization Type": "sector",
    "Target Type": "targetType",
    "Secondary sanctions risk": "sanctionsInformation",
    "Additional Sanctions Information -": "sanctionsInformation",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions": "sanctionsInformation",
    "Aircraft Model": "aircraftModel",
    "Aircraft Operator": "operator",
    "Aircraft Manufacture Date": "buildDate",
    "Vessel Year of Build": "buildDate",
    "Vessel Type": "vesselType",
    "Other Vessel Type": "vesselType",
    "Vessel Owner": "owner",
    "Vessel Tonnage": "tonnage",
    "Vessel Gross Registered Tonnage": "grossRegisteredTonnage",
    "Title": "title",
    "Position": "position",
    "Issuer Name": "issuer",
    "Equity Ticker": "ticker",
}
_COUNTRY_FACTS: Final = {
    "nationality": "nationality",
    "citizen": "citizenship",
    "Nationality Country": "nationality",
    "Citizenship Country": "citizenship",
    "Nationality of Registration": "jurisdiction",
    "Registration Country": "jurisdiction",
    "Vessel Flag": "flag",
    "Former Vessel Flag": "pastFlags",
    "Other Vessel Flag": "pastFlags",
}
_FOLDED_FACTS: Final = {name.lower(): fact for name, fact in _FACTS.items()}
_PROSE: Final = re.compile(
    r"(?i)\b(?:information|directive|determination|listing date|effective date|divestment|section|risk)\b"
)
_NUMBERED: Final = re.compile(r"(?i)(?:\bno\.?|number|identification|\bcode|\bcard|\bid|#)\Z")


def take_feature(label: str, value: str, country: str | None, found: Gathered, countries: Countries, *, person: bool) -> bool:
    """Put a feature where it belongs, and return False where nothing is known of its label.

    Args:
        label: what OFAC calls it, such as ``Tax ID No.`` or ``Digital Currency Address - XBT``.
        value: the value as written.
        country: the issuing country as written, or None.
        found: where to put it.
        countries: the look-up of countries.
        person: whether the party is a person.
    """
    label = label.strip().removeprefix("alt. ").replace("\u2019", "'")
    plain = label.rstrip(" :")
    if plain in ("DOB", "Birthdate"):
        found.birth(value)
    elif plain in _COUNTRY_FACTS:
        found.fact(_COUNTRY_FACTS[plain], value)
        if _COUNTRY_FACTS[plain] != "pastFlags":
            found.country(value, countries)
    elif label.startswith(_WALLET):
        found.identifier("wallet", value, None, label.removeprefix(_WALLET).strip())
    elif (fact := _FOLDED_FACTS.get(plain.lower())) is not None:
        found.fact(fact, (iso_date(value) or value) if fact.endswith("Date") else value)
    elif is_label(plain) or (_NUMBERED.search(plain) is not None and _PROSE.search(plain) is None):
        code = countries.code(country)
        if country and code is None:
            value = f"{value} ({country})"
        if plain == "Vessel Registration Identification" and value.upper().startswith("IMO"):
            found.identifier("imo", value, code, plain)
        else:
            found.labelled(plain, value, code, person=person)
    else:
        return False
    return True
