"""Fold what paperwork contains into tokens that names are compared by, with the way back to the characters as written.

Folding: full-width and compatibility forms, case, accents, Greek letters, primes, dashes and look-alikes of other scripts,
invisible characters. A token is a run of Latin letters, a run of digits, one Chinese character, or a prime after a locant.
Everything else separates tokens. Names are compared by the tokens joined, so that hyphens, brackets and spaces do not matter,
while a changed digit does.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from headwater.substance.script import SIMPLIFIED

MOST_CHARACTERS: Final = 20_000
"""Text beyond this many characters is not read; the result says so."""

_GREEK: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "ϕ": "phi",
    "ß": "beta",
    "µ": "mu",
}
"""Greek letters as chemists spell them. A sharp s stands for beta in statutes set without Greek type; the micro sign for mu."""

_PRIMES: Final = frozenset("'’‘′´`ʹʼ＇")
_DOUBLE_PRIMES: Final = frozenset('"”“″〞')
_DASHES: Final = frozenset("-‐‑‒–—―−﹣－⁃˗­ー")
_MARKS: Final = frozenset("™®©℠")
_TOKEN: Final = re.compile(r"[a-z]+|[0-9]+|[\u3400-\u9fff\uf900-\ufaff]|(?<=[0-9a-z])'+(?=[-,)\]\s]|$)")
_LETTERLIKE: Final = re.compile(r"[0-9a-z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for comparison.

    Attributes:
        text: the folded text.
        origin: for each folded character the index of the character it comes from, or None where the two agree.
        written: length of the text as written.
    """

    text: str
    origin: tuple[int, ...] | None
    written: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span as written for a span of the folded text."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    """Return the text folded for comparison; only the first ``MOST_CHARACTERS`` characters are read."""
    text = text[:MOST_CHARACTERS]
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), None, len(text))
    pieces: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        piece = _fold_character(character)
        pieces.append(piece)
        origin.extend([index] * len(piece))
    return Folded("".join(pieces), tuple(origin), len(text))


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    if character in _PRIMES:
        return "'"
    if character in _DOUBLE_PRIMES:
        return "''"
    if character in _DASHES:
        return "" if character == "\u00ad" else "-"
    if character in _MARKS:
        return " "
    low = character.lower()
    if low in _GREEK:
        return _GREEK[low]
    wide = unicodedata.normalize("NFKC", character).lower()
    if len(wide) == 1 and wide in _GREEK:
        return _GREEK[wide]
    if wide in SIMPLIFIED:
        return SIMPLIFIED[wide]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category.startswith(("Z", "C")):
        return " "
    if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff":
        return wide
    plain = "".join(c for c in unicodedata.normalize("NFKD", wide) if unicodedata.category(c) != "Mn")
    if plain.isascii():
        return plain
    return anyascii(plain).lower()


def tokens_of(folded: str) -> list[tuple[str, int, int]]:
    """Return the tokens of a folded text with their start and end, in order."""
    return [(match.group(), *match.span()) for match in _TOKEN.finditer(folded)]


def key_of(name: str) -> str:
    """Return the key by which a name is compared: its tokens joined."""
    return "".join(_TOKEN.findall(fold(name).text))


def is_letterlike(character: str) -> bool:
    """Return whether a folded character is a letter, digit or Chinese character."""
    return _LETTERLIKE.match(character) is not None
