"""The door for single texts and structures."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from headwater.errors import ArgumentError
from headwater.reference import Tables
from headwater.substance.deciding import decide
from headwater.substance.identification import Identification
from headwater.substance.reading import read_text
from headwater.substance.register import register_of


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
    if form != "text":
        raise ArgumentError("form must be 'text'; structures are not read by this version.")
    known: dict[str, Identification] = {}
    answers = []
    for text in texts:
        if text not in known:
            known[text] = decide(text, read_text(text, register), register, on)
        answers.append(known[text])
    return answers
