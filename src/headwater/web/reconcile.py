"""The Reconciliation Service API, version 0.2, as OpenRefine and other clients of the W3C community group speak it.

Source: Reconciliation Service API v0.2, final report of the W3C Entity Reconciliation Community Group, 10 April 2023.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from headwater import __version__
from headwater.errors import ArgumentError
from headwater.party import Candidate, ListedParty
from headwater.party.matching import query_of
from headwater.web.directory import ALL_LISTS, Directory
from headwater.web.matching import query_in
from headwater.web.requests import limit_in, number_in, object_in, parameters_of, queries_in

_TYPES: Final = ("Person", "Company", "Organization", "Vessel", "Aircraft", "LegalEntity")
_FURTHEST: Final = 10_000
_NO_PERSONS: Final = ("Company", "Organization", "Vessel", "Aircraft")
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$.]{0,99}\Z")
_PROPERTIES: Final = {
    "country": "Country",
    "birthDate": "Date of birth",
    "address": "Address",
    "phone": "Telephone",
    "email": "E-mail",
    "registrationNumber": "Registration number",
    "taxNumber": "Tax number",
    "idNumber": "National number",
    "passportNumber": "Passport",
    "leiCode": "LEI",
    "imoNumber": "IMO number",
    "swiftBic": "BIC",
    "publicKey": "Wallet",
}
"""Properties to match by."""

_EXTENSIONS: Final = {
    "name": "Names",
    "program": "Programmes",
    "country": "Countries",
    "birthDate": "Dates of birth",
    "address": "Addresses",
    "identifier": "Identifiers",
    "list": "List",
    "listedOn": "Day of listing",
    "remarks": "Remarks",
}
"""Properties to extend a table with."""


async def reconcile(request: Request) -> Response:
    """Answer a batch of queries, an extension of rows, or, without either, with the manifest of the service."""
    directory: Directory = request.app.state.directory
    dataset = request.path_params.get("dataset", ALL_LISTS)
    directory.check_dataset(dataset)
    parameters = await parameters_of(request)
    callback = parameters.get("callback")
    if "queries" in parameters:
        batch = queries_in(object_in(parameters["queries"], "queries"))
        return _answer(await _results(batch, dataset, directory), callback)
    if "query" in parameters:
        text = parameters["query"]
        single = object_in(text, "query") if text.lstrip().startswith("{") else {"query": text}
        return _answer((await _results({"q": single}, dataset, directory))["q"], callback)
    if "extend" in parameters:
        return _answer(_extend(object_in(parameters["extend"], "extend"), directory), callback)
    return _answer(_manifest(request, directory), callback)


async def suggest_entity(request: Request) -> Response:
    """Answer the first letters of a name with listed parties."""
    directory: Directory = request.app.state.directory
    prefix, limit = request.query_params.get("prefix", ""), limit_in(request.query_params, 10)
    # The specification lets a client page with "cursor", how many suggestions it has had already.
    cursor = int(number_in(request.query_params, "cursor", 0, 0, _FURTHEST))
    nearest = (await run_in_threadpool(directory.beginning, prefix, cursor + limit))[cursor:]
    found = [
        {
            "id": party.id,
            "name": party.name,
            "description": f"{party.schema} on {party.list}: {name}",
            "notable": [party.schema],
        }
        for party, name in nearest
    ]
    return _answer({"result": found}, request.query_params.get("callback"))


async def suggest_type(request: Request) -> Response:
    """Answer the first letters of a kind of party with kinds."""
    prefix = request.query_params.get("prefix", "").strip().lower()
    found = [{"id": name, "name": name} for name in _TYPES if name.lower().startswith(prefix)]
    return _answer({"result": found}, request.query_params.get("callback"))


async def suggest_property(request: Request) -> Response:
    """Answer the first letters of a property with properties to match by."""
    prefix = request.query_params.get("prefix", "").strip().lower()
    found = [
        {"id": name, "name": title}
        for name, title in _PROPERTIES.items()
        if title.lower().startswith(prefix) or name.lower().startswith(prefix)
    ]
    return _answer({"result": found}, request.query_params.get("callback"))


async def propose_properties(request: Request) -> Response:
    """Answer with the properties that a table can be extended with."""
    kind = request.query_params.get("type", "")
    limit = limit_in(request.query_params, len(_EXTENSIONS))
    found = [{"id": name, "name": title} for name, title in _EXTENSIONS.items()][:limit]
    return _answer({"type": kind, "properties": found, "limit": limit}, request.query_params.get("callback"))


def _manifest(request: Request, directory: Directory) -> dict[str, Any]:
    base = str(request.base_url).rstrip("/")
    lists = ", ".join(dict.fromkeys(f"{entry['code']} of {entry['date'] or '?'}" for entry in directory.described()))
    return {
        "versions": ["0.1", "0.2"],
        "name": f"headwater: listed parties ({lists})",
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "serviceVersion": __version__,
        "defaultTypes": [{"id": name, "name": name} for name in ("LegalEntity", "Person", "Organization")],
        "view": {"url": f"{base}/view/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview/{{{{id}}}}", "width": 430, "height": 300},
        "suggest": {
            kind: {"service_url": base, "service_path": f"/reconcile/suggest/{kind}"} for kind in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": base, "service_path": "/reconcile/extend/properties"}},
        "lists": directory.described(),
    }


async def _results(batch: Mapping[str, Mapping[str, Any]], dataset: str, directory: Directory) -> dict[str, dict[str, Any]]:
    asked: dict[str, dict[str, Any]] = {}
    limits: dict[str, int] = {}
    for name, query in batch.items():
        limits[name] = limit_in(query, 5)
        try:
            given = _query(query, directory)
            # A row with an empty cell must not spoil the batch of rows that a client sends at once.
            if given["name"] or any(given[part] for part in ("identifiers", "phone", "email")):
                query_of(given)
                asked[name] = given
        except ArgumentError as error:
            raise HTTPException(400, f"Query {name}: {error}") from error
    most = max(limits.values(), default=1)
    results = await directory.match(list(asked.values()), dataset=dataset, threshold=None, limit=most)
    found = {
        name: {"result": [_candidate(candidate) for candidate in result.candidates[: limits[name]]]}
        for name, result in zip(asked, results, strict=True)
    }
    return {name: found.get(name, {"result": []}) for name in batch}


def _query(query: Mapping[str, Any], directory: Directory) -> dict[str, Any]:
    """Return the query that a reconciliation query asks: its text is a name, its properties are those of FollowTheMoney."""
    text = query.get("query")
    properties: dict[str, list[Any]] = {"name": [text]} if isinstance(text, str) and text.strip() else {}
    entries = query.get("properties") or []
    if not isinstance(entries, list):
        raise ArgumentError('"properties" is a list of objects with "pid" and "v".', code="query")
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("pid"), str) or "v" not in entry:
            raise ArgumentError('"properties" is a list of objects with "pid" and "v".', code="query")
        values = entry["v"] if isinstance(entry["v"], list) else [entry["v"]]
        # A value that was reconciled before is an entity with a name.
        plain = [value.get("name") or value.get("id") if isinstance(value, dict) else value for value in values]
        properties.setdefault(entry["pid"], []).extend(plain)
    given = query.get("type")
    kinds = [kind for kind in (given if isinstance(given, list) else [given]) if kind in (*_TYPES, "Airplane")]
    example: dict[str, Any] = {"properties": properties}
    # Of several types any may be meant, so that none is asked for.
    if len(kinds) == 1:
        example["schema"] = kinds[0]
    return query_in(example, directory)


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "description": _description(candidate),
        "type": [{"id": candidate.schema, "name": candidate.schema}],
        "score": round(candidate.score * 100, 2),
        # A client takes a match as settled without asking, which the name alone of what may be a person never is.
        "match": candidate.match and (candidate.certainty != "possible" or candidate.schema in _NO_PERSONS),
        "features": [{"id": feature.name, "value": round(feature.score, 4)} for feature in candidate.features],
    }


def _description(candidate: Candidate) -> str:
    programs = f", {', '.join(candidate.programs)}" if candidate.programs else ""
    return f"{candidate.schema} on {candidate.list}{programs}; {candidate.certainty}: {candidate.matched_name}"


def _extend(query: Mapping[str, Any], directory: Directory) -> dict[str, Any]:
    ids, properties = query.get("ids"), query.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list):
        raise HTTPException(400, 'extend needs "ids" and "properties", both lists.')
    names = [entry.get("id") if isinstance(entry, dict) else None for entry in properties]
    unknown = [str(name)[:40] for name in names if name not in _EXTENSIONS]
    if unknown:
        raise HTTPException(400, f"extend does not know {', '.join(unknown)}; choose from {', '.join(_EXTENSIONS)}.")
    rows: dict[str, dict[Any, list[dict[str, str]]]] = {}
    for identity in ids[:500]:
        try:
            party, party_list = directory.party(str(identity))
        except HTTPException:
            rows[str(identity)] = {name: [] for name in names}
            continue
        values = {**_values(party), "list": [f"{party_list.title} {party_list.date or ''}".strip()]}
        rows[str(identity)] = {name: [{"str": value} for value in values[str(name)]] for name in names}
    return {"meta": [{"id": name, "name": _EXTENSIONS[str(name)]} for name in names], "rows": rows}


def _values(party: ListedParty) -> dict[str, list[str]]:
    return {
        "name": [name.text for name in party.names],
        "program": list(party.programs),
        "country": list(party.countries),
        "birthDate": list(party.birth_dates),
        "address": [address.text for address in party.addresses],
        "identifier": [f"{found.scheme} {found.written or found.value}" for found in party.identifiers],
        "listedOn": [party.listed_on] if party.listed_on else [],
        "remarks": [party.remarks] if party.remarks else [],
    }


def _answer(content: Any, callback: str | None) -> Response:
    """Return JSON, or a call of the client's function with it where the client asks for that (JSONP)."""
    if not callback:
        return JSONResponse(content)
    if not _CALLBACK.match(callback):
        raise HTTPException(400, "callback must be the name of a function.")
    text = json.dumps(content).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    headers = {"x-content-type-options": "nosniff"}
    return Response(f"/**/{callback}({text});", media_type="application/javascript", headers=headers)
