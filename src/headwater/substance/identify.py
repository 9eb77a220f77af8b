"""The door for single texts and structures."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from headwater.errors import ArgumentError
from headwater.reference import Tables
from headwater.substance.deciding import decide
from headwater.substance.identification import Identification
from headwater.substance.reading import read_text
from headwater.substance.register import Register, register_of
from headwater.substance.structures import Structures


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
    answers = []

    def answer(text: str) -> Identification:
        if form == "smiles":
            return structures_of(register).identify(text, on)
        return decide(text, read_text(text, register), register, on)

    for text in texts:
        if text not in known:
            known[text] = answer(text)
        answers.append(known[text])
    return answers


def structures_of(register: Register) -> Structures:
    """Return the structures of a register, prepared once."""
    if register.structures is None:
        register.structures = Structures(register)
    prepared = register.structures
    assert isinstance(prepared, Structures)
    return prepared
