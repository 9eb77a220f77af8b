"""From what a text says to one answer: which substance, how sure, and what the law says on the day."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from headwater.substance import anions
from headwater.substance.identification import Caution, Identification, Substance
from headwater.substance.law import Cover, Law, law_of
from headwater.substance.reading import ESTER, Found, TextReading
from headwater.substance.register import Register
from headwater.substance.text import key_of

NOT_NAMED: Final = (
    "No entry of these tables names it. They do not hold every entry of every list; this does not mean that it is legal."
)
_BRACKET_GAP: Final = 4
_MOST_LAWS: Final = 100_000
_SHORT_NAME: Final = 8


def decide(text: str, reading: TextReading, register: Register, on: date) -> Identification:
    """Return the answer for a text, with the law of a day."""
    clashing = contradiction(reading, register)
    if clashing:
        return _contradicted(text, reading, clashing, register, on)
    found = agreed(reading, register)
    if not found:
        return _unclear_or_nothing(text, reading, register, on)
    first, *rest = found
    substance = register.substance(first.substance_id)
    said = known_law(first.substance_id, register, on)
    warnings = [*reading.cautions, *said.cautions]
    verdict = said.verdict
    if not register.is_listed(first.substance_id) and verdict == "not-found":
        parent = anions.ester_of(key_of(substance.name), register.lexicon.names)
        if parent is not None:
            verdict = "opinion-needed"
            named = register.substance(register.lexicon.names[parent][0]).name
            warnings.append(Caution("ester-of-listed", ESTER.format(named)))
        else:
            warnings.append(Caution("not-found-is-not-legal", f"Known as a chemical. {NOT_NAMED}"))
    if rest:
        names = ", ".join(register.substance(other.substance_id).name for other in rest)
        warnings.append(Caution("several-substances", f"The text names further substances: {names}."))
    return Identification(
        text,
        substance,
        first.how,
        first.certainty,
        verdict=verdict,
        controls=said.controls,
        unverified_controls=said.unverified,
        warnings=tuple(warnings),
        also=tuple(register.substance(other.substance_id) for other in rest),
        form=first.form or None,
        span=first.span,
    )


def known_law(substance_id: str, register: Register, on: date) -> Law:
    """Return what the law says of a known substance on a day; said once a substance and day."""
    known = register.laws.get((substance_id, on))
    if known is None:
        if len(register.laws) >= _MOST_LAWS:
            register.laws.clear()
        known = register.laws[substance_id, on] = law_of(substance_id, register, on, covers_of(substance_id, register))
    assert isinstance(known, Law)
    return known


def covers_of(substance_id: str, register: Register) -> list[Cover]:
    """Return the classes and scopes that cover a substance by the table of members, made from its structure."""
    return [
        Cover(code, "class" if basis == "class" else "scope", clauses, is_open)
        for basis, code, clauses, is_open in register.members.get(substance_id, ())
    ]


def agreed(reading: TextReading, register: Register) -> list[Found]:
    """Return one finding a substance: listed ones first, numbers before names, exact names before misspellings.

    A substance and its salt count as one.
    """
    ranked = sorted(
        (*reading.numbers, *reading.names),
        key=lambda found: (not register.is_listed(found.substance_id), found.how != "cas", found.how == "fuzzy-name"),
    )
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
    one_of_each = len(reading.numbers) == 1 and len(reading.names) == 1
    if not one_of_each and not any(register.is_listed(id_) for id_ in (*lonely_numbers, *lonely_names)):
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
    first, second = register.substance(one), register.substance(other)
    if first.id.startswith(f"{second.id}-") or second.id.startswith(f"{first.id}-"):
        return True
    # the first block of the InChIKey is the skeleton: stereoisomers of ordinary chemicals count as one for this purpose
    skeletons = first.inchikey and first.inchikey.split("-")[0], second.inchikey and second.inchikey.split("-")[0]
    if not register.is_listed(one) and not register.is_listed(other):
        # hydrates and salts of ordinary chemicals carry the name of the chemical first
        keys = key_of(first.name), key_of(second.name)
        if keys[0].startswith(keys[1]) or keys[1].startswith(keys[0]) or min(map(len, keys)) < _SHORT_NAME:
            return True
    both_listed = register.is_listed(one) and register.is_listed(other)
    return not both_listed and skeletons[0] is not None and skeletons[0] == skeletons[1]


def law_of_readings(ids: Sequence[str | None], register: Register, on: date) -> Law:
    """Return what the law says where a text leaves open which of several substances it means; None is a reading outside them.

    What all readings share is shown. Where only some are listed a person must decide.
    """
    laws = [known_law(id_, register, on) if id_ is not None else Law("not-found") for id_ in ids]
    shared = [
        control
        for control in laws[0].controls
        if all(any(other.instrument == control.instrument for other in said.controls) for said in laws)
    ]
    if shared:
        return Law("named" if any(control.basis == "named" for control in shared) else "class", tuple(shared))
    return Law("opinion-needed" if any(said.verdict != "not-found" for said in laws) else "not-found")


def _contradicted(text: str, reading: TextReading, ids: tuple[str, ...], register: Register, on: date) -> Identification:
    names = [register.substance(id_).name for id_ in ids]
    said = " but also ".join(names)
    numbers = [found for found in reading.numbers if found.substance_id in ids]
    code = "cas-name-contradiction" if reading.numbers else "name-contradiction"
    warning = Caution(code, f"Number and names do not agree: the text says {said}.")
    law = law_of_readings(ids, register, on)
    return Identification(
        text,
        how=None,
        certainty="ambiguous",
        alternatives=tuple(register.substance(id_) for id_ in ids),
        verdict=law.verdict,
        controls=law.controls,
        warnings=(*reading.cautions, warning),
        span=(numbers or reading.names)[0].span,
    )


def _unclear_or_nothing(text: str, reading: TextReading, register: Register, on: date) -> Identification:
    if not reading.unclear:
        warning = Caution("not-found-is-not-legal", "Nothing was found in these tables, which does not mean that it is legal.")
        return Identification(text, warnings=(*reading.cautions, warning))
    span, readings = reading.unclear[0]
    alternatives = tuple(
        register.substance(id_) if id_ is not None else Substance(f"other:{label}", label, None, None, "other")
        for label, id_ in readings
    )
    labels = "; or ".join(label for label, _ in readings)
    warning = Caution(
        "ambiguous-name", f"This alone can mean: {labels}. The full name, or the CAS number of one of them, decides."
    )
    law = law_of_readings([id_ for _, id_ in readings], register, on)
    return Identification(
        text,
        certainty="ambiguous",
        alternatives=alternatives,
        verdict=law.verdict,
        controls=law.controls,
        warnings=(*reading.cautions, warning),
        span=span,
    )
