"""Apply the 50 per cent rule to a file of holdings: who owns which share of whom, beside the lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from headwater.errors import ArgumentError
from headwater.party.companies import name_key
from headwater.party.lists.plain_csv import header_word
from headwater.party.matching import MatchResult, PartyIndex, Query, match
from headwater.party.ownership import US_50, Holding, Ownership, OwnershipRule, owned_by_listed, share_interval

HOLDING_COLUMNS: Final[Mapping[str, str]] = {
    "owner": "owner owner_name shareholder shareholder_name holder parent propietario accionista socio titular actionnaire "
    "associe gesellschafter eigentumer acionista 股东 股东名称 出资人 所有者",
    "owned": "owned owned_name company company_name entity subsidiary asset subject name empresa sociedad societe "
    "gesellschaft firma empresa_participada participada 公司 公司名称 企业名称 被投资企业",
    "share": "share share_percent percent percentage pct stake ownership ownership_percent participation interest porcentaje "
    "participacion part anteil quota 持股比例 比例 出资比例",
    "owner_id": "owner_id shareholder_id owner_registration owner_tax_id",
    "owned_id": "owned_id company_id subsidiary_id registration_id company_number",
    "owner_country": "owner_country shareholder_country",
    "owned_country": "owned_country company_country country",
}
"""Which headers name which column of a file of holdings."""
_BY_HEADER: Final = {word: column for column, words in HOLDING_COLUMNS.items() for word in words.split()}
_NO_NUMBER: Final = re.compile(r"^\D*$")


@dataclass(frozen=True, slots=True)
class Standing:
    """How one party of a file of holdings stands to the lists.

    Attributes:
        name: its name as first written in the file.
        ownership: its standing under the rule.
        listed: the listed parties that it or its owners may be, best first: id, name, list, score, certainty.
        owners: the names of the owners in ``ownership.through``, in that order.
        rests_on_names: True where what makes it owned rests on nothing more than like names.
        explanation: why, in sentences.
        rows: the rows of the file that say who owns it.
    """

    name: str
    ownership: Ownership
    listed: tuple[Mapping[str, Any], ...] = ()
    owners: tuple[str, ...] = ()
    rests_on_names: bool = False
    explanation: str = ""
    rows: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the standing as one line of ``headwater ownership --json``."""
        return {
            "name": self.name,
            "standing": self.ownership.standing,
            "low": float(self.ownership.low),
            "high": float(self.ownership.high),
            "through": [
                {"owner": owner, "low": float(holding.low), "high": float(holding.high)}
                for owner, holding in zip(self.owners, self.ownership.through, strict=True)
            ],
            "listed": [dict(one) for one in self.listed],
            "rests_on_names": self.rests_on_names,
            "contradiction": self.ownership.contradiction,
            "explanation": self.explanation,
            "rows": list(self.rows),
        }


@dataclass(slots=True)
class HoldingsFile:
    """A file of holdings, read: the parties in it by key, and who holds what.

    Attributes:
        names: the name of each party as first written, by its key.
        asked: what is known of each party, by its key.
        holdings: who holds which share of whom, by keys.
        rows: for each body, the rows that name its owners.
        refused: (row, reason) of the rows that could not be used.
    """

    names: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Query] = field(default_factory=dict)
    holdings: list[Holding] = field(default_factory=list)
    rows: dict[str, list[int]] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)


