"""Hangul in the romanisations that Koreans use: revised, McCune-Reischauer, and the customary one of passports."""

from functools import lru_cache
from itertools import product
from typing import Final

_FIRST: Final = 0xAC00
_INITIALS: Final = (
    ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"),
    ("k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch", "k", "t", "p", "h"),
    ("k", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"),
)
_MEDIALS: Final = (
    (
        "a",
        "ae",
        "ya",
        "yae",
        "eo",
        "e",
        "yeo",
        "ye",
        "o",
        "wa",
        "wae",
        "oe",
        "yo",
        "u",
        "wo",
        "we",
        "wi",
        "yu",
        "eu",
        "ui",
        "i",
    ),
    ("a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"),
    ("a", "ae", "ya", "yae", "u", "e", "yu", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ee", "i"),
)
_FINALS: Final = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "p",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)
_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "김": ("kim",),
    "이": ("lee", "yi", "ri"),
    "리": ("ri", "lee"),
    "박": ("park", "pak"),
    "최": ("choi", "choe"),
    "정": ("jung", "chung", "jeong", "chong"),
    "강": ("kang",),
    "조": ("cho", "jo"),
    "윤": ("yoon", "yun"),
    "장": ("jang", "chang"),
    "임": ("lim", "im", "rim"),
    "림": ("rim", "lim"),
    "오": ("oh", "o"),
    "한": ("han",),
    "신": ("shin", "sin"),
    "서": ("seo", "suh", "so"),
    "권": ("kwon",),
    "황": ("hwang",),
    "안": ("ahn", "an"),
    "송": ("song",),
    "류": ("ryu", "yoo"),
    "유": ("yoo", "yu", "ryu"),
    "홍": ("hong",),
    "전": ("jeon", "chun", "jun"),
    "고": ("ko", "go"),
    "문": ("moon", "mun"),
    "양": ("yang",),
    "손": ("son", "sohn"),
    "배": ("bae", "pae"),
    "백": ("baek", "paek"),
    "허": ("heo", "huh", "ho"),
    "노": ("noh", "roh", "no"),
    "로": ("ro", "roh"),
    "남": ("nam",),
    "심": ("shim", "sim"),
    "하": ("ha",),
    "주": ("joo", "ju", "chu"),
    "구": ("koo", "ku", "gu"),
    "곽": ("kwak",),
    "성": ("sung", "seong"),
    "차": ("cha",),
    "우": ("woo", "u"),
    "진": ("jin", "chin"),
    "지": ("ji", "chi"),
    "엄": ("um", "eom"),
    "원": ("won",),
    "천": ("chun", "cheon"),
    "방": ("bang", "pang"),
    "공": ("kong",),
    "현": ("hyun", "hyon"),
    "함": ("ham",),
    "변": ("byun", "pyon"),
    "염": ("yeom", "yum"),
    "여": ("yeo", "yo"),
    "추": ("choo", "chu"),
    "도": ("do", "to"),
    "석": ("seok", "suk"),
    "선": ("sun", "son"),
    "설": ("seol", "sol"),
    "마": ("ma",),
    "길": ("gil", "kil"),
    "연": ("yeon", "yon"),
    "위": ("wi",),
    "표": ("pyo",),
    "명": ("myung", "myong"),
    "기": ("ki",),
    "반": ("ban", "pan"),
    "라": ("ra", "na"),
    "나": ("na", "ra"),
    "왕": ("wang",),
    "금": ("keum", "kum"),
    "옥": ("ok",),
    "육": ("yook",),
    "인": ("in",),
    "맹": ("maeng",),
    "제": ("je",),
    "모": ("mo",),
    "탁": ("tak",),
    "국": ("kook", "kuk"),
    "어": ("eo",),
    "은": ("eun", "un"),
    "편": ("pyun",),
    "용": ("yong",),
}
_TWO: Final = frozenset({"남궁", "황보", "제갈", "사공", "선우", "서문", "독고"})
"""Family names of two syllables."""


@lru_cache(maxsize=16384)
def hangul_spellings(word: str) -> tuple[str, ...]:
    """Return a word in Hangul in three romanisations."""
    return tuple(dict.fromkeys("".join(_syllable(letter, system) for letter in word) for system in range(3)))


def hangul_person(text: str) -> tuple[tuple[str, ...], ...]:
    """Return (family name, given name) of a Korean person in the usual spellings."""
    plain = "".join(text.split())
    size = 2 if plain[:2] in _TWO and len(plain) > 3 else 1
    family, given = plain[:size], plain[size:]
    if not given:
        return tuple((spelling,) for spelling in hangul_spellings(family))
    families = _FAMILIES.get(family) or hangul_spellings(family)
    return tuple((one, two) for one, two in product(families, hangul_spellings(given)))


def _syllable(letter: str, system: int) -> str:
    code = ord(letter) - _FIRST
    if not 0 <= code < 11172:
        return letter if letter.isascii() else ""
    initial, medial, final = code // 588, code % 588 // 28, code % 28
    return _INITIALS[system][initial] + _MEDIALS[system][medial] + _FINALS[final]
