"""The door for single texts and structures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from headwater.errors import ArgumentError
from headwater.reference import Tables
from headwater.substance import systematic
from headwater.substance.deciding import decide
from headwater.substance.identification import Certainty, How, Identification
from headwater.substance.reading import read_text
from headwater.substance.register import Register, register_of
from headwater.substance.structures import Structures

_KEPT: Final = frozenset({"cas-check-digit", "cas-unknown", "part-of-name"})
"""Cautions about the text that stay when its systematic name is read."""
_SETTLED: Final = frozenset({"about-not-of", "denied", "text-too-long"})
"""Cautions that say that the text names nothing: it is not read as a name."""


def identify(
    texts: Iterable[str], tables: Tables, *, on: date, form: Literal["text", "smiles"] = "text"
) -> list[Identification]:
    """Return one answer a text, in order.

    Args:
        texts: what paperwork says, or SMILES.
        tables: the reference tables; every day is kept in them, the day asked is ``on``.
        on: the day whose law applies.
        form: how to read the texts.

    Raises:
        ArgumentError: ``form`` is neither ``text`` nor ``smiles``.
    """
    register = register_of(tables)
    if form not in {"text", "smiles"}:
        raise ArgumentError(f"form must be 'text' or 'smiles', not {form!r}.")
    known: dict[str, Identification] = {}
    answers: list[str] = []

    def answer(text: str) -> Identification:
        if form == "smiles":
            return structures_of(register).identify(text, on)
        return decide(text, read_text(text, register), register, on)

    for text in texts:
        if text not in known:
            known[text] = answer(text)
        answers.append(text)
    if form == "text" and systematic.is_available():
        known.update(_by_systematic_name(known, register, on))
    return [known[text] for text in answers]


def _by_systematic_name(known: dict[str, Identification], register: Register, on: date) -> dict[str, Identification]:
    """Return answers for those texts that no table told anything and that OPSIN reads as a structure."""
    asked = {text: name for text, told in known.items() if _is_open(told) and (name := systematic.candidate(text)) is not None}
    found = {}
    for text, smiles in zip(asked, systematic.structures_of_names(list(asked.values())), strict=True):
        if smiles is None:
            continue
        judged = structures_of(register).identify(smiles, on)
        if judged.substance is not None or judged.alternatives:
            earlier = tuple(caution for caution in known[text].warnings if caution.code in _KEPT)
            how: How = "systematic-name"
            sure: Certainty = "likely" if judged.certainty == "exact" else judged.certainty
            controls = tuple(replace(control, atoms=()) for control in judged.controls)
            found[text] = replace(
                judged, input=text, how=how, certainty=sure, controls=controls, warnings=(*earlier, *judged.warnings)
            )
    return found


def _is_open(told: Identification) -> bool:
    return (
        told.certainty == "none" and told.substance is None and not any(caution.code in _SETTLED for caution in told.warnings)
    )


def structures_of(register: Register) -> Structures:
    """Return the structures of a register, prepared once."""
    if register.structures is None:
        register.structures = Structures(register)
    prepared = register.structures
    assert isinstance(prepared, Structures)
    return prepared
