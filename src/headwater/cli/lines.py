"""Read queries from stdin, one a line, and print text that came from files."""

import json
from collections.abc import Iterator
from typing import Any, Final, TextIO

from headwater.cli.main import printable
from headwater.errors import InputError

_LONGEST: Final = 1_000_000


def objects_in(stream: TextIO, plain: str | None) -> Iterator[Any]:
    """Yield what each line holds: an object where it is JSON, else the line itself.

    Args:
        stream: the lines.
        plain: what a line that is no JSON is, or None where only JSON is allowed.

    Raises:
        InputError: a line is too long, not UTF-8, or neither JSON nor plain text where that is allowed.
    """
    for _, found in numbered_objects_in(stream, plain):
        yield found


def numbered_objects_in(stream: TextIO, plain: str | None) -> Iterator[tuple[int, Any]]:
    """Yield (number of the line, what it holds) as ``objects_in`` does."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(_LONGEST + 1)
        except UnicodeDecodeError as error:
            raise InputError(f"line {number} of the input: not UTF-8; convert the input to UTF-8.", code="encoding") from error
        if not line:
            return
        if len(line) > _LONGEST:
            raise InputError(
                f"line {number} of the input: longer than {_LONGEST:,} characters; give one query a line.", code="long-line"
            )
        text = line.strip().lstrip("\ufeff")
        if not text:
            if plain is not None and line.strip("\n"):
                continue
            continue
        yield number, _parsed(text, number, plain)


def _parsed(text: str, number: int, plain: str | None) -> Any:
    if plain is not None and not text.startswith("{") and not _is_list(text):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"line {number} of the input: not a JSON object ({error}); give one object a line.", code="json"
        ) from error
    if not isinstance(found, dict):
        raise InputError(f"line {number} of the input: a JSON object is needed, not {type(found).__name__}.", code="json")
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
