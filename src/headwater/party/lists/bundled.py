"""The bundled table of published narcotics-programme designations."""

from collections import defaultdict
from typing import Final

import polars as pl

from headwater.party.identifiers import key_of
from headwater.party.parties import Address, Identifier, Link, ListedParty, PartyList, PartyName, PartySchema
from headwater.reference import Tables, fingerprint

_CODE: Final = "ofac-sdn"
_SCHEMAS: Final[dict[str, PartySchema]] = {"individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft"}
_NAMES: Final = {
    "alias": ("alias", "strong"),
    "weakAlias": ("alias", "weak"),
    "weakPreviousName": ("former", "weak"),
}
_FACTS: Final = frozenset({"birthPlace", "nationality", "citizenship", "gender", "incorporationDate", "sector"})
_COUNTRY_OF: Final = frozenset({"nationality", "citizenship", "address"})

_Fact = tuple[str, str, str | None, str | None]


def bundled_list(tables: Tables) -> PartyList:
    """Return the parties of the shipped tables of narcotics-programme designations.

    They make the first run useful without a download and are no substitute for the current list: they are a copy of one day,
    and of some programmes only.
    """
    facts: dict[int, list[_Fact]] = defaultdict(list)
    for party, *fact in (
        tables["narcotics_designation_facts"].select("party", "property", "value", "country", "label").iter_rows()
    ):
        facts[party].append((fact[0], fact[1], fact[2], fact[3]))
    frame = tables["narcotics_designations"]
    rows = enumerate(frame.iter_rows(named=True), start=1)
    return PartyList(
        code=_CODE,
        publisher="US Treasury, Office of Foreign Assets Control",
        title="Narcotics-programme designations of the SDN list (bundled)",
        format="bundled",
        date=str(frame.select(pl.col("as_of").max()).item()),
        licence="US Government work, public domain",
        source="bundled",
        sha256=fingerprint(),
        parties=tuple(_party(number, row, facts.get(row["party"], [])) for number, row in rows),
    )


def _party(number: int, row: dict[str, object], facts: list[_Fact]) -> ListedParty:
    name = str(row["name"])
    names = [PartyName(name)]
    identifiers, addresses, links, births, kept = [], [], [], [], []
    countries: dict[str, None] = {}
    for property_, value, country, label in facts:
        if property_ in _COUNTRY_OF and country:
            countries[country] = None
        if property_ == "address":
            addresses.append(Address(value, country=country))
        elif property_ == "birthDate":
            births.append(value)
        elif property_ == "linkedTo":
            links.append(Link("linked to", name=value))
        elif property_ in _FACTS:
            kept.append((property_, value))
        elif property_ in _NAMES:
            kind, quality = _NAMES[property_]
            names.append(PartyName(value, "former" if kind == "former" else "alias", "weak" if quality == "weak" else "strong"))
        elif (key := key_of(property_, value, country)) is not None:
            identifiers.append(Identifier(property_, key, country, value, label))
    return ListedParty(
        id=f"{_CODE}:{row['party']}",
        list=_CODE,
        schema=_SCHEMAS.get(str(row["type"]), "Organization"),
        name=name,
        names=tuple(names),
        programs=tuple(str(row["programs"]).split(";")),
        identifiers=tuple(identifiers),
        addresses=tuple(addresses),
        birth_dates=tuple(births),
        countries=tuple(countries),
        # On the first day of the daily copies a party may have been listed for years, so that day says nothing.
        listed_on=str(row["first_seen"]) if row["first_seen_precision"] == "within a day" else None,
        links=tuple(links),
        facts=tuple(kept),
        row=number,
    )
