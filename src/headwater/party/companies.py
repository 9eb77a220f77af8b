"""Signs of shell companies and of listed owners in a file of companies; a rule's docstring is the sentence users read.

One such sign says little, and an honest holding, a business centre or a notary shows some of them; points are low, and it is
their coming together that a person should look at.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, lgamma, log
from typing import Final

import polars as pl

from headwater.model import build_findings, concat_findings
from headwater.party.clusters import address_key
from headwater.party.ownership import Holding, Ownership, owned_by_listed, share_interval
from headwater.reference import Tables

_OWNER: Final = re.compile(
    r"^(?P<name>.*?)[\s:,]*[(\[]?\s*(?P<share>(?:[<>≥≤]|more than|up to|at least)?\s*\d[\d.,\s-]*%?)?\s*[)\]]?$"
)
_SURE: Final = frozenset({"listed_party_identifier", "listed_party_name_and_attribute", "listed_party_name"})
_UNSURE: Final = frozenset({"listed_person_name", "listed_party_weak_alias"})
_MAILBOX: Final = re.compile(
    r"(?i)\b(?:p\.? ?o\.? ?box|post office box|apartado (?:postal|de correos)|a\.?p\.? \d+|casilla (?:de correo )?\d+|"
    r"caixa postal|postfach|mailbox|virtual office|oficina virtual|registered agents?|c/o)\b|邮政信箱|信箱|虚拟办公"
)
_CHINA: Final = frozenset({"CN", "HK", "MO", "TW"})


@dataclass(frozen=True)
class Companies:
    """A file of companies with what the rules on them need.

    Attributes:
        records: the records.
        findings: what screening their names found.
        thresholds: for each rule, its thresholds by name.
    """

    records: pl.DataFrame
    findings: pl.DataFrame
    thresholds: Mapping[str, Mapping[str, float]]

    @cached_property
    def owners(self) -> pl.DataFrame:
        """A row for each owner named: row number of the company, keys of company and owner, the owner's name and share."""
        rows = [
            (number, name_key(name), name_key(owner), owner, share)
            for number, name, cell in self.records.select("company_row", "name", "owners").iter_rows()
            for owner, share in owners_in(cell)
        ]
        names = ("company", "owner", "owner_name", "share")
        schema = {"company_row": pl.UInt32, **dict.fromkeys(names, pl.String)}
        return pl.DataFrame(rows, schema=schema, orient="row")


