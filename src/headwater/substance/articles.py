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
_EMPTY_LAST: Final = re.compile(rf"\b{_EMPTY}\s*$")
_EMPTY_AFTER: Final = re.compile(rf"[^;|]{{0,24}}?\b{_EMPTY}\b")
_EMPTY_BEFORE: Final = re.compile(rf"\b{_EMPTY}\s+(?:[a-z]+\s+(?:de|of|d')?\s*)?$")
_ONCE_HELD: Final = re.compile(
    rf"\b{_EMPTY}[^;|]{{0,20}}?\b(?:que contuvieron|que contenian|having contained|formerly|previously|once"
    r"|ayant contenu|que continham|vormals|zuvor)\b[^;|]{0,20}$"
)
APART: Final = frozenset({"and", "y", "e", "et", "und", "with", "con", "avec", "mit", "com", "plus", "or", "o", "ou", "oder"})
"""Words that end what an article noun before a name reaches: "lamp oil and drums of acetone"."""
_HIDDEN: Final = re.compile(r"contain|conceal|hidden|inside|conten|ocult|versteckt|enthalt|cach|filled|夹藏|藏|内装")
_BREAKS: Final = frozenset(
    {"para", "fuer", "based", "bei", "used", "use", "found", "concealed", "hidden", "chez", "per", "against"}
)
_PURPOSE: Final = re.compile(
    r"[\s\-]+(?:raw|materials?|ingredients?|production|manufactur[a-z]*|industry|factory|compounds?|grade|use|additive|making|formulation)(?![a-z])"
)
"""What follows an article noun that only tells what the chemical is for: "perfume raw material"."""
_WORKS: Final = frozenset(
    {
        *("recovery", "dosing", "regeneration", "filtration", "distillation", "sampling", "treatment", "production"),
        *("extraction", "absorption", "dilution", "loading", "unloading"),
    }
)
_UNITS: Final = frozenset({"unit", "units", "plant", "plants", "system", "systems", "station", "stations", "line", "lines"})
"""Nouns of works after a word for what they do: "recovery unit", "loading station"."""
_DOSES: Final = frozenset(
    {
        "injection",
        "injectable",
        "inj",
        "sublingual",
        "buccal",
        "oral",
        "tablet",
        "tablets",
        "tabs",
        "capsules",
        "ampoules",
        "vials",
    }
)
_DOSE_SETS: Final = frozenset({"kit", "kits", "strip", "strips", "film", "pack"})
"""Nouns of articles that are a form of a medicine after a word of dosage: "sublingual film", "injection kit"."""
_MOST_UNKNOWN: Final = 3
_DRUG_TEST: Final = re.compile(
    r"\b(?:urine|saliva|oral fluid|drugs?|drogen|droga|drogas)[\s\-]?(?:drugs?\s)?(?:tests?|screens?|screening|dip)\b"
    r"|\b(?:tests?|pruebas?|testes?)\s(?:rapid[oa]s?\s)?(?:de|para|pour)\s(?:drogas?|drogues?)\b"
    r"|\b(?:test|teste|prueba|pruebas|tests)\s(?:urinaires?|salivaires?|(?:de\s)(?:orina|saliva|urina))\b"
    r"|\b(?:urin|speichel)tests?\b|毒品检测|毒品测试|尿检|唾液检测"
)
"""A test for drugs, whose panel is named after it."""
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
    """Return whether an article noun follows a name: "test strips", "storage tank", "-resistant gloves", "-free".

    The last noun of a compound says what it is, so that other words may stand before it; punctuation, a number and the small
    words of ordinary language end the compound.
    """
    if _FREE_AFTER.match(after):
        return True
    place, unknown = 0, 0
    stores = doses = works = False
    for _ in range(_MOST_BETWEEN + 1):
        match = _AFTER.match(after, place)
        if match is None:
            return False
        word, place = match.group(1), match.end()
        if words.is_thing(word):
            return not (_PURPOSE.match(after, place) or (doses and word in _DOSE_SETS))
        if word in _UNITS and works:
            return True
        if word in words.container:
            if stores or _EMPTY_AFTER.match(after, place):
                return True
            if word in _OPEN_TANK and not _CARRIED.match(after, place) and _follows_again(after[place:], words) is not True:
                return True
        elif word in words.stop or word in _BREAKS:
            return False
        elif word not in words.between and word not in _STORES and word not in words.noise and word not in words.salt:
            unknown += 1
            if unknown > _MOST_UNKNOWN:
                return False
        stores = stores or word in _STORES
        doses = doses or word in _DOSES
        works = works or word in _WORKS
    return False


def _follows_again(after: str, words: NameWords) -> bool:
    """Return whether a word of packing goes on after a tank: "tank container", "tank drums"."""
    match = _AFTER.match(after)
    return match is not None and match.group(1) in words.container


def leads(before: str, after: str, words: NameWords) -> bool:
    """Return whether an article noun stands before a name, directly or with a preposition: "valve for", "libro sobre"."""
    match = _LED.search(before)
    if match is not None:
        near = _reached(re.findall(r"[a-z]+", match.group(1))[-_MOST_BETWEEN:])
        if any(words.is_article(noun) or (match.group(2) and words.is_thing(noun)) for noun in near):
            return True
        if any(noun in words.container for noun in near[-2:]) and (
            match.group(2) in {"for", "para", "pour", "fur"} or _EMPTY_AFTER.match(after) or _EMPTY_LAST.search(match.group(1))
        ):
            return True
        return _EMPTY_BEFORE.search(before) is not None and near[-1:] != [] and near[-1] in words.container
    if _ONCE_HELD.search(before):
        return True
    if _EMPTY_BEFORE.search(before):
        match = _AFTER.match(after)
        return match is not None and match.group(1) in words.container
    match = _BESIDE.search(before)
    return match is not None and words.is_article(match.group(1))


def _reached(nouns: list[str]) -> list[str]:
    """Return the last nouns, from the one after the last word that sets things apart."""
    for place in range(len(nouns) - 1, -1, -1):
        if nouns[place] in APART:
            return nouns[place + 1 :]
    return nouns


def is_told_about(before: str, after: str, words: NameWords) -> bool:
    """Return whether a book, film, picture or drug test stands before a name in the same line, and no amount after it."""
    line = re.split(r"[;|\n]", before)[-1]
    if not (any(word in words.media for word in re.findall(r"[a-z]+", line)) or _DRUG_TEST.search(line)):
        return False
    return not _HIDDEN.search(line) and not has_amount(after)


def is_publication(text: str) -> bool:
    """Return whether a text is of a book or the like, which what it names is about; nothing in it is measured."""
    return _PUBLISHED.search(text) is not None and not is_measured(text) and _HIDDEN.search(text) is None


def is_measured(text: str) -> bool:
    """Return whether a text says how much of something there is."""
    return _MEASURED.search(text) is not None


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
    return any(words.is_article(word) or word in words.container for word in near)
