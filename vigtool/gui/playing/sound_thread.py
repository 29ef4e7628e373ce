"""The thread that alone opens, uses and closes the film's sound."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from fractions import Fraction
from threading import Event, Thread
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.errors import VigtoolError
from vigtool.gui.playing.latest_wins import LatestWins
from vigtool.gui.playing.passage import RATE, Passage
from vigtool.gui.playing.sound_queue import SoundQueue
from vigtool.media.errors import MediaError

KEPT: Final = RATE * 8 * 10
"""Bytes of a loop's round that are kept to be played again: ten seconds, so that short rounds are not decoded and
stretched again and again."""


class Track(Protocol):
    """The sound of a film (``vigtool.media.sound.SoundTrack``, or the engine's, which reads the same way)."""

    def read_at(self, start: Fraction, speed: Fraction, end: Fraction | None = None) -> Iterator[NDArray[np.float32]]:
        """Yield 48 kHz stereo at a speed, float32 of shape (n, 2), without a hole: ``[start, end)`` exactly."""


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
        """Give one passage to the queue. An engine that dies is started anew: then whoever listens asks again."""
        try:
            for block in _rounds(track, passage):
                if not self._queue.put(passage, block):
                    return
        except MediaError:
            raise
        except VigtoolError:
            return
        self._queue.complete(passage)


def _rounds(track: Track, passage: Passage) -> Iterator[bytes]:
    """Yield the sound of the first round, and of a loop's rounds for ever, one right after the other."""
    yield from _round(track, passage, passage.start)
    while passage.looped:
        kept, size = list[bytes](), 0
        for block in _round(track, passage, passage.begin):
            size += len(block)
            if size <= KEPT:
                kept.append(block)
            yield block
        if not size:
            return
        while size <= KEPT:
            yield from kept


def _round(track: Track, passage: Passage, start: Fraction) -> Iterator[bytes]:
    for block in track.read_at(start, passage.speed, passage.end):
        yield np.ascontiguousarray(block, np.float32).tobytes()
