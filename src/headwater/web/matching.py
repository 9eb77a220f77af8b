"""The matching API of OpenSanctions: ``/match``, ``/search``, ``/catalog`` and ``/algorithms``, as its clients call them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from headwater.errors import ArgumentError
from headwater.party import DEFAULT_THRESHOLD, Candidate, MatchResult
from headwater.party.lists import FTM_SCHEMES
from headwater.party.matching import query_of
from headwater.web.directory import ALL_LISTS, Directory
from headwater.web.requests import body_of, limit_in, number_in, object_in, queries_in

_ALGORITHM: Final = "headwater"
_KNOWN: Final = frozenset({_ALGORITHM, "best"})
"""What a client may name as ``algorithm``; the published interface calls the server's own choice ``best``."""
_ABOUT: Final = "Token alignment of names with rarity, cross-script keys, and identifiers; see the documentation on matching."
_SCHEMAS: Final = {"Airplane": "Aircraft", "PublicBody": "Organization", "Thing": None, "Asset": None}
_NAMES: Final = ("name", "alias", "previousName", "weakAlias", "abbreviation")
_PARTS: Final = ("firstName", "secondName", "middleName", "fatherName", "motherName", "lastName")
_COUNTRIES: Final = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag", "birthCountry")
_CONTACTS: Final = frozenset({"phone", "email"})
"""What a query has places of its own for."""


async def match(request: Request) -> Response:
    """Answer a batch of example entities with the listed parties that each may be."""
    directory: Directory = request.app.state.directory
    dataset = request.path_params.get("dataset", ALL_LISTS)
    body = object_in(await body_of(request), "The body")
    if not isinstance(body.get("queries"), dict):
        raise HTTPException(422, 'The body must hold "queries": an object of entities with "schema" and "properties".')
    algorithm = request.query_params.get("algorithm", _ALGORITHM)
    if algorithm not in _KNOWN:
        raise HTTPException(
            400,
            f"Unknown algorithm: {algorithm[:40]}. There is one, {_ALGORITHM}; leave the parameter out, or see /algorithms.",
        )
    limit = limit_in(request.query_params, 5)
    threshold = number_in(request.query_params, "threshold", DEFAULT_THRESHOLD, 0, 1)
    cutoff = number_in(request.query_params, "cutoff", 0.5, 0, 1)
    examples = queries_in(body["queries"])
    asked: dict[str, dict[str, Any]] = {}
    responses: dict[str, dict[str, Any]] = {}
    for name, example in examples.items():
        try:
            query = query_in(example, directory)
            query_of(query)
        except ArgumentError as error:
            responses[name] = {**_answer(example, []), "status": 400, "detail": str(error)}
        else:
            asked[name] = query
    wanted = _wanted(request)
    more = limit if wanted is _ANY else min(limit * _FILTERED, 100)
    results = await directory.match(list(asked.values()), dataset=dataset, threshold=threshold, limit=more)
    for name, result in zip(asked, results, strict=True):
        fitting = [candidate for candidate in result.candidates if candidate.score >= cutoff and wanted(candidate)]
        kept = [_scored(candidate, directory) for candidate in fitting[:limit]]
        responses[name] = {**_answer(examples[name], kept), **_warned(result)}
    answered = {name: responses[name] for name in examples}
    return JSONResponse({"responses": answered, "matcher": _features(results), "limit": limit})


def _any(candidate: Candidate) -> bool:  # noqa: ARG001 - one of several that choose
    return True


_ANY: Final = _any
_FILTERED: Final = 5
"""So many times the candidates wanted are looked at where some of them are to be left out."""


def _wanted(request: Request) -> Callable[[Candidate], bool]:
    """Return which candidates are wanted, by the lists and kinds of party that a client names or leaves out."""
    parameters = request.query_params
    within, without = parameters.getlist("include_dataset"), parameters.getlist("exclude_dataset")
    kinds = {_SCHEMAS.get(name, name) for name in parameters.getlist("exclude_schema")}
    if not (within or without or kinds):
        return _ANY
    return lambda candidate: (
        (not within or candidate.list in within) and candidate.list not in without and candidate.schema not in kinds
    )


