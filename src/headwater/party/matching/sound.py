"""How a word sounds, roughly: forms in which the usual spellings of one name fall together.

Three forms, from fine to coarse. A change that leaves the coarse form alone costs little, one that changes all three costs
most; that is how the edit distance of ``similarity`` weighs a letter without a table of letters.
"""

import re
from functools import lru_cache
from typing import Final

# Pattern, what it becomes, and a letter without which it cannot occur.
_SOUND: Final = tuple(
    (re.compile(pattern), replacement, letter)
    for pattern, replacement, letter in (
        (r"te(?:ch|kh)(?=$|[^aeiou])", "tek", "h"),
        (r"^(?:ch|kh)r", "kr", "r"),
        (r"aw(?=$|[^aeiouy])", "au", "w"),
        (r"(?<=\w{3})[ao]u$", "av", "u"),
        (r"shch|schtsch|chtch|stsch", "sc", "c"),
        (r"tsch|tch|tzsch|cz", "c", "c"),
        (r"dzh|dsch|dj", "j", "d"),
        (r"sch|sh", "s", "h"),
        (r"zh", "j", "h"),
        (r"kh", "h", "h"),
        (r"gh", "g", "h"),
        (r"ph", "f", "h"),
        (r"th", "t", "h"),
        (r"dh", "d", "h"),
        (r"bh", "b", "h"),
        (r"ts|tz", "z", "t"),
        (r"qu(?=[ei])", "k", "q"),
        (r"ck|cq|q", "k", ""),
        (r"c(?=[eiy])(?!h)", "s", "c"),
        (r"c(?![h])", "k", "c"),
        (r"ch", "c", "c"),
        (r"x", "ks", "x"),
        (r"ou|oo|uu", "u", ""),
        (r"ee|ie|ii|iy|ij|yi|yy", "i", ""),
        (r"ei|ey|ai|ay|ae", "ai", ""),
        (r"oe|ue", "u", "e"),
        (r"aa", "a", "a"),
        (r"w", "v", "w"),
        (r"y", "i", "y"),
        (r"z", "s", "z"),
        (r"(.)\1+", r"\1", ""),
        (r"(?<=[a-z])h(?=$|[^aeiou])", "", "h"),
    )
)
_VOWELS: Final = str.maketrans(dict.fromkeys("aeiou"))
_ROUGH: Final = str.maketrans("bdgjvc", "ptksfs")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SYLLABLES: Final = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|[aeiou])){2,}"
)
_CHINESE: Final = re.compile(r"zh|x|q(?=i|u[aen]|u$)|iang|uang|iong|ang|eng|ong|ing|uo|ao|^y[iu]|j[iu]")


@lru_cache(maxsize=262144)
def is_pinyin(word: str) -> bool:
    """Return whether a word is at least two syllables of pinyin and looks like Chinese."""
    return len(word) >= 4 and bool(_CHINESE.search(word)) and bool(_SYLLABLES.fullmatch(word))


@lru_cache(maxsize=262144)
def forms(word: str) -> tuple[str, str, str]:
    """Return (sound, skeleton, rough skeleton) of a word in plain Latin letters.

    The sound form keeps vowels; the skeleton drops them but for one at the start; the rough skeleton also lets voiced and
    voiceless consonants fall together. Digits stay as they are.
    """
    sound = word.lstrip("~")
    for pattern, replacement, letter in _SOUND:
        if letter in sound:
            sound = pattern.sub(replacement, sound)
    skeleton = ("a" if sound[:1] in "aeiou" and sound else "") + sound.translate(_VOWELS)
    rough = _DOUBLED.sub(r"\1", skeleton.translate(_ROUGH))
    return sound, skeleton, rough


def guttural(word: str) -> str:
    """Return a word with ``gh`` written as ``q``: Persian and Turkic names write one sound as either, Gholam and Qolam."""
    return word.replace("gh", "q") if "gh" in word else word


_ADJECTIVE: Final = re.compile(r"(\w{3,}(?:sk|[aeiou]n|v|nn))(?:[iy]{1,2}j?|[ao][iy]?[aey]|aia|oi|oy|ogo|ovo|[iy]kh|[iy]m)$")
_LEAST_ADJECTIVE: Final = 7


@lru_cache(maxsize=262144)
def without_ending(word: str) -> tuple[str, str]:
    """Return a word without the ending of a Slavic adjective, and what that is made of: ulyanovskaya, (ulyanovsk, ulyanov).

    The word itself stands for either where it has no such ending.
    """
    if len(word) < _LEAST_ADJECTIVE or not (found := _ADJECTIVE.match(word)):
        return word, word
    stem = found[1]
    return stem, stem[:-2] if stem.endswith("sk") and len(stem) > _LEAST_ADJECTIVE - 2 else stem


_ABJAD: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^~", ""),
        (r"tch|ch", "c"),
        (r"sh", "s"),
        (r"[kgz]h", lambda found: {"k": "h", "g": "g", "z": "j"}[found[0][0]]),
        (r"[td]h", lambda found: found[0][0]),
        (r"ph", "f"),
        (r"[qc](?!h)", "k"),
        (r"x", "ks"),
        (r"p", "b"),
        (r"(?<!^)[wvy]", ""),
        (r"^[wv]", "v"),
        (r"^y", "i"),
        (r"(?<!^)[aeiou]|^[aeou]", ""),
        (r"(?<!^)h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=262144)
def abjad(word: str) -> str:
    """Return the consonants of a word as Arabic letters would keep them, for words whose vowels are not written."""
    for pattern, replacement in _ABJAD:
        word = pattern.sub(replacement, word)
    return word
