"""Pictures that a player sends from a thread of its own: when the last new one came.

A paused player may send the same picture again and again; only another picture is news.
"""

from threading import Condition
from typing import NamedTuple

import numpy as np

from bench.playback.players import NothingShown, Print

PATIENCE = 2.0
SETTLED = 0.15
"""Seconds without another picture after which the one that is shown stays: some players show others on the way."""


class Arrival(NamedTuple):
    """Since when a picture is shown, by ``perf_counter``, and its print."""

    moment: float
    print: Print


class Arrivals:
    """The newest picture; thread-safe."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._count = 0
        self._last = Arrival(0.0, np.zeros((0, 0), np.uint8))

    def came(self, print_: Print, moment: float) -> None:
        """A picture is shown since ``moment``; called by the player's thread."""
        with self._changed:
            if np.array_equal(self._last.print, print_):
                return
            self._count += 1
            self._last = Arrival(moment, print_)
            self._changed.notify_all()

    def count(self) -> int:
        """Count the pictures until now, to wait for the one after."""
        with self._changed:
            return self._count

    def next_after(self, count: int) -> Arrival:
        """Wait for a picture after the first ``count``."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._count > count, PATIENCE):
                raise NothingShown
            return self._last

    def settled_after(self, count: int) -> Arrival:
        """Wait for a picture after the first ``count``, and until it stays."""
        self.next_after(count)
        with self._changed:
            while True:
                seen = self._count
                if not self._changed.wait_for(lambda seen=seen: self._count > seen, SETTLED):  # type: ignore[misc]
                    return self._last
