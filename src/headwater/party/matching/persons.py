"""Read a person's name in Latin letters: family name, titles, particles, and the parts of Arabic names."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from headwater.party.matching.reading import Reading, meanings, reading_of, words_of
from headwater.party.matching.text import WORD, to_ascii

_ABD: Final = re.compile(r"abdh?(?:ou|[aeiou])[lrsdtnz]h?-?(\w{3,})$")
_LAH: Final = re.compile(r"(\w{3,}?)(?:[aou]llah|ulla)$")
_DIN: Final = re.compile(r"(\w{3,}?)(?:[aeiou]|ou)(?:l?d|dd)(?:ine?|een|yn)$")


def read_person(text: str) -> Reading:
    """Return the reading of a person's name in Latin letters, as cleaned by ``clean``."""
    family_part, comma, rest = text.partition(",")
    family_words = person_words(family_part)
    if not comma:
        return person_reading(family_words, 0)
    return person_reading(family_words + person_words(rest), len(family_words))


def person_reading(words: list[str], family_words: int, penalty: float = 0.0) -> Reading:
    """Return the reading of a person's name whose first ``family_words`` words are the family name."""
    half = len(words) // 2
    if half > 1 and len(words) % 2 == 0 and words[:half] == words[half:]:
        words, family_words = words[:half], min(family_words, half)
    content: list[str] = []
    joins: list[tuple[str, int, int]] = []
    prefix = ""
    family = 0
    variants, particles, titles = meanings("variant"), words_of("particle"), words_of("title")
    for position, word in enumerate(words):
        if word in particles and position + 1 < len(words):
            prefix += word
            continue
        if word in titles and len(words) > 2:
            continue
        if prefix:
            joins.append((prefix + word, len(content), len(content) + 1))
            prefix = ""
        content.append(variants.get(word, word))
        if position < family_words:
            family = len(content)
    content = content or list(words)
    joins.extend((one + two, index, index + 2) for index, (one, two) in enumerate(pairwise(content)))
    return reading_of(content, joins, family, "", penalty)


def person_words(text: str) -> list[str]:
    """Return the words of a person's name in plain letters, Arabic names cut into their parts."""
    words: list[str] = []
    for word in WORD.findall(text):
        plain = to_ascii(word)
        if len(plain) >= 4:
            words.extend(_arabic_parts(plain))
        elif plain:
            words.append(plain)
    return words


@lru_cache(maxsize=65536)
def _arabic_parts(word: str) -> tuple[str, ...]:
    """Return a word cut where Arabic names are written as one or as several: Abdulrahman, Saifullah, Nureddin."""
    if word in words_of("abd"):
        return ("abd",)
    if word in words_of("allah"):
        return ("lah",)
    if word in words_of("din"):
        return ("din",)
    if found := _ABD.match(word):
        return ("abd", found[1])
    if found := _LAH.match(word):
        return (found[1], "lah")
    if found := _DIN.match(word):
        return (found[1], "din")
    return (word,)
