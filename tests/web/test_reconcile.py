"""The Reconciliation API 0.2, asked over a socket and held against what its specification requires."""

import json
import re
from typing import Any, Protocol

import pytest

BODY = "Zaltravio Quimicos Industriales"


class Client(Protocol):
    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Any = None
    ) -> tuple[int, dict[str, str], bytes]: ...
    def get(self, path: str, **parameters: Any) -> tuple[int, Any]: ...
    def post_form(self, path: str, **fields: str) -> tuple[int, Any]: ...


def _is_type(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and isinstance(value.get("id"), str))


def _check_results(answer: dict[str, Any]) -> None:
    """Hold a result batch against reconciliation-result-batch.json of the specification."""
    for result in answer.values():
        for candidate in result["result"]:
            assert isinstance(candidate["id"], str)
            assert isinstance(candidate["name"], str)
            assert isinstance(candidate["score"], (int, float))
            assert isinstance(candidate["match"], bool)
            assert all(map(_is_type, candidate["type"]))
            assert all(
                isinstance(feature["id"], str) and isinstance(feature["value"], (int, float))
                for feature in candidate["features"]
            )


def test_the_manifest_has_what_the_specification_requires(client: Client) -> None:
    status, manifest = client.get("/reconcile")
    assert status == 200
    assert "0.2" in manifest["versions"]
    assert all(isinstance(manifest[name], str) for name in ("name", "identifierSpace", "schemaSpace"))
    assert "{{id}}" in manifest["view"]["url"]
    assert re.search(r"\{\{id\}\}", manifest["preview"]["url"])
    assert all(isinstance(manifest["preview"][side], int) for side in ("width", "height"))
    assert all(map(_is_type, manifest["defaultTypes"]))
    assert len({json.dumps(entry) for entry in manifest["defaultTypes"]}) == len(manifest["defaultTypes"])
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        status, _ = client.get(service["service_path"], prefix="z")
        assert status == 200


@pytest.mark.parametrize("ask", ["get", "post_form"])
def test_a_batch_of_queries_is_answered_in_full(client: Client, ask: str) -> None:
    batch = {
        "q0": {"query": BODY, "type": "Organization", "limit": 3, "type_strict": "should"},
        "q1": {"query": "Ulpiano Vasco Quintrello", "type": ["Person"]},
        "q2": {"query": "Totally Unrelated Bakery"},
        "q3": {"properties": [{"pid": "taxNumber", "v": "ZQI010203AB1"}]},
    }
    status, answer = getattr(client, ask)("/reconcile", queries=json.dumps(batch))
    assert status == 200
    assert list(answer) == list(batch)
    _check_results(answer)
    assert answer["q0"]["result"][0]["id"] == "house:1"
    assert answer["q0"]["result"][0]["match"] is True
    assert answer["q1"]["result"][0]["id"] == "house:2"
    assert [candidate for candidate in answer["q2"]["result"] if candidate["match"]] == []
    assert answer["q3"]["result"][0]["id"] == "house:1"


def test_the_name_alone_of_a_person_is_no_settled_match_and_with_a_date_of_birth_it_is(client: Client) -> None:
    batch = {
        "name": {"query": "Ulpiano Vasco Quintrello", "type": "Person"},
        "date": {"query": "Ulpiano Vasco Quintrello", "properties": [{"pid": "birthDate", "v": ["1961-05-03"]}]},
        "entity": {"query": BODY, "properties": [{"pid": "country", "v": {"id": "mx", "name": "Mexico"}}]},
    }
    _, answer = client.post_form("/reconcile", queries=json.dumps(batch))
    assert [answer[name]["result"][0]["match"] for name in batch] == [False, True, True]


def test_one_list_can_be_asked_alone(client: Client) -> None:
    batch = json.dumps({"q": {"query": BODY}})
    assert client.get("/reconcile/other", queries=batch)[1]["q"]["result"] == []
    assert client.get("/reconcile/house", queries=batch)[1]["q"]["result"][0]["id"] == "house:1"
    assert client.get("/reconcile/nonsense", queries=batch)[0] == 404


def test_the_root_answers_like_the_service(client: Client) -> None:
    batch = json.dumps({"q": {"query": BODY}})
    assert client.post_form("/", queries=batch) == client.post_form("/reconcile", queries=batch)
    assert client.get("/")[1]["versions"] == ["0.1", "0.2"]


