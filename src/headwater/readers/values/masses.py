"""Units of mass and their kilograms."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from headwater.readers.recognition.lexicon import plain
from headwater.readers.values.word_table import word_table


@cache
def _kilograms() -> Mapping[str, float]:
    return {plain(word): float(kg) for kg, words in word_table("mass").items() for word in words}


@lru_cache(maxsize=4096)
def kilograms_of_unit(unit: str) -> float | None:
    """Return how many kilograms one of a unit is, or None where the unit is not one of mass."""
    key = re.sub(r"[\s.()\[\]/_\-]+", " ", plain(unit)).strip()
    if key in _kilograms():
        return _kilograms()[key]
    found = {_kilograms()[part] for part in key.split() if part in _kilograms()}
    return found.pop() if len(found) == 1 else None


def kilograms_of_heading(heading: str) -> float | None:
    """Return the kilograms of the unit that a heading names, as in ``Gross Weight (LBS)`` or ``毛重(千克)``, or None."""
    words = re.findall(r"[^\W\d_]+", plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)))
    found = {_kilograms()[word] for word in words if word in _kilograms() and (len(word) > 1 or word in "gt克吨")}
    found |= {kg for word, kg in _kilograms().items() if not word.isascii() and len(word) == 2 and word in heading}
    if not found:
        found = {kg for word, kg in _kilograms().items() if word in ("吨", "磅") and word in heading}
    return found.pop() if len(found) == 1 else None
