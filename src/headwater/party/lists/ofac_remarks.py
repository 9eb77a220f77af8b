"""The remarks of OFAC's CSV files: birth dates, identifiers, wallets, weak aliases, ties, in one semicolon-separated text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from headwater.party.identifiers import key_of, scheme_of_label
from headwater.party.identifiers.labels import LABELS
from headwater.party.lists.countries import Countries
from headwater.party.lists.dates import iso_date
from headwater.party.parties import Identifier, Link, PartyName


@dataclass(slots=True)
class Remarks:
    """What the remarks of one party say."""

    names: list[PartyName] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)


_VALUE: Final = re.compile(r"(?P<value>.*?)(?: \((?P<country>[^()]+)\))?(?:\s*(?:issued|expires) .*)?\Z")
_CUT_AT: Final = 980
_WALLET: Final = "Digital Currency Address - "
_GENERIC: Final = re.compile(
    r"(?P<label>[A-Z][\w .'/&-]{2,60}?(?:No\.?|Number|Identification|Code|Card|#))[ :]+#?(?P<value>[\w./-]*\d[\w./ -]*?)"
    r"(?: \((?P<country>[^()]+)\))?(?:\s*(?:issued|expires) .*)?\Z"
)
_NO_LABEL: Final = ("Executive Order", "CAATSA", "Public Law", "UN Security", "Section", "PEESA")
_FACTS: Final = (
    ("Gender ", "gender"),
    ("POB ", "birthPlace"),
    ("Organization Established Date ", "incorporationDate"),
    ("Organization Type: ", "sector"),
    ("Target Type ", "targetType"),
    ("Secondary sanctions risk:", "sanctionsInformation"),
    ("Additional Sanctions Information - ", "sanctionsInformation"),
    ("Transactions Prohibited For Persons Owned ", "sanctionsInformation"),
    ("Aircraft Model ", "aircraftModel"),
    ("Aircraft Operator ", "operator"),
    ("Aircraft Manufacture Date ", "buildDate"),
    ("Vessel Year of Build ", "buildDate"),
    ("Vessel Flag ", "flag"),
    ("Vessel Type ", "vesselType"),
    ("Vessel Owner ", "owner"),
    ("Former Vessel Flag ", "pastFlags"),
    ("Other Vessel Flag ", "pastFlags"),
    ("Other Vessel Type ", "vesselType"),
    ("Title: ", "title"),
    ("Position: ", "position"),
)
_FACTS_BY_WORD: Final[dict[str, list[tuple[str, str]]]] = {}
for _lead, _property in _FACTS:
    _FACTS_BY_WORD.setdefault(_lead.split(" ", 1)[0], []).append((_lead, _property))
_LABELS_BY_WORD: Final[dict[str, list[str]]] = {}
for _label in LABELS:
    _LABELS_BY_WORD.setdefault(_label.split(" ", 1)[0], []).append(_label)


def parse_remarks(text: str, countries: Countries, *, person: bool) -> Remarks:
    """Return what the remarks of one party say; what is not understood stays in the remarks alone."""
    found = Remarks()
    parts = text.removesuffix(".").split("; ")
    if len(text) > _CUT_AT and not text.endswith("."):
        parts.pop()  # SDN.CSV cuts remarks at 1,000 characters, mostly within an identifier, which would be a wrong one.
    for written in parts:
        part = written.strip().removeprefix("alt. ")
        word = part.split(" ", 1)[0]
        handler = _HANDLERS.get(word)
        if handler is not None:
            handler(part, found, countries)
        elif not (_fact(part, word, found) or _identifier(part, word, found, countries, person)):
            _generic(part, found, countries, person)
    return found


def _birth(part: str, found: Remarks, countries: Countries) -> None:  # noqa: ARG001 - one signature for all handlers
    day = iso_date(part.removeprefix("DOB "))
    if day is not None and day not in found.birth_dates:
        found.birth_dates.append(day)


def _also_known(part: str, found: Remarks, countries: Countries) -> None:  # noqa: ARG001
    first, last = part.find("'"), part.rfind("'")
    name = part[first + 1 : last] if last > first >= 0 else part.split(" ", 1)[-1]
    if name.strip():
        kind = "former" if part.startswith("f.k.a.") else "alias"
        found.names.append(PartyName(name.strip(), "former" if kind == "former" else "alias", "weak"))


def _nationality(part: str, found: Remarks, countries: Countries) -> None:
    word, _, name = part.partition(" ")
    found.facts.append(("citizenship" if word == "citizen" else "nationality", name))
    code = countries.code(name)
    if code is not None and code not in found.countries:
        found.countries.append(code)


def _linked(part: str, found: Remarks, countries: Countries) -> None:  # noqa: ARG001
    if part.startswith("Linked To: "):
        found.links.append(Link("linked to", name=part.removeprefix("Linked To: ").strip()))


def _digital(part: str, found: Remarks, countries: Countries) -> None:  # noqa: ARG001
    if not part.startswith(_WALLET):
        return
    currency, _, address = part.removeprefix(_WALLET).strip().partition(" ")
    key = key_of("wallet", address)
    if key is not None:
        found.identifiers.append(Identifier("wallet", key, None, address.strip(), currency))


_HANDLERS: Final[dict[str, Callable[[str, Remarks, Countries], None]]] = {
    "DOB": _birth,
    "a.k.a.": _also_known,
    "f.k.a.": _also_known,
    "n.k.a.": _also_known,
    "nationality": _nationality,
    "citizen": _nationality,
    "Linked": _linked,
    "Digital": _digital,
}


def _fact(part: str, word: str, found: Remarks) -> bool:
    for lead, name in _FACTS_BY_WORD.get(word, ()):
        if part.startswith(lead):
            value = part[len(lead) :].strip()
            found.facts.append((name, (iso_date(value) or value) if name.endswith("Date") else value))
            return True
    return False


def _identifier(part: str, word: str, found: Remarks, countries: Countries, person: bool) -> bool:
    for label in _LABELS_BY_WORD.get(word, ()):
        if part.startswith(label) and part[len(label) : len(label) + 1] in (" ", ":"):
            match = _VALUE.match(part[len(label) :].lstrip(" :"))
            assert match is not None
            _add(label, match["value"], match["country"], found, countries, person)
            return True
    return False


def _generic(part: str, found: Remarks, countries: Countries, person: bool) -> None:
    if "No" not in part and "Number" not in part and "#" not in part and "ID" not in part and "Code" not in part:
        return
    match = _GENERIC.match(part)
    if match is not None and not part.startswith(_NO_LABEL):
        _add(match["label"], match["value"], match["country"], found, countries, person)


def _add(label: str, value: str, country: str | None, found: Remarks, countries: Countries, person: bool) -> None:
    code = countries.code(country)
    if country is not None and code is None:
        value = f"{value} ({country})"
    scheme = scheme_of_label(label, country=code, value=value, person=person)
    key = key_of(scheme, value, code)
    if key is not None:
        found.identifiers.append(Identifier(scheme, key, code, value.strip(), label))
