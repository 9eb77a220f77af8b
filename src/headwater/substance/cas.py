"""CAS Registry Numbers in running text: found, checked by their check digit, never repaired.

A number has two to seven digits, two digits, and a check digit. Paper writes it with any dash, with blanks, with the letters
that scanners and typists put for digits, or without separators after the word CAS. Business systems fill it up with zeros from
the left, which say nothing. What looks like a number but fails the check digit is evidence: it is reported as such and resolves
to nothing.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

CasState: TypeAlias = Literal["valid", "check-digit", "cut-off"]

_LOOK_ALIKE: Final = str.maketrans({"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2", "q": "9", "|": "1"})
_D: Final = "[0-9oilsbzq|]"
_SEPARATOR: Final = r"(?:\s?[-_.~/]\s?|\s)"
_PLAIN: Final = re.compile(
    r"(?<![0-9a-z.,/-])(0{0,6}[0-9]{2,7})\s?-\s?([0-9]{2})\s?-\s?([0-9])(?![0-9]|-[0-9]|[.,][0-9]|/[0-9]|[a-z])"
)
_LABEL: Final = (
    r"cas(?:[\s_.-]?(?:rn|no|nr|n\.?\s?[o°]|num(?:ber|ero|mer)?|reg(?:istry)?(?:[\s_-](?:no|nr|number))?|号|编号|登记号)(?![a-z]))?"
    r"\.?[\s:#=\-(\[o°._]*"
)
_LABELLED: Final = re.compile(
    rf"(?<![a-z])(?:{_LABEL}|登记号[\s:]*)(?:(0{{0,6}}{_D}{{2,7}}){_SEPARATOR}({_D}{{2}}){_SEPARATOR}({_D})(?![0-9a-z])"
    r"|(0{0,6}[0-9]{5,10})(?![0-9a-z]|-[0-9]))"
)
_CUT_OFF: Final = re.compile(r"(?<![0-9a-z.,/-])([0-9]{3,7})-([0-9]{2})-?(?=\s*$|\s*[;,)])")
_LOOSE: Final = re.compile(rf"(?<![0-9a-z.,/-])({_D}{{2,7}})(?:\s?-\s?)({_D}{{2}})(?:\s?-\s?)({_D})(?![0-9a-z]|-[0-9a-z])")
_SHORTEST: Final = 2
"""Digits of the first part at least; zeros before them fill a field up and are dropped."""
_DATE: Final = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-[0-9]")


@dataclass(frozen=True, slots=True)
class CasMention:
    """A CAS number seen in a folded text.

    Attributes:
        number: the number with plain hyphens and without filling zeros, as read; not repaired.
        state: ``valid``, ``check-digit`` where the check digit is wrong, or ``cut-off`` where it is missing.
        start: start in the folded text.
        end: end in the folded text.
        labelled: True where the word CAS stands before it.
    """

    number: str
    state: CasState
    start: int
    end: int
    labelled: bool


def check_digit(body: str) -> int:
    """Return the check digit that belongs to the digits before it."""
    return sum(weight * int(digit) for weight, digit in enumerate(reversed(body), start=1)) % 10


def is_valid(number: str) -> bool:
    """Return whether a number written ``digits-digits-digit`` has the right check digit and no leading zero."""
    body, last = number[:-1].replace("-", ""), number[-1]
    return not number.startswith("0") and check_digit(body) == int(last)


def find_cas(folded: str) -> list[CasMention]:
    """Return the CAS numbers in a folded text, in order, without overlap.

    Numbers after the word CAS may hold look-alike letters and blanks. Without that word only the plain form with hyphens
    counts, or a form with look-alikes that passes its check digit; a date is no CAS number.
    """
    if not any(character in folded for character in "-0123456789"):
        return []
    found: dict[int, CasMention] = {}
    taken: list[tuple[int, int]] = []

    def keep(mention: CasMention) -> None:
        if not any(start < mention.end and mention.start < end for start, end in taken):
            found[mention.start] = mention
            taken.append((mention.start, mention.end))

    if "cas" in folded or "登记号" in folded:
        for match in _LABELLED.finditer(folded):
            keep(_labelled(match))
    if "-" in folded:
        for match in _PLAIN.finditer(folded):
            if not _DATE.match(match.group()):
                keep(_mention(match.groups(), match.start(1), match.end(), labelled=False))
        for match in _LOOSE.finditer(folded):
            mention = _mention(match.groups(), match.start(1), match.end(), labelled=False)
            if mention.state == "valid" and any(c.isdigit() for c in match.group(1)):
                keep(mention)
        for match in _CUT_OFF.finditer(folded):
            alone = match.group().endswith("-") and folded[: match.start()].strip() == ""
            if alone or re.search(r"cas\W*(?:no|nr|rn)?\W*$", folded[: match.start()]):
                number = f"{match.group(1)}-{match.group(2)}-"
                keep(CasMention(number, "cut-off", match.start(), match.end(), labelled=not alone))
    return [found[start] for start in sorted(found)]


def _labelled(match: re.Match[str]) -> CasMention:
    if match.group(4) is not None:
        run = match.group(4)
        return _mention((run[:-3], run[-3:-1], run[-1]), match.start(4), match.end(4), labelled=True)
    return _mention(match.groups()[:3], match.start(1), match.end(3), labelled=True)


def _mention(groups: tuple[str | None, ...], start: int, end: int, *, labelled: bool) -> CasMention:
    first, middle, last = (str(group).translate(_LOOK_ALIKE) for group in groups[:3])
    number = f"{first.lstrip('0').rjust(_SHORTEST, '0')}-{middle}-{last}"
    state: CasState = "valid" if is_valid(number) else "check-digit"
    return CasMention(number, state, start, end, labelled)
