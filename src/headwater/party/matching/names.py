"""Read a name in any script: the ways it may be read, each as words in plain Latin letters."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from headwater.party.matching.bodies import is_legal_form, read_organisation
from headwater.party.matching.legal_forms import without_forms
from headwater.party.matching.persons import person_reading, person_words, read_person
from headwater.party.matching.reading import Reading, reading_of, words_of
from headwater.party.matching.scripts import (
    arabic_words,
    cyrillic_spellings,
    eastern_spellings,
    han_body_words,
    han_person_spellings,
    hangul_person,
    hangul_spellings,
)
from headwater.party.matching.text import WORD, clean, is_mixed, script_of, to_ascii, unmix

_LONGEST_HAN_PERSON: Final = 4
_TWO_CHARACTERS: Final = 2
_OTHER_SYSTEM, _EASTERN = 0.3, 0.5
"""What a reading in Wade-Giles or Cantonese, or of a customary spelling, takes from the log odds."""
_TWO_SYLLABLES: Final = 2.0
"""What a Chinese or Korean name of two characters takes: there are only some hundred of each, and many spellings of both."""
_TRANSCRIBED: Final = 2.0
"""What a name of five characters or more takes: it is Japanese, or a foreign one written by its sound."""
_TURNED: Final = 2.0
"""What it takes that a Chinese or Korean name seems to have its family name last, which may be a short given name."""
_UNVOWELLED: Final = 1.6
"""What it takes that the vowels of a person's name are not written."""
_HAN_BODY, _SHORTENED = -0.7, 0.2
"""What the name of a firm in Chinese characters takes, and one of which only a part of the brand is read. The first is less
than nothing: the threshold suits Latin names, of which many more look alike by chance."""


@lru_cache(maxsize=4096)
def readings(text: str, schema: str | None) -> tuple[Reading, ...]:
    """Return the ways to read a name, the usual one first; empty where it holds no letter or digit.

    Args:
        text: the name as written.
        schema: the FollowTheMoney schema of its bearer if known: Person, Company, Organization, Vessel, ...
    """
    cleaned = clean(text)
    if not cleaned.isascii():
        cleaned = " ".join(unmix(word) if is_mixed(word) else word for word in cleaned.split(" "))
    person = schema == "Person" or (schema in (None, "LegalEntity") and _looks_like_person(cleaned))
    found = _readings(cleaned, person)
    return tuple(reading for reading in found if reading.words)


def is_only_form(text: str, schema: str | None) -> bool:
    """Return whether a name says nothing but a legal form, so that there is no body to look for."""
    return schema != "Person" and is_legal_form(clean(text))


def _looks_like_person(text: str) -> bool:
    head, comma, tail = text.partition(",")
    return bool(comma) and bool(tail.strip()) and not without_forms(person_words(text))[1].family and len(head.split()) <= 3


def _readings(text: str, person: bool) -> Iterable[Reading]:
    script = script_of(text)
    found = _READERS.get(script, _read_other)(text, person) if script != "latin" else (_read(text, person),)
    seen = set()
    for reading in found:
        if reading.words not in seen:
            seen.add(reading.words)
            yield reading


def _read(text: str, person: bool) -> Reading:
    return read_person(text) if person else read_organisation(text)


def _read_other(text: str, person: bool) -> Iterable[Reading]:
    yield _read(" ".join(to_ascii(word) for word in text.split(" ")), person)


def _read_cyrillic(text: str, person: bool) -> Iterable[Reading]:
    words = WORD.findall(text) if "," not in text else text.replace(",", " , ").split()
    spelled = [(",",) * 6 if word == "," else cyrillic_spellings(word) for word in words]
    for system in zip(*spelled, strict=True):
        yield _read(" ".join(system), person)


def _read_arabic(text: str, person: bool) -> Iterable[Reading]:
    words = [word for written in WORD.findall(text) for word in arabic_words(written)]
    if person:
        yield person_reading(words, 0, _UNVOWELLED)
        return
    particles = words_of("particle") | words_of("filler")
    content = [word for word in words if word not in particles]
    yield reading_of(content or words, [], 0, "")


def _family_first(text: str) -> tuple[str, float]:
    """Return an eastern name without blanks, family name first, and what it takes where that seems to stand last: 예준 안."""
    words = WORD.findall(text)
    if len(words) > 1 and len(words[-1]) == 1 and all(len(word) > 1 for word in words[:-1]):
        return "".join([words[-1], *words[:-1]]), _TURNED
    return "".join(words), 0.0


def _read_han(text: str, person: bool) -> Iterable[Reading]:
    bare, turned = _family_first(text) if person else ("".join(WORD.findall(text)), 0.0)
    if person or len(bare) <= _LONGEST_HAN_PERSON:
        for number, words in enumerate(han_person_spellings(bare)):
            few = _TWO_SYLLABLES if len(bare) == _TWO_CHARACTERS else 0.0 if len(bare) <= _LONGEST_HAN_PERSON else _TRANSCRIBED
            yield person_reading(list(words), 1, few + turned + (_OTHER_SYSTEM if number else 0.0))
    if not person:
        for number, concepts in enumerate(han_body_words(bare)):
            content = [word for word in concepts if word not in words_of("filler")]
            yield reading_of(content, [], 0, "", _SHORTENED if number else _HAN_BODY)


def _read_hangul(text: str, person: bool) -> Iterable[Reading]:
    if person:
        text, turned = _family_first(text)
        few = _TWO_SYLLABLES if len(text) == _TWO_CHARACTERS else 0.0
        for words in hangul_person(text):
            yield person_reading(list(words), 1, few + turned)
        return
    if len("".join(text.split())) <= _LONGEST_HAN_PERSON:
        # So short a name may be a person's: 김정은.
        yield from _read_hangul(text, True)
    for system in zip(*(_three(hangul_spellings(word)) for word in WORD.findall(text)), strict=True):
        yield read_organisation(" ".join(system))


def _three(spellings: tuple[str, ...]) -> tuple[str, ...]:
    return (spellings * 3)[:3]


_READERS: Final[dict[str, Callable[[str, bool], Iterable[Reading]]]] = {
    "cyrillic": _read_cyrillic,
    "arabic": _read_arabic,
    "han": _read_han,
    "hangul": _read_hangul,
}


def eastern_readings(usual: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return further readings of a person's name that may be Chinese or Korean: in the standard spelling, family name first.

    They are for comparing two names; a list searched with them would be searched for too many.
    """
    if len(usual) != 1:
        return ()
    words = usual[0].words
    return tuple(person_reading(list(pair), 1, _EASTERN) for pair in eastern_spellings(words) if pair != words)
