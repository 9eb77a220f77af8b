"""Cyrillic letters in the romanisations of passports, newspapers and libraries."""

from functools import lru_cache
from typing import Final

from headwater.party.matching.text import to_ascii

_VOWELS: Final = frozenset("аеёиоуыэюяіїєўъь")

# Letter -> BGN/PCGN, ICAO 9303, French, German, ISO 9 without marks, Ukrainian (2010).
# Source: the standards as published by PCGN, ICAO Doc 9303 part 3, and the resolution of the Ukrainian cabinet no. 55 of
# 27 January 2010; French and German as in use.
_LETTERS: Final[dict[str, tuple[str, ...]]] = {
    "а": ("a", "a", "a", "a", "a", "a"),
    "б": ("b", "b", "b", "b", "b", "b"),
    "в": ("v", "v", "v", "w", "v", "v"),
    "г": ("g", "g", "g", "g", "g", "h"),
    "ґ": ("g", "g", "g", "g", "g", "g"),
    "д": ("d", "d", "d", "d", "d", "d"),
    "е": ("e", "e", "e", "e", "e", "e"),
    "ё": ("e", "e", "e", "e", "e", "e"),
    "є": ("ye", "ie", "ie", "je", "e", "ie"),
    "ж": ("zh", "zh", "j", "sch", "z", "zh"),
    "з": ("z", "z", "z", "s", "z", "z"),
    "и": ("i", "i", "i", "i", "i", "y"),
    "і": ("i", "i", "i", "i", "i", "i"),
    "ї": ("yi", "i", "i", "ji", "i", "i"),
    "й": ("y", "i", "i", "j", "j", "i"),
    "к": ("k", "k", "k", "k", "k", "k"),
    "л": ("l", "l", "l", "l", "l", "l"),
    "м": ("m", "m", "m", "m", "m", "m"),
    "н": ("n", "n", "n", "n", "n", "n"),
    "о": ("o", "o", "o", "o", "o", "o"),
    "п": ("p", "p", "p", "p", "p", "p"),
    "р": ("r", "r", "r", "r", "r", "r"),
    "с": ("s", "s", "s", "s", "s", "s"),
    "т": ("t", "t", "t", "t", "t", "t"),
    "у": ("u", "u", "ou", "u", "u", "u"),
    "ў": ("u", "u", "ou", "u", "u", "u"),
    "ф": ("f", "f", "f", "f", "f", "f"),
    "х": ("kh", "kh", "kh", "ch", "h", "kh"),
    "ц": ("ts", "ts", "ts", "z", "c", "ts"),
    "ч": ("ch", "ch", "tch", "tsch", "c", "ch"),
    "ш": ("sh", "sh", "ch", "sch", "s", "sh"),
    "щ": ("shch", "shch", "chtch", "schtsch", "s", "shch"),
    "ъ": ("", "ie", "", "", "", ""),
    "ы": ("y", "y", "y", "y", "y", "y"),
    "ь": ("", "", "", "", "", ""),
    "э": ("e", "e", "e", "e", "e", "e"),
    "ю": ("yu", "iu", "iou", "ju", "u", "iu"),
    "я": ("ya", "ia", "ia", "ja", "a", "ia"),
}
_SYSTEMS: Final = 6


@lru_cache(maxsize=16384)
def cyrillic_spellings(word: str) -> tuple[str, ...]:
    """Return a word in Cyrillic letters in each of six romanisations, in a fixed order."""
    return tuple(_spelled(word, system) for system in range(_SYSTEMS))


def _spelled(word: str, system: int) -> str:
    spelled = []
    before = ""
    for letter in word:
        latin = _LETTERS[letter][system] if letter in _LETTERS else to_ascii(letter)
        if system == 0 and letter == "е" and (not before or before in _VOWELS):
            latin = "ye"
        elif system == _SYSTEMS - 1 and not before and letter in "єїйюя":
            latin = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}[letter]
        spelled.append(latin)
        before = letter
    return "".join(spelled)
