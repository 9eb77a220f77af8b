"""Find the names of a lexicon in a folded text, and judge whether each stands there for itself.

A name inside a longer chemical name ("methyl acetone", "acetone oxime", 环己基丙酮) names another substance; a name that
belongs to an article ("fentanyl test strips") or is denied ("free of acetone") names none. Both are reported with what they are
and resolve to nothing.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from headwater.substance import words
from headwater.substance.lexicon import LONGEST_KEY, MOST_TOKENS, Lexicon
from headwater.substance.text import Token, is_letterlike, tokens_of

MentionHow: TypeAlias = Literal["name", "fuzzy-name", "short-name"]
MentionUse: TypeAlias = Literal["itself", "part-of-name", "article", "denied"]

_WINDOW_WORDS: Final = 4
_MOST_FUZZY_WINDOWS: Final = 400
_LOCANT_DIGITS: Final = 2
_NEXT_WORD: Final = re.compile(r"[\s,]*\(?([a-z]+)")
_BEFORE_WORD: Final = re.compile(r"([a-z0-9',()\[\]\-]+)\s+$")
_GRADE: Final = re.compile(
    r"-?(?:[0-9]+(?:[.,][0-9]+)?\s?(?:%|kg|kgs|g|mg|l|lt|ml|mt|t|lb|lbs|gal|ppm|m|n)?(?![a-z0-9])|hplc|acs|usp|bp|ep|fcc|ar|gr|tech|ind|grade"
    r"|grado|pure|api|sample|lot|batch|po|drum|ibc|solution|soln|sol|powder|crystals?|oil|liquid|crude)"
)
_LOCANT_FOLLOWS: Final = re.compile(r"[0-9]+[0-9n',]*-[a-z(]")
_CJK_LOW: Final = "\u3400"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in a folded text.

    Attributes:
        key: the name as the lexicon has it.
        how: ``name``, ``fuzzy-name`` (a misspelling or scanner confusion) or ``short-name`` (several meanings).
        use: ``itself``, or why it resolves to nothing.
        start: start in the folded text.
        end: end in the folded text.
        form: the salt, hydrate, stereodescriptor or isotope said beside the name, or empty.
        rivals: other names as near as this one, for a misspelling that fits several substances.
    """

    key: str
    how: MentionHow
    use: MentionUse
    start: int
    end: int
    form: str = ""
    rivals: tuple[str, ...] = ()


def find_names(text: str, lexicon: Lexicon, *, covered: list[tuple[int, int]] | None = None) -> list[Mention]:
    """Return the names found in a folded text, in order, the longest first where they overlap.

    Args:
        text: the folded text.
        lexicon: the names to look for.
        covered: spans that belong to something else, such as CAS numbers.
    """
    tokens = tokens_of(text)
    taken = [False] * len(tokens)
    for start, end in covered or ():
        for index, token in enumerate(tokens):
            taken[index] = taken[index] or (start <= token.start and token.end <= end)
    found = _exact(text, tokens, taken, lexicon)
    misspelt = _inexact(text, tokens, taken, lexicon)
    # a longer name with a spelling error explains an exact name that stands inside it
    found = [one for one in found if not any(other.start <= one.start and one.end <= other.end for other in misspelt)]
    return sorted(found + misspelt, key=lambda mention: mention.start)


def _exact(text: str, tokens: list[Token], taken: list[bool], lexicon: Lexicon) -> list[Mention]:
    found = []
    index = 0
    while index < len(tokens):
        last = -1 if taken[index] or not _may_begin(text, tokens[index]) else _longest(text, tokens, taken, index, lexicon)
        if last < 0:
            index += 1
            continue
        key = "".join(token.text for token in tokens[index : last + 1])
        how: MentionHow = "name" if key in lexicon.names else "short-name"
        mention = _judged(text, lexicon, key, how, tokens[index].start, tokens[last].end)
        found.append(mention)
        if mention.use != "part-of-name":
            taken[index : last + 1] = [True] * (last + 1 - index)
        index = last + 1
    return found


def _longest(text: str, tokens: list[Token], taken: list[bool], first: int, lexicon: Lexicon) -> int:
    key, best = "", -1
    for index in range(first, min(first + MOST_TOKENS, len(tokens))):
        if taken[index]:
            break
        key += tokens[index].text
        if len(key) > LONGEST_KEY or not lexicon.may_start(key):
            break
        if (key in lexicon.names or key in lexicon.ambiguous) and _may_end(text, tokens[index]):
            best = index
    return best


def _may_begin(text: str, token: Token) -> bool:
    return token.start == 0 or token.text >= _CJK_LOW or not _latin(text[token.start - 1])


def _may_end(text: str, token: Token) -> bool:
    return token.end == len(text) or token.text >= _CJK_LOW or not _latin(text[token.end])


def _latin(character: str) -> bool:
    return character < _CJK_LOW and is_letterlike(character)


def _inexact(text: str, tokens: list[Token], taken: list[bool], lexicon: Lexicon) -> list[Mention]:
    found: list[Mention] = []
    windows = 0
    for first, token in enumerate(tokens):
        if taken[first] or token.text >= _CJK_LOW or not _may_begin(text, token):
            continue
        best: Mention | None = None
        key, gaps = "", 0
        for index in range(first, min(first + MOST_TOKENS, len(tokens))):
            if taken[index] or tokens[index].text >= _CJK_LOW:
                break
            if index > first and " " in text[tokens[index - 1].end : tokens[index].start]:
                gaps += 1
            key += tokens[index].text
            if gaps >= _WINDOW_WORDS or len(key) > LONGEST_KEY:
                break
            if not _may_end(text, tokens[index]):
                continue
            windows += 1
            if windows > _MOST_FUZZY_WINDOWS:
                return found
            names = _nearest(key, lexicon)
            if names and (best is None or len(names[0]) > len(best.key)):
                mention = _judged(text, lexicon, names[0], "fuzzy-name", token.start, tokens[index].end)
                best = Mention(mention.key, mention.how, mention.use, mention.start, mention.end, mention.form, names[1:])
        if best is not None:
            found.append(best)
            for index, other in enumerate(tokens):
                taken[index] = taken[index] or (best.start <= other.start and other.end <= best.end)
    return found


