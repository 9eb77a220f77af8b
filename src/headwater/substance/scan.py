"""Find the names of a lexicon in a folded text, and judge whether each stands there for itself.

A name inside a longer chemical name ("methyl acetone", "acetone oxime", 环己基丙酮) names another substance; a name that
belongs to an article ("fentanyl test strips") or is denied ("free of acetone") names none. Both are reported with what they are
and resolve to nothing.
"""

import itertools
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from headwater.substance import anions, articles, words
from headwater.substance.lexicon import LONG_PREFIX, LONGEST_KEY, PREFIX, RUN, Lexicon
from headwater.substance.ordinary import SHARED
from headwater.substance.text import is_letterlike, key_of, tokens_of

MentionHow: TypeAlias = Literal["name", "fuzzy-name", "short-name", "ordinary"]
MentionUse: TypeAlias = Literal["itself", "part-of-name", "article", "denied"]

_WINDOW_WORDS: Final = 8
_MOST_WINDOWS: Final = 400
MOST_TOKENS: Final = 48
_NEAR_FROM: Final = 4
_LONG_BLOCK: Final = 8
_BRACKETED: Final = 6
"""A short name does not run into a bracket: "NPP (N-...)"."""
_LOCANT_DIGITS: Final = 2
_PAIR: Final = 2
_MADE_INTO: Final = frozenset(
    {"precursor", "precursors", "precursores", "precurseur", "precurseurs", "vorstufe", "intermediate"}
)
"""Heads that make the name after them another substance; after a name they say what the name is used for."""
_COLOURS: Final = frozenset({"red", "black", "blue", "green", "yellow", "orange", "violet"})
_SPANISH_HEADS: Final = frozenset(
    {
        "acido",
        "acidos",
        "anhidrido",
        "eter",
        "oxido",
        "peroxido",
        "cloruro",
        "bromuro",
        "yoduro",
        "alcohol",
        "cianuro",
        "carbonato",
    }
)
"""Heads that Spanish puts first, so that after a comma they begin another name."""
_AMIDE: Final = re.compile(
    r"\s+[a-z0-9',()\-]*(?:amide|amida|anilide|hydrazide)(?![a-z])|\s+(?:bis|di|mono)?[(\[]?[0-9a-z',()\-]*\)?\s+ester(?![a-z])"
)
_GLUED_AMOUNT: Final = re.compile(
    r"(?<=[a-z]{4})(?:[0-9]+(?:[.,][0-9]+)?\s?(?:%|(?:kgs?|g|l|lts?|ml|mg|mt)(?![a-z]))|cas[\s:\-.]?(?:no[.:\s]*)?[0-9])"
)
"""An amount or a CAS number that is written onto a name: "acetone98%", "acetoneCAS67-64-1"."""
_LONG_BASE: Final = 7
_NEXT_WORD: Final = re.compile(r"[\s,]*\(?([a-z]+)")
_BEFORE_WORD: Final = re.compile(r"([a-z0-9',()\[\]\-]+)\s+$")
_HEAD_OF: Final = re.compile(r"\b([a-z]+)\s+(?:de|do|da|di|of|von)\s+(?:la\s|el\s|l')?$")
"""The head of a name that its language puts first: "peróxido de ...", "oxime of ..."."""
_GRADE: Final = re.compile(
    r"-?(?:[0-9]+(?:[.,][0-9]+)?\s?(?:%|kg|kgs|g|mg|l|lt|ml|mt|t|lb|lbs|gal|ppm|m|n)?(?![a-z0-9])|hplc|acs|usp|bp|ep|fcc|ar|gr|tech|ind|grade"
    r"|losung|loesung|pflaster|pulver|fass|kanister|sack|konz|tablet|ampul|ampoul|inje[ck]|tropfen|patch|solucion|inyec|parche|polvo|spray|gel"
    r"|based?(?![a-z])|grado|pure|api|sample|lot|batch|po|drum|ibc|solution|soln|sol|powder|crystals?|oil|liquid|crude)"
)
_INVERTED: Final = re.compile(r"\s?,\s?[^;]*?(?:[a-z0-9)\]]-(?=\s*(?:[,;(]|$))|\b(?:salt|ester)\b)|\([0-9]+:")
"""What follows the head of an inverted name ("piperidine, 2-methyl-") or of a salt or adduct ("sulfuric acid, zinc salt")."""
_ANION: Final = re.compile(r"(?:ate|ato|at|ite|ito)$")
_PLACED: Final = re.compile(r"[\s,]+(?:[nos]|[0-9]+)(?:,[nos0-9]+)*-([a-z]+)")
"""A head with its place set off by a blank: "ketamine N-oxide", "pyridine 1-oxide"."""
_NUCLIDE: Final = re.compile(r"-\s?(?:12[345]|131|3[23])(?![0-9a-z%.,])")
"""The mass of a radioactive nuclide of iodine or phosphorus: a radiopharmaceutical."""
_ENDS_INVERTED: Final = re.compile(r"\s?,\s?(?:[0-9n',]+-)?[a-z]{2,}yl\s*(?:$|[;|(])")
_LOCANT_FOLLOWS: Final = re.compile(r"[0-9]+[0-9n',]*-[a-z(]")
_PREFIX_NAME: Final = re.compile(r"[iy]odo$")
"""Iodine in Spanish and Portuguese, which is also the prefix of a name: "heptane, iodo-"."""
_WITH_A_BASE: Final = frozenset({"sulphuricacid", "sulfuricacid", "hydrochloricacid", "hydriodicacid", "hydroiodicacid"})
_BASE: Final = re.compile(r"(?:in[ea]?|azole?)$")
_GLYCOL_BEFORE: Final = re.compile(r"gl[yi][ck]ol\s$")
_SALT_OF: Final = re.compile(
    r"\s?,?\s?(?:(?!and\b|y\b|und\b)[a-z0-9()+]+\s){1,4}?salt\b|\s(?:compound|compd\.?)\s(?:with|of)\b"
)
"""Sulphuric acid as a part of a salt, which the lists leave out: "sulfuric acid magnesium salt"."""
_CJK_LOW: Final = "\u3400"
_PLACE_TWICE: Final = re.compile(r"(?:(?<=[\s,;:(])|^)1-$")
_JOINED_SALT: Final = re.compile(
    r"([a-z]{5,}?)((?:di|mono)?(?:hydrochloride?|hydrobromide?|hydroiodide?|hcl|hbr)|(?:hemi|bi|hydrogen)?(?:sulfat|sulphat|citrat|tartrat"
    r"|maleat|fumarat|phosphat|oxalat|succinat|mesilat|acetat|nitrat|lactat)e?|(?:mono|di|hemi|tri)?hydrate?)"
)
"""A base and its salt written as one word, as German does and hurried English: Ephedrinhydrochlorid, ketaminehcl."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in a folded text.

    Attributes:
        key: the name as the lexicon has it.
        how: ``name``, ``fuzzy-name`` (a misspelling or scanner confusion) or ``short-name`` (several
            meanings) or ``ordinary`` (an ordinary chemical).
        use: ``itself``, or why it resolves to nothing.
        start: start in the folded text.
        end: end in the folded text.
        form: the salt, hydrate, stereodescriptor or isotope said beside the name, or empty.
        rivals: other names as near as this one, for a misspelling that fits several substances.
        led: an article noun before it says that it is about this name.
    """

    key: str
    how: MentionHow
    use: MentionUse
    start: int
    end: int
    form: str = ""
    rivals: tuple[str, ...] = ()
    led: bool = False


