"""The matching API of OpenSanctions, asked over a socket as its clients ask."""

import json
import threading
from typing import Any, Protocol

import pytest


class Client(Protocol):
    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Any = None
    ) -> tuple[int, dict[str, str], bytes]: ...
    def get(self, path: str, **parameters: Any) -> tuple[int, Any]: ...
    def post_json(self, path: str, content: Any) -> tuple[int, Any]: ...


def _example(schema: str, **properties: Any) -> dict[str, Any]:
    return {"schema": schema, "properties": properties}


def test_examples_are_answered_with_scored_entities(client: Client) -> None:
    queries = {
        "body": _example("Company", name=["Zaltravio Quimicos Industriales"], country=["mx"]),
        "person": _example("Person", firstName=["Ulpiano"], lastName=["Quintrello"], birthDate=["1961"]),
        "number": _example("LegalEntity", taxNumber=["ZQI-010203-AB1"]),
        "nobody": _example("Person", name=["Unrelated Baker"]),
    }
    status, answer = client.post_json("/match/default?limit=3", {"queries": queries})
    assert status == 200
    assert (answer["limit"], list(answer["responses"])) == (3, list(queries))
    body = answer["responses"]["body"]
    assert body["status"] == 200
    assert body["query"] == queries["body"]
    assert body["total"] == {"value": len(body["results"]), "relation": "eq"}
    first = body["results"][0]
    assert (first["id"], first["schema"], first["match"], first["target"]) == ("house-1", "Organization", True, True)
    assert first["properties"]["program"] == ["SDNTK"]
    assert first["datasets"] == ["house"]
    assert 0 < first["score"] <= 1
    assert all(isinstance(value, float) for value in first["features"].values())
    assert set(first["features"]) <= set(answer["matcher"])
    assert answer["responses"]["person"]["results"][0]["id"] == "house-2"
    assert answer["responses"]["number"]["results"][0]["certainty"] == "exact"
    assert [result for result in answer["responses"]["nobody"]["results"] if result["match"]] == []


def test_threshold_cutoff_and_dataset_are_heeded(client: Client) -> None:
    queries = {"q": _example("Company", name=["Zaltravio Quimicos Industriales"])}
    strict = client.post_json("/match/default?threshold=1", {"queries": queries})[1]["responses"]["q"]["results"]
    assert [result["match"] for result in strict if result["score"] < 1] == [False] * sum(r["score"] < 1 for r in strict)
    assert client.post_json("/match/other", {"queries": queries})[1]["responses"]["q"]["results"] == []
    assert client.post_json("/match/nonsense", {"queries": queries})[0] == 404


def test_one_bad_query_does_not_spoil_the_others(client: Client) -> None:
    queries = {
        "bad": {"schema": "Person"},
        "empty": _example("Person"),
        "good": _example("Person", name=["Ulpiano Quintrello"]),
    }
    status, answer = client.post_json("/match/default", {"queries": queries})
    assert status == 200
    assert [answer["responses"][name]["status"] for name in queries] == [400, 400, 200]


def test_a_wrong_check_digit_is_said_and_still_matches(client: Client) -> None:
    queries = {"q": _example("Company", leiCode=["213800KUD8LAJWSQ9D16"], taxNumber=["ZQI-010203-AB1"])}
    response = client.post_json("/match/default", {"queries": queries})[1]["responses"]["q"]
    assert [warning["code"] for warning in response["warnings"]] == ["check-digit"]
    assert response["results"][0]["id"] == "house-1"


def test_a_text_is_searched_and_an_entity_is_fetched(client: Client) -> None:
    status, answer = client.get("/search/default", q="zaltravio quimicos")
    assert (status, answer["results"][0]["id"]) == (200, "house-1")
    assert client.get("/entities/house-1")[1]["caption"].startswith("ZALTRAVIO")
    assert client.get("/entities/gone")[0] == 404


def test_the_service_tells_what_it_serves(client: Client) -> None:
    assert client.get("/healthz") == (200, {"status": "ok"})
    assert client.get("/readyz")[0] == 200
    assert {entry["name"] for entry in client.get("/catalog")[1]["datasets"]} == {"default", "house", "other"}
    algorithms = client.get("/algorithms")[1]
    assert algorithms["default"] in {entry["name"] for entry in algorithms["algorithms"]}
    assert client.get("/")[1]["lists"][0]["sha256"] == "0" * 64


def test_an_algorithm_that_is_not_offered_is_refused_with_a_sentence(client: Client) -> None:
    queries = {"q": _example("Company", name=["Zaltravio Quimicos Industriales"])}
    for name, status in (("headwater", 200), ("best", 200), ("logic-v2", 400), ("", 400)):
        answered, body = client.post_json(f"/match/default?algorithm={name}", {"queries": queries})
        assert answered == status, name
        assert status == 200 or "algorithm" in str(body)


def test_all_lists_need_not_be_named(client: Client) -> None:
    queries = {"q": _example("Company", name=["Zaltravio Quimicos Industriales"])}
    assert client.post_json("/match", {"queries": queries}) == client.post_json("/match/default", {"queries": queries})
    assert client.get("/search", q="zaltravio") == client.get("/search/default", q="zaltravio")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"nonsense", 400),
        (b"[]", 400),
        (b"{}", 422),
        (b'{"queries": []}', 422),
        (b'{"queries": {"q": 5}}', 400),
        (b"\xff\xfe\x00", 400),
        (b"[" * 100_000, 400),
    ],
)
def test_a_body_that_cannot_be_used_gets_a_sentence(client: Client, body: bytes, status: int) -> None:
    found, _, answer = client.ask("POST", "/match/default", body, {"content-type": "application/json"})
    assert found == status
    assert json.loads(answer)["detail"].endswith(".")


def test_a_body_beyond_measure_is_refused(client: Client) -> None:
    status, _, _ = client.ask("POST", "/match/default", b'{"queries": "' + b"A" * (5 << 20) + b'"}')
    assert status == 413


def test_a_request_under_another_name_is_not_answered(client: Client) -> None:
    assert client.ask("GET", "/healthz", headers={"host": "evil.example"})[0] == 400
    assert client.ask("GET", "/healthz", headers={"host": "localhost:8000"})[0] == 200


def test_a_page_of_another_origin_may_not_read_the_answer(client: Client) -> None:
    _, foreign, _ = client.ask("GET", "/healthz", headers={"origin": "https://evil.example"})
    _, own, _ = client.ask("GET", "/healthz", headers={"origin": "http://127.0.0.1:3333"})
    assert "access-control-allow-origin" not in foreign
    assert own["access-control-allow-origin"] == "http://127.0.0.1:3333"


def test_requests_at_once_get_the_same_answers(client: Client) -> None:
    queries = {"q": _example("Company", name=["Zaltravio Quimicos Industriales"])}
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(client.post_json("/match/default", {"queries": queries})[1]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


def test_lists_and_kinds_can_be_left_out(client: Client) -> None:
    queries = {"q": _example("Company", name=["Zaltravio Quimicos Industriales"])}

    def found(parameters: str) -> list[str]:
        answer = client.post_json(f"/match/default?{parameters}", {"queries": queries})[1]
        return [result["id"] for result in answer["responses"]["q"]["results"]]

    assert "house-1" in found("limit=5")
    assert "house-1" not in found("exclude_dataset=house")
    assert "house-1" not in found("include_dataset=other")
    assert "house-1" not in found("exclude_schema=Organization")
    assert "house-1" in found("exclude_schema=Person&include_dataset=house")