def _nearest(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    confused = lexicon.confused(key)
    return (confused,) if confused is not None else lexicon.misspelt(key)


def _judged(text: str, lexicon: Lexicon, key: str, how: MentionHow, start: int, end: int) -> Mention:
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    if text[start] >= _CJK_LOW or text[end - 1] >= _CJK_LOW:
        use, form, extra = _chinese_use(text, start, end, before, after)
    else:
        use, form, extra = _latin_use(before, after, lexicon.words)
    if use == "itself" and (words.DENIED_BEFORE.search(before) or words.ARTICLE_BEFORE.search(before)):
        use = "denied" if words.DENIED_BEFORE.search(before) else "article"
    if use == "itself" and (words.ARTICLE_AFTER.match(after[extra:]) or words.ARTICLE_AFTER_CHINESE.match(after[extra:])):
        use = "article"
    return Mention(key, how, use, start, end, form)


def _latin_use(before: str, after: str, beside: words.NameWords) -> tuple[MentionUse, str, int]:
    form: list[str] = []
    stereo = words.STEREO_BEFORE.search(before)
    if stereo:
        form.append(stereo.group(1).strip("-"))
        before = before[: stereo.start(1)]
    salt = words.SALT_BEFORE.search(before)
    if salt:
        form.append(salt.group().strip())
        before = before[: salt.start()]
    if _attached_before(before, beside) and not salt:
        return "part-of-name", "", 0
    rest, used = _skip_forms(after, form, beside)
    if _attached_after(rest, beside):
        return "part-of-name", "", 0
    return "itself", " ".join(form), used


def _attached_before(before: str, beside: words.NameWords) -> bool:
    if not before:
        return False
    last = before[-1]
    if last == "-":
        chunk = re.split(r"[\s/;:=]", before[:-1])[-1]
        tail = re.findall(r"[a-z]+|[0-9]+|[)\]]", chunk)
        if not tail:
            return False
        end = tail[-1]
        if end.isalpha():
            return end not in beside.noise
        return end in {")", "]"} or (len(end) <= _LOCANT_DIGITS and "-" in chunk)
    if last in ")]":
        return bool(re.search(r"[a-z](?:[0-9,'\-]*)[)\]]$", before)) and not before.endswith((" )", " ]"))
    if last.isspace():
        match = _BEFORE_WORD.search(before)
        return match is not None and beside.is_substituent(match.group(1))
    return False


def _skip_forms(after: str, form: list[str], beside: words.NameWords) -> tuple[str, int]:
    used = 0
    isotope = words.ISOTOPE_AFTER.match(after)
    if isotope and isotope.group().strip("-"):
        form.append(isotope.group().strip("-"))
        used = isotope.end()
    while match := re.match(r"[\s,\-]*\(?(?:x\s)?([0-9]?[a-z0-9]+)\)?", after[used:]):
        word = match.group(1)
        if word not in beside.salt or (word == "free" and not after[used + match.end() :].lstrip().startswith("base")):
            break
        form.append(word)
        used += match.end()
    return after[used:], used


def _attached_after(after: str, beside: words.NameWords) -> bool:
    if not after:
        return False
    if after[0] == "-" and len(after) > 1 and after[1:2].isalnum():
        return _LOCANT_FOLLOWS.match(after[1:]) is not None or _GRADE.match(after[1:]) is None
    if after[0] in "([" and len(after) > 1 and re.match(r"[(\[](?:[0-9]+[hs]?|[a-z]{1,2})[)\]]-?[a-z]", after):
        return True
    if after[0].isspace() or after[0] == ",":
        match = _NEXT_WORD.match(after)
        if match is None:
            return False
        word = match.group(1)
        return word in beside.derivative or (after[0].isspace() and _ester_follows(after, word))
    return False


def _ester_follows(after: str, word: str) -> bool:
    return word.endswith("yl") and re.match(r"\s*[a-z\-]+yl\s+(?:ester|ether)", after) is not None


def _chinese_use(text: str, start: int, end: int, before: str, after: str) -> tuple[MentionUse, str, int]:
    form: list[str] = []
    name = text[start:end]
    salt_before = words.SALT_BEFORE_CHINESE.search(before)
    if salt_before:
        form.append(salt_before.group())
        before = before[: salt_before.start()]
    salt_after = words.SALT_AFTER_CHINESE.match(after)
    used = 0
    if salt_after and not name.endswith(("盐酸", "硫酸")):
        form.append(salt_after.group())
        used = salt_after.end()
    rest = after[used:]
    if name.endswith("酸") and rest and rest[0] >= _CJK_LOW and rest[0] not in words.ACID_IS_ALONE_CHINESE:
        return "part-of-name", "", 0
    if before and (before[-1] in words.CHEMICAL_BEFORE_CHINESE or (before[-1] == "-" and re.search(r"[基)\]0-9]-$", before))):
        return "part-of-name", "", 0
    if rest and (rest[0] in words.CHEMICAL_AFTER_CHINESE or re.match(r"-[0-9a-z\u3400-\u9fff]", rest)):
        return "part-of-name", "", 0
    return "itself", " ".join(form), used
