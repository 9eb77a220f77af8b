"""Tell an article from a chemical: a valve for acetone, a book about cocaine, a test for morphine and heroin.

An article noun beside a name, or before it with a preposition, makes the name what the article is about or for. A word of
packing ("drum", "bottle", "tank container") does not: what is packed is the chemical, unless the packing is said to be empty.
"""

import re
from typing import Final

from headwater.substance.words import NameWords

_MOST_BETWEEN: Final = 4
FOR_OR_PLACE: Final = frozenset({"para"})
"""The Spanish and Portuguese "for" that is also a place in a ring."""
_AFTER: Final = re.compile(r"[\s\-]+([a-z]+)")
_FREE_AFTER: Final = re.compile(r"(?:-|\s)fre(?:e|i)(?![a-z]|[\s-](?:sample|base|shipping|delivery))")
_FOR: Final = r"for|para|pour|fur|fuer|gegen|contra|contre|against|about|sobre|uber|ueber|sur|on|zur|zum|to|al|a|in"
_OF: Final = r"of|de|da|do|du|del|di|von|d'"
_THE: Final = r"(?:(?:the|la|el|los|las|le|les|l'|o|den|die|das|der)\s*)?"
_LED: Final = re.compile(rf"([a-z\- ]{{3,60}})\s(?:({_FOR})|({_OF}))\s*{_THE}$")
_BESIDE: Final = re.compile(r"([a-z]{3,})\s+$")
_EMPTY: Final = (
    r"(?:empty|emptied|vaci[oa]s?|leere?[rns]?|vides?|vazi[oa]s?|unused|stainless|inox[a-z]*|edelstahl|polyethylene|hdpe)"
)
_EMPTY_AFTER: Final = re.compile(rf"[^;|]{{0,24}}?\b{_EMPTY}\b")
_EMPTY_BEFORE: Final = re.compile(rf"\b{_EMPTY}\s+(?:[a-z]+\s+(?:de|of|d')?\s*)?$")
_CARRIED: Final = re.compile(
    r"[\s\-]*(?:container|truck|car|wagon|lorry|load)|[^;|]{0,16}?[0-9][0-9.,]*\s?(?:kg|kgs|mt|t|tons?|tonnes?)\b"
)
"""What follows a tank that is filled: "tank container", "tank car", "tank, 20 MT"."""
_STORES: Final = frozenset({"storage", "storing", "lager", "lagerung", "stockage", "almacenamiento", "armazenamento"})
_OPEN_TANK: Final = frozenset({"tank", "tanks", "vessel", "vessels"})

_AND: Final = r"(?:,|/|\+|&|、|和|或|及|与|\b(?:and|or|y|e|o|et|ou|und|oder|sowie)\b)"
_ITEM: Final = r"(?:[a-z0-9\-]{1,24}(?:\s[a-z0-9\-]{1,24})?)"
COORDINATED: Final = re.compile(rf"\s*{_AND}\s*(?:{_AND}\s*)?(?:{_ITEM}\s*{_AND}\s*(?:{_AND}\s*)?){{0,6}}{_THE}")
"""What stands between names that one word governs: "A, B and C", with names unknown here among them."""
_AMOUNT: Final = re.compile(
    r"[\s,(]*[0-9][0-9.,]*\s?(?:x\s?[0-9]|%|kg|kgs|g|l|lt|ltr|ml|mt|t|drums?|bags?|ibc|cans?|tambores|fass)(?![a-z])"
)
_PUBLISHED: Final = re.compile(
    r"\b(?:(?:text|hand|guide|note|cook)?books?|paperback|hardcover|isbn|novel|thesis|dissertation|monograph|dvd|libros?|novela|tesis|lehrbuch"
    r"|handbuch|buch|bucher|livres?|ouvrage|livros?|tese)\b|\b(?:manual|magazine|journal|poster|revista|zeitschrift)s?\b(?=\s*(?:$|[)\]:;,]))"
    r"|教科书|教材|图书|书籍|手册|杂志"
)
_MEASURED: Final = re.compile(
    r"[0-9]\s?(?:%|kgs?|g|m[cg]|ug|l|lts?|ltr|m[lt]|tons?|tonnes?|lbs?|drums?|barrels?|bags?|ampo?ules?|vials?|tab[a-z]*|caps[a-z]*|公斤|千克|升|吨)(?![a-z])"
)
_TESTS: Final = re.compile(
    r"[\s\-]*(?:的)?(?:[a-z]+[\s\-]+){0,4}?(?:tests?|testing|kits?|strips?|assays?|immunoassays?|detectors?|panel|screening|cassettes?"
    r"|teststreifen|schnelltest|testkit|antibod(?:y|ies))(?![a-z])|(?:的)?(?:检测|试纸|测试|试剂盒|快检|抗体)"
)


def follows(after: str, words: NameWords) -> bool:
    """Return whether an article noun follows a name: "test strips", "storage tank", "-resistant gloves", "-free"."""
    if _FREE_AFTER.match(after):
        return True
    place, stores = 0, False
    for _ in range(_MOST_BETWEEN + 1):
        match = _AFTER.match(after, place)
        if match is None:
            return False
        word, place = match.group(1), match.end()
        if word in words.article:
            return True
        if word in words.container:
            if stores or _EMPTY_AFTER.match(after, place):
                return True
            if word in _OPEN_TANK and not _CARRIED.match(after, place) and _follows_again(after[place:], words) is not True:
                return True
        elif word not in words.between and word not in _STORES:
            return False
        stores = stores or word in _STORES
    return False


def _follows_again(after: str, words: NameWords) -> bool:
    """Return whether a word of packing goes on after a tank: "tank container", "tank drums"."""
    match = _AFTER.match(after)
    return match is not None and match.group(1) in words.container


def leads(before: str, after: str, words: NameWords) -> bool:
    """Return whether an article noun stands before a name, directly or with a preposition: "valve for", "libro sobre"."""
    match = _LED.search(before)
    if match is not None:
        nouns = re.findall(r"[a-z]+", match.group(1))[-_MOST_BETWEEN:]
        near = nouns if match.group(2) else nouns[-2:]
        if any(noun in words.article for noun in near):
            return True
        if near and near[-1] in words.container:
            return bool(
                match.group(2) in {"for", "para", "pour", "fur"} or _EMPTY_AFTER.match(after) or _EMPTY_BEFORE.search(before)
            )
        return False
    if _EMPTY_BEFORE.search(before):
        match = _AFTER.match(after)
        return match is not None and match.group(1) in words.container
    match = _BESIDE.search(before)
    return match is not None and match.group(1) in words.article


def is_publication(text: str) -> bool:
    """Return whether a text is of a book or the like, which what it names is about; nothing in it is measured."""
    return _PUBLISHED.search(text) is not None and _MEASURED.search(text) is None


def is_coordinated(between: str) -> bool:
    """Return whether two names belong to one enumeration by what stands between them."""
    return COORDINATED.fullmatch(between) is not None


def has_amount(after: str) -> bool:
    """Return whether a name is followed by an amount, as an item of its own is."""
    return _AMOUNT.match(after) is not None


def is_tested(after: str) -> bool:
    """Return whether a test, kit or assay follows a name."""
    return _TESTS.match(after) is not None


def is_preposition(before: str, words: NameWords) -> bool:
    """Return whether "para" after these words is the Spanish "for" and not the place in a ring: "prueba rápida para"."""
    near = re.findall(r"[a-z]+", before[-40:])[-_MOST_BETWEEN:]
    return any(word in words.article or word in words.container for word in near)
