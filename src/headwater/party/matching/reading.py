"""One way to read a name, and what words of a name mean beside telling its bearer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.reference import tables

MAX_WORDS: Final = 12
"""Words of a name that are aligned; of longer names the last ones are left out."""

INITIALS: Final = "="
"""What a spelling among the joins starts with if it is made of the first letters of the words."""
_GENERATIONS: Final = frozenset({"jr", "sr"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name.

    Attributes:
        words: the words that tell parties apart, in plain Latin letters, without particles, titles and legal forms.
        joins: (spelling, first word, word after the last) for words that are also written as one.
        family: how many of the first words are the family name; 0 where the name does not say.
        form: family of the legal form (LLC, JSC, ...), or empty.
        numbers: the numbers among the words.
        written: the words of a body's name as they are written, without forms, articles and the like; empty for persons.
        tail: the letters of the legal form behind them.
        nation: the country or countries whose law knows the form as it is written, or empty.
        penalty: what the reading takes from the log odds, because it is not the usual one.
    """

    words: tuple[str, ...]
    joins: tuple[tuple[str, int, int], ...] = ()
    family: int = 0
    form: str = ""
    numbers: frozenset[str] = frozenset()
    penalty: float = 0.0
    nation: str = ""
    written: tuple[str, ...] = ()
    tail: str = ""


@cache
def words_of(role: str) -> frozenset[str]:
    """Return the words of a role in names (title, particle, filler, ...), from the reference table ``name_roles``."""
    return frozenset(meanings(role))


@cache
def meanings(role: str) -> dict[str, str]:
    """Return word -> what it stands for, for the words of a role."""
    frame = tables()["name_roles"]
    return {word: means or "" for word, own, means in frame.select("word", "role", "means").iter_rows() if own == role}


def initials_of(words: Iterable[str]) -> str:
    """Return the first letters of the words, numbers left out."""
    return "".join(word[0] for word in words if word.isalpha())


def reading_of(
    words: list[str],
    joins: list[tuple[str, int, int]],
    family: int,
    form: str,
    penalty: float = 0.0,
    nation: str = "",
    *,
    written: tuple[str, ...] = (),
    tail: str = "",
) -> Reading:
    """Return the reading of words: at most ``MAX_WORDS`` of them, with the joins and numbers among these."""
    if not all(words):
        # A letter without a sound, such as a Cyrillic sign on its own, leaves an empty word.
        words, joins, family = [word for word in words if word], [], 0
    words = words[:MAX_WORDS]
    kept = [join for join in joins if join[2] <= len(words)]
    numbers = frozenset(word for word in words if word.isdigit() or word in _GENERATIONS)
    return Reading(tuple(words), tuple(kept), family, form, numbers, penalty, nation, written, tail)
