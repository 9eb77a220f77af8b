"""Open a list file, packed or not, without being drowned by it."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, cast

from headwater.errors import ListError

_HEAD_BYTES: Final = 65_536
_MAX_UNPACKED: Final = 8 << 30
_MAX_TEXT: Final = 1 << 30
_FREE_UNPACKED: Final = 64 << 20
_MAX_RATIO: Final = 100
"""Published lists pack 5 to 25 times; what swells more than 100 times beyond the first 64 MB is no list."""

_OFAC_MAIN: Final = re.compile(r"(?i)(?:.*/)?(?:sdn(?!_comments)|cons_prim)[^/]*\.(?:csv|txt)\Z")
_SHEET: Final = "content.xml"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list file that can be read from the start, more than once.

    Attributes:
        path: the file on disk.
        name: its name, that of the packed member for a zip.
        sha256: SHA-256 of the file on disk.
        head: the first 64 kB, unpacked.
        opener: opens the unpacked content.
        members: names of all files of the archive it was found in, else empty.
    """

    path: Path
    name: str
    sha256: str
    head: bytes
    opener: Callable[[], BinaryIO]
    members: tuple[str, ...] = ()

    def open(self) -> BinaryIO:
        """Return a fresh stream of the unpacked content; reading it may raise ``ListError``."""
        return self.opener()

    def text(self) -> str:
        """Return the whole content as text, without byte order mark and OFAC's end mark."""
        with self.open() as stream:
            data = stream.read(_MAX_TEXT + 1)
        if len(data) > _MAX_TEXT:
            raise ListError(f"{self.path.name} holds more than 1 GB of text, which no published list in this format does.")
        return decode(data)


def open_list_file(path: Path, member: str | None = None) -> ListFile:
    """Return a list file, looking through gzip and zip.

    Args:
        path: the file.
        member: the file wanted of an archive of several; None takes the one that is a list, or the main one of OFAC's files.

    Raises:
        ListError: the file is missing, empty, a folder, a damaged archive, or an archive of several lists or of none.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
            digest = sha256(start)
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise ListError(f"{path} cannot be read ({error.strerror}); name a list file that exists.") from error
    if not start.strip():
        raise ListError(f"{path} is empty; get the list again from its publisher.")
    name, opener, members = _unpacked(path, start, member)
    with opener() as stream:
        head = stream.read(_HEAD_BYTES)
    if not head.strip(b" \t\r\n\x1a\x00"):
        raise ListError(f"{path} is empty inside; get the list again from its publisher.")
    return ListFile(path, name, digest.hexdigest(), head, opener, members)


def decode(data: bytes) -> str:
    """Return list text from bytes: UTF-8, UTF-16 with a byte order mark, else Windows-1252 as older exports are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.rstrip("\x00")


def _unpacked(path: Path, start: bytes, wanted: str | None) -> tuple[str, Callable[[], BinaryIO], tuple[str, ...]]:
    packed_bytes = path.stat().st_size
    if start.startswith(b"\x1f\x8b"):

        def open_gzip() -> BinaryIO:
            return _Bounded(cast("BinaryIO", gzip.open(path, "rb")), path.name, packed_bytes).buffered()

        return path.name.removesuffix(".gz"), open_gzip, ()
    if start.startswith(b"PK\x03\x04"):
        main, members = _members(path)
        member = wanted or main

        def open_member() -> BinaryIO:
            archive = zipfile.ZipFile(path)
            try:
                stream = archive.open(member)
            except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                archive.close()
                raise ListError(f"{path.name} is a damaged archive ({error}); get it again.") from error
            return _Bounded(cast("BinaryIO", stream), path.name, packed_bytes, archive).buffered()

        return path.name if member == _SHEET else member.rpartition("/")[2], open_member, members
    return path.name, lambda: path.open("rb"), ()


def _members(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the file of an archive that is the list, and the names of all that could be one."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [
                entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX")
            ]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ListError(f"{path.name} is a damaged zip archive ({error}); get it again.") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ListError(f"{path.name} is an encrypted zip archive; unpack it and name the file inside.")
    names = {entry.filename for entry in entries}
    if _SHEET in names and "META-INF/manifest.xml" in names:
        return _SHEET, ()
    if "[Content_Types].xml" in names:
        raise ListError(f"{path.name} is an Excel workbook; save its sheet as CSV and name that file.")
    known = [
        entry for entry in entries if entry.filename.lower().endswith((".xml", ".csv", ".json", ".txt", ".tsv", ".ndjson"))
    ]
    lists = [entry.filename for entry in known if not entry.filename.lower().startswith("readme")]
    main = lists if len(lists) == 1 else [name for name in lists if _OFAC_MAIN.match(name)]
    if len(main) != 1:
        raise ListError(
            f"{path.name} holds {len(lists)} files that could be lists, where one is expected; unpack it and name the file."
        )
    return main[0], tuple(lists)


class _Bounded(io.RawIOBase):
    """A stream that stops when more comes out of an archive than any list holds, and names damage in one sentence."""

    def __init__(self, stream: BinaryIO, name: str, packed_bytes: int, archive: zipfile.ZipFile | None = None) -> None:
        self._stream = stream
        self._name = name
        self._left = min(_MAX_UNPACKED, max(_FREE_UNPACKED, packed_bytes * _MAX_RATIO))
        self._archive = archive

    def buffered(self) -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(self, 1 << 18))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            raise ListError(f"{self._name} is cut off or damaged ({error}); get it again.") from error
        self._left -= len(data)
        if self._left < 0:
            raise ListError(
                f"{self._name} unpacks to far more than any list holds (an archive bomb?); get it from its publisher."
            )
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._archive is not None:
                self._archive.close()
        super().close()
