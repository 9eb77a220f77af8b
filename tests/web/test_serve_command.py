"""``headwater serve`` as a process of its own."""

import json
import subprocess
import sys
import time
from pathlib import Path
from socket import socket
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from headwater.cli.serve import serve
from headwater.errors import ArgumentError


def test_the_command_answers_on_this_machine_and_stops(tmp_path: Path) -> None:
    listed = tmp_path / "house.csv"
    listed.write_text("id,name,country\n1,Zaltravio Quimicos,MX\n", encoding="utf-8")
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "headwater", "serve", "--api", "--list", str(listed), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            assert b"answers at" in process.stderr.readline()
            body = json.dumps({"queries": {"q": {"schema": "Company", "properties": {"name": ["Zaltravio Quimicos"]}}}})
            request = Request(f"http://127.0.0.1:{port}/match/default", data=body.encode(), method="POST")
            for attempt in range(50):
                try:
                    with urlopen(request, timeout=10) as answer:
                        found = json.load(answer)
                    break
                except OSError:
                    assert attempt < 49
                    time.sleep(0.1)
            assert found["responses"]["q"]["results"][0]["id"] == "house-1"
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_serve_wants_to_know_what(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="--api"):
        CliRunner().invoke(serve, [], catch_exceptions=False)
