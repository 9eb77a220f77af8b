"""Texts made comparable, and the lists of words that rules look for.

Patterns are built from the reference tables and tried once per distinct value.
"""

import re
from dataclasses import dataclass

import polars as pl

from headwater.reference import Tables

_STRIP_MARKS = r"\p{M}"


def folded(text: pl.Expr) -> pl.Expr:
    """Return the text in lower case without accents, with runs of white space as one blank."""
    plain = text.str.normalize("NFKD").str.replace_all(_STRIP_MARKS, "").str.to_lowercase()
    return plain.str.replace_all(r"\s+", " ").str.strip_chars()


def phrase_pattern(words: list[str], *, whole: bool) -> str:
    """Return a pattern that finds any of the words in a folded text.

    Args:
        words: words or stems; those in scripts without blanks are found anywhere.
        whole: True where each has to end at the end of a word, False where it may be the beginning of one.
    """
    latin = sorted({word for word in words if word.isascii()}, key=len, reverse=True)
    other = sorted({word for word in words if not word.isascii()}, key=len, reverse=True)
    parts = []
    if latin:
        end = r"(?:$|[^a-z0-9])" if whole else ""
        parts.append(r"(?:^|[^a-z0-9])(?:" + "|".join(re.escape(word) for word in latin) + ")" + end)
    parts.extend(re.escape(word) for word in other)
    return "|".join(parts) or r"[^\s\S]"


def equal_pattern(words: list[str]) -> str:
    """Return a pattern that a folded text meets when it is one of the words and nothing else."""
    return (
        r"^[\s.,;:*#-]*(?:"
        + "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
        + r")[\s.,;:*#-]*$"
    )


@dataclass(frozen=True)
class Wording:
    """The words of the reference tables as patterns.

    Attributes:
        words: list name -> its words, folded.
        trades: table of trades with the patterns ``activity_pattern`` and ``name_pattern``.
    """

    words: dict[str, list[str]]
    trades: pl.DataFrame

    def anywhere(self, name: str, *, whole: bool = True) -> str:
        """Return the pattern that finds a phrase of the list in a folded text."""
        return phrase_pattern(self.words[name], whole=whole)

    def only_words(self, name: str) -> str:
        """Return the pattern for folded texts made of words of the list and nothing else."""
        words = "|".join(re.escape(word) for word in sorted(set(self.words[name]), key=len, reverse=True))
        return rf"^(?:(?:{words})(?:\s+|$))+$"

    def nothing_else(self, name: str) -> str:
        """Return the pattern for folded texts that are a phrase of the list and nothing else."""
        return equal_pattern(self.words[name])


def load_wording(tables: Tables) -> Wording:
    """Return the patterns of the tables ``phrases`` and ``trades``."""
    words = {name: _split(text) for name, text in tables["phrases"].select("list", "words").iter_rows()}
    trades = [
        (trade, title, chemicals, _stems(activity), _stems(names))
        for trade, title, chemicals, activity, names, _ in tables["trades"].iter_rows()
    ]
    schema = ["trade", "title", "chemicals", "activity_pattern", "name_pattern"]
    return Wording(words, pl.DataFrame(trades, schema=schema, orient="row"))


def _split(text: str) -> list[str]:
    return [word for word in (part.strip().lower() for part in text.split(";")) if word]


def _stems(text: str | None) -> str:
    # A blank at the end of a stem means that the word ends there.
    stems = [part.lower() for part in (text or "").split(";") if part.strip()]
    return phrase_pattern(stems, whole=False)
