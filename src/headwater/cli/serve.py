"""``headwater serve``: answer over HTTP."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from headwater.errors import ArgumentError, MissingExtraError


@click.command()
@click.option("--api", is_flag=True, help="Serve matching: the Reconciliation API and the OpenSanctions matching API.")
@click.option(
    "--list", "lists", multiple=True, type=click.Path(path_type=Path), help="A list file; may be given several times."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; by default this machine alone.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--allow-origin", "origins", multiple=True, help="A web origin whose pages may ask from a browser.")
def serve(api: bool, lists: tuple[Path, ...], host: str, port: int, origins: tuple[str, ...]) -> None:
    """Answer over HTTP until stopped with Ctrl-C.

    Whoever can reach the address can ask; there is no log-in. Leave --host alone, or put a server with a log-in in front.

    Example: headwater serve --api --list sdn.csv
    """
    if not api:
        raise ArgumentError("Say what to serve: --api serves matching over HTTP.", code="serve")
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise MissingExtraError("headwater serve needs the extra web: pip install 'headwater[web]'.")
    # The rooms `cli` and `web` do not know each other; this command only starts the other one by name.
    web = import_module("headwater.web")
    web.serve(lists, host=host, port=port, origins=origins, ready=_ready)


def _ready(address: str) -> None:
    click.echo(f"headwater answers at {address} (reconciliation: {address}/reconcile; Ctrl-C stops)", err=True)