def assess_companies(records: pl.DataFrame, findings: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Return findings on companies: listed owners by the 50 per cent rule, and published signs of shell companies.

    Args:
        records: a table of company records.
        findings: the findings of screening their names against lists.
        tables: the reference tables.
    """
    rules = {
        row["rule"]: row for row in tables["rules"].filter(pl.col("rule").is_in(list(COMPANY_RULES))).iter_rows(named=True)
    }
    thresholds = {name: _thresholds(row["thresholds"]) for name, row in rules.items()}
    companies = Companies(records.with_row_index("company_row"), findings, thresholds)
    parts = []
    for name, rule in COMPANY_RULES.items():
        hits = rule(companies)
        if hits.is_empty():
            continue
        joined = companies.records.join(hits, on="company_row", how="inner", maintain_order="left")
        sentence = (rule.__doc__ or "").strip().split("\n")[0]
        parts.append(
            build_findings(
                joined,
                rule=name,
                flag=rules[name]["flag"],
                points=rules[name]["points"],
                reason=pl.concat_str(pl.lit(f"{sentence} "), pl.col("detail")),
                cells=_CITED[name],
                because=pl.col("resting") if "resting" in joined.columns else None,
            )
        )
    return concat_findings(parts)


def owned_by_listed_party(companies: Companies) -> pl.DataFrame:
    """Listed parties own half of this company or more, directly, through others or together.

    The owners are listed by a number, or by name and another attribute, or are bodies that bear a listed name.
    """
    standings, resting = _standings(companies, _SURE)
    return _owned(companies, standings, resting, ("owned",))


def perhaps_owned_by_listed_party(companies: Companies) -> pl.DataFrame:
    """Listed parties may own half of this company or more: a share is not stated, or an owner only bears the name of one."""
    sure, _ = _standings(companies, _SURE)
    certain = {party for party, found in sure.items() if found.standing in ("owned", "listed")}
    standings, resting = _standings(companies, _SURE | _UNSURE)
    left = {party: found for party, found in standings.items() if party not in certain}
    return _owned(companies, left, resting, ("owned", "perhaps"))


def many_companies_at_address(companies: Companies) -> pl.DataFrame:
    """Many companies are registered at this address, far above what is usual in the file."""
    limits = companies.thresholds["many_companies_at_address"]
    keyed = _keyed(companies, "address", lambda text: address_key(text, building=True))
    counts = keyed.group_by("key").agg(pl.col("company").n_unique().alias("count"))
    usual = float(counts["count"].mean() or 0.0)  # type: ignore[arg-type]
    many = counts.filter(pl.col("count") >= limits["least"])
    chances = [poisson_tail(count, usual) for count in many["count"]]
    many = many.with_columns(pl.Series("chance", chances, dtype=pl.Float64)).filter(pl.col("chance") < limits["chance"])
    detail = pl.format("{} companies of the file are at this address; {} is usual.", "count", pl.lit(f"{usual:.1f}"))
    return keyed.join(many, on="key").select("company_row", detail.alias("detail"))


def officer_of_many_companies(companies: Companies) -> pl.DataFrame:
    """One of the officers is officer of very many companies."""
    least = companies.thresholds["officer_of_many_companies"]["least"]
    listed = (
        companies.records.select("company_row", "name", pl.col("officers").str.split(";"))
        .explode("officers")
        .with_columns(pl.col("officers").str.strip_chars())
        .filter(pl.col("officers").str.len_chars() > 3)
    )
    counts = listed.group_by("officers").agg(pl.col("name").n_unique().alias("count")).filter(pl.col("count") >= least)
    hits = listed.join(counts, on="officers").sort("company_row", pl.col("count"), descending=[False, True])
    detail = pl.format("{} is officer of {} companies of the file.", "officers", "count")
    return hits.unique("company_row", keep="first", maintain_order=True).select("company_row", detail.alias("detail"))


def owners_form_a_circle(companies: Companies) -> pl.DataFrame:
    """The company owns itself through others: its owners form a circle."""
    edges: dict[str, set[str]] = {}
    for company, owner in companies.owners.select("company", "owner").iter_rows():
        if company and owner:
            edges.setdefault(company, set()).add(owner)
    circle = {company: path for company in edges if (path := _way_back(company, edges))}
    rows = [
        (number, f"{' is owned by '.join(circle[key])}.")
        for number, name in companies.records.select("company_row", "name").iter_rows()
        if (key := name_key(name)) in circle
    ]
    return _hits(rows)


def no_owner_named(companies: Companies) -> pl.DataFrame:
    """No owner is named, where nearly all companies of the file name theirs."""
    named = companies.records["owners"].is_not_null() & (companies.records["owners"].str.strip_chars() != "")
    share = float(named.fill_null(value=False).mean() or 0.0)  # type: ignore[arg-type]
    if not companies.thresholds["no_owner_named"]["usual"] <= share < 1:
        return _hits([])
    rows = companies.records.filter(~named.fill_null(value=False))["company_row"]
    return _hits([(row, f"{share:.0%} of the companies of the file name an owner.") for row in rows])


def mailbox_for_an_address(companies: Companies) -> pl.DataFrame:
    """The registered address is a mailbox, a virtual office or in care of somebody else."""
    found = [
        (row, f"The address reads '{match[0]}'.")
        for row, text in companies.records.select("company_row", "address").iter_rows()
        if text and (match := _MAILBOX.search(text))
    ]
    return _hits(found)


CompanyRule = Callable[[Companies], pl.DataFrame]

COMPANY_RULES: Final[Mapping[str, CompanyRule]] = {
    rule.__name__: rule
    for rule in (
        owned_by_listed_party,
        perhaps_owned_by_listed_party,
        many_companies_at_address,
        officer_of_many_companies,
        owners_form_a_circle,
        no_owner_named,
        mailbox_for_an_address,
    )
}
"""Rule id -> rule on a file of companies. Points, citation and what clears them are in the table of rules."""

_CITED: Final[Mapping[str, tuple[str, ...]]] = {
    "owned_by_listed_party": ("name", "owners"),
    "perhaps_owned_by_listed_party": ("name", "owners"),
    "many_companies_at_address": ("address",),
    "officer_of_many_companies": ("officers",),
    "owners_form_a_circle": ("name", "owners"),
    "no_owner_named": ("name",),
    "mailbox_for_an_address": ("address",),
}


def owners_in(cell: str | None) -> list[tuple[str, str | None]]:
    """Return (name, share as written or None) of each owner in a cell such as ``ANA LOPEZ (40%); XYZ SA 60%``."""
    found: list[tuple[str, str | None]] = []
    for part in (cell or "").split(";"):
        match = _OWNER.match(part.strip())
        if match is not None and match["name"].strip():
            share = match["share"]
            # Without a per cent sign a number may belong to the name ("Holding 3").
            if share is not None and "%" not in share and "(" not in part:
                found.append((part.strip(), None))
            else:
                found.append((match["name"].strip(), share))
    return found


def name_key(name: str | None) -> str:
    """Return a name without case, accents and punctuation, to find the same company as an owner of another."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", plain.replace(".", "")).split())


