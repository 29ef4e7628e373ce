"""The two files of the journal as the journal sees them: bytes at offsets, and a promise that they are kept."""

import io
import os
from pathlib import Path
from typing import Protocol

from vigtool.vault.atomic import sync


class Medium(Protocol):
    """Storage of bytes at offsets. Every method may raise ``OSError``."""

    def size(self) -> int:
        """Return the length in bytes."""

    def read(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset``, fewer only at the end."""

    def write(self, offset: int, data: bytes) -> None:
        """Write all of ``data`` at ``offset``."""

    def cut(self, size: int) -> None:
        """Forget what lies at ``size`` and beyond."""

    def sync(self) -> None:
        """Return when everything written is kept even if the power fails."""

    def close(self) -> None:
        """Let go of it."""


class DiskFile:
    """A file that exists. Raises ``OSError``."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._file = io.FileIO(path, "rb" if read_only else "r+b")

    def size(self) -> int:
        """Return the length in bytes."""
        return os.fstat(self._file.fileno()).st_size

    def read(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset``, fewer only at the end."""
        self._file.seek(offset)
        pieces = []
        while count and (piece := self._file.read(count)):
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def write(self, offset: int, data: bytes) -> None:
        """Write all of ``data`` at ``offset``."""
        self._file.seek(offset)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def cut(self, size: int) -> None:
        """Forget what lies at ``size`` and beyond."""
        self._file.truncate(size)

    def sync(self) -> None:
        """Return when everything written is kept even if the power fails."""
        sync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
