"""Reading a film outside the vault: an original that may vanish, and that is never changed."""

import hashlib
import io
import os
from pathlib import Path
from typing import Final, Protocol

from vigtool.engine.film_source import FilmSource
from vigtool.services.errors import SourceUnreadable
from vigtool.services.incoming import regular_file

BLOCK: Final = 1024 * 1024
"""Bytes moved at a time: enough to be fast, and they stay in the processor's cache until they are hashed."""


class Readable(Protocol):
    """What can be read into a buffer."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer; 0 at the end."""


class Original(io.RawIOBase):
    """A film outside the vault, a regular file, opened for reading only; errors become ``SourceUnreadable``."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            self._file = regular_file(path)
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

    def lend(self) -> FilmSource:
        """Return the film as an engine takes it, on a descriptor of its own. Raises ``SourceUnreadable``."""
        try:
            return FilmSource(io.FileIO(os.dup(self._file.fileno()), "rb"))
        except OSError as error:
            raise SourceUnreadable(error.errno) from error

    def close(self) -> None:
        """Let go of the film."""
        if not self.closed and hasattr(self, "_file"):  # io closes what could not be opened, too
            self._file.close()
        super().close()


def filled(source: Readable, buffer: memoryview) -> memoryview:
    """Fill the buffer as far as the source goes, and return the part that is filled."""
    count = 0
    while count < len(buffer) and (more := source.readinto(buffer[count:])):
        count += more
    return buffer[:count]


def hash_of(source: Readable) -> str:
    """Return the SHA-256 of everything that is left to read, in hex."""
    digest, buffer = hashlib.sha256(), memoryview(bytearray(BLOCK))
    while block := filled(source, buffer):
        digest.update(block)
    return digest.hexdigest()
