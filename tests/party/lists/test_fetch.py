"""Fetching a list from a server on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from headwater.errors import ArgumentError, ListError
from headwater.party.lists.fetch import fetch_list
from headwater.reference import Tables, tables

GOOD = b"id,name\n1,Solmar Reagents\n2,Kestrel\n"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/good.csv": (200, {}, GOOD),
    "/page.csv": (200, {}, b"<!DOCTYPE html><html><body>Maintenance</body></html>"),
    "/empty.csv": (200, {}, b""),
    "/large.csv": (200, {}, b"name\n" + b"A" * (2 << 20)),
    "/cut.csv": (200, {"Content-Length": "4000"}, GOOD),
    "/missing.csv": (404, {}, b"no"),
    "/moved.csv": (302, {"Location": "/good.csv"}, b""),
    "/away.csv": (302, {"Location": "http://example.org/list.csv"}, b""),
    "/local.csv": (302, {"Location": "file:///etc/passwd"}, b""),
    "/loop.csv": (302, {"Location": "/loop.csv"}, b""),
}


class _Publisher(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the signature of http.server
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    publisher = ThreadingHTTPServer(("127.0.0.1", 0), _Publisher)
    thread = threading.Thread(target=publisher.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{publisher.server_address[1]}"
    publisher.shutdown()
    publisher.server_close()
    thread.join()


def _tables(folder: Path, url: str) -> Tables:
    path = folder / "files.csv"
    path.write_text(f"code,part,file,url,most_mb,source\nhouse,1,house.csv,{url},1,{url}\n", encoding="utf-8")
    return tables(overrides={"party_list_files": path})


@pytest.mark.parametrize("path", ["/good.csv", "/moved.csv"])
def test_a_list_is_fetched_checked_and_put_in_place(server: str, tmp_path: Path, path: str) -> None:
    fetched = fetch_list("house", tmp_path / "lists", _tables(tmp_path, server + path))
    assert [party.name for party in fetched.party_list] == ["Solmar Reagents", "Kestrel"]
    assert fetched.files[0].path.read_bytes() == GOOD
    assert fetched.files[0].sha256 == fetched.party_list.sha256
    assert [entry.name for entry in (tmp_path / "lists").iterdir()] == ["house.csv"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/page.csv", "web page"),
        ("/empty.csv", "empty file"),
        ("/large.csv", "more than 1 MB"),
        ("/cut.csv", "broke off|cannot be reached"),
        ("/missing.csv", "answers 404"),
        ("/away.csv", "https only"),
        ("/local.csv", "https only|answers 302"),
        ("/loop.csv", "answers 302"),
    ],
)
def test_what_is_no_list_leaves_the_old_copy_alone(server: str, tmp_path: Path, path: str, message: str) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "house.csv").write_bytes(b"id,name\n1,Old\n")
    with pytest.raises(ListError, match=message):
        fetch_list("house", folder, _tables(tmp_path, server + path))
    assert (folder / "house.csv").read_bytes() == b"id,name\n1,Old\n"
    assert [entry.name for entry in folder.iterdir()] == ["house.csv"]


def test_another_checksum_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(ListError, match="another version, or was altered"):
        fetch_list("house", tmp_path / "lists", _tables(tmp_path, f"{server}/good.csv"), sha256_wanted="0" * 64)


def test_a_slow_publisher_is_given_up(server: str, tmp_path: Path) -> None:
    times = iter([0.0, 100.0, 200.0])
    with pytest.raises(ListError, match="too slowly"):
        fetch_list("house", tmp_path, _tables(tmp_path, f"{server}/good.csv"), seconds=10, clock=lambda: next(times))


@pytest.mark.parametrize("url", ["http://example.org/list.csv", "file:///etc/passwd", "ftp://example.org/list.csv"])
def test_only_https_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(ListError, match="https only"):
        fetch_list("house", tmp_path / "lists", _tables(tmp_path, url))


def test_a_publisher_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be reached"):
        fetch_list("house", tmp_path / "lists", _tables(tmp_path, "http://127.0.0.1:9/list.csv"))


def test_an_unknown_list_is_refused_with_the_names_of_the_others(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="ofac-sdn"):
        fetch_list("nonsense", tmp_path, tables())


def test_every_published_address_is_https_and_every_list_has_a_descriptor() -> None:
    files, described = tables()["party_list_files"], tables()["party_lists"]
    assert files["url"].str.starts_with("https://").all()
    assert {code.removesuffix("-enhanced") for code in files["code"]} <= set(described["code"])
