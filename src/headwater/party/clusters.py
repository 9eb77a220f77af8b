"""Which parties share a telephone, an e-mail, a website, an address, an account or a wallet, and how little that is chance."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import polars as pl

from headwater.party.identifiers import key_of
from headwater.party.parties import ListedParty

VALUE_SCHEMA: Final = pl.Schema({"party": pl.String(), "field": pl.String(), "value": pl.String()})
"""One row a value of a party: its id or name, the kind of value, and the value as written."""

SHARED_SCHEMA: Final = pl.Schema(
    {
        "field": pl.String(),
        "key": pl.String(),
        "value": pl.String(),
        "parties": pl.List(pl.String()),
        "shared_by": pl.UInt32(),
        "population": pl.UInt32(),
        "improbability": pl.Float64(),
    }
)
"""One row a value that two or more parties share. ``population`` is the number of parties looked at;
``improbability`` is the decimal logarithm of how rarely two parties taken at random would share it: 4 is one pair in 10,000."""

_EXCHANGED: Final = ("wallet", "account", "iban")
_FREE_MAIL: Final = re.compile(r"^(?:info|sales|office|admin|contact|ventas|contacto|noreply|no-reply|none|na|test)@")
_UNIT: Final = re.compile(
    r"\b(?:suite|ste|room|rm|unit|apt|apartment|flat|floor|fl|oficina|of|despacho|piso|interior|int|local|depto|departamento|"
    r"office|shop|block|blk)\b\.? ?(?:no\.? ?)?[\w-]*|\b\d+(?:st|nd|rd|th) floor\b"
)
_SHORTEST_ADDRESS: Final = 12


def address_key(written: str, *, building: bool = False) -> str | None:
    """Return the key of an address, or None where it names no place to stand at: a town or a country alone is shared by all.

    Args:
        written: the address as written.
        building: leave out suite, room and floor, so that the offices of one building have one key.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", written) if not unicodedata.combining(c)).lower()
    if building:
        plain = _UNIT.sub(" ", plain)
    key = " ".join(re.sub(r"[^\w]+", " ", plain).split())
    return key if any(c.isdigit() for c in key) and len(key) >= _SHORTEST_ADDRESS else None


def value_key(field: str, written: str) -> str | None:
    """Return the key that two spellings of one value have, or None where it identifies nobody."""
    if field == "address":
        return address_key(written)
    if field == "phone":
        key = key_of("phone", written)
        digits = re.sub(r"\D", "", key or "")
        # A number of one digit over and over, or one too short for an exchange and a line, is a filler.
        return key if len(digits) >= 7 and len(set(digits[-7:])) > 1 else None
    if field == "handle":
        return written.lower()
    if field == "email":
        key = key_of("email", written)
        return key if key and "@" in key and not _FREE_MAIL.match(key) else None
    if field in _EXCHANGED:
        return key_of("wallet", written)
    return key_of(field, written)


def shared_values(values: pl.DataFrame) -> pl.DataFrame:
    """Return the values that two or more parties share, the least likely to be chance first, as ``SHARED_SCHEMA``.

    The more parties have a value, the less it says of any two of them: an address that 400 of 10,000 firms use joins two of
    them one time in 25 by chance alone; a telephone that two of 10,000 use does so one time in 10,000.

    Args:
        values: a table of ``VALUE_SCHEMA``.
    """
    distinct = values.select("field", "value").unique(maintain_order=True).drop_nulls()
    keys = [value_key(field, value) for field, value in distinct.iter_rows()]
    keyed = (
        values.join(distinct.with_columns(pl.Series("key", keys, dtype=pl.String)), on=["field", "value"])
        .drop_nulls("key")
        .unique(["party", "field", "key"], keep="first", maintain_order=True)
    )
    population = values["party"].n_unique()
    grouped = keyed.group_by("field", "key", maintain_order=True).agg(
        pl.col("value").first(), pl.col("party").sort().alias("parties"), pl.len().alias("shared_by")
    )
    return (
        grouped.filter(pl.col("shared_by") > 1)
        .with_columns(pl.lit(population).alias("population"))
        .with_columns(((pl.col("population") - 1).clip(1) / (pl.col("shared_by") - 1)).log(10).alias("improbability"))
        .sort("improbability", "shared_by", "field", "key", descending=[True, True, False, False])
        .cast(SHARED_SCHEMA)
        .select(SHARED_SCHEMA.names())
    )


def listed_values(parties: Iterable[ListedParty]) -> pl.DataFrame:
    """Return the addresses and identifiers of listed parties as a table of ``VALUE_SCHEMA``, for ``shared_values``."""
    rows = [
        (party.id, field, value)
        for party in parties
        for field, value in (
            *(("address", address.text) for address in party.addresses),
            *((found.scheme, found.written or found.value) for found in party.identifiers),
        )
    ]
    return pl.DataFrame(rows, schema=VALUE_SCHEMA, orient="row")


def clusters(shared: pl.DataFrame, *, least: float = 2.0) -> list[tuple[frozenset[str], float]]:
    """Return groups of parties joined by shared values, with the improbability of the whole of each, the largest first.

    Two parties are joined where all the values they share are together at least as improbable as ``least``; values add up,
    since one coincidence does not cause another.

    Args:
        shared: what ``shared_values`` returns.
        least: the least improbability that joins two parties; 2 is one pair in 100.
    """
    weights: dict[tuple[str, str], float] = {}
    for parties, improbability in shared.select("parties", "improbability").iter_rows():
        first, *others = parties
        # A star joins the same parties as all pairs would, and a value of 400 parties has 80,000 pairs.
        for other in others:
            weights[(first, other)] = weights.get((first, other), 0.0) + improbability
    leader: dict[str, str] = {}

    def root(party: str) -> str:
        while leader.setdefault(party, party) != party:
            leader[party] = party = leader[leader[party]]
        return party

    for (one, two), weight in weights.items():
        if weight >= least:
            leader[root(two)] = root(one)
    members: dict[str, set[str]] = {}
    for party in leader:
        members.setdefault(root(party), set()).add(party)
    totals: dict[str, float] = {}
    for (one, _), weight in weights.items():
        if weight >= least:
            totals[root(one)] = totals.get(root(one), 0.0) + weight
    groups = [(frozenset(members[lead]), round(totals[lead], 6)) for lead in totals]
    return sorted(groups, key=lambda group: (-group[1], sorted(group[0])))
