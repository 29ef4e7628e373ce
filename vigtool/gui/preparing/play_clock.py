"""Where the film is by now while it plays: a monotonic clock, for films and machines without sound."""

import time
from collections.abc import Callable


class PlayClock:
    """A position in seconds of film that runs at a speed. ``now`` gives the seconds of a clock that never goes back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began = 0.0
        self._from = 0.0
        self._speed = 1.0

    def start(self, position: float, speed: float) -> None:
        """Run from a position in the film (seconds) at a speed (1 is the film's own)."""
        self._began, self._from, self._speed = self._now(), position, speed

    def position(self) -> float:
        """Where the film is now, in seconds from its first frame."""
        return self._from + (self._now() - self._began) * self._speed