def test_a_single_query_of_version_0_1_is_answered(client: Client) -> None:
    _, answer = client.get("/reconcile", query=BODY)
    assert answer["result"][0]["id"] == "house:1"


def test_a_table_is_extended_with_what_the_list_says(client: Client) -> None:
    _, proposed = client.get("/reconcile/extend/properties", type="Organization")
    names = [entry["id"] for entry in proposed["properties"]]
    assert {"program", "country"} <= set(names)
    query = {"ids": ["house:1", "gone:9"], "properties": [{"id": name} for name in names]}
    status, answer = client.post_form("/reconcile", extend=json.dumps(query))
    assert status == 200
    assert [(entry["id"], isinstance(entry["name"], str)) for entry in answer["meta"]] == [(name, True) for name in names]
    assert answer["rows"]["house:1"]["program"] == [{"str": "SDNTK"}]
    assert all(values == [] for values in answer["rows"]["gone:9"].values())


def test_names_types_and_properties_are_suggested(client: Client) -> None:
    _, answer = client.get("/reconcile/suggest/entity", prefix="Zaltravio Quimicos Ind")
    assert answer["result"][0]["id"] == "house:1"
    assert {"id", "name"} <= set(answer["result"][0])
    assert client.get("/reconcile/suggest/type", prefix="per")[1]["result"] == [{"id": "Person", "name": "Person"}]
    assert client.get("/reconcile/suggest/property", prefix="pass")[1]["result"][0]["id"] == "passportNumber"


def test_a_preview_shows_a_party_and_runs_nothing_of_the_list(client: Client) -> None:
    status, headers, body = client.ask("GET", "/preview/house:1")
    assert status == 200
    assert b"SDNTK" in body
    assert "default-src 'none'" in headers["content-security-policy"]
    _, _, hostile = client.ask("GET", "/view/other:3")
    assert b"<script>" not in hostile
    assert b"<b>" not in hostile


def test_a_callback_wraps_the_answer_and_must_be_a_name(client: Client) -> None:
    status, headers, body = client.ask("GET", "/reconcile?callback=jsonp_1")
    assert (status, headers["content-type"].split(";")[0]) == (200, "application/javascript")
    assert body.startswith(b"/**/jsonp_1({")
    assert client.ask("GET", "/reconcile?callback=alert(1)//")[0] == 400


@pytest.mark.parametrize(
    "queries",
    [
        "nonsense",
        "[]",
        '{"q": 5}',
        '{"q": {"query": "x", "properties": "y"}}',
        '{"q": {"query": "x", "properties": [{"pid": "country"}]}}',
        '{"q": {"query": "x", "limit": 0}}',
        '{"q": {"query": "x", "limit": "many"}}',
        json.dumps({f"q{number}": {"query": "x"} for number in range(501)}),
    ],
)
def test_a_batch_that_cannot_be_used_gets_a_sentence(client: Client, queries: str) -> None:
    status, answer = client.post_form("/reconcile", queries=queries)
    assert status == 400
    assert answer["detail"].endswith(".")


@pytest.mark.parametrize("empty", [{"type": "Person"}, {"query": ""}, {"query": "  ", "properties": []}, {"query": None}])
def test_a_row_with_an_empty_cell_does_not_spoil_its_batch(client: Client, empty: dict[str, Any]) -> None:
    status, answer = client.post_form("/reconcile", queries=json.dumps({"q0": empty, "q1": {"query": BODY}}))
    assert status == 200
    assert list(answer) == ["q0", "q1"]
    assert answer["q0"] == {"result": []}
    assert answer["q1"]["result"][0]["name"].startswith("ZALTRAVIO")


def test_suggestions_go_on_from_a_cursor(client: Client) -> None:
    every = client.get("/reconcile/suggest/entity", prefix="v", limit=100)[1]["result"]
    first = client.get("/reconcile/suggest/entity", prefix="v", limit=1)[1]["result"]
    rest = client.get("/reconcile/suggest/entity", prefix="v", limit=100, cursor=1)[1]["result"]
    assert first + rest == every
    assert client.get("/reconcile/suggest/entity", prefix="v", cursor="x")[0] == 400
