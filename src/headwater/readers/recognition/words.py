"""Take a column heading apart into the notions its words stand for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from headwater.readers.recognition.abbreviations import Piece, compound_ending, short_for, short_for_phrase
from headwater.readers.recognition.lexicon import IDEOGRAPHS, IGNORE, notions_by_word, plain
from headwater.readers.recognition.lexicon import pieces as _pieces

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORDS: Final = re.compile(r"([^\W_]+)(\.?)")
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PLURAL_ACRONYM: Final = re.compile(r"^[A-Z]{2,}s$")
_LONGEST_PHRASE: Final = 5
_SHORTEST_COMPOUND_PART: Final = 3
_SHORTEST_PLURAL: Final = 4
_SHORTEST_TAIL: Final = 5
_FUZZY_FROM: Final = 6
_FUZZY_LIKENESS: Final = 88.0
_SHORT: Final = 5
_KNOWN_AND_SHORT: Final = 0.05
_MOST_READINGS: Final = 24
_DEAREST: Final = 0.3

UNKNOWN: Final = "?"
DIGITS: Final = "#"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says.

    Attributes:
        written: the heading as it stands in the file.
        notions: the notions of its words in order, without articles and prepositions; ``?`` for a word that is not known and
            ``#2`` for digits.
    """

    written: str
    notions: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_heading(written: str) -> Heading:
    """Return the notions a heading names; none for an empty one."""
    found: list[str] = []
    for run in _runs(written):
        found += _ideographic(run) if IDEOGRAPHS.fullmatch(run) else _alphabetic(run)
    return Heading(written, tuple(part for notion in found for part in notion.split() if part != IGNORE))


def _runs(written: str) -> Iterator[str]:
    """Split into stretches of Chinese (Japanese, Korean) and stretches of anything else."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), unicodedata.normalize("NFKC", written))
    start = 0
    for match in IDEOGRAPHS.finditer(text):
        yield text[start : match.start()]
        yield match.group()
        start = match.end()
    yield text[start:]


def _alphabetic(run: str) -> list[str]:
    known = notions_by_word()
    pieces = [piece.text for piece in _written_pieces(run)]
    found: list[str] = []
    at = 0
    while at < len(pieces):
        for length in range(min(_LONGEST_PHRASE, len(pieces) - at), 0, -1):
            notion = known.get(" ".join(pieces[at : at + length]))
            if notion is not None:
                found.append(notion)
                at += length
                break
        else:
            found += _unknown(pieces[at])
            at += 1
    return found


def _written_pieces(run: str) -> list[Piece]:
    """Return the words of a stretch of letters; the full stop after a word is said of its last part."""
    found: list[Piece] = []
    for word, dot in _WORDS.findall(run):
        parts = _camel_pieces(word)
        found += [Piece(part, bool(dot) and place == len(parts) - 1) for place, part in enumerate(parts)]
    return found


@lru_cache(maxsize=4096)
def shortened_readings(written: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Return what else a heading may say where some of its words are shortened: notions, and what the guess costs.

    None for a heading in which no word looks shortened. Words that are known as they stand may be shortenings of others too
    where they are short: "Imp." is an import or an importer.
    """
    runs = [run for run in _runs(written) if run.strip()]
    if any(IDEOGRAPHS.fullmatch(run) for run in runs):
        return ()
    pieces = tuple(piece for run in runs for piece in _written_pieces(run))
    found: dict[tuple[str, ...], float] = {}
    for notions, cost in _readings_from(pieces, 0):
        told = tuple(part for notion in notions for part in notion.split() if part != IGNORE)
        if cost > 0 and cost < found.get(told, _DEAREST):
            found[told] = cost
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def _readings_from(pieces: tuple[Piece, ...], at: int) -> list[tuple[tuple[str, ...], float]]:
    if at >= len(pieces):
        return [((), 0.0)]
    found = [
        ((*notions, *rest), cost + more)
        for notions, length, cost in _readings_at(pieces, at)
        for rest, more in _readings_from(pieces, at + length)
    ]
    return sorted(found, key=lambda reading: (reading[1], UNKNOWN in reading[0]))[:_MOST_READINGS]


