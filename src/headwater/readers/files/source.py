"""Open a file, through gzip if need be, and tell what is in it by its first bytes."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from headwater.errors import InputError

SAMPLE: Final = 1 << 18
MOST_EXPANDED: Final = 2 << 30
"""A gzip file that grows beyond this and more than 200-fold is refused as a decompression bomb."""
_MOST_FOLD: Final = 200
LARGEST_WHOLE: Final = 1 << 30
"""Formats that cannot be streamed are refused above this size once unpacked."""
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was found and can be opened.

    Attributes:
        path: where it is.
        sha256: its checksum as it lies on the disk, in hexadecimal.
        packed: True where it is gzip.
    """

    path: Path
    sha256: str
    packed: bool

    @property
    def label(self) -> str:
        """The name the rows of this file carry in ``source``."""
        return f"{self.path.name}#{self.sha256[:12]}"

    @contextmanager
    def open(self) -> Iterator["Stream"]:
        """Open the unpacked bytes for reading from the start."""
        with self.path.open("rb") as raw:
            yield Stream(gzip.GzipFile(fileobj=raw) if self.packed else raw, self)  # type: ignore[arg-type]

    def whole(self) -> bytes:
        """Return all unpacked bytes, for formats that need them at once.

        Raises:
            InputError: the file is larger than 1 GiB, or cut off.
        """
        with self.open() as stream:
            parts = []
            size = 0
            while part := stream.read(1 << 22):
                size += len(part)
                if size > LARGEST_WHOLE:
                    raise InputError(
                        f"{self.path} is larger than 1 GiB, too large to be read at once; save it as CSV, NDJSON or Parquet.",
                        code="input-too-large",
                    )
                parts.append(part)
        return b"".join(parts)


class Stream:
    """The unpacked bytes of a file; says in one sentence when they are cut off or grow without end."""

    def __init__(self, raw: BinaryIO, source: Source) -> None:
        self._raw = raw
        self._source = source
        self._size = source.path.stat().st_size
        self._read = 0

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes, none at the end.

        Raises:
            InputError: the gzip file is cut off or damaged, or is a decompression bomb.
        """
        try:
            part = self._raw.read(size)
        except EOFError as error:
            raise InputError(
                f"{self._source.path} is a gzip file that is cut off; get a complete copy.", code="input-cut-off"
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(f"{self._source.path} is a damaged gzip file; get it again.", code="input-damaged") from error
        self._read += len(part)
        if self._source.packed and self._read > MOST_EXPANDED and self._read > _MOST_FOLD * self._size:
            raise InputError(
                f"{self._source.path} unpacks to more than {_MOST_FOLD} times its size and 2 GiB; it is not a file of records.",
                code="input-bomb",
            )
        return part


def find(path: Path) -> Source:
    """Return the file of that path, with its checksum.

    Raises:
        InputError: there is no such file, it is a folder, it is empty, or it may not be read.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; name the files in it.", code="input-folder")
        with path.open("rb") as raw:
            first = raw.read(2)
            raw.seek(0)
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}; check its name and folder.", code="input-missing") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read by this user; change its permissions.", code="input-permission") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}).", code="input-unreadable") from error
    if not first:
        raise InputError(f"{path} is empty (0 bytes); export it again.", code="input-empty")
    return Source(path, digest, packed=first == _GZIP)


def sample_of(source: Source) -> bytes:
    """Return the first 256 KiB of the unpacked bytes.

    Raises:
        InputError: the gzip file holds nothing, or is cut off before that.
    """
    parts = io.BytesIO()
    with source.open() as stream:
        while parts.tell() < SAMPLE and (part := stream.read(SAMPLE - parts.tell())):
            parts.write(part)
    if not parts.tell():
        raise InputError(f"{source.path} holds nothing once unpacked; export it again.", code="input-empty")
    return parts.getvalue()
