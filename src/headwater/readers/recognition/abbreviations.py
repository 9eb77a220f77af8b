"""Say which notions a shortened word of a heading may stand for: ``Dom. Imp.``, ``Whg.``, ``Zahlungsbed.``, ``Rcvr Nm``.

A shortened word is the beginning of a known word, or its first and last letter with some of those between. It often fits
several notions; which one is meant shows only beside the other words of the heading, so all are kept, each with its cost.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from headwater.readers.recognition.lexicon import IGNORE, notions_by_word

_SHORTEST: Final = 3
_LONG: Final = 5
_LONGEST_CONTRACTION: Final = 5
_LONGEST_DOTTED: Final = 7
_MOST: Final = 6
_MOST_FOR_PHRASES: Final = 3
_WITH_DOT: Final = 0.04
_WITHOUT_DOT: Final = 0.08
_SHORT_WITHOUT_DOT: Final = 0.11
_CONTRACTED: Final = 0.03
_USUAL: Final = 0.02


class Piece(NamedTuple):
    """One word of a heading: its text as the word table is written, and whether a full stop follows it."""

    text: str
    dotted: bool


class Guess(NamedTuple):
    """A notion that a shortened word may stand for, and what the guess costs."""

    notion: str
    cost: float


@lru_cache(maxsize=8192)
def short_for(piece: Piece) -> tuple[Guess, ...]:
    """Return the notions that a shortened word may stand for, the likeliest first; none for a word that is no shortening."""
    text = piece.text
    usual = tuple(Guess(notion, _USUAL) for notion in _usual().get(text, ()))
    if len(text) < _SHORTEST or not text.isalpha() or not text.isascii():
        return usual
    votes: dict[str, float] = {}
    cost = _cost(piece)
    for word in _beginning_with(text):
        votes[notions_by_word()[word]] = votes.get(notions_by_word()[word], 0.0) + 1.0 / len(word)
    begun = sorted(votes, key=lambda notion: -votes[notion])
    if not begun and len(text) <= (_LONGEST_DOTTED if piece.dotted else _LONGEST_CONTRACTION):
        contracted = _contracted(text) if piece.dotted or not set(text) & set("aeiou") else ()
        whole = [word for word in contracted if _consonants(word) == text]
        cost = _USUAL + _CONTRACTED if whole else cost + _CONTRACTED
        begun = list(dict.fromkeys(notions_by_word()[word] for word in whole or contracted))
    taken = {guess.notion for guess in usual}
    return usual + tuple(Guess(notion, cost) for notion in begun[:_MOST] if notion not in taken)


@lru_cache(maxsize=8192)
def short_for_phrase(pieces: tuple[Piece, ...]) -> tuple[Guess, ...]:
    """Return the notions of the known phrases of which these words, in order, are shortenings."""
    found: dict[str, float] = {}
    for words in _phrases().get(tuple(piece.text[0] for piece in pieces), ()):
        if all(_shortens(piece, word) for piece, word in zip(pieces, words, strict=True)):
            shortened = (piece for piece, word in zip(pieces, words, strict=True) if piece.text != word)
            cost = max((_USUAL if piece.text in _usual() else _cost(piece) for piece in shortened), default=_USUAL)
            notion = _notion_of_phrase()[words]
            found[notion] = min(cost, found.get(notion, 1.0))
    return tuple(Guess(notion, cost) for notion, cost in list(found.items())[:_MOST_FOR_PHRASES])


def compound_ending(piece: Piece, known: Mapping[str, str]) -> tuple[str, Sequence[Guess]] | None:
    """Return the known beginning of a German compound and what its shortened end may stand for: ``Warenbez.``."""
    text = piece.text
    for cut in range(len(text) - _SHORTEST, _SHORTEST - 1, -1):
        head = next((h for h in (text[:cut], text[:cut].removesuffix("s"), text[:cut].removesuffix("en")) if h in known), None)
        if head is None or known[head] == IGNORE or len(head) < _SHORTEST:
            continue
        guesses = short_for(Piece(text[cut:], piece.dotted))
        if text[cut:] not in known and guesses:
            return known[head], guesses
    return None


def _cost(piece: Piece) -> float:
    if piece.dotted:
        return _WITH_DOT
    return _WITHOUT_DOT if len(piece.text) >= _LONG else _SHORT_WITHOUT_DOT


def _shortens(piece: Piece, word: str) -> bool:
    text = piece.text
    if text == word or notions_by_word().get(word) in _usual().get(text, ()):
        return True
    if len(text) >= len(word):
        return False
    if word.startswith(text):
        return len(text) >= _SHORTEST or piece.dotted
    return _SHORTEST <= len(text) <= _LONGEST_CONTRACTION and text[-1] == word[-1] and _within(text, word)


def _within(text: str, word: str) -> bool:
    """Return whether the letters of a text stand in a word in the same order, the first one first."""
    letters = iter(word)
    return text[0] == word[0] and all(letter in letters for letter in text)


def _consonants(word: str) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def _beginning_with(text: str) -> Sequence[str]:
    words = _words()
    start = bisect_left(words, text)
    end = bisect_left(words, text + "\U0010ffff")
    return [word for word in words[start:end] if len(word) > len(text)]


def _contracted(text: str) -> Sequence[str]:
    return [word for word in _by_ends().get((text[0], text[-1]), ()) if len(word) > len(text) and _within(text, word)]


@cache
def _words() -> tuple[str, ...]:
    """Return the known single words of some length in Latin letters, in order."""
    known = notions_by_word().items()
    return tuple(sorted(w for w, notion in known if len(w) > _SHORTEST and w.isascii() and w.isalpha() and notion != IGNORE))


@cache
def _by_ends() -> Mapping[tuple[str, str], Sequence[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for word in sorted(_words(), key=len):
        found.setdefault((word[0], word[-1]), []).append(word)
    return found


@cache
def _notion_of_phrase() -> Mapping[tuple[str, ...], str]:
    """Return the notion of each known phrase by its words without articles and prepositions."""
    found: dict[tuple[str, ...], str] = {}
    known = notions_by_word()
    for phrase, notion in known.items():
        if " " in phrase and phrase.isascii() and notion != IGNORE:
            words = tuple(word for word in phrase.split() if known.get(word) != IGNORE)
            if len(words) > 1:
                found.setdefault(words, notion)
    return found


@cache
def _phrases() -> Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]:
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for words in _notion_of_phrase():
        found.setdefault(tuple(word[0] for word in words), []).append(words)
    return found


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    """Return the notions of shortenings that stand for several words and are too short to be seen as the beginning of one."""
    text = (files("headwater.readers.recognition") / "abbreviations.toml").read_text(encoding="utf-8")
    return {short: tuple(notions) for short, notions in tomllib.loads(text)["short"].items()}
