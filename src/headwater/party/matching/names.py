"""Read a name: its words in plain Latin letters, its legal form, and the spellings in which words run together."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from headwater.party.matching.concepts import concepts_of
from headwater.party.matching.scripts import (
    arabic_words,
    cyrillic_spellings,
    eastern_spellings,
    han_body_words,
    han_person_spellings,
    hangul_person,
    hangul_spellings,
)
from headwater.party.matching.text import clean, is_mixed, script_of, to_ascii, unmix
from headwater.reference import tables

MAX_WORDS: Final = 12
"""Words of a name that are aligned; of longer names the last ones are left out."""

_WORD: Final = re.compile(r"[^\W_]+")
_DOTTED: Final = re.compile(r"(?<=\b\w)\.\s?(?=\w\b)")
_BRACKETED: Final = re.compile(r"[(\[（【].*?[)\]）】]")
_SHORTEST_INITIALS: Final = 4
_TWO_WORDS: Final = 2
_LONGEST_HAN_PERSON: Final = 4
_OTHER_SYSTEM, _SHORTENED, _EASTERN = 0.3, 0.8, 0.5
"""What a reading in Wade-Giles or Cantonese, of part of a firm's brand, or of a customary spelling takes from the log odds."""
_NATIONS: Final = {
    "fi": "oy oyj",
    "ae": "fzc fze fzco",
    "cz sk": "sro",
    "ru": "ooo oao zao pao too tov",
    "de at ch": "gmbh",
    "nl": "bv",
    "pl": "spzoo",
    "hu": "kft",
    "bg": "ood eood",
    "ee": "ou",
    "lt": "uab",
    "lv": "sia",
}
"""Forms that the law of one country, or of neighbours with one law, knows; not those that lists use in translation."""
_NATION_OF: Final = {form: nation for nation, forms in _NATIONS.items() for form in forms.split()}
_GENERATIONS: Final = frozenset({"jr", "sr"})
_ORDINAL: Final = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_ABD: Final = re.compile(r"abdh?(?:ou|[aeiou])[lrsdtnz]h?-?(\w{3,})$")
_LAH: Final = re.compile(r"(\w{3,}?)(?:[aou]llah|ulla)$")
_DIN: Final = re.compile(r"(\w{3,}?)(?:[aeiou]|ou)(?:l?d|dd)(?:ine?|een|yn)$")
# Slavic forms are spelled in too many ways for a list.
_SPELLED_FORMS: Final = (
    (re.compile(r"\bob[sc]\w*stv\w* (?:s|iz|z) \w*gr?an\w*h?en\w* o\w*t?vet\w*"), "LLC"),
    (re.compile(r"\bt\w*v\w*r[iy]stv\w* [zs] \w*bm\w* \w*d?[pk]\w+"), "LLC"),
    (re.compile(r"\b(?:(?:ne)?pub\w*n\w*e|otkr[iy]t\w*|zakr[iy]t\w*|adkr[iy]t\w*) a(?:k|c)\w*n\w* (?:ob|ta)\w*stv\w*"), "JSC"),
    (re.compile(r"\ba(?:k|c)[tcs]\w*ner\w* (?:ob|ta)\w*stv\w*"), "JSC"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name.

    Attributes:
        words: the words that tell parties apart, in plain Latin letters, without particles, titles and legal forms.
        joins: (spelling, first word, word after the last) for words that are also written as one.
        family: how many of the first words are the family name; 0 where the name does not say.
        form: family of the legal form (LLC, JSC, ...), or empty.
        numbers: the numbers among the words.
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


@cache
def words_of(role: str) -> frozenset[str]:
    """Return the words of a role in names (title, particle, filler, ...), from the reference table ``name_roles``."""
    return frozenset(_means(role))


@cache
def _means(role: str) -> dict[str, str]:
    frame = tables()["name_roles"]
    return {word: means or "" for word, own, means in frame.select("word", "role", "means").iter_rows() if own == role}


@cache
def legal_forms() -> dict[str, tuple[str, str]]:
    """Return phrase -> (form, family of forms), from the reference table ``legal_forms``."""
    frame = tables()["legal_forms"]
    return {
        phrase: (form or "", generic or "") for phrase, form, generic in frame.select("phrase", "form", "generic").iter_rows()
    }


@cache
def _longest_phrase() -> int:
    return max(phrase.count(" ") + 1 for phrase in legal_forms())


def read_person(text: str) -> Reading:
    """Return the reading of a person's name in Latin letters, as cleaned by ``clean``."""
    family_part, comma, rest = text.partition(",")
    family_words = _person_words(family_part)
    if not comma:
        return _person_reading(family_words, 0)
    return _person_reading(family_words + _person_words(rest), len(family_words))


def _person_reading(words: list[str], family_words: int, penalty: float = 0.0) -> Reading:
    """Return the reading of a person's name whose first ``family_words`` words are the family name."""
    half = len(words) // 2
    if half > 1 and len(words) % 2 == 0 and words[:half] == words[half:]:
        words, family_words = words[:half], min(family_words, half)
    content: list[str] = []
    joins: list[tuple[str, int, int]] = []
    prefix = ""
    family = 0
    variants, particles, titles = _means("variant"), words_of("particle"), words_of("title")
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
    return _reading(content, joins, family, "", penalty)


def _person_words(text: str) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(text):
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


def read_organisation(text: str) -> Reading:
    """Return the reading of an organisation's or vessel's name in Latin letters, as cleaned by ``clean``."""
    text = _DOTTED.sub("", text).replace("&", " and ")
    words = [to_ascii(word) for word in _WORD.findall(text)]
    words, form, nation = _without_forms([word for word in words if word])
    if len(words) > 1 and words[0] in words_of("vessel-prefix") and not all(map(str.isdigit, words[1:])):
        words = words[1:]
    words = _joined_letters(words)
    numbers = _means("number")
    content = [numbers.get(word) or _ORDINAL.sub(r"\1", word) for word in words if word not in words_of("filler")] or words
    concepts, spans = _as_concepts(content)
    if not concepts:
        concepts, spans = content, [(index, index + 1) for index in range(len(content))]
    joins = [
        (one + two, first[0], second[1])
        for (one, first), (two, second) in pairwise(zip(content, spans, strict=True))
        if second[1] - first[0] == _TWO_WORDS
    ]
    initials = "".join(word[0] for word in content if word.isalpha())
    whole = len(concepts[:MAX_WORDS])
    if len(initials) >= _SHORTEST_INITIALS and whole > _TWO_WORDS:
        joins.append((initials, 0, whole))
    return _reading(concepts, joins, 0, form, nation=nation)


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


def _without_forms(words: list[str]) -> tuple[list[str], str, str]:
    """Return the words without legal forms at either end, the family of the most telling form, and its country."""
    known, longest = legal_forms(), _longest_phrase()
    family = nation = ""
    text = " ".join(words)
    for pattern, generic in _SPELLED_FORMS:
        rest = pattern.sub(" ", text).strip()
        if rest and rest != text:
            family, text = family or generic, rest
    words = text.split()
    found = True
    while found and len(words) > 1:
        found = False
        for size in range(min(longest, len(words) - 1), 0, -1):
            tail = " ".join(words[-size:])
            if tail in known:
                family, nation = family or known[tail][1], nation or _NATION_OF.get(known[tail][0], "")
                words, found = words[:-size], True
                break
        for size in range(min(longest, len(words) - 1), 0, -1):
            head = " ".join(words[:size])
            if head in known and (len(head) > 3 or head in words_of("leading-form")):
                family, nation = family or known[head][1], nation or _NATION_OF.get(known[head][0], "")
                words, found = words[size:], True
                break
    return words, family, nation


def _reading(
    words: list[str], joins: list[tuple[str, int, int]], family: int, form: str, penalty: float = 0.0, nation: str = ""
) -> Reading:
    if not all(words):
        # A letter without a sound, such as a Cyrillic sign on its own, leaves an empty word.
        words, joins, family = [word for word in words if word], [], 0
    words = words[:MAX_WORDS]
    kept = [join for join in joins if join[2] <= len(words)]
    numbers = frozenset(word for word in words if word.isdigit() or word in _GENERATIONS)
    return Reading(tuple(words), tuple(kept), family, form, numbers, penalty, nation)


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


def _looks_like_person(text: str) -> bool:
    head, comma, tail = text.partition(",")
    return bool(comma) and bool(tail.strip()) and not _without_forms(_person_words(text))[1] and len(head.split()) <= 3


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
    words = _WORD.findall(text) if "," not in text else text.replace(",", " , ").split()
    spelled = [(",",) * 6 if word == "," else cyrillic_spellings(word) for word in words]
    for system in zip(*spelled, strict=True):
        yield _read(" ".join(system), person)


def _read_arabic(text: str, person: bool) -> Iterable[Reading]:
    words = [word for written in _WORD.findall(text) for word in arabic_words(written)]
    if person:
        yield _person_reading(words, 0)
        return
    particles = words_of("particle") | words_of("filler")
    content = [word for word in words if word not in particles]
    yield _reading(content or words, [], 0, "")


def _read_han(text: str, person: bool) -> Iterable[Reading]:
    bare = "".join(_WORD.findall(text))
    if person or len(bare) <= _LONGEST_HAN_PERSON:
        for number, words in enumerate(han_person_spellings(bare)):
            yield _person_reading(list(words), 1, _OTHER_SYSTEM if number else 0.0)
    if not person:
        for number, concepts in enumerate(han_body_words(bare)):
            content = [word for word in concepts if word not in words_of("filler")]
            yield _reading(content, [], 0, "", _SHORTENED if number else 0.0)


def _read_hangul(text: str, person: bool) -> Iterable[Reading]:
    if person:
        for words in hangul_person(text):
            yield _person_reading(list(words), 1)
        return
    for system in zip(*(_three(hangul_spellings(word)) for word in _WORD.findall(text)), strict=True):
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
    return tuple(_person_reading(list(pair), 1, _EASTERN) for pair in eastern_spellings(words) if pair != words)
