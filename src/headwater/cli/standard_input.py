"""Standard input, line by line, in whatever encoding it is written."""

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO, Final

import click

_SAMPLE: Final = 1 << 18
_BYTE_ORDER_MARK: Final = "\ufeff"


def decoded_lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a stream without their ends, and say once on standard error where the encoding is a guess.

    UTF-8 is taken as such, UTF-16 and UTF-32 by their byte order mark or their zeros; a line that is neither is read in the
    encoding that readers of files would take it for. Every line gives one text, whatever it holds.
    """
    from headwater.readers.files.encoding import tell_encoding

    sample = stream.read(_SAMPLE)
    encoding = tell_encoding(sample)
    if encoding.name.startswith(("utf-16", "utf-32")):
        wide = (sample + stream.read()).decode(encoding.name, errors="replace").removeprefix(_BYTE_ORDER_MARK)
        # a file whose lines end in single bytes is not wide, whatever it begins with
        if "\n" in wide or b"\n" not in sample:
            yield from (line.rstrip("\r\n") for line in io.StringIO(wide, newline="\n"))
            return
    guess = encoding.fallback if encoding.name.startswith("utf") else encoding.name
    told = False
    for number, line in enumerate(_lines(sample, stream)):
        text, is_guessed = _decoded(line, guess)
        if is_guessed and not told:
            told = True
            click.echo(
                f"Standard input is not all UTF-8: lines that are not were read as {guess}; check their names.", err=True
            )
        yield (text.removeprefix(_BYTE_ORDER_MARK) if number == 0 else text).rstrip("\r\n")


def _lines(sample: bytes, rest: BinaryIO) -> Iterable[bytes]:
    """Return the lines of what was read and of what follows, the one across the border whole."""
    if sample and not sample.endswith(b"\n"):
        sample += rest.readline()
    return chain(io.BytesIO(sample), rest)


def _decoded(line: bytes, guess: str) -> tuple[str, bool]:
    """Return a line and whether its encoding is a guess."""
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    try:
        return line.decode(guess), True
    except UnicodeDecodeError:
        return line.decode("latin-1"), True
