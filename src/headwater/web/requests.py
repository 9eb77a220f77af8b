"""Read requests: bodies and parameters, bounded, with a sentence for what cannot be used."""

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_BYTES: Final = 4 << 20
_MOST_QUERIES: Final = 500
_MOST_RESULTS: Final = 100


async def body_of(request: Request) -> bytes:
    """Return the body of a request.

    Raises:
        HTTPException: 413, it is larger than any batch of queries need be.
    """
    found = bytearray()
    async for block in request.stream():
        found += block
        if len(found) > _MOST_BYTES:
            raise HTTPException(413, f"The body holds more than {_MOST_BYTES >> 20} MB; send fewer queries at a time.")
    return bytes(found)


async def parameters_of(request: Request) -> dict[str, str]:
    """Return the parameters of the address and, for a form that was posted, of the body.

    Raises:
        HTTPException: 400, the body is no form of UTF-8 text; 413, it is too large.
    """
    found = dict(request.query_params)
    if request.method == "POST":
        try:
            found |= dict(parse_qsl((await body_of(request)).decode("utf-8"), keep_blank_values=True, max_num_fields=100))
        except ValueError as error:
            raise HTTPException(400, "The body is no form of UTF-8 text (application/x-www-form-urlencoded).") from error
    return found


def object_in(text: str | bytes, what: str) -> dict[str, Any]:
    """Return the JSON object in a text.

    Raises:
        HTTPException: 400, it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"{what} is not JSON.") from error
    if not isinstance(found, dict):
        raise HTTPException(400, f"{what} is not a JSON object.")
    return found


def queries_in(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a batch of queries after checking that each is an object and that they are not too many.

    Raises:
        HTTPException: 400, they are not.
    """
    if len(found) > _MOST_QUERIES:
        raise HTTPException(400, f"A batch holds at most {_MOST_QUERIES} queries; this one holds {len(found):,}.")
    if not all(isinstance(query, dict) for query in found.values()):
        raise HTTPException(400, "Each query of a batch is a JSON object.")
    return found


def number_in(parameters: Any, name: str, default: float, least: float, most: float) -> float:
    """Return a parameter that is a number within bounds.

    Raises:
        HTTPException: 400, it is none.
    """
    given = parameters.get(name)
    if given is None or given == "":
        return default
    try:
        number = float(given)
    except (TypeError, ValueError) as error:
        raise HTTPException(400, f"{name} must be a number from {least:g} to {most:g}.") from error
    if not least <= number <= most:
        raise HTTPException(400, f"{name} must be a number from {least:g} to {most:g}.")
    return number


def limit_in(parameters: Any, default: int) -> int:
    """Return how many results are wanted."""
    return int(number_in(parameters, "limit", default, 1, _MOST_RESULTS))
