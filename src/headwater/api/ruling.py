"""``list_rules``: every rule with what it sees, its points and thresholds, and what would clear it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from headwater import flow, reference
from headwater.party.rules import RULES as PARTY_RULES
from headwater.substance.rules import RULES as SUBSTANCE_RULES


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule as users see it.

    Attributes:
        rule: its id.
        room: substance, party or flow.
        kinds: the kinds of record it points at.
        sentence: what it sees.
        points: points of a clear case.
        thresholds: the named numbers it reads, as ``name=value;name=value``, or None.
        flag: id of the published red flag in the catalogue, or None.
        citation: the publication.
        clears: what would clear it.
        question: the question to ask.
        looks_ahead: True where later rows can complete a pattern with earlier ones and point at them.
    """

    rule: str
    room: str
    kinds: tuple[str, ...]
    sentence: str
    points: float
    thresholds: str | None
    flag: str | None
    citation: str
    clears: str
    question: str
    looks_ahead: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {**asdict(self), "kinds": list(self.kinds)}


def list_rules(table: str | Path | None = None) -> list[RuleEntry]:
    """Return every rule of the table of rules, in its order.

    Args:
        table: a table of rules of the user's own in place of the shipped one.

    Raises:
        ReferenceDataError: the table breaks its schema.
    """
    tables = reference.tables(overrides={} if table is None else {"rules": Path(table)})
    entries = []
    for row in tables["rules"].iter_rows(named=True):
        name = row["rule"]
        entries.append(
            RuleEntry(
                rule=name,
                room=_room(name),
                kinds=tuple(row["kinds"].split(";")),
                sentence=_sentence(name),
                points=row["points"],
                thresholds=row["thresholds"],
                flag=row["flag"],
                citation=row["citation"],
                clears=row["clears"],
                question=row["question"],
                looks_ahead=name in flow.RULES and flow.RULES[name].retrospective,
            )
        )
    return entries


def _room(name: str) -> str:
    rooms = (("substance", SUBSTANCE_RULES), ("party", PARTY_RULES), ("flow", flow.RULES))
    return next((room for room, rules in rooms if name in rules), "unknown")


def _sentence(name: str) -> str:
    if name in flow.RULES:
        return flow.RULES[name].sentence
    function = PARTY_RULES.get(name) or SUBSTANCE_RULES.get(name)
    return " ".join((function.__doc__ or "").split()) if function is not None else "No rule of this name runs."