async def search(request: Request) -> Response:
    """Answer a text with the listed parties whose names are like it."""
    directory: Directory = request.app.state.directory
    text = request.query_params.get("q", "")
    limit = limit_in(request.query_params, 10)
    if not text.strip():
        raise HTTPException(422, "Give a text to search for as q.")
    query: dict[str, Any] = {"name": text}
    if schema := request.query_params.get("schema"):
        query["schema"] = _SCHEMAS.get(schema, schema)
    (result,) = await directory.match(
        [query], dataset=request.path_params.get("dataset", ALL_LISTS), threshold=None, limit=limit
    )
    found = [directory.entity(candidate.id) for candidate in result.candidates]
    total = {"value": len(found), "relation": "eq"}
    return JSONResponse({"limit": limit, "offset": 0, "total": total, "results": found, "facets": {}})


async def catalog(request: Request) -> Response:
    """Return the lists served, as a catalogue of datasets."""
    directory: Directory = request.app.state.directory
    datasets = [
        {
            "name": entry["code"],
            "title": entry["title"],
            "summary": f"{entry['publisher']}; {entry['licence']}",
            "version": entry["date"] or entry["sha256"][:12],
            "load": True,
            "index_current": True,
            "children": [],
        }
        for entry in directory.described()
    ]
    names = [entry["name"] for entry in datasets]
    whole = {"name": "default", "title": "All lists", "version": "", "load": True, "index_current": True, "children": names}
    return JSONResponse({"datasets": [whole, *datasets], "current": names, "outdated": [], "index_stale": False})


async def algorithms(request: Request) -> Response:  # noqa: ARG001 - the signature of an endpoint
    """Return the one way of matching there is."""
    entry = {"name": _ALGORITHM, "description": _ABOUT, "features": {}}
    return JSONResponse({"algorithms": [entry], "default": _ALGORITHM, "best": _ALGORITHM})


def query_in(example: Mapping[str, Any], directory: Directory) -> dict[str, Any]:
    """Return the query that an example entity asks.

    Raises:
        ArgumentError: it has no properties to match by.
    """
    properties = example.get("properties")
    if not isinstance(properties, dict):
        raise ArgumentError('A query needs "properties", an object of lists of texts.', code="query")
    names = [text for name in _NAMES for text in _texts(properties, name)]
    parts = " ".join(text for name in _PARTS for text in _texts(properties, name)[:1])
    identifiers: dict[str, list[str]] = {}
    for name, scheme in FTM_SCHEMES.items():
        if scheme not in _CONTACTS and (found := _texts(properties, name)):
            identifiers.setdefault(scheme, []).extend(found)
    countries = [code for name in _COUNTRIES for text in _texts(properties, name) if (code := directory.countries.code(text))]
    schema = example.get("schema")
    query: dict[str, Any] = {
        "name": names or ([parts] if parts else []),
        "birth_date": _texts(properties, "birthDate"),
        "country": list(dict.fromkeys(countries)),
        "identifiers": identifiers,
        "address": _texts(properties, "address") + _texts(properties, "full"),
        "phone": _texts(properties, "phone"),
        "email": _texts(properties, "email"),
    }
    if isinstance(schema, str) and _SCHEMAS.get(schema, schema) is not None:
        query["schema"] = _SCHEMAS.get(schema, schema)
    return query


def _texts(properties: Mapping[str, Any], name: str) -> list[str]:
    found = properties.get(name) or []
    values = found if isinstance(found, list) else [found]
    return [str(value) for value in values if isinstance(value, (str, int, float)) and str(value).strip()]


def _answer(example: Mapping[str, Any], results: list[dict[str, Any]]) -> dict[str, Any]:
    total = {"value": len(results), "relation": "eq"}
    return {"status": 200, "results": results, "total": total, "query": dict(example)}


def _scored(candidate: Candidate, directory: Directory) -> dict[str, Any]:
    return {
        **directory.entity(candidate.id),
        "score": round(candidate.score, 4),
        "features": {feature.name: round(feature.score, 4) for feature in candidate.features},
        "match": candidate.match,
        "certainty": candidate.certainty,
        "explanations": {
            feature.name: {"score": round(feature.score, 4), "weight": round(feature.weight, 3), "detail": feature.detail}
            for feature in candidate.features
        },
    }


def _warned(result: MatchResult) -> dict[str, Any]:
    if not result.warnings:
        return {}
    return {"warnings": [{"code": warning.code, "text": warning.text} for warning in result.warnings]}


def _features(results: list[MatchResult]) -> dict[str, dict[str, Any]]:
    names = {feature.name for result in results for candidate in result.candidates for feature in candidate.features}
    return {name: {"description": f"How well the {name} agrees.", "coefficient": 1.0} for name in sorted(names)}
