"""Read the name of an organisation or a vessel in Latin letters: legal form, trades and places as concepts, joined letters."""

import re
from itertools import pairwise
from typing import Final

from headwater.party.matching.concepts import concepts_of, general_words
from headwater.party.matching.legal_forms import legal_forms, without_forms
from headwater.party.matching.reading import INITIALS, MAX_WORDS, Reading, initials_of, meanings, reading_of, words_of
from headwater.party.matching.slips import without_slip
from headwater.party.matching.text import WORD, to_ascii

_DOTTED: Final = re.compile(r"(?<=\b\w)\.\s?(?=\w\b)")
_LETTERS_AND: Final = re.compile(r"(?<=\b\w) y (?=\w\b)")
_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_SHORTEST_INITIALS: Final = 4
_TWO_WORDS: Final = 2
_LEAST_RUN, _MOST_RUN = 3, 5
"""Words of a part of a name that is also called by its first letters: SEZ for special economic zone."""


def read_organisation(text: str) -> Reading:
    """Return the reading of an organisation's or vessel's name in Latin letters, as cleaned by ``clean``."""
    text = _LETTERS_AND.sub(" and ", _DOTTED.sub("", text).replace("&", " and "))
    words = [to_ascii(word) for word in WORD.findall(text)]
    given = [word for word in words if word]
    meant = list(map(without_slip, given))
    as_written = dict(zip(meant, given, strict=True)) if meant != given else {}
    given = meant
    words, form = without_forms(given)
    tail = _tail(given, words)
    prefix = given[0] if len(words) < len(given) and given[-len(words) :] == words else ""
    if len(words) > 1 and words[0] in words_of("vessel-prefix") and not all(map(str.isdigit, words[1:])):
        prefix, words = words[0], words[1:]
    words = _joined_letters(words)
    numbers, fillers = meanings("number"), words_of("filler")
    places = [place for place, word in enumerate(words) if word not in fillers] or list(range(len(words)))
    content = [numbers.get(words[place]) or _ORDINAL.sub(r"\1", words[place]) for place in places]
    concepts, spans = _as_concepts(content)
    if not concepts:
        concepts, spans = content, [(index, index + 1) for index in range(len(content))]
    joins = [
        (one + two, first[0], second[1])
        for (one, first), (two, second) in pairwise(zip(content, spans, strict=True))
        if second[1] > second[0] >= first[1] > first[0]
    ]
    if as_written:
        joins += [
            (as_written.get(one, one) + as_written.get(two, two), first[0], second[1])
            for (one, first), (two, second) in pairwise(zip(content, spans, strict=True))
            if second[1] > second[0] >= first[1] > first[0]
        ]
    joins += _with_left_out(words, places, spans, prefix)
    joins += _initials(content, spans, len(concepts[:MAX_WORDS]))
    return reading_of(concepts, joins, 0, form.family, nation=form.nations, written=tuple(content), tail=tail)


def is_legal_form(text: str) -> bool:
    """Return whether a name, as cleaned by ``clean``, is a legal form and nothing else."""
    words = [to_ascii(word) for word in WORD.findall(_DOTTED.sub("", text))]
    return " ".join(words) in legal_forms()


def _with_left_out(
    words: list[str], places: list[int], spans: list[tuple[int, int]], prefix: str
) -> list[tuple[str, int, int]]:
    """Return the spellings in which a word runs together with the article or form beside it: Beitel-Mal, JSCPower."""
    kept = set(places)
    found = []
    for place, (start, end) in zip(places, spans, strict=True):
        before = words[place - 1] if place and place - 1 not in kept else prefix if not place else ""
        after = words[place + 1] if place + 1 < len(words) and place + 1 not in kept else ""
        if end == start + 1:
            found += [(before + words[place], start, end)] if before else []
            found += [(words[place] + after, start, end)] if after else []
    return found


def _is_descriptive(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and set(concepts_of(word)) <= general_words()


def _initials(content: list[str], spans: list[tuple[int, int]], whole: int) -> list[tuple[str, int, int]]:
    """Return the first letters of the whole name, and of three to five words for trades and places at its start or its end."""
    found = []
    initials = initials_of(content)
    if len(initials) >= _SHORTEST_INITIALS and whole > _TWO_WORDS:
        found.append((INITIALS + initials, 0, whole))
    words = len(content)
    for size in range(_LEAST_RUN, min(_MOST_RUN, words - 1) + 1):
        for start in (0, words - size):
            first, after = spans[start][0], spans[start + size - 1][1]
            if after - first > _TWO_WORDS and all(map(_is_descriptive, content[start : start + size])):
                found.append((INITIALS + initials_of(content[start : start + size]), first, after))
    return found


def _tail(given: list[str], kept: list[str]) -> str:
    """Return the letters behind the words that were kept, which are those of the legal form."""
    for end in range(len(given), len(kept) - 1, -1):
        if given[end - len(kept) : end] == kept:
            return "".join(given[end:])
    return ""


def _as_concepts(words: list[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the words with those for trades and places made one word a thing, and where each word went.

    A thing that is named twice in a row stands once.
    """
    found: list[str] = []
    spans = []
    for word in words:
        start = len(found)
        for concept in concepts_of(word):
            if not found or found[-1] != concept:
                found.append(concept)
        spans.append((start, len(found)))
    return found, spans


def _joined_letters(words: list[str]) -> list[str]:
    """Return the words with runs of single letters ("g r c") made one."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and not word.isdigit():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined
