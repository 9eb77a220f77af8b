"""The words that values are written with, from ``words.toml`` beside this module."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def word_table(name: str) -> Mapping[str, Sequence[str]]:
    """Return the words of one section, by what they stand for."""
    table = tomllib.loads((files("headwater.readers.values") / "words.toml").read_text(encoding="utf-8"))
    found: Mapping[str, Sequence[str]] = table[name]
    return found
