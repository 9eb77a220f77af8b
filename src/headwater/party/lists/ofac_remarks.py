"""The remarks of OFAC's files: birth dates, identifiers, wallets, weak aliases, ties, in one semicolon-separated text."""

import re
from typing import Final

from headwater.party.identifiers import read_wallet
from headwater.party.identifiers.labels import LABELS
from headwater.party.lists.countries import Countries
from headwater.party.lists.gather import Gathered
from headwater.party.lists.ofac_features import take_feature
from headwater.party.parties import Link

_CUT_AT: Final = 980
_LINKED: Final = "Linked To: "
_VALUE: Final = re.compile(r"(?P<value>.*?)(?: \((?P<country>[^()]+)\))?(?:\s*(?:issued|expires) .*)?\Z")
_GENERIC: Final = re.compile(
    r"(?P<label>[A-Z][\w .'/&-]{2,60}?(?:No\.?|Number|Identification|Code|Card|#))[ :]+#?(?P<value>[\w./-]*\d[\w./ -]*?)"
    r"(?: \((?P<country>[^()]+)\))?(?:\s*(?:issued|expires) .*)?\Z"
)
_NAMES: Final = frozenset({"a.k.a.", "f.k.a.", "n.k.a."})
_NO_LABEL: Final = ("Executive Order", "CAATSA", "Public Law", "UN Security", "Section", "PEESA")
_FEATURES: Final = (
    "DOB",
    "nationality",
    "citizen",
    "Gender",
    "POB",
    "Organization Established Date",
    "Organization Type:",
    "Target Type",
    "Secondary sanctions risk:",
    "Additional Sanctions Information -",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:",
    "Aircraft Model",
    "Aircraft Operator",
    "Aircraft Manufacture Date",
    "Vessel Year of Build",
    "Vessel Flag",
    "Vessel Type",
    "Vessel Owner",
    "Former Vessel Flag",
    "Other Vessel Flag",
    "Other Vessel Type",
    "Title:",
    "Position:",
)
_BY_WORD: Final[dict[str, list[str]]] = {}
for _lead in (*_FEATURES, *LABELS):
    _BY_WORD.setdefault(_lead.split(" ", 1)[0], []).append(_lead)
_WHOLE: Final = frozenset(_FEATURES)


def parse_remarks(text: str, found: Gathered, countries: Countries, *, person: bool) -> None:
    """Put what the remarks of one party say where it belongs; what is not understood stays in the remarks alone."""
    parts = text.removesuffix(".").split("; ")
    cut = len(text) > _CUT_AT and not text.endswith(".")
    if cut and read_wallet(parts[-1].rpartition(" ")[2]).checksum is not True:
        parts.pop()  # SDN.CSV cuts remarks at 1,000 characters, mostly within an identifier, which would be a wrong one.
    for written in parts:
        part = written.strip().removeprefix("alt. ")
        word = part.split(" ", 1)[0]
        if word in _NAMES:
            _also_known(part, found)
        elif word in ("Linked", "(Linked"):
            if part.lstrip("(").startswith(_LINKED):
                found.links.append(Link("linked to", name=part.lstrip("(").removeprefix(_LINKED).removesuffix(")").strip()))
        elif word == "Digital":
            label, _, currency = part.partition(" - ")
            currency, _, address = currency.partition(" ")
            take_feature(f"{label} - {currency}", address, None, found, countries, person=person)
        elif not _known(part, word, found, countries, person):
            _generic(part, found, countries, person)


def _also_known(part: str, found: Gathered) -> None:
    first, last = part.find("'"), part.rfind("'")
    name = part[first + 1 : last] if last > first >= 0 else part.split(" ", 1)[-1]
    found.name(name, "former" if part.startswith("f.k.a.") else "alias", "weak")


def _known(part: str, word: str, found: Gathered, countries: Countries, person: bool) -> bool:
    for lead in _BY_WORD.get(word, ()):
        if not part.startswith(lead) or part[len(lead) : len(lead) + 1] not in (" ", ":"):
            continue
        value = part[len(lead) :].lstrip(" :")
        if lead in _WHOLE:
            return take_feature(lead, value, None, found, countries, person=person)
        match = _VALUE.match(value)
        if match is None:  # a line break within a damaged remark
            return False
        return take_feature(lead, match["value"], match["country"], found, countries, person=person)
    return False


def _generic(part: str, found: Gathered, countries: Countries, person: bool) -> None:
    if "No" not in part and "Number" not in part and "#" not in part and "ID" not in part and "Code" not in part:
        return
    match = _GENERIC.match(part)
    if match is not None and not part.startswith(_NO_LABEL):
        take_feature(match["label"], match["value"], match["country"], found, countries, person=person)
