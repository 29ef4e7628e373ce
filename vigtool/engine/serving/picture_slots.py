"""Pictures ready for the screen, in numbered slots of the shared memory.

A slot that the app was told of is held until the app releases it; the others are overwritten, those first that lie
furthest from where the playhead is going. Thread-safe.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vigtool.engine.film_messages import FieldChoice
from vigtool.engine.shared_memory import MOST_SLOTS, STRIDE, SharedMemory

READY_BYTES: Final = 128 << 20
"""What pictures may take together, but for the fewest that playing needs."""
FEWEST: Final = 8

Draw: TypeAlias = Callable[[NDArray[np.uint8]], tuple[int, int]]
"""Writes a BGRA picture without gaps into flat uint8 memory and returns its (height, width)."""


class PictureKey(NamedTuple):
    """Which picture: a frame, the whole or a field of it, made to fit so many pixels."""

    frame: int
    field: FieldChoice
    order: str
    within: tuple[int, int]


@dataclass(slots=True, eq=False)
class ReadyPicture:
    """A picture in a slot. ``held``: how often the app was told of it and has not released it."""

    key: PictureKey
    slot: int
    width: int
    height: int
    damaged: bool
    interlaced: bool
    upright: tuple[int, int]
    held: int = 0


class PictureSlots:
    """The table of the slots of ``memory``, which is as large as ``MEMORY_BYTES``; ``room``: bytes to be filled."""

    def __init__(self, memory: SharedMemory, room: int = READY_BYTES) -> None:
        self._memory = memory
        self._room = room
        self._lock = Lock()
        self._ready: dict[PictureKey, ReadyPicture] = {}
        self._told: dict[int, ReadyPicture] = {}
        self._free = list(range(MOST_SLOTS))

    def holds(self, key: PictureKey) -> bool:
        """Whether this picture is ready."""
        with self._lock:
            return key in self._ready

    def take(self, key: PictureKey) -> ReadyPicture | None:
        """Hold a ready picture for the app; None when it is not ready."""
        with self._lock:
            ready = self._ready.get(key)
            if ready is not None:
                ready.held += 1
                self._told[ready.slot] = ready
            return ready

    def release(self, slot: int) -> None:
        """The app looks at the picture of this slot no longer."""
        with self._lock:
            ready = self._told.get(slot)
            if ready is None:
                return
            ready.held -= 1
            if not ready.held:
                del self._told[slot]
                if self._ready.get(ready.key) is not ready:
                    self._free.append(slot)

    def put(
        self,
        key: PictureKey,
        size: int,
        draw: Draw,
        distance: Callable[[PictureKey], float],
        *,
        damaged: bool = False,
        interlaced: bool = False,
        upright: tuple[int, int] = (0, 0),
    ) -> bool:
        """Make a picture ready in place of the furthest by ``distance``; False when every slot is nearer or held.

        ``size``: bytes that the picture takes at most. What ``draw`` raises passes, and nothing is ready then.
        """
        with self._lock:
            if key in self._ready:
                return True
            slot = self._slot_for(key, size, distance)
            if slot is None:
                return False
        try:
            height, width = draw(self._memory.bytes_at(slot * STRIDE, STRIDE))
        except BaseException:
            with self._lock:
                self._free.append(slot)
            raise
        with self._lock:
            if key in self._ready:  # another thread made the same picture meanwhile
                self._free.append(slot)
            else:
                self._ready[key] = ReadyPicture(key, slot, width, height, damaged, interlaced, upright)
        return True

    def forget(self, keys: Iterable[PictureKey] | None = None) -> None:
        """Make slots free again, all without ``keys``; those that the app looks at when it has released them."""
        with self._lock:
            for key in list(self._ready if keys is None else keys):
                self._drop(key)

    def _drop(self, key: PictureKey) -> None:
        ready = self._ready.pop(key, None)
        if ready is not None and not ready.held:
            self._free.append(ready.slot)

    def _slot_for(self, key: PictureKey, size: int, distance: Callable[[PictureKey], float]) -> int | None:
        most = min(MOST_SLOTS, max(FEWEST, self._room // size))
        while len(self._ready) >= most or not self._free:
            loose = [ready.key for ready in self._ready.values() if not ready.held]
            furthest = max(loose, key=distance, default=None)
            if furthest is None or distance(furthest) <= distance(key):
                return None
            self._drop(furthest)
        return self._free.pop()
