"""A file that is written where no file may be written: its bytes go to the app, each piece with its place."""

import io
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from vigtool.engine.render_results import pack_piece

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PIECE: Final = 1 << 20
"""Bytes that are gathered before they are sent; what is written elsewhere goes out at once."""


class FileInParts(io.RawIOBase):
    """Takes what a muxer writes, seeking as it likes; what is left out is zeros. ``finish`` sends the rest."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        super().__init__()
        self._send = send
        self._pending = bytearray()
        self._begin = 0
        self._position = 0
        self._end = 0

    def writable(self) -> bool:
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
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._end}[whence]
        if start + offset < 0:
            raise ValueError(offset)
        self._position = start + offset
        return self._position

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take all of it."""
        if self._position > self._end:
            left_out, self._position = self._position - self._end, self._end
            self._take(memoryview(bytes(left_out)))
        return self._take(memoryview(data).cast("B"))

    def _take(self, view: memoryview) -> int:
        if self._position != self._begin + len(self._pending):
            self.finish()
            self._begin = self._position
        self._pending += view
        self._position += len(view)
        self._end = max(self._end, self._position)
        if len(self._pending) >= PIECE:
            self.finish()
        return len(view)

    def finish(self) -> None:
        """Send what was gathered."""
        if self._pending:
            self._send(pack_piece(self._begin, bytes(self._pending)))
            self._begin += len(self._pending)
            self._pending.clear()