def holding_columns(header: Sequence[str]) -> dict[str, int]:
    """Return which column of a file holds what.

    Raises:
        ArgumentError: the owner or the body that is owned has no column.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        column = _BY_HEADER.get(header_word(cell))
        if column is not None:
            found.setdefault(column, place)
    for needed in ("owner", "owned"):
        if needed not in found:
            raise ArgumentError(
                f"No column names the {needed} party (columns: {', '.join(header)[:120]}); "
                "give a table with the columns owner, owned and share.",
                code="holdings",
            )
    return found


def read_holdings(header: Sequence[str], rows: Iterator[tuple[int, Sequence[str]]]) -> HoldingsFile:
    """Return the holdings in the numbered rows of a table.

    Raises:
        ArgumentError: the columns of owner and owned are missing, or no row can be used.
    """
    columns = holding_columns(header)
    found = HoldingsFile()
    for number, row in rows:
        cells = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        if not any(cells.values()):
            continue
        owner, owned = (_party(found, cells, side) for side in ("owner", "owned"))
        if owner is None or owned is None:
            found.refused.append((number, f"it names no {'owner' if owner is None else 'owned body'}"))
            continue
        written = cells.get("share", "")
        share = share_interval(written)
        if share == (Fraction(0), Fraction(1)) and not _NO_NUMBER.match(written):
            found.refused.append((number, "its share is no share between 0 and 100 per cent; it counts as not known"))
        found.holdings.append(Holding(owner, owned, *share))
        found.rows.setdefault(owned, []).append(number)
    if not found.holdings:
        raise ArgumentError("No row names both an owner and a body that is owned; correct the table.", code="holdings")
    return found


def _party(found: HoldingsFile, cells: Mapping[str, str], side: str) -> str | None:
    name, number = cells.get(side, ""), cells.get(f"{side}_id", "")
    key = number.casefold() or name_key(name) or name.casefold()
    if not key:
        return None
    country = cells.get(f"{side}_country", "").upper()
    found.names.setdefault(key, name or number)
    found.asked.setdefault(
        key,
        Query(
            names=(name,) if name else (),
            countries=(country,) if len(country) == 2 else (),
            identifiers=(("any", number),) if number else (),
        ),
    )
    return key


def standings(
    holdings: HoldingsFile, index: PartyIndex, *, rule: OwnershipRule = US_50, threshold: float | None = None
) -> list[Standing]:
    """Return how every party in a file of holdings stands to the lists, in the order of the file.

    A party that the lists match counts as listed; where only its name matches, everything that rests on it says so.

    Args:
        holdings: who holds what.
        index: the lists.
        rule: which rule to apply.
        threshold: score from which a party counts as listed; that of ``match`` if None.
    """
    keys = list(holdings.asked)
    results = match([holdings.asked[key] for key in keys], index, threshold=threshold)
    listed = {key: hits for key, result in zip(keys, results, strict=True) if (hits := _hits(result))}
    found = owned_by_listed(holdings.holdings, listed.keys(), rule=rule)
    sure = {key for key, hits in listed.items() if any(hit["certainty"] != "possible" for hit in hits)}
    beyond_names = owned_by_listed(holdings.holdings, sure, rule=rule)
    return [
        Standing(
            name=holdings.names[key],
            ownership=found[key],
            listed=tuple(listed.get(key, ())),
            owners=tuple(holdings.names[holding.owner] for holding in found[key].through),
            rests_on_names=found[key].standing != "not owned" and beyond_names[key].standing == "not owned",
            explanation=_explained(key, found, listed, holdings.names, rule),
            rows=tuple(holdings.rows.get(key, ())),
        )
        for key in keys
    ]


def _hits(result: MatchResult) -> list[dict[str, Any]]:
    return [
        {
            "id": candidate.id,
            "name": candidate.name,
            "list": candidate.list,
            "score": round(candidate.score, 4),
            "certainty": candidate.certainty,
        }
        for candidate in result.candidates
        if candidate.match
    ]


def _explained(
    key: str,
    found: Mapping[str, Ownership],
    listed: Mapping[str, Sequence[Mapping[str, Any]]],
    names: Mapping[str, str],
    rule: OwnershipRule,
) -> str:
    own = found[key]
    parts = []
    if key in listed:
        hit = listed[key][0]
        parts.append(f"It may be {hit['name']} ({hit['id']}, score {hit['score']:.2f}, {hit['certainty']}).")
    if own.through:
        held = "; ".join(_way(holding, found, listed, names, frozenset({key})) for holding in own.through)
        least = "at least" if rule.inclusive else "more than"
        verdict = {
            "owned": f"which is {least} {_per_cent(rule.share)}",
            "perhaps": f"which may be {least} {_per_cent(rule.share)}: a share on the way is not known",
            "not owned": f"which is below {_per_cent(rule.share)}",
            "listed": "which adds to its own listing",
        }[own.standing]
        together = "together " if rule.aggregated else "alone, the largest of them, "
        parts.append(f"Listed and owned parties {together}hold {_interval(own.low, own.high)}, {verdict}: {held}.")
    if own.contradiction:
        parts.append("The shares of its owners add up to more than the whole, so the file is wrong about them.")
    return " ".join(parts) or "No listed party is among its owners."


def _way(
    holding: Holding,
    found: Mapping[str, Ownership],
    listed: Mapping[str, Sequence[Mapping[str, Any]]],
    names: Mapping[str, str],
    passed: frozenset[str],
) -> str:
    """Return one holding and, where its owner is not listed itself, whose it is in turn."""
    text = f"{names[holding.owner]} {_interval(holding.low, holding.high)}"
    if holding.owner in listed:
        return f"{text} (listed)"
    if holding.owner in passed:
        return f"{text} (a circle)"
    own = found[holding.owner]
    through = ", ".join(_way(one, found, listed, names, passed | {holding.owner}) for one in own.through)
    return f"{text} ({own.standing}, through {through})" if through else text


def _interval(low: Fraction, high: Fraction) -> str:
    return _per_cent(low) if low == high else f"{_per_cent(low)} to {_per_cent(high)}"


def _per_cent(share: Fraction) -> str:
    return f"{float(share * 100):.4g} %"
