"""One engine started ahead, while the passphrase is being typed, so that the first film opens without waiting.

There is one such process at most, as there is one processor to keep free. Nothing is started by importing this.
"""

from collections.abc import Callable
from threading import Lock
from typing import Final

from vigtool.engine.errors import EngineUnavailable
from vigtool.engine.process import EngineProcess


class Spare:
    """Holds an engine that nobody uses yet. Any thread may call any method."""

    def __init__(self, start: Callable[[], EngineProcess] = EngineProcess) -> None:
        self._start = start
        self._lock = Lock()
        self._waiting: EngineProcess | None = None

    def prepare(self) -> None:
        """Start an engine unless one is waiting; does not wait for it. A machine that cannot has none, that is all."""
        with self._lock:
            if self._waiting is not None and not self._waiting.is_alive:
                self._waiting.close()
                self._waiting = None
            if self._waiting is None:
                try:
                    self._waiting = self._start()
                except EngineUnavailable:
                    self._waiting = None  # whoever opens a film will be told

    def take(self) -> EngineProcess:
        """Return the engine that waits, or a new one; it is the caller's. Raises ``EngineUnavailable``."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.is_alive:
            waiting.close()
            waiting = None
        return waiting or self._start()

    def end(self) -> None:
        """End the engine that waits, if there is one."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.close()


SPARE: Final = Spare()
"""The spare of this program. ``prepare_spare`` fills it, opening a film takes it, closing the vault ends it."""


def prepare_spare() -> None:
    """Start an engine ahead; see ``Spare.prepare``."""
    SPARE.prepare()


def take_engine() -> EngineProcess:
    """Return an engine for a film, the spare one if there is one; see ``Spare.take``."""
    return SPARE.take()


def end_spare() -> None:
    """End the engine that was started ahead and not needed."""
    SPARE.end()
