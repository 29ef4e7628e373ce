"""The thread that alone opens, uses and closes the film's sound."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from fractions import Fraction
from threading import Event, Thread
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.errors import VigtoolError
from vigtool.gui.preparing.latest_wins import LatestWins
from vigtool.gui.preparing.sound_queue import Passage, SoundQueue

RATE = 48_000
"""Samples a second of each channel, as ``vigtool.media.sound`` gives them."""


class Track(Protocol):
    """The sound of a film (``vigtool.media.sound.SoundTrack``)."""

    def read_from(self, start: Fraction) -> Iterator[NDArray[np.float32]]:
        """Yield 48 kHz stereo, float32 of shape (n, 2), from a time on, without a hole."""


class SoundThread(Thread):
    """Decode the newest passage into the queue. ``silent`` is set when the film has no sound that can be had."""

    def __init__(self, open_track: Callable[[], AbstractContextManager[Track]], queue: SoundQueue) -> None:
        super().__init__(name="sound", daemon=True)
        self.silent = Event()
        self._wishes: LatestWins[Passage] = LatestWins()
        self._open_track = open_track
        self._queue = queue

    def wish(self, passage: Passage) -> None:
        """Decode this passage; one that is under way is left."""
        self._queue.begin(passage)
        self._wishes.put(passage)

    def hush(self) -> None:
        """Leave the passage that is under way."""
        self._queue.begin(None)

    def end(self) -> None:
        """Close the sound; wait until that is done."""
        self._wishes.close()
        self._queue.begin(None)
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Serve wishes until the end. A film whose sound cannot be had plays silently."""
        try:
            with self._open_track() as track:
                while (passage := self._wishes.take()) is not None:
                    self._feed(track, passage)
        except (VigtoolError, OSError):
            self.silent.set()

    def _feed(self, track: Track, passage: Passage) -> None:
        left = round((passage.end - passage.begin) * RATE)
        for block in track.read_from(passage.begin):
            part = block[:left]
            left -= len(part)
            if not self._queue.put(passage, np.ascontiguousarray(part, np.float32).tobytes()):
                return
            if left <= 0:
                break
        self._queue.complete(passage)
