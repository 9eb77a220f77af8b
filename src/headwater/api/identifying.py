"""What is it, is it controlled: the public function."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from headwater.reference import Tables, tables
from headwater.substance import Identification
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