def _readings_at(pieces: tuple[Piece, ...], at: int) -> Iterator[tuple[tuple[str, ...], int, float]]:
    """Yield what the next words may stand for: notions, how many words they take, what the guess costs."""
    known = notions_by_word()
    exact = 0
    for length in range(min(_LONGEST_PHRASE, len(pieces) - at), 0, -1):
        notion = known.get(" ".join(piece.text for piece in pieces[at : at + length]))
        if notion is not None:
            yield (notion,), length, 0.0
            exact = length
            break
    piece = pieces[at]
    for length in range(2, min(_LONGEST_PHRASE, len(pieces) - at) + 1):
        window = tuple(word for word in pieces[at : at + length] if known.get(word.text) != IGNORE)
        if len(window) > 1 and length > exact and known.get(pieces[at + length - 1].text) != IGNORE:
            for guess in short_for_phrase(window):
                yield (guess.notion,), length, guess.cost
    if exact > 1 or (known.get(piece.text) == IGNORE and not piece.dotted):
        return
    if exact == 0:
        yield tuple(_unknown(piece.text)), 1, 0.0
        compound = compound_ending(piece, known)
        if compound is not None:
            head, endings = compound
            for guess in endings:
                yield (head, guess.notion), 1, guess.cost
    if exact == 0 or piece.dotted or len(piece.text) < _SHORT:
        for guess in short_for(piece):
            yield (guess.notion,), 1, guess.cost + _KNOWN_AND_SHORT * exact


def _camel_pieces(word: str) -> list[str]:
    """Cut ``buyerName`` in two, but not ``UoM`` or ``CIF``, which are known as they stand."""
    whole = plain(word)
    if _PLURAL_ACRONYM.match(word):
        return [whole]
    if word.isupper() or word.islower() or whole in notions_by_word():
        return _pieces(word)
    return _pieces(_CAMEL.sub(" ", word))


def _unknown(piece: str) -> list[str]:
    if piece.isdigit():
        return [f"{DIGITS}{int(piece)}"]
    for ending in ("s", "es"):
        singular = notions_by_word().get(piece.removesuffix(ending)) if piece.endswith(ending) else None
        if singular is not None and len(piece) > _SHORTEST_PLURAL:
            return [singular]
    parts = _compound(piece)
    if parts is not None:
        return [notions_by_word()[part] for part in parts]
    near = _misspelt(piece)
    if near is not None:
        return [near]
    tail = _known_tail(piece)
    return [UNKNOWN] if tail is None else [UNKNOWN, tail]


@lru_cache(maxsize=4096)
def _compound(piece: str) -> tuple[str, ...] | None:
    """Return the known words that make up a word written together, such as ``grossweight`` or ``Absenderadresse``."""
    known = notions_by_word()
    if len(piece) < 2 * _SHORTEST_COMPOUND_PART:
        return None
    for cut in range(len(piece) - 2, _SHORTEST_COMPOUND_PART - 1, -1):
        head, tail = piece[:cut], piece[cut:]
        head = next((h for h in (head, head.removesuffix("s"), head.removesuffix("en")) if len(h) > 2 and h in known), "")
        if not head or known[head] == IGNORE:
            continue
        if tail in known and known[tail] != IGNORE:
            return (head, tail)
        rest = _compound(tail)
        if rest is not None:
            return (head, *rest)
    return None


def _known_tail(piece: str) -> str | None:
    """Return the notion of the known word that an unknown German compound ends with, which says what it is."""
    for cut in range(3, len(piece) - _SHORTEST_TAIL + 1):
        notion = notions_by_word().get(piece[cut:])
        if notion is not None and notion != IGNORE:
            return notion
    return None


@lru_cache(maxsize=4096)
def _misspelt(piece: str) -> str | None:
    """Return the notion of the one known word that a long word nearly spells, or None."""
    if len(piece) < _FUZZY_FROM:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    near = process.extractOne(piece, _long_words(), scorer=Indel.normalized_similarity, score_cutoff=_FUZZY_LIKENESS / 100)
    return None if near is None else notions_by_word()[near[0]]


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(word for word in notions_by_word() if len(word) >= _FUZZY_FROM - 1 and " " not in word)


def _ideographic(run: str) -> list[str]:
    """Cut a stretch of Chinese into the longest known words; a character in none of them is one unknown word."""
    known = notions_by_word()
    text = plain(run)
    found: list[str] = []
    at = 0
    while at < len(text):
        for length in range(min(10, len(text) - at), 0, -1):
            notion = known.get(text[at : at + length])
            if notion is not None:
                found.append(notion)
                at += length
                break
        else:
            if not found or found[-1] != UNKNOWN:
                found.append(UNKNOWN)
            at += 1
    return found
