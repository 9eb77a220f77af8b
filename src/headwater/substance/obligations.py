"""What published instruments ask of a shipment of a listed substance, by origin, destination and day.

Registers, licences, notifications, declarations and records, each with its citation. A table of duties is no legal advice:
every answer ends with "verify with your authority", and a duty whose text was not read is left out unless unverified rows are
asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from headwater.errors import ArgumentError
from headwater.reference import Tables
from headwater.substance.identification import READ_BY, Control

ADVICE: Final = "Verify with your authority; other instruments may ask for more."
_UNION: Final = "EU"
_CONVENTION: Final = "UN"
_MEMBERS: Final = frozenset(
    {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"}
    | {"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}
)
_LETTERS: Final = 2
_TAKEN_FOR_COUNTRIES: Final = {
    "UK": "GB is the code of the United Kingdom",
    "EU": "name the member state, such as DE or NL",
    "EL": "GR is the code of Greece",
}
"""Codes that papers carry for countries and that ISO 3166-1 does not give to one."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty that a published instrument lays on a shipment.

    Attributes:
        id: id in the table of obligations.
        jurisdiction: who asks: a country code, ``EU`` or ``UN``.
        side: ``export``, ``import`` or ``both``.
        instruments: the instruments of the substance that bring it about.
        requirement: what is asked, in our words.
        threshold: from which quantity, as the instrument says, or None.
        since: first day, or None where it is not known.
        citation: the provision.
        source: where it was read.
        verified: False where the text was not read.
        caveat: what is not known about the day, as a sentence, or None: that the duty, or the listing that brings it about, is
            not known to have been in force on it.
    """

    id: str
    jurisdiction: str
    side: str
    instruments: tuple[str, ...]
    requirement: str
    threshold: str | None
    since: date | None
    citation: str
    source: str
    verified: bool
    caveat: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        return {
            "id": self.id,
            "jurisdiction": self.jurisdiction,
            "side": self.side,
            "instruments": list(self.instruments),
            "requirement": self.requirement,
            "threshold": self.threshold,
            "since": None if self.since is None else self.since.isoformat(),
            "citation": self.citation,
            "source": self.source,
            "verified": self.verified,
            "caveat": self.caveat,
            "advice": ADVICE,
        }


def country(code: str | None, known: Tables) -> str | None:
    """Return a country code in capitals, or None for none.

    Args:
        code: two letters, or None.
        known: reference tables whose countries the code must be one of.

    Raises:
        ArgumentError: it is not two letters, or no code of ISO 3166-1.
    """
    if code is None:
        return None
    if len(code) != _LETTERS or not code.isascii() or not code.isalpha():
        raise ArgumentError(f"A country is two letters of ISO 3166-1, such as CN or MX, not {code!r}.", code="country")
    capitals = code.upper()
    if capitals not in known["countries"]["alpha2"]:
        advice = _TAKEN_FOR_COUNTRIES.get(capitals, "name a country as CN or MX")
        raise ArgumentError(f"{capitals} is no country code of ISO 3166-1: {advice}.", code="country")
    return capitals


def obligations_for(
    controls: Sequence[Control], tables: Tables, *, origin: str | None, destination: str | None, on: date
) -> tuple[Obligation, ...]:
    """Return the duties that the controls of a substance bring about for a shipment on a day.

    Args:
        controls: the controls in force on that day.
        tables: the reference tables.
        origin: country of export, two letters, or None.
        destination: country of import, two letters, or None.
        on: the day.

    Raises:
        ArgumentError: a country is no code of ISO 3166-1.
    """
    codes = sorted({control.instrument for control in controls})
    known = {control.instrument for control in controls if control.known_in_force}
    leaves, enters = country(origin, tables), country(destination, tables)
    inside_union = leaves in _MEMBERS and enters in _MEMBERS
    found = []
    for row in tables["obligations"].iter_rows(named=True):
        asked_by = [code for code in codes if any(_is_under(code, other) for other in row["instruments"].split(";"))]
        if not asked_by or not _in_force(row, on) or (inside_union and row["jurisdiction"] == _UNION):
            continue
        if not _concerns(row, leaves, enters):
            continue
        found.append(
            Obligation(
                row["obligation_id"],
                row["jurisdiction"],
                row["side"],
                tuple(asked_by),
                row["requirement"],
                row["threshold"],
                row["since"],
                row["citation"],
                row["source"],
                row["verified"],
                _caveat(row, [code for code in asked_by if code in known], on),
            )
        )
    return tuple(found)


def _is_under(code: str, other: str) -> bool:
    """Return whether an instrument is another or a part of it: CA-CDSA-VI-A of CA-CDSA-VI, EU-273-cat2A of EU-273-cat2."""
    rest = code.removeprefix(other)
    return rest != code and (not rest or rest.startswith("-") or (other[-1].isdigit() and rest in {"A", "B"}))


def _in_force(row: dict[str, Any], on: date) -> bool:
    return (row["since"] is None or row["since"] <= on) and (row["until"] is None or on <= row["until"])


def _caveat(row: dict[str, Any], known: Sequence[str], on: date) -> str | None:
    """Return what is not known about the day: of the duty itself, or of all listings that bring it about."""
    by = row["in_force_by"] or READ_BY
    if row["since"] is None and on < by:
        return f"The first day of this duty is not known; it is known to be in force from {by.isoformat()}."
    if not known:
        return f"Whether the listing that brings it about was in force on {on.isoformat()} is not known."
    return None


def _concerns(row: dict[str, Any], leaves: str | None, enters: str | None) -> bool:
    ends: Iterable[str | None]
    if row["side"] == "export":
        ends, other = (leaves,), enters
    elif row["side"] == "import":
        ends, other = (enters,), leaves
    else:
        ends, other = (leaves, enters), None
    counterparts = (row["counterparts"] or "").split(";") if row["counterparts"] else []
    if counterparts and other not in counterparts:
        return False
    who = row["jurisdiction"]
    if who == _CONVENTION:
        return leaves is not None and leaves != enters
    return any(end is not None and (end == who or (who == _UNION and end in _MEMBERS)) for end in ends)
