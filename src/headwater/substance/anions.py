"""Names that say an acid otherwise: the salt of a metal with it ("sodium phenylacetate"), its head put first ("acid, acetic").

"Sodium phenylacetate" is the salt of phenylacetic acid and never the ester phenyl acetate, which differs by a blank. Salts of
mineral acids are substances of their own: only acids of the register are looked for, and those whose salts the lists leave out
(sulphuric and hydrochloric acid) have other names for their salts in the tables.
"""

import re
from collections.abc import Collection
from typing import Final

from headwater.substance.text import key_of

_METAL: Final = (
    r"(?:(?:di|mono)?(?:sodium|potassium|ammonium|natrium|kalium|sodio|potasio|amonio|potassio)|lithium|calcium|magnesium|zinc|barium|litio|calcio"
    r"|magnesio|bario|disodico)"
)
_OF: Final = r"(?:(?:de|di|do|of|von)\s+|d')"
_ANION: Final = r"[a-z0-9',\-]*[a-z]{5,}(?:ates?|ato|at|ites?|ito|it)"
_METAL_FIRST: Final = re.compile(rf"(?<![a-z0-9\-])({_METAL})[\s\-]*((?:[no],?[no]?-|[0-9]+-)?{_ANION})(?![a-z0-9])")
_ANION_FIRST: Final = re.compile(rf"(?<![a-z0-9\-])({_ANION})\s+{_OF}?({_METAL})(?![a-z0-9])")
_METAL_THERE: Final = re.compile(_METAL)
_MINERAL: Final = frozenset({"sulph", "sulf", "nitr", "chlor", "carbon", "phosph"})
_ENDINGS: Final = (
    (re.compile(r"(?:ates?|ato|at)$"), ("{0}icacid", "acido{0}ico", "{0}icoacid")),
    (re.compile(r"(?:ites?|ito|it)$"), ("{0}orousacid", "{0}ousacid", "acido{0}oroso", "acido{0}oso", "{0}origesaure")),
)
_SPANISH: Final = ("hipofosf", "hypophosph")
_ACYL: Final = (
    r"(?:(?:un)?decanoa|enantha|oenantha|enanta|heptanoa|c[yi]piona|propiona|phenylpropiona|fenilpropiona|undecylena|undecilena|isocaproa|caproa|hexanoa"
    r"|laura|palmita|stearat|estearat|valera|isobutyra|butyra|butira|hexahydrobenzylcarbona|bucicla)(?:tes?|to|t|)"
)
_ESTER: Final = re.compile(rf"(.+?){_ACYL}")
_HEAD: Final = re.compile(
    r"(?:^|[;:|/(]\s*|[0-9]\s*(?:kg|l|g|%)?\s+)((?:[a-z]+\s)?(?:acid|anhydride|ketone|ether|chloride|peroxide|alcohol|acido|anhidrido|cetona))"
    r"\s*,\s*([a-z0-9'\-]+(?:[\s\-][a-z0-9'\-]+){0,3})"
)


def salts_of_acids(text: str, names: Collection[str]) -> list[tuple[str, int, int, str]]:
    """Return (key of a listed acid, start, end, form) for every salt of a metal with it in a folded text."""
    if _METAL_THERE.search(text) is None:
        return []
    found = []
    for pattern, metal, anion in ((_METAL_FIRST, 1, 2), (_ANION_FIRST, 2, 1)):
        for match in pattern.finditer(text):
            key = _acid_of(key_of(match.group(anion)), names)
            if key is not None:
                found.append((key, *match.span(), f"{match.group(metal)} salt"))
    return found


def is_metal(word: str) -> bool:
    """Return whether a word is a metal (or ammonium) as the names of salts have it."""
    return _METAL_THERE.fullmatch(word) is not None


def is_by_metal(before: str, after: str) -> bool:
    """Return whether a metal stands directly beside a name, which makes it an anion and no ester."""
    return re.search(rf"(?<![a-z]){_METAL}[\s\-]+$", before) is not None or (
        re.match(rf"\s+{_OF}?{_METAL}(?![a-z])", after) is not None
    )


def ester_of(key: str, names: Collection[str]) -> str | None:
    """Return the listed name that a name is an ester of by its last word ("nandrolone decanoate"), or None."""
    match = _ESTER.fullmatch(key)
    return match.group(1) if match is not None and match.group(1) in names else None


def is_ester(before: str, after: str) -> bool:
    """Return whether the word of a fatty acid beside a name makes it the name of an ester: "decanoato de ..."."""
    return re.match(rf"[\s\-]+{_ACYL}(?![a-z])", after) is not None or (
        re.search(rf"(?<![a-z]){_ACYL}\s+{_OF}?$", before) is not None
    )


def ester_after(after: str) -> int:
    """Return how far the word of a fatty acid reaches directly after a name, or nought."""
    match = re.match(rf"[\s\-]+{_ACYL}(?![a-z])", after)
    return 0 if match is None else match.end()


def inverted_names(text: str, names: Collection[str], others: Collection[str]) -> list[tuple[str, int, int, bool]]:
    """Return (key, start, end, whether of the register) for names that put their head first: "acid, phenylacetic"."""
    found = []
    for match in _HEAD.finditer(text):
        head, rest = match.group(1), match.group(2)
        words = list(re.finditer(r"\S+", rest))
        for count in range(len(words), 0, -1):
            part = rest[: words[count - 1].end()]
            keys = (key_of(f"{part} {head}"), key_of(f"{head} {part}"))
            key = next((key for key in keys if key in names or key in others), None)
            if key is not None:
                found.append((key, match.start(1), match.start(2) + len(part), key in names))
                break
    return found


def _acid_of(anion: str, names: Collection[str]) -> str | None:
    for ending, acids in _ENDINGS:
        stem, count = ending.subn("", anion)
        if count and stem not in _MINERAL:
            stems = (stem, stem.replace(*_SPANISH)) if stem.startswith(_SPANISH[0]) else (stem,)
            for each in stems:
                for acid in acids:
                    if acid.format(each) in names:
                        return acid.format(each)
    return None