def find_names(text: str, lexicon: Lexicon, *, covered: list[tuple[int, int]] | None = None) -> list[Mention]:
    """Return the names found in a folded text, in order, the longest first where they overlap.

    Args:
        text: the folded text.
        lexicon: the names to look for.
        covered: spans that belong to something else, such as CAS numbers.
    """
    said_otherwise = _said_otherwise(text, lexicon)
    taken = sorted([*(covered or []), *((one.start, one.end) for one in said_otherwise)])
    found = sorted([*said_otherwise, *_exact(text, lexicon, taken)], key=lambda mention: mention.start)
    misspelt = _inexact(text, lexicon, taken, found) if _worth_a_second_look(text, lexicon) else []
    # a longer name with a spelling error explains an exact name that stands inside it
    found = [one for one in found if not any(other.start <= one.start and one.end <= other.end for other in misspelt)]
    mentions = sorted(found + misspelt, key=lambda mention: mention.start)
    if mentions and articles.is_publication(text):
        return [replace(one, use="article", led=True) if one.use == "itself" else one for one in mentions]
    return _with_enumerations(text, _with_salts(text, mentions))


def _with_salts(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with an acid directly before a base as part of a salt's name: "hydrochloric acid doxycycline"."""
    ruled = list(mentions)
    for index, (one, other) in enumerate(itertools.pairwise(mentions)):
        if (one.key in _WITH_A_BASE and one.use == "itself") and text[one.end : other.start] == " " and _BASE.search(other.key):
            ruled[index] = replace(one, use="part-of-name")
    return ruled


def _said_otherwise(text: str, lexicon: Lexicon) -> list[Mention]:
    """Return names in another order than the lexicon has them: salts of a metal with an acid, and inverted index names."""
    found = []
    for key, start, end, form in anions.salts_of_acids(text, lexicon.names):
        if key_of(text[start:end]) not in lexicon.names:
            found.append(replace(_judged(text, lexicon, key, "name", start, end), form=form))
    for key, start, end, listed in anions.inverted_names(text, lexicon.names, lexicon.ordinary):
        if all(end <= one.start or one.end <= start for one in found):
            found.append(_judged(text, lexicon, key, "name" if listed else "ordinary", start, end))
    return found


def _with_enumerations(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with an article handed on along an enumeration: "test kit for A, B and C", "A, B test kit"."""
    if len(mentions) < _PAIR or not any(mention.use == "article" for mention in mentions):
        return mentions
    ruled = list(mentions)
    for index in range(1, len(ruled)):
        one, other = ruled[index - 1], ruled[index]
        if (
            (one.led and other.use == "itself")
            and (articles.is_coordinated(text[one.end : other.start]) or _is_chinese_list(text, one, other))
            and not articles.has_amount(text[other.end : other.end + 40])
        ):
            ruled[index] = replace(other, use="article", led=True)
    for index in range(len(ruled) - 2, -1, -1):
        one, other = ruled[index], ruled[index + 1]
        if (
            (one.use == "itself" and other.use == "article" and not other.led)
            and articles.is_coordinated(text[one.end : other.start])
            and (ruled[index + 1] is not mentions[index + 1] or articles.is_tested(text[other.end : other.end + 80]))
        ):
            ruled[index] = replace(one, use="article")
    return ruled


def _is_chinese_list(text: str, one: Mention, other: Mention) -> bool:
    return text[other.start] >= _CJK_LOW and text[one.end : other.start].isspace()


def _exact(text: str, lexicon: Lexicon, taken: list[tuple[int, int]]) -> list[Mention]:
    tokens, seams = _parted(tokens_of(text), lexicon)
    free = [not _is_taken(start, end, taken) for _, start, end in tokens] if taken else None
    names, ambiguous, ordinary = lexicon.names, lexicon.ambiguous, lexicon.ordinary
    starts, long_starts, stop = lexicon.starts, lexicon.long_starts, lexicon.words.stop
    found = []
    first, count, length = 0, len(tokens), len(text)
    while first < count:
        token, start, end = tokens[first]
        # most words of a line begin no name: they are let go here
        if (
            (len(token) >= PREFIX and token[:PREFIX] not in starts)
            or (free is not None and not free[first])
            or not (start == 0 or token >= _CJK_LOW or not _latin(text[start - 1]))
            or (token in stop and text[end : end + 1].isspace())
            or (
                token in articles.FOR_OR_PLACE
                and text[end : end + 1].isspace()
                and articles.is_preposition(text[max(0, start - 40) : start], lexicon.words)
            )
        ):
            first += 1
            continue
        key, last, listed, listed_key = "", -1, -1, ""
        known, known_key = -1, ""
        for index in range(first, min(first + MOST_TOKENS, count)):
            if free is not None and not free[index]:
                break
            token, _, end = tokens[index]
            key += token
            size = len(key)
            if size >= PREFIX and (
                key[:PREFIX] not in starts or (size >= LONG_PREFIX and key[:LONG_PREFIX] not in long_starts)
            ):
                break
            if size > LONGEST_KEY:
                break
            if (
                (key in names or key in ordinary or key in ambiguous)
                and (index == first or key not in lexicon.brands or key in lexicon.parted_brands)
                and (
                    end == length
                    or token >= _CJK_LOW
                    or end in seams
                    or not _latin(text[end])
                    or _GLUED_AMOUNT.match(text, end)
                )
                and (size > _BRACKETED or index == first or " (" not in text[start:end])
            ):
                last, best = index, key
                if key in names:
                    listed, listed_key = index, key
                if ordinary.get(key, SHARED) != SHARED:
                    known, known_key = index, key
        if last < 0:
            first += 1
            continue
        if -1 < listed < last and all(
            (_is_form(token, lexicon) and not token.isdigit()) or (token in stop and text[start - 1].isspace())
            for token, start, _ in tokens[listed + 1 : last + 1]
        ):
            # a form or grade of a listed substance is that substance, also where it has an entry of its own elsewhere
            last, best = listed, listed_key
        elif best not in names and best not in ambiguous and ordinary[best] == SHARED:
            # what several go by ("piperazine anhydrous") is read as the shorter name, where the rest is form or packing
            shorter, shorter_key = max((listed, listed_key), (known, known_key))
            rest = [token for token, _, _ in tokens[shorter + 1 : last + 1]]
            if shorter >= first and all(_is_form(token, lexicon) for token in rest):
                last, best = shorter, shorter_key
        if best not in names and best not in ambiguous and last > first and anions.is_metal(tokens[first][0]):
            # "sodium barbital" is barbital
            base = best[len(tokens[first][0]) :]
            if base in names and len(base) >= _LONG_BASE:
                found.append(replace(_judged(text, lexicon, base, "name", start, tokens[last][2]), form=tokens[first][0]))
                first = last + 1
                continue
        how: MentionHow = "name" if best in names else "short-name" if best in ambiguous else "ordinary"
        mention = _judged(text, lexicon, best, how, start, tokens[last][2])
        found.append(mention)
        first = last + 1
    return found


def _is_form(token: str, lexicon: Lexicon) -> bool:
    return token in lexicon.words.salt or token in lexicon.words.noise or token.isdigit()


def _parted(tokens: list[tuple[str, int, int]], lexicon: Lexicon) -> tuple[list[tuple[str, int, int]], set[int]]:
    """Return the tokens with words that join a base and its salt cut in two, and the places of the cuts."""
    seams: set[int] = set()
    parted: list[tuple[str, int, int]] = []
    for token, start, end in tokens:
        if len(token) > _LONG_BLOCK and (match := _JOINED_SALT.fullmatch(token)) and match.group(1) in lexicon.names:
            seam = start + len(match.group(1))
            seams.add(seam)
            parted += [(match.group(1), start, seam), (match.group(2), seam, end)]
        else:
            parted.append((token, start, end))
    return parted, seams


def _may_override(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Return whether a window leaves every exact name alone or holds it with more around it."""
    place = max(0, bisect_right(spans, (start, sys.maxsize)) - 1)
    for begin, stop in spans[place:]:
        if end <= begin:
            return True
        if stop > start and not (start <= begin and stop <= end and stop - begin < end - start):
            return False
    return True


def _is_taken(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    # spans do not overlap and come in order, so that only the last one that begins in time can hold it
    place = bisect_right(taken, (start, sys.maxsize)) - 1
    return place >= 0 and end <= taken[place][1]


def _latin(character: str) -> bool:
    return character < _CJK_LOW and is_letterlike(character)


def _worth_a_second_look(text: str, lexicon: Lexicon) -> bool:
    near, holds = lexicon.comes_near, lexicon.holds
    runs = RUN.findall(text)
    odd = [run for run in runs if not holds(run)]
    if any(near(run) for run in odd):
        return True
    # the error may sit in a short block ("-2-onc") between long ones that are as they should be
    return any(len(run) < _NEAR_FROM and not run.isdigit() for run in odd) and any(
        len(run) >= _LONG_BLOCK and holds(run) for run in runs
    )


def _inexact(text: str, lexicon: Lexicon, taken: list[tuple[int, int]], exact: list[Mention]) -> list[Mention]:
    spans = [(mention.start, mention.end) for mention in exact if mention.use != "part-of-name"]
    runs = [match.span() for match in RUN.finditer(text)]
    found: list[Mention] = []
    done, windows, stop = -1, 0, lexicon.words.stop
    for first, (start, _) in enumerate(runs):
        if start < done or _is_taken(*runs[first], taken):
            continue
        best: Mention | None = None
        key, gaps, odd = "", 0, False
        for index in range(first, min(first + MOST_TOKENS, len(runs))):
            begin, end = runs[index]
            run = text[begin:end]
            if _is_taken(begin, end, taken) or (len(run) >= _NEAR_FROM and not run.isdigit() and not lexicon.comes_near(run)):
                break
            if run in stop and not lexicon.holds(run):
                break
            gap = text[runs[index - 1][1] : begin] if index > first else ""
            gaps += any(c.isspace() for c in gap)
            if gaps >= _WINDOW_WORDS or any(c >= _CJK_LOW or c in ";|" for c in gap):
                break
            key += run
            odd = odd or not lexicon.holds(run)
            windows += 1
            if windows > _MOST_WINDOWS or len(key) > LONGEST_KEY:
                break
            fits = odd and run not in articles.APART and key not in lexicon.ordinary and _may_override(start, end, spans)
            names = lexicon.nearest(key) if fits else ()
            if names and (best is None or len(names[0]) > len(best.key)):
                mention = _judged(text, lexicon, names[0], "fuzzy-name", start, end)
                best = replace(mention, rivals=names[1:])
        if best is not None:
            found.append(best)
            done = best.end
    return found


def _judged(text: str, lexicon: Lexicon, key: str, how: MentionHow, start: int, end: int) -> Mention:
    before, after = text[max(0, start - 80) : start], text[end : end + 80]
    if text[start] >= _CJK_LOW or text[end - 1] >= _CJK_LOW:
        use, form, extra = _chinese_use(text, start, end, before, after)
    else:
        if text.startswith("n-", start):
            # "1-N-Boc-..." gives the place twice
            before = _PLACE_TWICE.sub("", before)
        spanish = before.endswith("para ") and articles.is_preposition(before[:-5], lexicon.words)
        use, form, extra = _latin_use("" if spanish else before, after, lexicon.words)
    if _goes_on(key, before, after):
        use = "part-of-name"
    if how == "short-name" and key in lexicon.alone and _has_company(before, after, lexicon.words):
        use = "part-of-name"
    if how == "ordinary" and use == "itself" and _ANION.search(key) and anions.is_by_metal(before, after):
        use = "part-of-name"
    led = False
    if use != "denied" and words.DENIED_BEFORE.search(before):
        use = "denied" if use == "itself" else use
    elif use == "itself":
        chinese = text[end - 1] >= _CJK_LOW
        led = bool(words.ARTICLE_BEFORE.search(before)) or articles.leads(before, after[extra:], lexicon.words)
        led = led or (chinese and bool(words.ARTICLE_BEFORE_CHINESE.search(before)))
        led = led or articles.is_told_about(before, after[extra:], lexicon.words)
        if led or articles.follows(after[extra:], lexicon.words) or words.ARTICLE_AFTER_CHINESE.match(after[extra:]):
            use = "article"
    return Mention(key, how, use, start, end, form, led=led)


def _goes_on(key: str, before: str, after: str) -> bool:
    """Return whether a name that is also the prefix, acid or ether of longer ones is that here: "glycol diethyl ether"."""
    if _PREFIX_NAME.search(key):
        return after[:1] in {"-", "("}
    if key in _WITH_A_BASE:
        return _SALT_OF.match(after) is not None
    return key.endswith(("ether", "eter")) and _GLYCOL_BEFORE.search(before) is not None


def _has_company(before: str, after: str, beside: words.NameWords) -> bool:
    """Return whether a word stands directly beside, other than one of packing, grade or quantity."""
    left, right = re.search(r"([a-z]{2,})[\s\-]+$", before), re.match(r"[\s\-]+([a-z]{2,})", after)
    return any(
        match is not None and match.group(1) not in beside.noise and match.group(1) not in beside.salt
        for match in (left, right)
    )


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
        return end in {")", "]"} or len(end) == 1 or (len(end) <= _LOCANT_DIGITS and "-" in chunk)
    if last in "([":
        # a bracket inside a name: "bis(p-chlorophenyl)ethane"
        return (
            bool(re.search(r"[a-z0-9]-?[(\[]+$", before)) and (before.rstrip("([").split()[-1:] or [""])[0] not in beside.noise
        )
    if last in ")]":
        return bool(re.search(r"[a-z](?:[0-9,'\-]*)[)\]]$", before)) and not before.endswith((" )", " ]"))
    if last.isspace():
        head = _HEAD_OF.search(before)
        if head is not None and (head.group(1) in beside.derivative or head.group(1) in _MADE_INTO):
            return True
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
    if _NUCLIDE.match(after):
        return True
    if after[0] == "-" and len(after) > 1 and after[1:2].isalnum():
        return _LOCANT_FOLLOWS.match(after[1:]) is not None or _GRADE.match(after[1:]) is None
    if _INVERTED.match(after) or _ENDS_INVERTED.match(after) or re.match(r"[)\]]+-?[a-z]", after):
        return True
    if after[0] in "([" and len(after) > 1 and re.match(r"[(\[](?:[0-9]+[hs]?|[a-z]{1,2})[)\]]-?[a-z]", after):
        return True
    if after[0].isspace() or after[0] == ",":
        match = _PLACED.match(after)
        if match is not None and beside.is_derivative(match.group(1)):
            return True
        match = _NEXT_WORD.match(after)
        if match is None:
            return False
        word = match.group(1)
        if after[0] == ",":
            # a list goes on: "red phosphorus, iodine"; "acido sulfurico, acido clorhidrico"
            return word in beside.derivative and word not in _COLOURS and word not in _SPANISH_HEADS
        if _AMIDE.match(after):
            return True
        return beside.is_derivative(word) or (after[0].isspace() and _ester_follows(after, word))
    return False


def _ester_follows(after: str, word: str) -> bool:
    return word.endswith("yl") and re.match(r"\s*[a-z\-]+yl\s+(?:ester|ether)", after) is not None


def _chinese_use(text: str, start: int, end: int, before: str, after: str) -> tuple[MentionUse, str, int]:
    form: list[str] = []
    name = text[start:end]
    if len(name) == 1 and any(side and side >= _CJK_LOW for side in (before[-1:], after[:1])):
        return "part-of-name", "", 0
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
