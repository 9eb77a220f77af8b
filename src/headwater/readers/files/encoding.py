"""Tell the encoding of a text file and decode it block by block, whatever single lines are written in."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from headwater.readers.files.source import Stream

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_BLOCK: Final = 1 << 22
_EASTERN: Final = ("gb18030", "big5", "euc-kr", "shift_jis")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the characters of a file are written.

    Attributes:
        name: Python's name of the encoding.
        mark: length of the byte order mark at the start, in bytes.
        fallback: the encoding of lines that are not valid in ``name``, for files of mixed origin.
    """

    name: str
    mark: int
    fallback: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """A stretch of text that ends at the end of a line.

    Attributes:
        text: the text, its lines parted by a line feed.
        odd: numbers of the lines in it (from 0) that were not valid in the encoding of the file.
        last: True for the end of the file.
    """

    text: str
    odd: tuple[int, ...]
    last: bool


def tell_encoding(sample: bytes) -> Encoding:
    """Return the encoding of a text file, judged by its first bytes."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return Encoding(name, len(mark), "cp1252")
    wide = _wide_without_mark(sample)
    if wide is not None:
        return Encoding(wide, 0, "cp1252")
    lines = [line for line in sample.splitlines() if not line.isascii()]
    if len(sample) > 1 and lines and not sample.endswith((b"\n", b"\r")):
        # The last line of the sample may be cut within a character.
        last = sample.splitlines()[-1]
        lines = [line for line in lines if line is not last and line != last] or lines
    sound = sum(_decodes(line, "utf-8") for line in lines)
    broken = b"\n".join(line for line in lines if not _decodes(line, "utf-8"))
    legacy = _legacy(broken) if broken else "cp1252"
    if sound >= len(lines) - sound:
        return Encoding("utf-8", 0, legacy)
    return Encoding(legacy, 0, "cp1252")


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide_without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by zeros that stand at every other place."""
    head = sample[: 1 << 14]
    if len(head) < 4 or head.count(0) < len(head) // 10:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def _legacy(broken: bytes) -> str:
    """Tell the encoding of lines that are not UTF-8.

    Bytes above 127 come in even runs in the encodings of East Asia and mostly alone in those of Western Europe.
    """
    runs = [len(run) for run in _HIGH_RUN.findall(broken)]
    alone = sum(run == 1 for run in runs) / len(runs)
    # The second byte of Big5 and Shift JIS may be an ASCII letter, so that their high bytes can stand alone as well.
    names, enough = (_EASTERN, 0.6) if alone < 0.25 else (("big5", "shift_jis"), 0.9)
    scores = {name: _eastern_share(broken, name) for name in names}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= enough:
        return best
    if alone < 0.25 and _cyrillic_share(broken) > 0.7:
        return "cp1251"
    return "cp1254" if _turkish(broken) else "cp1252"


def _turkish(broken: bytes) -> bool:
    """Tell Turkish, whose ğ, ı and ş lie where Icelandic has ð, ý and þ, by the accented vowels that Icelandic would have."""
    letters = [byte for byte in broken if byte >= 0xC0]
    own = sum(byte in b"\xd0\xdd\xde\xf0\xfd\xfe" for byte in letters)
    foreign = sum(byte in b"\xc1\xc9\xcd\xd3\xda\xc6\xe1\xe9\xed\xf3\xfa\xe6" for byte in letters)
    return own > len(letters) // 4 and foreign * 10 < len(letters)


def _eastern_share(broken: bytes, name: str) -> float:
    """Return the share of the high characters that are among the common ones of an encoding of East Asia."""
    text = broken.decode(name, errors="replace")
    high = [character for character in text if ord(character) > 127]
    if not high or text.count("\ufffd") > len(high) // 50:
        return 0.0
    if name == "euc-kr":
        return sum("가" <= character <= "힣" for character in high) / len(high)
    if name == "shift_jis":
        kana = sum("\u3040" <= character <= "\u30ff" for character in high) / len(high)
        return 0.9 if kana > 0.15 else 0.0
    try:
        common = sum(_is_common(character, name) for character in high)
    except UnicodeEncodeError:
        return 0.0
    return common / len(high)


def _is_common(character: str, name: str) -> bool:
    lead = character.encode(name, errors="replace")[0]
    if name == "big5":
        return 0xA4 <= lead <= 0xC6 or lead in (0xA1, 0xA2, 0xA3)
    trail = character.encode(name, errors="replace")[-1]
    return (0xB0 <= lead <= 0xD7 and trail >= 0xA1) or lead in (0xA1, 0xA3)


def _cyrillic_share(broken: bytes) -> float:
    high = [byte for byte in broken if byte > 127]
    return sum(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xB9) for byte in high) / len(high)


def decoded_blocks(stream: Stream, encoding: Encoding, *, largest_line: int) -> Iterator[Decoded]:
    """Yield the text of a file in blocks of about 4 MiB that end at the end of a line.

    Raises:
        LineTooLongError: a line is longer than ``largest_line`` bytes.
    """
    stream.read(encoding.mark)
    feed = "\n".encode(encoding.name)
    step = len(feed)
    rest = b""
    while True:
        part = stream.read(_BLOCK)
        data = rest + part
        if not part:
            if data or rest:
                yield _decode(data, encoding, last=True)
            else:
                yield Decoded("", (), last=True)
            return
        cut = _last_feed(data, feed, step)
        if cut < 0:
            if len(data) > largest_line:
                raise LineTooLongError
            rest = data
            continue
        rest = data[cut:]
        yield _decode(data[:cut], encoding, last=False)


class LineTooLongError(Exception):
    """A line is longer than any table's; said to the user with the name of the file by whoever reads it."""


def _last_feed(data: bytes, feed: bytes, step: int) -> int:
    at = len(data)
    while True:
        at = data.rfind(feed, 0, at)
        if at < 0:
            # Files of old spreadsheet programs end their lines with a carriage return alone.
            at = data.rfind(feed.replace(b"\n", b"\r")) if b"\n" not in data else -1
            return at + step if at >= 0 and at % step == 0 else -1
        if at % step == 0:
            return at + step
        at += step - 1


def _decode(data: bytes, encoding: Encoding, *, last: bool) -> Decoded:
    odd: list[int] = []
    try:
        text = data.decode(encoding.name)
    except UnicodeDecodeError:
        if encoding.name.startswith("utf-16") or encoding.name.startswith("utf-32"):
            text = data.decode(encoding.name, errors="replace")
            odd = [number for number, line in enumerate(_lines(text).split("\n")) if "\ufffd" in line]
        else:
            text, odd = _line_by_line(data, encoding)
    return Decoded(_lines(text), tuple(odd), last)


def _lines(text: str) -> str:
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_by_line(data: bytes, encoding: Encoding) -> tuple[str, list[int]]:
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    found: list[str] = []
    odd: list[int] = []
    for number, line in enumerate(lines):
        try:
            found.append(line.decode(encoding.name))
        except UnicodeDecodeError:
            odd.append(number)
            try:
                found.append(line.decode(encoding.fallback))
            except UnicodeDecodeError:
                found.append(line.decode("latin-1"))
    return "\n".join(found), odd
