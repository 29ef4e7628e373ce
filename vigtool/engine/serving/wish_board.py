"""The newest wish, as three threads of the engine see it: who asked, who answers, who fills the store meanwhile."""

import time
from threading import Condition
from typing import Final

from vigtool.engine.film_messages import Ask

SETTLED_S: Final = 0.08
"""How long a wish at rest must stand before the store is filled around it: a scrub is over by then."""


class WishBoard:
    """One wish hangs here, the newest. Any thread may call any method."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._ask: Ask | None = None
        self._since = 0.0
        self._answered = -1
        self._busy = False
        self._changes = 0
        self._closed = False

    def put(self, ask: Ask) -> None:
        """Hang up a wish in the place of the one before."""
        with self._condition:
            self._ask = ask
            self._since = time.monotonic()
            self._changed()

    def close(self) -> None:
        """Let every waiting thread go."""
        with self._condition:
            self._closed = True
            self._changed()

    @property
    def closed(self) -> bool:
        """Whether the film is closed."""
        with self._condition:
            return self._closed

    def claim_answer(self, serial: int) -> bool:
        """Tell whether the caller is the one to answer this wish: true once."""
        with self._condition:
            if serial <= self._answered:
                return False
            self._answered = serial
            return True

    def is_answered(self, serial: int) -> bool:
        """Whether this wish, or one after it, was answered."""
        with self._condition:
            return serial <= self._answered

    def is_newest(self, serial: int) -> bool:
        """Whether no wish came after this one, and the film is open."""
        with self._condition:
            return not self._closed and self._ask is not None and self._ask.serial == serial

    def next_ask(self, after: int) -> Ask | None:
        """Wait for a wish later than number ``after``; None when the film is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or (self._ask is not None and self._ask.serial > after))
            return None if self._closed else self._ask

    def set_busy(self, *, busy: bool) -> None:
        """Tell whether a picture that is waited for is being decoded: then nothing else shall use the processor."""
        with self._condition:
            self._busy = busy
            self._changed()

    @property
    def busy(self) -> bool:
        """Whether a picture that is waited for is being decoded, or the film is closed."""
        with self._condition:
            return self._busy or self._closed

    def settled_ask(self) -> tuple[Ask, int] | None:
        """Wait until the newest wish has stood for a while (or the film plays) and is answered.

        Return it with the number of changes so far, for ``wait_for_change``; None when the film is closed.
        """
        with self._condition:
            while not self._closed:
                wait = self._until_settled()
                if wait == 0 and self._ask is not None:
                    return self._ask, self._changes
                self._condition.wait(wait)
            return None

    def wait_for_change(self, since: int) -> None:
        """Sleep until something has changed since ``settled_ask`` gave this number."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._changes != since)

    def _until_settled(self) -> float | None:
        """Seconds to wait; 0: now; None: for a change."""
        if self._ask is None or self._busy or self._ask.serial > self._answered:
            return None
        if self._ask.wish.heading:
            return 0
        return max(self._since + SETTLED_S - time.monotonic(), 0)

    def _changed(self) -> None:
        self._changes += 1
        self._condition.notify_all()
