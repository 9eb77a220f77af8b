"""Chinese names: pinyin, Wade-Giles and Cantonese spellings of persons; place, brand and trades of firms."""

from functools import cache, lru_cache
from typing import Final

from headwater.reference import tables

# Characters that are read otherwise as a family name. Source: Xinhua dictionary, family-name readings.
_FAMILY_READINGS: Final = {
    "仇": "qiu",
    "曾": "zeng",
    "单": "shan",
    "單": "shan",
    "解": "xie",
    "查": "zha",
    "翟": "zhai",
    "任": "ren",
    "区": "ou",
    "區": "ou",
    "朴": "piao",
    "尉": "wei",
    "盖": "ge",
    "乐": "yue",
    "樂": "yue",
    "冼": "xian",
    "繆": "miao",
    "缪": "miao",
    "覃": "qin",
    "种": "chong",
    "員": "yun",
    "员": "yun",
    "逄": "pang",
    "葉": "ye",
    "叶": "ye",
    "車": "che",
    "呂": "lü",
    "吕": "lü",
    "折": "she",
    "秘": "bi",
    "宓": "mi",
}
_COMPOUND: Final = frozenset(
    {
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "令狐",
        "慕容",
        "司徒",
        "端木",
        "夏侯",
        "轩辕",
        "軒轅",
        "南宫",
        "南宮",
        "西门",
        "西門",
        "长孙",
        "長孫",
        "宇文",
        "鲜于",
        "鮮于",
        "闻人",
        "聞人",
        "独孤",
        "獨孤",
    }
)
"""Family names of two characters."""
_WADE_INITIALS: Final = (
    ("zh", "ch"),
    ("ch", "ch"),
    ("sh", "sh"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("j", "ch"),
    ("q", "ch"),
    ("x", "hs"),
    ("z", "ts"),
    ("c", "ts"),
    ("r", "j"),
)
_WADE_WHOLE: Final = {
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "zi": "tzu",
    "ci": "tzu",
    "si": "szu",
    "er": "erh",
    "he": "ho",
    "ke": "ko",
    "ge": "ko",
    "e": "o",
    "yi": "yi",
    "ye": "yeh",
    "yan": "yen",
    "yong": "yung",
    "you": "yu",
    "xu": "hsu",
    "xue": "hsueh",
    "xuan": "hsuan",
    "xun": "hsun",
    "yue": "yueh",
    "gui": "kuei",
    "kui": "kuei",
    "rong": "jung",
    "guo": "kuo",
    "luo": "lo",
    "duo": "to",
    "tuo": "to",
    "nuo": "no",
    "suo": "so",
    "zuo": "tso",
    "cuo": "tso",
    "zhuo": "cho",
    "ruo": "jo",
    "shuo": "shuo",
    "huo": "huo",
    "yu": "yu",
}
_CANTONESE_INITIALS: Final = (
    ("gw", "kw"),
    ("kw", "kw"),
    ("ng", "ng"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("z", "ch"),
    ("c", "ch"),
    ("j", "y"),
)
_CANTONESE_FINALS: Final = {
    "aa": "a",
    "aai": "ai",
    "aau": "au",
    "aam": "am",
    "aan": "an",
    "aang": "ang",
    "aap": "ap",
    "aat": "at",
    "aak": "ak",
    "an": "un",
    "am": "um",
    "oe": "eu",
    "oeng": "eung",
    "oek": "euk",
    "eoi": "ui",
    "eon": "un",
    "eot": "ut",
    "ou": "o",
    "yu": "u",
    "yun": "uen",
    "yut": "uet",
    "un": "oon",
    "at": "at",
}


@cache
def _cantonese() -> dict[str, str]:
    return dict(tables()["han_cantonese"].select("character", "jyutping").iter_rows())


@cache
def _business() -> dict[str, tuple[str, ...]]:
    frame = tables()["han_words"].select("phrase", "concept").iter_rows()
    return {phrase: tuple((concept or "").split()) for phrase, concept in frame}


@lru_cache(maxsize=16384)
def _pinyin(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(syllable for syllable in lazy_pinyin(text, errors=_plain) if syllable)


def _plain(run: str) -> str:
    return "".join(c for c in run if c.isascii() and c.isalnum())


@lru_cache(maxsize=4096)
def wade_giles(syllable: str) -> str:
    """Return a syllable of pinyin in Wade-Giles without marks."""
    syllable = syllable.replace("ü", "u")
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial, rest = "", syllable
    for pinyin, wade in _WADE_INITIALS:
        if syllable.startswith(pinyin):
            initial, rest = wade, syllable[len(pinyin) :]
            break
    else:
        if syllable[0] not in "aeiouwy":
            initial, rest = syllable[0], syllable[1:]
    rest = {"ian": "ien", "ie": "ieh", "ong": "ung", "ue": "ueh", "iong": "iung", "ui": "ui", "e": "e"}.get(rest, rest)
    return initial + rest


@lru_cache(maxsize=4096)
def cantonese(syllable: str) -> str:
    """Return a syllable of Jyutping as names are written in Hong Kong."""
    initial, rest = "", syllable
    for jyutping, latin in _CANTONESE_INITIALS:
        if syllable.startswith(jyutping):
            initial, rest = latin, syllable[len(jyutping) :]
            break
    else:
        if syllable[0] in "pmftnlkhwsz":
            initial, rest = syllable[0], syllable[1:]
    if initial == "ch" and rest in ("e", "oi", "eoi", "ang", "o", "aang"):
        initial = "ts"
    if initial == "s" and rest in ("oeng", "yu", "yun", "yut", "ing", "ek", "eng"):
        initial = "sh"
    return initial + _CANTONESE_FINALS.get(rest, rest)


def han_person_spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return (family name, given name) of a person in pinyin, Wade-Giles and Cantonese, and in pinyin given name first."""
    plain = "".join(c for c in text if not c.isspace() and c not in "·・")
    if len(plain) < 2:
        return (_pinyin(plain),) if plain else ()
    size = 2 if plain[:2] in _COMPOUND and len(plain) > 2 else 1
    pinyin = list(_pinyin(plain))
    if len(pinyin) != len(plain):
        return (tuple(pinyin),)
    pinyin[0] = _FAMILY_READINGS.get(plain[0], pinyin[0]) if size == 1 else pinyin[0]
    jyutping = [
        cantonese(_cantonese()[c]) if c in _cantonese() else syllable for c, syllable in zip(plain, pinyin, strict=True)
    ]
    systems = [[syllable.replace("ü", "u") for syllable in pinyin], [wade_giles(syllable) for syllable in pinyin], jyutping]
    return tuple(dict.fromkeys(("".join(names[:size]), "".join(names[size:])) for names in systems))


def han_body_words(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a firm's name: place and trades as concepts, the brand in pinyin.

    The characters between place and trades are the brand, perhaps with a trade that the table lacks; so the brand is also
    read as their first two and first three alone.
    """
    plain = "".join(c for c in text if c.isalnum())
    before, rest = _leading_places(plain)
    brand, after = _trailing_trades(rest)
    if not brand:
        return ((*before, *after),) if before or after else ()
    syllables = ["".join(_pinyin(c)) for c in brand]
    found = [(*before, "".join(syllables), *after)]
    found.extend((*before, "".join(syllables[:size]), *after) for size in (2, 3) if len(syllables) > size)
    return tuple(found)


def _leading_places(text: str) -> tuple[tuple[str, ...], str]:
    places = _places()
    words: list[str] = []
    while True:
        for size in (4, 3, 2):
            if text[:size] in places and len(text) > size + 1:
                words.append(places[text[:size]])
                text = text[size:].removeprefix("市").removeprefix("省")
                break
        else:
            return tuple(words), text


@cache
def _places() -> dict[str, str]:
    frame = tables()["han_words"].select("phrase", "concept", "role").iter_rows()
    return {phrase: concept for phrase, concept, role in frame if role == "place"}


def _trailing_trades(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the brand and the trades behind it, by the longest known words from the end."""
    known, longest = _business(), max(map(len, _business()))
    words: list[str] = []
    while text:
        for size in range(min(longest, len(text)), 1, -1):
            if text[-size:] in known:
                words[:0] = known[text[-size:]]
                text = text[:-size]
                break
        else:
            break
    return text, tuple(words)
