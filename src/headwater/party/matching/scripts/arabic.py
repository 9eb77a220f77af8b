"""Arabic, Persian, Urdu and Pashto letters: their consonants, with the mark that short vowels are not written."""

import re
import unicodedata
from typing import Final

UNVOWELLED: Final = "~"
"""First character of a word whose vowels are not known."""

# Letter -> the consonant it is written with in Latin letters; long vowels as they usually are. Source: BGN/PCGN romanisation
# tables for Arabic, Persian, Urdu and Pashto, without marks.
_LETTERS: Final[dict[str, str]] = {
    "ا": "a",
    "ب": "b",
    "ت": "t",
    "ث": "th",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "dh",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "sh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ع": "",
    "غ": "gh",
    "ف": "f",
    "ق": "q",
    "ك": "k",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "و": "w",
    "ي": "y",
    "آ": "a",
    "أ": "a",
    "إ": "i",
    "ء": "",
    "ؤ": "u",
    "ئ": "i",
    "ى": "a",
    "ة": "h",
    "پ": "p",
    "چ": "ch",
    "ژ": "zh",
    "ک": "k",
    "گ": "g",
    "ی": "y",
    "ے": "y",
    "ې": "y",
    "ۍ": "y",
    "ہ": "h",
    "ھ": "h",
    "ۀ": "h",
    "ټ": "t",
    "ٹ": "t",
    "ډ": "d",
    "ڈ": "d",
    "ړ": "r",
    "ڑ": "r",
    "ږ": "zh",
    "ښ": "sh",
    "ځ": "z",
    "څ": "s",
    "ڼ": "n",
    "ں": "n",
    "ګ": "g",
    "ڤ": "v",
}
_MARKS: Final = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_WORDS: Final = {
    "عبد": ("abd",),
    "الله": ("lah",),
    "اللة": ("lah",),
    "الدین": ("din",),
    "الدين": ("din",),
    "بن": ("bin",),
    "ابن": ("ibn",),
    "بنت": ("bint",),
    "أبو": ("abu",),
    "ابو": ("abu",),
    "ابي": ("abu",),
    "أبي": ("abu",),
    "و": ("wa",),
    "آل": ("al",),
    "ال": ("al",),
    "ولد": ("ould",),
    "حاجی": ("haji",),
    "حاجي": ("haji",),
    "الحاج": ("haji",),
    "شيخ": ("sheikh",),
    "الشيخ": ("sheikh",),
    "ملا": ("mullah",),
    "مولوی": ("maulavi",),
    "مولوي": ("maulavi",),
    "سيد": ("sayyid",),
    "سید": ("sayyid",),
    "قاری": ("qari",),
}
_ARTICLE: Final = re.compile(r"^(?:وال|بال|ال)(?=.{2,})")
_ABD: Final = re.compile(r"^عبدال?(.{2,})$")
_DIN: Final = re.compile(r"^(.{2,})ال(?:دين|دین)$")
_LAH: Final = re.compile(r"^(.{2,})(?:الله|اللة)$")


def arabic_words(word: str) -> tuple[str, ...]:
    """Return the Latin words of one written word: consonants behind ``UNVOWELLED``, or particles and titles as they are."""
    word = _MARKS.sub("", unicodedata.normalize("NFC", word))
    if word in _WORDS:
        return _WORDS[word]
    for pattern, first, last in ((_LAH, "", "lah"), (_DIN, "", "din"), (_ABD, "abd", "")):
        found = pattern.match(word)
        if found:
            return tuple(part for part in (first, *arabic_words(found[1]), last) if part)
    word = _ARTICLE.sub("", word)
    spelled = "".join(
        _LETTERS.get(letter, "") if letter in _LETTERS else (letter if letter.isascii() else "") for letter in word
    )
    return (UNVOWELLED + spelled,) if spelled else ()
