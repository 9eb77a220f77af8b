"""What is it, is it controlled: the public function."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from headwater.reference import Tables, tables
from headwater.substance import Identification, Obligation, obligations_for
from headwater.substance import identify as identify_substances


def identify(
    texts: Iterable[str],
    *,
    on: date,
    form: Literal["text", "smiles"] = "text",
    reference: Tables | None = None,
) -> list[Identification]:
    """Return which substance each text means, how sure that is, and which law applies on a day.

    "not-found" never means legal.

    Args:
        texts: what paperwork says, or SMILES.
        on: the day whose law applies.
        form: how to read the texts.
        reference: reference tables other than the shipped ones.

    Returns:
        One answer a text, in order.
    """
    return identify_substances(texts, reference if reference is not None else tables(), on=on, form=form)


def duties(
    answer: Identification,
    *,
    origin: str | None,
    destination: str | None,
    on: date,
    reference: Tables | None = None,
) -> tuple[Obligation, ...]:
    """Return what published instruments ask of a shipment of an identified substance; to be verified with the authority.

    Args:
        answer: the identification.
        origin: country of export, two letters, or None.
        destination: country of import, two letters, or None.
        on: the day of the shipment.
        reference: reference tables other than the shipped ones.

    Raises:
        ArgumentError: a country is no code of ISO 3166-1.
    """
    known = reference if reference is not None else tables()
    return obligations_for(answer.controls, known, origin=origin, destination=destination, on=on)
