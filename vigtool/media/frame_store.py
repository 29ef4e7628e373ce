"""Decoded frames kept in memory, so that steps, loops and scrubbing near the playhead cost nothing."""

import threading
from typing import Final

import numpy as np
from av import VideoFrame

from vigtool.media.focus import Focus, remoteness
from vigtool.media.frame import Frame
from vigtool.media.frame_index import Flags

_MANY: Final = 1024
"""From so many small frames on, some are let go at once, so that looking for the most remote stays cheap."""


class FrameStore:
    """Exact frames of one film by number, never more than ``budget`` bytes of samples, padding included.

    Thread-safe: several ``Film`` objects of one index put into it and read from it. What is most remote from the
    focus goes first (``vigtool.media.focus``), which may be the frame just put.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._lock = threading.Lock()
        self._frames: dict[int, Frame] = {}
        self._bytes = 0
        self._largest = 0
        self._focus = Focus(0)

    @property
    def bytes(self) -> int:
        """The bytes held."""
        return self._bytes

    @property
    def room(self) -> int | None:
        """The number of frames that fit, by the largest put so far; None before the first."""
        return self.budget // self._largest if self._largest else None

    def focus(self, focus: Focus) -> None:
        """Say where the playhead is now and where it goes."""
        with self._lock:
            self._focus = focus

    def get(self, n: int) -> Frame | None:
        """Return frame ``n`` if it is held."""
        with self._lock:
            return self._frames.get(n)

    def holds(self, n: int) -> bool:
        """Tell whether frame ``n`` is held."""
        with self._lock:
            return n in self._frames

    def held(self, numbers: range) -> Flags:
        """Return for each of ``numbers`` (with any positive step) whether that frame is held, shape (len(numbers),)."""
        flags = np.zeros(len(numbers), np.bool_)
        with self._lock:
            kept = np.fromiter(self._frames, np.int64, len(self._frames))
        kept = kept[(kept >= numbers.start) & (kept < numbers.stop) & ((kept - numbers.start) % numbers.step == 0)]
        flags[(kept - numbers.start) // numbers.step] = True
        return flags

    def put(self, frame: Frame) -> None:
        """Take a frame in, in place of one of the same number, and let go of what is too much."""
        size = picture_bytes(frame.native)
        with self._lock:
            self._drop(frame.n)
            self._frames[frame.n] = frame
            self._bytes += size
            self._largest = max(self._largest, size)
            if self._bytes > self.budget:
                self._make_room()

    def clear(self) -> None:
        """Let go of all frames."""
        with self._lock:
            self._frames.clear()
            self._bytes = 0

    def _make_room(self) -> None:
        numbers = np.fromiter(self._frames, np.int64, len(self._frames))
        remotest_first = np.argsort(-remoteness(numbers, self._focus, self.budget // self._largest), kind="stable")
        spare = len(numbers) // _MANY
        for n in numbers[remotest_first].tolist():
            if self._bytes <= self.budget:
                if not spare:
                    return
                spare -= 1
            self._drop(n)

    def _drop(self, n: int) -> None:
        frame = self._frames.pop(n, None)
        if frame is not None:
            self._bytes -= picture_bytes(frame.native)


def picture_bytes(picture: VideoFrame) -> int:
    """Return the bytes that a decoded picture occupies, with the padding between its rows."""
    return sum(plane.buffer_size for plane in picture.planes)