def poisson_tail(count: int, expected: float) -> float:
    """Return the probability of at least so many where so many are expected, each by itself."""
    if expected <= 0:
        return 0.0 if count > 0 else 1.0
    total, term = 0.0, exp(count * log(expected) - expected - lgamma(count + 1))
    step = count
    while term > total * 1e-12 and step < count + 10_000:
        total += term
        step += 1
        term *= expected / step
    return min(total, 1.0)


def _standings(companies: Companies, rules: frozenset[str]) -> tuple[dict[str, Ownership], dict[str, list[str]]]:
    """Return the standing of every party by its key, and for each listed key the findings that say so."""
    resting: dict[str, list[str]] = {}
    for rule, cells, identity in companies.findings.select("rule", "cells", "id").iter_rows():
        if rule not in rules:
            continue
        for cell in cells:
            if cell["column"] in ("owners", "name"):
                resting.setdefault(name_key(cell["value"]), []).append(identity)
    holdings = [
        Holding(owner, company, *share_interval(share))
        for company, owner, share in companies.owners.select("company", "owner", "share").iter_rows()
        if company and owner
    ]
    return owned_by_listed(holdings, resting.keys()), resting


def _owned(
    companies: Companies, standings: Mapping[str, Ownership], resting: Mapping[str, list[str]], wanted: tuple[str, ...]
) -> pl.DataFrame:
    names = dict(companies.owners.select("owner", "owner_name").unique("owner", keep="first", maintain_order=True).iter_rows())
    rows = []
    for number, name in companies.records.select("company_row", "name").iter_rows():
        found = standings.get(name_key(name))
        if found is None or found.standing not in wanted:
            continue
        share = f"{float(found.low):.0%}" if found.low == found.high else f"{float(found.low):.0%} to {float(found.high):.0%}"
        through = ", ".join(names.get(holding.owner, holding.owner) for holding in found.through)
        because = sorted({identity for holding in found.through for identity in resting.get(holding.owner, ())})
        rows.append((number, f"They hold {share}, through {through}.", because))
    schema = pl.Schema({"company_row": pl.UInt32(), "detail": pl.String(), "resting": pl.List(pl.String())})
    return pl.DataFrame(rows, schema=schema, orient="row")


def _way_back(start: str, edges: Mapping[str, set[str]]) -> list[str] | None:
    """Return the shortest way from a company through its owners back to itself, or None."""
    ways = {owner: [start, owner] for owner in sorted(edges[start])}
    front = list(ways)
    if start in ways:
        return [start, start]
    while front:
        beyond = []
        for party in front:
            for owner in sorted(edges.get(party, ())):
                if owner == start:
                    return [*ways[party], start]
                if owner not in ways:
                    ways[owner] = [*ways[party], owner]
                    beyond.append(owner)
        front = beyond
    return None


def _keyed(companies: Companies, column: str, key: Callable[[str], str | None]) -> pl.DataFrame:
    """Return row number, key of the company's name, and key of one of its cells, each distinct cell worked once."""
    distinct = companies.records[column].drop_nulls().unique()
    keys = pl.DataFrame({column: distinct, "key": [key(text) for text in distinct]}, schema_overrides={"key": pl.String})
    names = companies.records["name"]
    frame = companies.records.select("company_row", column).with_columns(
        pl.Series("company", [name_key(name) for name in names])
    )
    return frame.join(keys.drop_nulls("key"), on=column)


def _hits(rows: list[tuple[int, str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"company_row": pl.UInt32, "detail": pl.String}, orient="row")


def _thresholds(cell: str | None) -> dict[str, float]:
    pairs = (pair.partition("=") for pair in (cell or "").split(";") if "=" in pair)
    return {name.strip(): float(value) for name, _, value in pairs}
