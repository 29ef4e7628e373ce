"""Moving a film's bytes: from an original that may vanish, hashed on the way."""

import hashlib
import io
import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.errors import SourceUnreadable

BLOCK: Final = 4 * 1024 * 1024
"""Bytes moved at a time."""


class Readable(Protocol):
    """What can be read into a buffer."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer; 0 at the end."""


class Writable(Protocol):
    """What takes bytes."""

    def write(self, data: memoryview, /) -> int:
        """Take all of them."""


class Original(io.RawIOBase):
    """A film outside the vault, opened for reading only; the system's errors become ``SourceUnreadable``."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            self._file = path.open("rb", buffering=0)
            self.size = os.fstat(self._file.fileno()).st_size
        except OSError as error:
            raise SourceUnreadable(error.errno) from error

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # Buffer is typed from 3.12 on
        """Fill the buffer from the film. Raises ``SourceUnreadable``."""
        try:
            return self._file.readinto(buffer) or 0
        except OSError as error:
            raise SourceUnreadable(error.errno) from error

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place. Raises ``SourceUnreadable``."""
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            raise SourceUnreadable(error.errno) from error

    def tell(self) -> int:
        """Tell the place."""
        return self._file.tell()

    def close(self) -> None:
        """Let go of the film."""
        if not self.closed:
            self._file.close()
        super().close()


class _Discard:
    def write(self, data: memoryview, /) -> int:
        return len(data)


@dataclass(frozen=True, slots=True)
class Poured:
    """What went through: its SHA-256 in hex, and how many bytes."""

    sha256: str
    size: int


def pour(
    source: Readable, target: Writable, progress: Progress = ignore_progress, *, size: int | None = None
) -> Poured:
    """Move everything from source to target.

    A second thread takes the hash of a block while the target works on it (hashlib lets go of the interpreter's lock).
    ``size`` is the total for progress.
    """
    digest = hashlib.sha256()
    buffers = (memoryview(bytearray(BLOCK)), memoryview(bytearray(BLOCK)))
    done, turn = 0, 0
    pending: Future[None] | None = None
    with ThreadPoolExecutor(1, thread_name_prefix="hash") as hashing:
        while count := source.readinto(buffers[turn]):
            block = buffers[turn][:count]
            if pending is not None:
                pending.result()
            pending = hashing.submit(digest.update, block)
            target.write(block)
            done += count
            progress(done, done if size is None else max(size, done))
            turn = 1 - turn
        if pending is not None:
            pending.result()
    return Poured(digest.hexdigest(), done)


def hash_of(source: Readable, progress: Progress = ignore_progress, *, size: int | None = None) -> str:
    """Return the SHA-256 of everything that is left to read, in hex."""
    return pour(source, _Discard(), progress, size=size).sha256
