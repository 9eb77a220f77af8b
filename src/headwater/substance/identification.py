"""What ``identify`` gives back: which substance, how sure, which law, and what to mind."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeAlias

How: TypeAlias = Literal["cas", "name", "systematic-name", "structure", "fuzzy-name"]
Certainty: TypeAlias = Literal["exact", "likely", "ambiguous", "none"]
Verdict: TypeAlias = Literal["named", "class", "class-known-use", "opinion-needed", "watched", "not-found"]
Basis: TypeAlias = Literal["named", "class", "scope"]

READ_BY: Final = date(2026, 11, 24)
"""Every verified row of law was read in its source by this day."""


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance: an id of the register, or ``chem:`` and a CAS number for an ordinary chemical outside it.

    Attributes:
        id: stable id.
        name: name for people.
        cas: CAS Registry Number, or None.
        inchikey: InChIKey of the structure, or None.
        kind: ``drug``, ``precursor``, ``adulterant``, or ``chemical`` for what the register does not hold.
        smiles: structure, or None.
    """

    id: str
    name: str
    cas: str | None
    inchikey: str | None
    kind: str = "chemical"
    smiles: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """Return the public fields."""
        return {"id": self.id, "name": self.name, "cas": self.cas, "inchikey": self.inchikey}


@dataclass(frozen=True, slots=True)
class Control:
    """One control in force on the day asked.

    Attributes:
        instrument: code in the table of instruments.
        jurisdiction: country code, ``EU`` or ``UN``.
        since: first day, or None where the day is not known to the day.
        until: last day, or None.
        basis: ``named``, ``class`` (a structural class) or ``scope`` (salts, esters and so on of a named substance).
        clauses: the clauses of a class that are met, or what the scope covers.
        source: where it was read.
        since_status: how good ``since`` is: ``read``, ``computed``, ``publication``, ``background`` or ``unknown``.
        atoms: for a class, the atoms that meet each clause.
        known_in_force: False where the first day is not known and the day asked lies before any day on which it is known to be
            on the list.
        on_list_by: where the first day is not known, a day on which the control is known to exist.
    """

    instrument: str
    jurisdiction: str
    since: date | None
    until: date | None
    basis: Basis
    clauses: tuple[str, ...]
    source: str
    since_status: str
    atoms: tuple[tuple[str, tuple[int, ...]], ...] = ()
    known_in_force: bool = True
    on_list_by: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON values."""
        entry: dict[str, Any] = {
            "instrument": self.instrument,
            "jurisdiction": self.jurisdiction,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "basis": self.basis,
            "clauses": list(self.clauses),
            "source": self.source,
            "since_status": self.since_status,
            "known_in_force": self.known_in_force,
            "on_list_by": None if self.on_list_by is None else self.on_list_by.isoformat(),
        }
        if self.atoms:
            entry["atoms"] = {clause: list(atoms) for clause, atoms in self.atoms}
        return entry


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to mind about an answer: a stable code and one sentence."""

    code: str
    text: str

    def to_dict(self) -> dict[str, str]:
        """Return code and text."""
        return {"code": self.code, "text": self.text}


@dataclass(frozen=True, slots=True)
class Identification:
    """The answer for one input.

    Attributes:
        input: the text or SMILES as given.
        substance: what it is, or None where that is not known or not one.
        how: what told it, or None.
        certainty: how sure that is.
        alternatives: the readings of an ambiguous input.
        verdict: what the law says on the day asked, or that nothing was found, which never means legal.
        controls: verified controls in force on that day, or that may be (``known_in_force``).
        unverified_controls: controls that the register holds without having read them in their source.
        warnings: what to mind.
        also: further substances named in the same text.
        form: salt, hydrate, stereoisomer or isotopologue named, where the substance is its parent.
        span: where in the text, as start and end.
    """

    input: str
    substance: Substance | None = None
    how: How | None = None
    certainty: Certainty = "none"
    alternatives: tuple[Substance, ...] = ()
    verdict: Verdict = "not-found"
    controls: tuple[Control, ...] = ()
    unverified_controls: tuple[Control, ...] = ()
    warnings: tuple[Caution, ...] = ()
    also: tuple[Substance, ...] = ()
    form: str | None = None
    span: tuple[int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as the JSON object of the interface."""
        return {
            "input": self.input,
            "substance": None if self.substance is None else self.substance.to_dict(),
            "how": self.how,
            "certainty": self.certainty,
            "alternatives": [alternative.to_dict() for alternative in self.alternatives],
            "verdict": self.verdict,
            "controls": [control.to_dict() for control in self.controls],
            "unverified_controls": [control.to_dict() for control in self.unverified_controls],
            "warnings": [warning.to_dict() for warning in self.warnings],
            "also": [other.to_dict() for other in self.also],
            "form": self.form,
            "span": None if self.span is None else list(self.span),
        }
