"""The rows of the queue, as the report shows them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from headwater.case import SharedContact, recall, total_points
from headwater.model import ADDRESS_COLUMNS, RECORD_KINDS, RecordKind, columns_of
from headwater.share.review import Review
from headwater.share.values import as_text

MOST_CARDS: Final = 500
"""More rows than this make a page slow to open; the rest is in queue.csv."""

_MOST_PARTS: Final = 12
_MOST_LINKED: Final = 20
_GIST: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "shipment": ("description", ("shipper_name", "consignee_name")),
    "order": ("product", ("buyer_name", "ship_to_name")),
    "payment": ("reference", ("payer_name", "payee_name")),
    "listing": ("title", ("vendor",)),
    "company": ("activity", ("name", "local_name")),
}
"""What a person wants to see first: the goods or the matter, and the parties."""

Address = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One finding on a card: what it adds, why, and the cells it cites."""

    rule: str
    family: str
    points: float
    weight: float
    counted: float
    reason: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clearing:
    """What would clear the findings of one rule on a card, and how many points the row would then lose."""

    rule: str
    question: str
    clears: str
    lowers: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about the row before; ``same_file`` is False where the record was in another file then."""

    decision: str
    reason: str
    same_file: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that a published instrument asks of a record."""

    jurisdiction: str
    side: str
    requirement: str
    threshold: str | None
    since: str
    instruments: str
    citation: str
    read_at: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Duties:
    """What published instruments ask of a record, for its substances, its route and its day."""

    substances: str
    origin: str | None
    destination: str | None
    day: str
    advice: str
    asked: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the queue.

    Attributes:
        matter: the goods, reference, title or activity, or None.
        parties: names of the parties in the order of the trade.
        when: the record's date as text, or None.
        parts: the findings, strongest first; ``left_out`` counts those that do not fit.
        clearings: what to ask and what would clear each rule, the one that lowers the points most first.
        linked: ranks of rows that share a contact with this one beside another name.
        decision: what was decided before, or None.
        duties: what published instruments ask for, or None where the table has nothing.
        written: cells of the file, with canonical names first and then the kept columns.
        derived: cells that headwater added.
    """

    rank: int
    kind: str
    source: str
    row: int
    record_id: str
    points: float
    explore: bool
    matter: str | None
    parties: tuple[str, ...]
    when: str | None
    parts: tuple[Part, ...]
    left_out: int
    clearings: tuple[Clearing, ...]
    linked: tuple[int, ...]
    decision: Decision | None
    duties: Duties | None
    written: tuple[tuple[str, str], ...]
    derived: tuple[tuple[str, str], ...]


def build_cards(review: Review, links: Sequence[SharedContact]) -> list[Card]:
    """Return the first rows of the queue, at most ``MOST_CARDS``, with everything known about them."""
    rows = review.queue.rows.head(MOST_CARDS)
    address = rows.select("kind", "source", "row")
    parts = _parts(review, address)
    kept = {name for summary in review.inputs for name, canonical in summary.columns.items() if canonical is None}
    records = _records(review.records, address)
    advice = {row["rule"]: row for row in review.rules.select("rule", "question", "clears").iter_rows(named=True)}
    decided = {row["rank"]: row for row in recall(review.decisions, rows).iter_rows(named=True)}
    linked = _linked(links)
    duties = _duties(review.obligations, address)
    cards = []
    for row in rows.iter_rows(named=True):
        found = parts.get(_address(row), [])
        card = _card(row, records.get(_address(row), {}), found, kept)
        said = decided.get(card.rank)
        decision = None if said is None else Decision(said["decision"], said["reason"] or "", said["same_file"])
        cards.append(
            replace(
                card,
                clearings=tuple(_clearings(found, card.points, advice)),
                linked=tuple(sorted(linked.get(card.rank, set()))),
                decision=decision,
                duties=duties.get(_address(row)),
            )
        )
    return cards


def _linked(links: Sequence[SharedContact]) -> dict[int, set[int]]:
    linked: dict[int, set[int]] = defaultdict(set)
    for link in links:
        if len(link.names) > 1 and len(link.ranks) <= _MOST_LINKED:
            for rank in link.ranks:
                linked[rank] |= set(link.ranks) - {rank}
    return linked


def _clearings(parts: Sequence[Part], points: float, advice: Mapping[str, Mapping[str, str | None]]) -> list[Clearing]:
    clearings = []
    for rule in dict.fromkeys(part.rule for part in parts):
        without = total_points((part.family, part.weight) for part in parts if part.rule != rule)
        said = advice.get(rule, {})
        clearings.append(Clearing(rule, said.get("question") or "", said.get("clears") or "", round(points - without, 2)))
    return sorted(clearings, key=lambda clearing: -clearing.lowers)


def _address(row: Mapping[str, Any]) -> Address:
    return row["kind"], row["source"], row["row"]


def _parts(review: Review, address: pl.DataFrame) -> dict[Address, list[Part]]:
    counted = review.queue.parts.join(address, on=["kind", "source", "row"], how="semi").select(
        "id", "family", "weight", "counted"
    )
    found = review.findings.join(counted.unique("id"), on="id", how="inner")
    found = found.sort(["counted", "points", "rule", "id"], descending=[True, True, False, False])
    parts: dict[Address, list[Part]] = defaultdict(list)
    for row in found.iter_rows(named=True):
        cells = tuple((cell["column"], cell["value"]) for cell in row["cells"])
        part = Part(row["rule"], row["family"], row["points"], row["weight"], row["counted"], row["reason"], cells)
        parts[_address(row)].append(part)
    return parts


def _records(records: Mapping[RecordKind, pl.DataFrame], address: pl.DataFrame) -> dict[Address, dict[str, Any]]:
    chosen = (frame.join(address, on=["kind", "source", "row"], how="semi") for frame in records.values())
    return {_address(row): row for frame in chosen for row in frame.iter_rows(named=True)}


def _duties(obligations: pl.DataFrame | None, address: pl.DataFrame) -> dict[Address, Duties]:
    if obligations is None:
        return {}
    asked: dict[Address, list[dict[str, Any]]] = defaultdict(list)
    chosen = obligations.join(address, on=["kind", "source", "row"], how="semi", maintain_order="left")
    for row in chosen.iter_rows(named=True):
        asked[_address(row)].append(row)
    return {
        place: Duties(
            substances=", ".join(dict.fromkeys(name for row in rows for name in row["substances"])),
            origin=rows[0]["origin"],
            destination=rows[0]["destination"],
            day=as_text(rows[0]["day"]),
            advice=rows[0]["advice"],
            asked=tuple(
                Duty(
                    row["jurisdiction"],
                    row["side"],
                    row["requirement"],
                    row["threshold"],
                    as_text(row["since"]),
                    as_text(row["instruments"]),
                    row["citation"],
                    row["read_at"],
                    row["verified"],
                )
                for row in rows
            ),
        )
        for place, rows in asked.items()
    }


def _card(row: Mapping[str, Any], record: Mapping[str, Any], parts: list[Part], kept: set[str]) -> Card:
    kind = row["kind"]
    canonical = columns_of(kind) if kind in RECORD_KINDS else ()
    cells = {name: text for name, value in record.items() if name not in ADDRESS_COLUMNS and (text := as_text(value))}
    written = [name for name in canonical if name in cells] + [name for name in cells if name in kept and name not in canonical]
    matter, parties = _GIST.get(kind, ("", ()))
    names = dict.fromkeys(cells[name] for name in parties if name in cells)
    return Card(
        rank=row["rank"],
        kind=kind,
        source=row["source"],
        row=row["row"],
        record_id=row["record_id"] or "",
        points=row["points"],
        explore=row["explore"],
        matter=cells.get(matter),
        parties=tuple(names),
        when=cells.get("date") or cells.get("datetime") or cells.get("registered_on"),
        parts=tuple(parts[:_MOST_PARTS]),
        left_out=max(0, len(parts) - _MOST_PARTS),
        clearings=(),
        linked=(),
        decision=None,
        duties=None,
        written=tuple((name, cells[name]) for name in written),
        derived=tuple((name, text) for name, text in cells.items() if name not in written),
    )
