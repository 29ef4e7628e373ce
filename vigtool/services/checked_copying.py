"""Copying a film into the vault so that it is known to be right: hashed, encrypted, read back and compared, at one go.

Three threads share the work (hashing, encryption, decryption and files all let go of the interpreter's lock): this one
reads and encrypts, one takes the hash of the original, one reads what the file has of the film by now, decrypts it and
compares it with what was read from the original, while that is still in memory.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Final

from vigtool.services.copying import BLOCK, Readable, filled
from vigtool.services.errors import CopyDiffers
from vigtool.vault.reading_along import CHUNK, AlongReader
from vigtool.vault.recordings import RecordingReader, RecordingWriter

BLOCKS: Final = 8
"""Blocks in memory at a time: what the slowest of the three may lag behind."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: its SHA-256 in hex, its size in bytes, and the copy, open for reading."""

    sha256: str
    size: int
    copy: RecordingReader


def copy_checked(source: Readable, sealed: RecordingWriter, progress: Callable[[int], None]) -> Copied:
    """Move everything from the source into the vault; ``progress`` is told the bytes done.

    When it returns, the disk has the whole copy, and every byte of it was read back and is the source's. Raises
    ``CopyDiffers``, and what reading, writing and ``progress`` raise.
    """
    digest = hashlib.sha256()
    with (
        closing(sealed.read_along()) as along,
        ThreadPoolExecutor(1, thread_name_prefix="hash") as hashing,
        ThreadPoolExecutor(1, thread_name_prefix="compare") as comparing,
    ):
        ring = [_Block() for _ in range(BLOCKS)]
        size, turn, previous = 0, 0, ring[-1]
        while block := ring[turn].read(source):
            ring[turn].pending.append(hashing.submit(digest.update, block))
            sealed.write(block)
            if previous.data:  # a chunk is in the file when something came after it
                previous.pending.append(comparing.submit(_compare, along, previous.data, last=False))
            size += len(block)
            progress(size)
            previous, turn = ring[turn], (turn + 1) % BLOCKS
        with ExitStack() as unless_right:
            copy = unless_right.enter_context(sealed.read_back())
            if previous.data:
                previous.pending.append(comparing.submit(_compare, along, previous.data, last=True))
            for one in ring:
                one.settle()
            unless_right.pop_all()
    return Copied(digest.hexdigest(), size, copy)


class _Block:
    """A piece of the film in memory, and who still needs it."""

    def __init__(self) -> None:
        self._buffer = memoryview(bytearray(BLOCK))
        self.data = self._buffer[:0]
        self.pending: list[Future[None]] = []

    def read(self, source: Readable) -> memoryview:
        """Take the next piece, as soon as nobody needs the old one; empty at the end."""
        self.settle()
        self.data = filled(source, self._buffer)
        return self.data

    def settle(self) -> None:
        """Wait until nobody needs it; raise what went wrong with it."""
        for one in self.pending:
            one.result()
        self.pending.clear()


def _compare(along: AlongReader, block: memoryview, *, last: bool) -> None:
    for start in range(0, len(block), CHUNK):
        wanted = bytes(block[start : start + CHUNK])  # two objects of bytes are compared at once, a view byte by byte
        end = last and start + CHUNK >= len(block)
        if along.read_chunk(len(wanted), last=end) != wanted:
            raise CopyDiffers
