"""The only door between libav and a film's bytes: a file object without a name, path or descriptor.

Traps: PyAV copies whatever ``read(n)`` returns into a buffer of n bytes (a longer answer is a heap overflow),
and takes a ``name`` attribute as the film's address, which image sequences and playlists would follow.
"""

import io
from typing import BinaryIO

from vigtool.media.errors import BrokenReader


class BoundedReader:
    """Reads ``file`` from its own beginning and never hands out more than was asked.

    Not thread-safe. The file stays open when the reader is dropped: whoever opened it closes it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, io.SEEK_END)
        file.seek(0)

    def read(self, n: int) -> bytes:
        """Return at most ``n`` bytes, none at the end. Raise ``BrokenReader`` if the file gives more."""
        data = self._file.read(n)
        if len(data) > n:
            raise BrokenReader(asked=n, got=len(data))
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move as ``BinaryIO.seek`` does."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the position in bytes."""
        return self._file.tell()
