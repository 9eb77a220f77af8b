"""What the law says of a substance on a day: named listings first, then scopes, then classes, then questions of opinion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from headwater.substance.identification import Caution, Control, Verdict
from headwater.substance.register import Listing, Register, first_day_cautions

_US_SCHEDULES: Final = "US-CSA-"
_US_FIRST: Final = "US-CSA-I"
_NO_CATEGORY: Final = "CN-precursor"
_NAMED_FIRST: Final = {"US-class-fentanyl": _US_FIRST, "GB-class-nitazene": "GB-MDA-A"}
"""Class -> the schedule whose named entries the class text excepts."""


@dataclass(frozen=True, slots=True)
class Cover:
    """That a class or scope covers a structure, or may.

    Attributes:
        code: instrument of the class, or id of the scope.
        basis: ``class`` or ``scope``.
        clauses: the clauses met.
        is_open: True where a person must decide.
        reason: why it is open.
        atoms: clause -> atoms that meet it, where a structure was given.
    """

    code: str
    basis: Literal["class", "scope"]
    clauses: tuple[str, ...]
    is_open: bool = False
    reason: str = ""
    atoms: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """Verdict, controls and cautions for one substance on one day."""

    verdict: Verdict
    controls: tuple[Control, ...] = ()
    unverified: tuple[Control, ...] = ()
    cautions: tuple[Caution, ...] = ()


def law_of(substance_id: str | None, register: Register, on: date, covers: Sequence[Cover] = ()) -> Law:
    """Return what the law says on a day.

    Args:
        substance_id: id in the register, or of an ordinary chemical, or None for a structure that has no id.
        register: the register.
        on: the day.
        covers: the classes and scopes that cover the structure.
    """
    rows = register.listings.get(substance_id, ()) if substance_id is not None else ()
    named = tuple(row.control(on) for row in rows if row.verified and row.in_force(on))
    unread = tuple(row.control(on) for row in rows if not row.verified and row.in_force(on))
    cautions = register.date_cautions(substance_id, on) if substance_id is not None else []
    covered, opinions = _covered(rows, register, on, covers)
    uses = [register.known_uses.get((substance_id or "", control.instrument)) for control in covered]
    known_uses = [use for use in uses if use is not None]
    controls = _most_specific((*named, *covered))
    if unread:
        codes = ", ".join(sorted({control.instrument for control in unread}))
        cautions.append(Caution("listing-not-read", f"Known but not read in the source, so not shown as law: {codes}."))
    if covered:
        cautions += _class_date_cautions(covered, on)
    cautions += [Caution("class-known-use", use) for use in known_uses]
    cautions += opinions
    return Law(
        _verdict(substance_id, register, named, unread, covered, known_uses, opinions), controls, unread, tuple(cautions)
    )


def _most_specific(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """Return the controls without that of a list whose category was not read, where a category of it is known."""
    if not any(control.instrument.startswith(f"{_NO_CATEGORY}-") for control in controls):
        return controls
    return tuple(control for control in controls if control.instrument != _NO_CATEGORY)


def _verdict(
    substance_id: str | None,
    register: Register,
    named: Sequence[Control],
    unread: Sequence[Control],
    covered: Sequence[Control],
    known_uses: Sequence[str],
    opinions: Sequence[Caution],
) -> Verdict:
    if named:
        return "named"
    if covered:
        return "class-known-use" if len(known_uses) == len(covered) else "class"
    if unread:
        return "named"
    if opinions:
        return "opinion-needed"
    return "watched" if substance_id is not None and register.is_watched(substance_id) else "not-found"


def _covered(
    rows: Sequence[Listing], register: Register, on: date, covers: Iterable[Cover]
) -> tuple[tuple[Control, ...], list[Caution]]:
    controls, opinions = [], []
    for cover in covers:
        term = register.terms.get(cover.code)
        if term is None or not term.in_force(on) or _is_excepted(cover.code, rows, on):
            continue
        if cover.is_open:
            where = f"{term.instrument} ({term.jurisdiction})"
            opinions.append(
                Caution("opinion-needed", f"{where}: {cover.reason or 'whether the text covers it is a question of opinion'}.")
            )
            continue
        clauses = cover.clauses if cover.basis == "class" else tuple(part.strip() for part in (term.scope or "").split(";"))
        if cover.basis == "scope" and any(
            row.instrument == term.instrument and row.verified and row.in_force(on) for row in rows
        ):
            continue
        controls.append(term.control_as(cover.basis, clauses, on, cover.atoms))
    return tuple(controls), opinions


def _is_excepted(code: str, rows: Sequence[Listing], on: date) -> bool:
    """Return whether named listings take the substance out of a class or scope."""
    if code == "US-class-fentanyl" and any(
        row.instrument.startswith(_US_SCHEDULES) and row.instrument != _US_FIRST for row in rows
    ):
        return True
    if code.startswith("US-List-I:") and any(row.instrument.startswith(_US_SCHEDULES) and row.in_force(on) for row in rows):
        return True
    first = _NAMED_FIRST.get(code)
    return first is not None and any(row.instrument == first and row.verified and row.in_force(on) for row in rows)


def _class_date_cautions(covered: Sequence[Control], on: date) -> list[Caution]:
    unsure = [control for control in covered if control.since_status != "read" and control.since is not None]
    cautions = [
        Caution("date-not-read", f"First day of {control.instrument}: {control.since_status}, not read in the source.")
        for control in unsure
    ]
    return cautions + first_day_cautions(covered, on)
