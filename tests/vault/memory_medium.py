"""A medium in memory: what the journal writes to in tests that damage it thousands of times or fill it up."""

import errno
from dataclasses import dataclass


@dataclass
class Faults:
    """Shared by several media: operation number ``at`` (counted from 0) fails, and all later ones if ``lasting``."""

    at: int | None = None
    lasting: bool = False
    code: int = errno.ENOSPC
    done: int = 0

    def due(self) -> bool:
        number, self.done = self.done, self.done + 1
        return self.at is not None and (number == self.at or (self.lasting and number > self.at))

    def strike(self) -> None:
        if self.due():
            raise OSError(self.code, "struck")


class MemoryMedium:
    """Bytes at offsets, as ``vigtool.vault.journal.medium.Medium``; a failing write leaves its first half."""

    def __init__(self, data: bytes, faults: Faults | None = None) -> None:
        self.data = bytearray(data)
        self.faults = faults or Faults()
        self.closed = False

    def size(self) -> int:
        return len(self.data)

    def read(self, offset: int, count: int) -> bytes:
        return bytes(self.data[offset : offset + count])

    def write(self, offset: int, data: bytes) -> None:
        struck = self.faults.due()
        kept = data[: len(data) // 2] if struck else data
        self.data[offset : offset + len(kept)] = kept
        if struck:
            raise OSError(self.faults.code, "struck")

    def cut(self, size: int) -> None:
        self.faults.strike()
        del self.data[size:]

    def sync(self) -> None:
        self.faults.strike()

    def close(self) -> None:
        self.closed = True
