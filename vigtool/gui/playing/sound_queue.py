"""Sound on its way from the thread that decodes it to the window's thread that hands it to the device."""

from collections import deque
from threading import Condition
from typing import Final

from vigtool.gui.playing.passage import Passage

CAPACITY: Final = 48_000 * 8 // 2
"""Bytes that wait at most: half a second of 48 kHz stereo in 32-bit floats."""


class SoundQueue:
    """Holds the sound of one passage; another passage empties it. Any thread may call any method."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._passage: Passage | None = None
        self._blocks: deque[bytes] = deque()
        self._waiting = 0
        self._whole = False

    def begin(self, passage: Passage | None) -> None:
        """Hold the sound of this passage from now on; None holds nothing and lets a putter go."""
        with self._changed:
            self._passage = passage
            self._blocks.clear()
            self._waiting = 0
            self._whole = False
            self._changed.notify_all()

    def put(self, passage: Passage, block: bytes) -> bool:
        """Wait for room and add sound; False when another passage is wanted by now."""
        with self._changed:
            self._changed.wait_for(lambda: self._passage is not passage or self._waiting < CAPACITY)
            if self._passage is not passage:
                return False
            self._blocks.append(block)
            self._waiting += len(block)
            return True

    def complete(self, passage: Passage) -> None:
        """The passage has no more sound: what is taken after its end is silence."""
        with self._changed:
            self._whole = self._passage is passage

    def has_sound(self) -> bool:
        """Whether something can be taken."""
        with self._changed:
            return self._waiting > 0 or self._whole

    def take(self, most: int) -> bytes:
        """Take at most so many bytes, filled up with silence after the passage's end."""
        with self._changed:
            taken = bytearray()
            while self._blocks and len(taken) < most:
                block = self._blocks.popleft()
                room = most - len(taken)
                taken += block[:room]
                if len(block) > room:
                    self._blocks.appendleft(block[room:])
            self._waiting -= len(taken)
            self._changed.notify_all()
            return bytes(taken) + bytes(most - len(taken) if self._whole else 0)
