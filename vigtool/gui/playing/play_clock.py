"""Where the film is by now while it plays: a monotonic clock, which sound may set as long as it is heard."""

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
        """Run from a position in the film (seconds) at a speed: 1 is the film's own, negative runs backward."""
        self._began, self._from, self._speed = self._now(), position, speed

    def set(self, position: float) -> None:
        """Be at another position; the speed stays."""
        self._began, self._from = self._now(), position

    def position(self) -> float:
        """Where the film is now, in seconds from its first frame."""
        return self._from + (self._now() - self._began) * self._speed
