"""A list as statements: what its publisher says of each party, one claim a row."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import polars as pl

from headwater.model import STATEMENT_SCHEMA
from headwater.party.parties import ListedParty, PartyList

_SCHEMES: Final = {
    "bic": "swiftBic",
    "bik": "bikCode",
    "call_sign": "callSign",
    "curp": "idNumber",
    "driver_licence": "idNumber",
    "duns": "dunsCode",
    "imo": "imoNumber",
    "imo_company": "imoNumber",
    "inn": "innCode",
    "kpp": "kppCode",
    "lei": "leiCode",
    "national_id": "idNumber",
    "npi": "npiCode",
    "ogrn": "ogrnCode",
    "okpo": "okpoCode",
    "passport": "passportNumber",
    "registration": "registrationNumber",
    "rfc": "taxNumber",
    "tax_id": "taxNumber",
    "uei": "uniqueEntityId",
    "uscc": "uscCode",
    "wallet": "publicKey",
}

Claim = tuple[str, str, str]


def property_of(scheme: str) -> str:
    """Return the property, in the words of FollowTheMoney where it has one, that holds identifiers of a scheme."""
    return _SCHEMES.get(scheme, scheme)


def claims_of(party: ListedParty) -> Iterator[Claim]:
    """Yield (property, value, value as written) for all that a list says of a party."""
    for name in party.names:
        if name.kind == "former":
            yield "previousName", name.text, name.text
        elif name.quality == "weak" and name.kind != "primary":
            yield "weakAlias", name.text, name.text
        else:
            yield ("name" if name.kind in ("primary", "native") else "alias"), name.text, name.text
        for part, text in name.parts if name.kind == "primary" else ():
            yield part, text, text
    for program in party.programs:
        yield "program", program, program
    for found in party.identifiers:
        yield property_of(found.scheme), found.value, found.written
    for address in party.addresses:
        yield "address", address.text, address.text
    for day in party.birth_dates:
        yield "birthDate", day, day
    for country in party.countries:
        yield "country", country, country
    for link in party.links:
        yield link.relation, link.target_id or link.name or "", link.name or link.target_id or ""
    for fact, value in party.facts:
        yield fact, value, value
    if party.remarks:
        yield "notes", party.remarks, party.remarks


def statements(party_list: PartyList) -> pl.DataFrame:
    """Return all that a list says as a table of ``STATEMENT_SCHEMA``, one row a claim.

    The publisher asserts each; the evidence is the SHA-256 of the file, the locator the entry in it. A claim has the same id in
    every version of the list that makes it.
    """
    day = party_list.day
    rows = []
    for party in party_list:
        for name, value, written in dict.fromkeys(claims_of(party)):
            identity = sha256("\x1f".join((party.id, name, value, party_list.publisher)).encode()).hexdigest()[:32]
            rows.append((identity, party.id, party.schema, name, value, written, str(party.row), party.listed_on))
    columns = ("id", "subject", "schema", "property", "value", "original_value", "locator", "valid_from")
    table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    fixed = {
        "stance": "asserts",
        "kind": "finding",
        "asserter": party_list.publisher,
        "publisher": party_list.publisher,
        "evidence": party_list.sha256,
        "independence_group": party_list.publisher,
        "rank": "normal",
    }
    return table.with_columns(
        *(pl.lit(value).alias(name) for name, value in fixed.items()),
        pl.col("original_value").alias("quote"),
        pl.lit(day, dtype=pl.Date).alias("first_seen"),
        pl.lit(day, dtype=pl.Date).alias("last_seen"),
        *(
            pl.lit(None, dtype=dtype).alias(name)
            for name, dtype in STATEMENT_SCHEMA.items()
            if name not in (*columns, *fixed, "quote", "first_seen", "last_seen")
        ),
    ).select(STATEMENT_SCHEMA.names())
