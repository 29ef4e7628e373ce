"""Memory that the app and the engine of a film share, for pixels: no copy through a pipe, no file, no name to find.

On Linux an anonymous memfd, handed over as a descriptor. Elsewhere the standard library's shared memory by name, which
the app unlinks. Pages that nobody has written take no room.
"""

import mmap
import os
import sys
from collections.abc import Callable
from multiprocessing import shared_memory
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

ANONYMOUS: Final = sys.platform == "linux"
"""Whether the memory goes by descriptor instead of by name."""
MOST_SLOTS: Final = 32
LARGEST: Final = (4096, 2304)
"""(width, height): no picture is made larger for the screen."""
STRIDE: Final = LARGEST[0] * LARGEST[1] * 4
"""Bytes from slot to slot; the memory behind a smaller picture is never touched, so it takes no room."""
MEMORY_BYTES: Final = MOST_SLOTS * STRIDE


class SharedMemory:
    """A block of ``size`` bytes, 0 after ``close``. Any thread may close it."""

    def __init__(self, buffer: memoryview, let_go: Callable[[], None], name: str = "", descriptor: int = -1) -> None:
        self.buffer = buffer
        self.name = name
        self.descriptor = descriptor
        self._let_go: Callable[[], None] | None = let_go
        self._closing = Lock()

    @property
    def size(self) -> int:
        """Bytes."""
        return self.buffer.nbytes

    def pixels(self, offset: int, height: int, width: int) -> NDArray[np.uint8]:
        """A view of the BGRA picture at ``offset``, uint8 of shape (height, width, 4)."""
        return np.frombuffer(self.buffer, np.uint8, height * width * 4, offset).reshape(height, width, 4)

    def bytes_at(self, offset: int, size: int) -> NDArray[np.uint8]:
        """A flat view of ``size`` bytes from ``offset`` on."""
        return np.frombuffer(self.buffer, np.uint8, size, offset)

    def close(self) -> None:
        """Let go; a second call does nothing. Whoever still looks at a picture keeps the memory until it looks away."""
        with self._closing:
            let_go, self._let_go = self._let_go, None
        if let_go is not None:
            self.buffer = memoryview(b"")
            let_go()


def create_memory(size: int) -> SharedMemory:
    """Make a block to be shared."""
    if ANONYMOUS:
        descriptor = os.memfd_create("pictures", os.MFD_CLOEXEC)
        os.ftruncate(descriptor, size)
        return _mapped(descriptor, size)
    return _named(shared_memory.SharedMemory(create=True, size=size), size, own=True)


def open_memory(size: int, name: str, descriptor: int) -> SharedMemory:
    """Look into a block that the other process made: by descriptor (which is then owned here) or by name."""
    if ANONYMOUS:
        return _mapped(descriptor, size)
    return _named(shared_memory.SharedMemory(name=name), size, own=False)


def _mapped(descriptor: int, size: int) -> SharedMemory:
    mapping = mmap.mmap(descriptor, size)
    return SharedMemory(memoryview(mapping), lambda: os.close(descriptor), descriptor=descriptor)


def _named(block: shared_memory.SharedMemory, size: int, *, own: bool) -> SharedMemory:
    def let_go() -> None:
        if own:
            block.unlink()
        block.close()

    if block.buf is None:
        raise ValueError(size)
    return SharedMemory(block.buf[:size], let_go, name=block.name)
