"""Reading of encrypted bytes: forward through a buffer of our own, or at an offset without a shared file position."""

import io
import os
from collections.abc import Callable
from typing import Protocol, TypeAlias

ReadAt: TypeAlias = Callable[[int, int], bytes]
"""Called with (offset, length) in bytes; returns fewer than ``length`` only at the end of the file."""

HEADER_CAPACITY = 1 << 13


class ReadableFile(Protocol):
    """What the sequential reader needs of a file: bytes forward."""

    def read(self, size: int, /) -> bytes | None:
        """Return up to ``size`` bytes, ``b""`` only at the end."""


class SeekableFile(ReadableFile, Protocol):
    """What the seekable reader needs of a file."""

    def seek(self, offset: int, whence: int = ..., /) -> int:
        """Move and return the new position."""


class Source:
    """A file read forward, a line or an exact count at a time. Not thread-safe.

    Reads ahead of what it hands out; ``consumed`` counts the bytes handed out.
    """

    def __init__(self, file: ReadableFile, capacity: int = HEADER_CAPACITY) -> None:
        self._file = file
        self._buffer = bytearray(capacity)
        self._start = self._end = 0
        self.consumed = 0

    def peek(self, count: int) -> bytes:
        """Return the next ``count`` bytes, fewer only at the end, without consuming them."""
        self._fill(count)
        return bytes(self._buffer[self._start : min(self._start + count, self._end)])

    def take(self, count: int) -> memoryview:
        """Consume ``count`` bytes, fewer only at the end; the view is valid until the next call."""
        self._fill(count)
        stop = min(self._start + count, self._end)
        taken = memoryview(self._buffer)[self._start : stop]
        self.consumed += stop - self._start
        self._start = stop
        return taken

    def take_line(self, limit: int) -> bytes:
        """Consume up to and with the next line feed; no line feed at the end means the file or ``limit`` ended."""
        ahead = min(limit, HEADER_CAPACITY)
        while True:
            self._fill(ahead)
            stop = min(self._start + ahead, self._end)
            feed = self._buffer.find(b"\n", self._start, stop)
            if feed >= 0:
                return bytes(self.take(feed + 1 - self._start))
            if ahead == limit or stop - self._start < ahead:
                return bytes(self.take(stop - self._start))
            ahead = min(limit, ahead * 2)

    def _fill(self, count: int) -> None:
        ready = self._end - self._start
        if ready >= count:
            return
        if self._start + count > len(self._buffer):
            rest = self._buffer[self._start : self._end]
            if count > len(self._buffer):
                self._buffer = bytearray(count)
            self._buffer[:ready] = rest
            self._start, self._end = 0, ready
        while self._end - self._start < count:
            got = read_into(self._file, memoryview(self._buffer)[self._end :])
            if not got:
                return
            self._end += got


def read_into(file: ReadableFile, buffer: memoryview) -> int:
    """Read once into ``buffer``, without a copy where ``file`` can; 0 only at the end of the file."""
    readinto = getattr(file, "readinto", None)
    if readinto is not None:
        got: int | None = readinto(buffer)
    else:
        piece = file.read(len(buffer))
        got = None if piece is None else len(piece)
        buffer[: got or 0] = piece or b""
    if got is None:
        raise BlockingIOError
    return got


def read_at(file: SeekableFile) -> ReadAt:
    """Return a function that reads ``file`` at an offset.

    A plain file of the system is read with ``pread``: several readers may then share one descriptor (or duplicates of
    it, which share one position). Elsewhere (Windows, other objects) the file's own position is moved.
    """
    raw = getattr(file, "raw", file)
    if hasattr(os, "pread") and isinstance(raw, io.FileIO):
        descriptor = raw.fileno()
        return lambda offset, length: _all_of(lambda done: os.pread(descriptor, length - done, offset + done), length)

    def seek_and_read(offset: int, length: int) -> bytes:
        file.seek(offset)
        return _all_of(lambda done: file.read(length - done), length)

    return seek_and_read


def _all_of(read_from: Callable[[int], bytes | None], length: int) -> bytes:
    piece = read_from(0)
    if piece is None:
        raise BlockingIOError
    while piece and len(piece) < length:
        more = read_from(len(piece))
        if not more:
            break
        piece += more
    return piece
