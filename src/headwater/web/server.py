"""Run the HTTP interface."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from headwater.errors import ArgumentError
from headwater.party import load_lists
from headwater.reference import tables
from headwater.web.app import build_app


def serve(
    lists: Iterable[Path],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    origins: Iterable[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Answer requests until stopped.

    Nothing of a request is logged: a name that was asked for is nobody else's business.

    Args:
        lists: list files; the bundled designations if empty.
        host: address to listen on; others than this machine can reach it only if it is none of this machine's own.
        port: port to listen on.
        origins: web origins, beside those of this machine, whose pages may ask from a browser.
        ready: called with the address once the lists are loaded.

    Raises:
        ListError: a list cannot be read.
        ArgumentError: the host or port is unusable.
    """
    known = tables()
    app = build_app(load_lists(lists, known), known, host=host, origins=origins)
    if ready is not None:
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}")
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    try:
        uvicorn.Server(config).run()
    except SystemExit as stop:
        raise ArgumentError(f"{host}:{port} cannot be listened on; choose another --port.", code="port") from stop


def is_loopback(host: str) -> bool:
    """Return whether an address to listen on is reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
