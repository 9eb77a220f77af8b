"""Read queries from stdin, one a line, and print text that came from files."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TextIO, TypeVar

import click

from headwater.cli.main import printable
from headwater.errors import ArgumentError, InputError

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
_LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be used.

    Attributes:
        line: its number in the input, from 1.
        code: what is wrong with it, such as ``json`` or ``query``.
        reason: why, in one phrase.
    """

    line: int
    code: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as it stands in a line of output that takes the place of an answer."""
        return {"line": self.line, "code": self.code, "text": self.reason}


class Lines(Generic[Asked]):
    """Lines of input, each made into what is asked; a line that cannot be used is refused alone.

    The answers have to come back in the order of the lines; ``in_order`` puts what was refused between them.
    """

    def __init__(self, stream: TextIO, plain: str | None, make: Callable[[Any], Asked]) -> None:
        """Read from a stream.

        Args:
            stream: the lines.
            plain: what a line that is no JSON is, or None where only JSON is allowed.
            make: makes what a line holds into what is asked; an ``ArgumentError`` refuses the line.
        """
        self._stream = stream
        self._plain = plain
        self._make = make
        self._waiting: deque[Refused | None] = deque()
        self.refused = 0
        self.used = 0
        self.first: Refused | None = None

    def __iter__(self) -> Iterator[Asked]:
        """Yield what the usable lines ask."""
        for number, line in enumerate(_raw_lines(self._stream), start=1):
            try:
                text = _text_of(line)
                if not text:
                    continue
                asked = self._make(_parsed(text, self._plain))
            except (InputError, ArgumentError) as error:
                self._refuse(Refused(number, error.code, str(error)))
                continue
            self.used += 1
            self._waiting.append(None)
            yield asked

    def _refuse(self, refused: Refused) -> None:
        self.refused += 1
        self.first = self.first or refused
        self._waiting.append(refused)

    def in_order(self, answers: Iterable[Answer]) -> Iterator[Answer | Refused]:
        """Yield the answers, and between them, in the order of the lines, what was refused.

        Raises:
            InputError: no line could be used.
        """
        for answer in answers:
            while (refused := self._waiting.popleft()) is not None:
                yield refused
            yield answer
        if self.first is not None and not self.used:
            first = self.first
            raise InputError(f"line {first.line} of the input: {first.reason}; no line could be used.", code=first.code)
        yield from (refused for refused in self._waiting if refused is not None)

    def report(self) -> None:
        """Say on the terminal how many lines were refused."""
        if self.refused:
            few = "1 line was" if self.refused == 1 else f"{self.refused:,} lines were"
            click.echo(f"{few} refused and {self.used:,} answered", err=True)


def show_refused(refused: Refused) -> None:
    """Say on the terminal which line was refused and why."""
    click.echo(f"refused: line {refused.line} of the input: {printed(refused.reason)}", err=True)


def _raw_lines(stream: TextIO) -> Iterator[bytes | str]:
    """Yield the lines, as bytes where the stream has them, so that one that is not UTF-8 does not end the reading."""
    source: Any = getattr(stream, "buffer", stream)
    while line := source.readline(_LONGEST + 1):
        yield line
        while len(line) > _LONGEST and line[-1:] not in (b"\n", "\n"):
            line = source.readline(_LONGEST + 1)


def _text_of(line: bytes | str) -> str:
    if len(line) > _LONGEST:
        raise InputError(f"longer than {_LONGEST:,} characters; give one query a line", code="long-line")
    try:
        text = line if isinstance(line, str) else line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8; convert the input to UTF-8", code="encoding") from error
    return text.strip().lstrip("\ufeff")


def _parsed(text: str, plain: str | None) -> Any:
    if plain is not None and not text.startswith("{") and not _is_list(text):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a JSON object ({error}); give one object a line", code="json") from error
    if not isinstance(found, dict):
        raise InputError(f"a JSON object is needed, not {type(found).__name__}", code="json")
    return found


def _is_list(text: str) -> bool:
    """Tell whether a line is a JSON list; a name may start with a bracket, so that only what parses is one."""
    if not (text.startswith("[") and text.endswith("]")):
        return False
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def printed(text: str) -> str:
    """Return text from a file in one line, safe for a terminal."""
    return printable(text.replace("\n", " "))
