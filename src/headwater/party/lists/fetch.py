"""Get a published list from its publisher: the only part of headwater that asks the network anything, and only when told to."""

import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from pathlib import Path
from typing import IO, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from headwater.errors import ArgumentError, ListError, OutputError
from headwater.party.lists.read import read_list
from headwater.party.parties import PartyList
from headwater.reference import Tables

_BLOCK: Final = 1 << 16
_CONNECT_SECONDS: Final = 30
_WHOLE_SECONDS: Final = 900
_AGENT: Final = "headwater (open-source screening; python-urllib)"


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file that was fetched.

    Attributes:
        path: where it lies.
        url: where it came from.
        sha256: its SHA-256.
        size: its size in bytes.
    """

    path: Path
    url: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A list that was fetched and read: its files, the main one first, and the list itself."""

    files: tuple[FetchedFile, ...]
    party_list: PartyList


def fetch_list(
    name: str,
    folder: Path,
    tables: Tables,
    *,
    sha256_wanted: str | None = None,
    seconds: float = _WHOLE_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Fetched:
    """Return a published list after fetching all its files into a folder.

    The files are fetched into a temporary folder, checked, and read as a list; only a list that can be screened against takes
    the place of the copy that was there.

    Args:
        name: code of the list, such as ``ofac-sdn``.
        folder: where to put the files; it is made if it is missing.
        tables: the reference tables, which say where each list is published and how large its files may be.
        sha256_wanted: SHA-256 that the main file must have, or None.
        seconds: the time all the files together may take.
        clock: tells the time in seconds, for the time limit.

    Raises:
        ArgumentError: there is no list of that name to fetch.
        ListError: the publisher cannot be reached, sends an error, too much, too slowly, or something else than the list.
        OutputError: the folder cannot be written.
    """
    frame = tables["party_list_files"]
    rows = [row for row in frame.iter_rows(named=True) if row["code"] == name]
    if not rows:
        known = ", ".join(sorted(set(frame["code"])))
        raise ArgumentError(f"There is no list {name!r} to fetch; choose one of {known}.", code="unknown-list")
    deadline = clock() + seconds
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".fetch-") as scratch:
            files = [_fetch(row, Path(scratch), deadline, clock) for row in rows]
            _check_hash(files[0], sha256_wanted)
            party_list = read_list(files[0].path, tables)
            placed = []
            for file in files:
                target = folder / file.path.name
                file.path.replace(target)
                placed.append(FetchedFile(target, file.url, file.sha256, file.size))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}); choose another folder.") from error
    return Fetched(tuple(placed), party_list)


def _check_hash(file: FetchedFile, wanted: str | None) -> None:
    if wanted is not None and file.sha256 != wanted.lower():
        raise ListError(
            f"{file.url} has the SHA-256 {file.sha256}, not {wanted.lower()}; it is another version, or was altered."
        )


def _fetch(row: dict[str, object], folder: Path, deadline: float, clock: Callable[[], float]) -> FetchedFile:
    url, most = str(row["url"]), int(str(row["most_mb"])) << 20
    _check_address(url)
    path = folder / str(row["file"])
    digest, size = sha256(), 0
    with path.open("wb") as target:
        for block in _blocks(url, deadline, clock):
            size += len(block)
            if size > most:
                raise ListError(f"{url} sends more than {most >> 20:,} MB, which is no list of this kind; nothing was kept.")
            digest.update(block)
            target.write(block)
    if not size:
        raise ListError(f"{url} sends an empty file; try again later.")
    return FetchedFile(path, url, digest.hexdigest(), size)


def _blocks(url: str, deadline: float, clock: Callable[[], float]) -> Iterator[bytes]:
    request = Request(url, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310 - the scheme is checked
    try:
        with _opener().open(request, timeout=_CONNECT_SECONDS) as answer:
            length = answer.headers.get("Content-Length")
            received = 0
            while block := answer.read(_BLOCK):
                received += len(block)
                if clock() > deadline:
                    raise ListError(f"{url} sends too slowly; nothing was kept. Try again later.")
                yield block
            if length is not None and length.isdigit() and received != int(length):
                raise ListError(f"{url} broke off after {received:,} of {int(length):,} bytes; try again.")
    except HTTPError as error:
        raise ListError(f"{url} answers {error.code} {error.reason}; see the publisher's page for a new address.") from error
    except (URLError, HTTPException, TimeoutError, ConnectionError, ssl.SSLError) as error:
        reason = getattr(error, "reason", error)
        raise ListError(f"{url} cannot be reached ({reason}); nothing was changed. Try again later.") from error


def _opener() -> OpenerDirector:
    return build_opener(_SafeRedirects(), HTTPSHandler(context=ssl.create_default_context()))


class _SafeRedirects(HTTPRedirectHandler):
    """Follows a redirect only to an address that could have been asked for in the first place."""

    max_redirections = 5

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        _check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check_address(url: str) -> None:
    """Refuse an address that is neither https nor on this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname and _is_loopback(parts.hostname):
        return
    raise ListError(f"{url} is no https address; lists are fetched over https only.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
