"""From what a text says to one answer: which substance, how sure, and what the law says on the day."""

import itertools
from collections.abc import Iterable
from datetime import date
from typing import Final

from headwater.substance.identification import Caution, Control, Identification, Substance, Verdict
from headwater.substance.reading import Found, TextReading
from headwater.substance.register import Register

_BRACKET_GAP: Final = 4


def decide(text: str, reading: TextReading, register: Register, on: date) -> Identification:
    """Return the answer for a text, with the law of a day."""
    clashing = contradiction(reading, register)
    if clashing:
        return _contradicted(text, reading, clashing, register)
    found = agreed(reading, register)
    if not found:
        return _unclear_or_nothing(text, reading, register)
    first, *rest = found
    substance = register.substances[first.substance_id]
    verdict, controls, unverified, cautions = law(first.substance_id, register, on)
    warnings = [*reading.cautions, *cautions]
    if rest:
        names = ", ".join(register.substances[other.substance_id].name for other in rest)
        warnings.append(Caution("several-substances", f"The text names further substances: {names}."))
    return Identification(
        text,
        substance,
        first.how,
        first.certainty,
        verdict=verdict,
        controls=controls,
        unverified_controls=unverified,
        warnings=tuple(warnings),
        also=tuple(register.substances[other.substance_id] for other in rest),
        form=first.form or None,
        span=first.span,
    )


def law(
    substance_id: str, register: Register, on: date
) -> tuple[Verdict, tuple[Control, ...], tuple[Control, ...], list[Caution]]:
    """Return verdict, verified and unverified controls, and what to mind, for a substance of the register on a day."""
    controls = register.controls(substance_id, on)
    unverified = register.unverified_controls(substance_id, on)
    cautions = register.date_cautions(substance_id, on)
    if unverified:
        codes = ", ".join(sorted({control.instrument for control in unverified}))
        cautions.append(Caution("listing-not-read", f"Known but not read in the source, so not shown as law: {codes}."))
    if controls or unverified:
        return "named", controls, unverified, cautions
    return ("watched" if register.is_watched(substance_id) else "not-found"), controls, unverified, cautions


def agreed(reading: TextReading, register: Register) -> list[Found]:
    """Return one finding a substance, numbers before names, exact names before misspellings; parent and salt count as one."""
    ranked = sorted((*reading.numbers, *reading.names), key=lambda found: (found.how != "cas", found.how == "fuzzy-name"))
    kept: list[Found] = []
    for found in ranked:
        if not any(same_substance(found.substance_id, other.substance_id, register) for other in kept):
            kept.append(found)
    with_forms = []
    for found in kept:
        form = next((other.form for other in reading.names if other.form and other.substance_id == found.substance_id), "")
        with_forms.append(Found(found.substance_id, found.how, found.certainty, found.span, found.form or form))
    return with_forms


def contradiction(reading: TextReading, register: Register) -> tuple[str, ...]:
    """Return the ids of substances that stand against one another: a number and a name with no partner of the other kind."""
    aside = _in_brackets(reading, register)
    if aside:
        return aside
    lonely_numbers = _without_partner(reading.numbers, reading.names, register)
    lonely_names = _without_partner(reading.names, reading.numbers, register)
    if not lonely_numbers or not lonely_names:
        return ()
    return tuple(dict.fromkeys((*lonely_numbers, *lonely_names)))


def _in_brackets(reading: TextReading, register: Register) -> tuple[str, ...]:
    """Return two ids where a name in brackets directly after another, as its other name, means another substance."""
    for one, other in itertools.pairwise(reading.names):
        if (
            other.aside
            and other.span[0] - one.span[1] <= _BRACKET_GAP
            and not same_substance(one.substance_id, other.substance_id, register)
        ):
            return one.substance_id, other.substance_id
    return ()


def _without_partner(these: Iterable[Found], those: Iterable[Found], register: Register) -> list[str]:
    others = [found.substance_id for found in those]
    return [
        found.substance_id
        for found in these
        if not any(same_substance(found.substance_id, other, register) for other in others)
    ]


def same_substance(one: str, other: str, register: Register) -> bool:
    """Return whether two ids mean one substance, a salt and its parent included."""
    if one == other:
        return True
    first, second = register.substances[one], register.substances[other]
    return first.id.startswith(f"{second.id}-") or _parent(first) == _parent(second)


def _parent(substance: Substance) -> str:
    if substance.smiles is None:
        return substance.id
    return max(substance.smiles.split("."), key=len)


def _contradicted(text: str, reading: TextReading, ids: tuple[str, ...], register: Register) -> Identification:
    names = [register.substances[id_].name for id_ in ids]
    said = " but also ".join(names)
    numbers = [found for found in reading.numbers if found.substance_id in ids]
    code = "cas-name-contradiction" if reading.numbers else "name-contradiction"
    warning = Caution(code, f"Number and names do not agree: the text says {said}.")
    return Identification(
        text,
        how=None,
        certainty="ambiguous",
        alternatives=tuple(register.substances[id_] for id_ in ids),
        warnings=(*reading.cautions, warning),
        span=(numbers or reading.names)[0].span,
    )


def _unclear_or_nothing(text: str, reading: TextReading, register: Register) -> Identification:
    if not reading.unclear:
        warning = Caution("not-found-is-not-legal", "Nothing was found in these tables, which does not mean that it is legal.")
        return Identification(text, warnings=(*reading.cautions, warning))
    span, readings = reading.unclear[0]
    alternatives = tuple(
        register.substances[id_] if id_ is not None else Substance(f"other:{label}", label, None, None, "other")
        for label, id_ in readings
    )
    labels = "; or ".join(label for label, _ in readings)
    warning = Caution("ambiguous-name", f"This name alone can mean: {labels}. A CAS number or the full name decides.")
    return Identification(
        text, certainty="ambiguous", alternatives=alternatives, warnings=(*reading.cautions, warning), span=span
    )
