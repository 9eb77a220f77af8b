"""Legal forms at either end of an organisation's name: what they are, and in which countries the law knows them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from headwater.party.matching.reading import words_of
from headwater.reference import tables

# Slavic forms are spelled in too many ways for a list.
_SPELLED_FORMS: Final = (
    (re.compile(r"\bob[sc]\w*stv\w*(?: (?:s|iz|z))? \w*gr?an\w*h?en\w* o\w*t?vet\w*"), "LLC"),
    (re.compile(r"\bt\w*v\w*r[iy]stv\w* [zs] \w*bm\w* \w*d?[pk]\w+"), "LLC"),
    (re.compile(r"\b(?:(?:ne)?pub\w*n\w*e|otkr[iy]t\w*|zakr[iy]t\w*|adkr[iy]t\w*) a(?:k|c)\w*n\w* (?:ob|ta)\w*stv\w*"), "JSC"),
    (re.compile(r"\ba(?:k|c)[tcs]\w*ner\w* (?:ob|ta)\w*stv\w*"), "JSC"),
)


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form as it is written in a name.

    Attributes:
        family: family of forms (LLC, JSC, ...), or empty.
        nations: the country, or neighbours with one law, whose law knows the form as it is written; empty where it is
            also used in translation.
    """

    family: str = ""
    nations: str = ""


@cache
def legal_forms() -> dict[str, LegalForm]:
    """Return phrase -> form, from the reference table ``legal_forms``."""
    frame = tables()["legal_forms"].select("phrase", "generic", "nations")
    return {phrase: LegalForm(generic or "", nations or "") for phrase, generic, nations in frame.iter_rows()}


@cache
def _longest_phrase() -> int:
    return max(phrase.count(" ") + 1 for phrase in legal_forms())


def without_forms(words: list[str]) -> tuple[list[str], LegalForm]:
    """Return the words without legal forms at either end, and the most telling of these."""
    known, longest = legal_forms(), _longest_phrase()
    family = nations = ""
    text = " ".join(words)
    # all of them hold these letters, and few names do
    for pattern, generic in _SPELLED_FORMS if "stv" in text else ():
        rest = pattern.sub(" ", text).strip()
        if rest and rest != text:
            family, text = family or generic, rest
    words = text.split()
    while len(words) > 1:
        found = _phrase_at_end(words, longest) or _phrase_at_start(words, longest)
        if not found:
            break
        phrase, words = found
        family, nations = family or known[phrase].family, nations or known[phrase].nations
    return words, LegalForm(family, nations)


def _phrase_at_end(words: list[str], longest: int) -> tuple[str, list[str]] | None:
    for size in range(min(longest, len(words) - 1), 0, -1):
        tail = " ".join(words[-size:])
        if tail in legal_forms():
            return tail, words[:-size]
    return None


def _phrase_at_start(words: list[str], longest: int) -> tuple[str, list[str]] | None:
    for size in range(min(longest, len(words) - 1), 0, -1):
        head = " ".join(words[:size])
        if head in legal_forms() and (len(head) > 3 or head in words_of("leading-form")):
            return head, words[size:]
    return None
