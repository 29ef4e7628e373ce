"""The only door between libav and a film's bytes: a file object without a name, path or descriptor.

Traps: PyAV copies whatever ``read(n)`` returns into a buffer of n bytes (a longer answer is a heap overflow),
and takes a ``name`` attribute as the film's address, which image sequences and playlists would follow.
"""

import io
from typing import BinaryIO

from vigtool.media.errors import BrokenReader


class BoundedReader:
    """Reads ``file`` from its own beginning and never hands out more than was asked.

    The place is the reader's own, so that several readers may take turns at one file.
    Not thread-safe. The file stays open when the reader is dropped: whoever opened it closes it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self.size = file.seek(0, io.SEEK_END)

    def read(self, n: int) -> bytes:
        """Return at most ``n`` bytes, none at the end. Raise ``BrokenReader`` if the file gives more."""
        self._file.seek(self._at)
        data = self._file.read(n)
        if len(data) > n:
            raise BrokenReader(asked=n, got=len(data))
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move as ``BinaryIO.seek`` does."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._at
