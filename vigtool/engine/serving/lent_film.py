"""The film that was lent to this process, read by several threads: each reader has a position of its own."""

import io
import os
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from vigtool.vault.lending import LentReader

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER: Final = 65_536
"""One chunk of an age file."""


def _nothing() -> None:
    """Take the news that something was read."""


class LentFilm:
    """``descriptor`` is open for reading and belongs to this object. ``was_read`` is called after every reading."""

    def __init__(
        self, descriptor: int, file_key: bytes | None, recording: str = "", was_read: Callable[[], None] = _nothing
    ) -> None:
        self._descriptor = descriptor
        self._file_key = file_key
        self._recording = recording
        self._was_read = was_read
        self._moving = Lock()

    def open(self) -> BinaryIO:
        """Open the film's content anew, for one thread; whoever opened it closes it. Raises ``Damaged``."""
        place = _Place(self._descriptor, self._moving, self._was_read)
        content = place if self._file_key is None else LentReader(place, self._recording, self._file_key)
        return cast("BinaryIO", io.BufferedReader(content, _BUFFER))

    def close(self) -> None:
        """Let go of the film and its key; no reader is used any more."""
        self._file_key = None
        os.close(self._descriptor)


class _Place(io.RawIOBase):
    """One reader's place in a file whose descriptor it shares with others. Errors are the system's ``OSError``."""

    def __init__(self, descriptor: int, moving: Lock, was_read: Callable[[], None]) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._moving = moving
        self._was_read = was_read
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move; before the beginning raises ``ValueError``."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position}.get(whence)
        if start is None:
            start = os.fstat(self._descriptor).st_size
        if start + offset < 0:
            raise ValueError(offset)
        self._position = start + offset
        return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """Return at most ``size`` bytes, everything to the end without a size."""
        if size is None or size < 0:
            return self.readall()
        piece = self._read_at(size)
        self._position += len(piece)
        self._was_read()
        return piece

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill ``buffer`` as far as one reading goes; return the count."""
        view = memoryview(buffer).cast("B")
        piece = self.read(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def _read_at(self, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._descriptor, size, self._position)
        with self._moving:  # Windows: all share the file's one position
            os.lseek(self._descriptor, self._position, os.SEEK_SET)
            return os.read(self._descriptor, size)
