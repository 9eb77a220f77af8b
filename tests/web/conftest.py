"""A running server over an invented list, and a client that asks it over a socket."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn

from headwater.party import index_lists
from headwater.party.parties import Address, Identifier, ListedParty, PartyList, PartyName
from headwater.reference import tables
from headwater.web import build_app

BODY, PERSON, OTHER = "ZALTRAVIO QUIMICOS INDUSTRIALES S.A.", "QUINTRELLO, Ulpiano Vasco", "VORMENDAL <b>REAGENTES</b> LTDA"


@dataclass(frozen=True)
class Client:
    """Asks the server under test."""

    port: int

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer: HTTPResponse = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **parameters: Any) -> tuple[int, Any]:
        status, _, body = self.ask("GET", f"{path}?{urlencode(parameters)}" if parameters else path)
        return status, json.loads(body)

    def post_json(self, path: str, content: Any) -> tuple[int, Any]:
        status, _, body = self.ask("POST", path, json.dumps(content).encode(), {"content-type": "application/json"})
        return status, json.loads(body)

    def post_form(self, path: str, **fields: str) -> tuple[int, Any]:
        headers = {"content-type": "application/x-www-form-urlencoded"}
        status, _, body = self.ask("POST", path, urlencode(fields).encode(), headers)
        return status, json.loads(body)


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    parties = (
        ListedParty(
            "house:1", "house", "Organization", BODY,
            (PartyName(BODY), PartyName("ZALTRAVIO", "alias", "weak")), ("SDNTK",),
            (Identifier("rfc", "ZQI010203AB1", "MX", "ZQI-010203-AB1"),),
            (Address("Calle 5, Quimera, Mexico", country="MX"),), countries=("MX",), listed_on="2024-02-03",
        ),
        ListedParty("house:2", "house", "Person", PERSON, (PartyName(PERSON),), ("SDNT",), birth_dates=("1961-05-03",)),
    )  # fmt: skip
    others = (ListedParty("other:3", "other", "Organization", OTHER, (PartyName(OTHER),), remarks="<script>alert(1)</script>"),)
    lists = [
        PartyList("house", "nobody", "House list", "plain-csv", "2026-01-01", "own", "h.csv", "0" * 64, parties),
        PartyList("other", "nobody", "Other list", "plain-csv", None, "own", "o.csv", "1" * 64, others),
    ]
    known = tables()
    config = uvicorn.Config(build_app(index_lists(lists), known), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Client(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(timeout=20)
