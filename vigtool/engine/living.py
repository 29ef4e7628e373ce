"""All engines that this program has started and that have not ended: whoever locks ends them in one go.

Ending is waiting until the kernel has taken their memory back; nobody else needs to know of them.
"""

from threading import Lock
from typing import Final, Protocol


class Ends(Protocol):
    """A process that can be ended by any thread."""

    def kill(self) -> None:
        """End the process and wait until it is gone; a second call does nothing."""


class Living:
    """The processes that run. Any thread may call any method."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[Ends] = set()

    def add(self, process: Ends) -> None:
        """A process was started."""
        with self._lock:
            self._running.add(process)

    def remove(self, process: Ends) -> None:
        """A process has ended."""
        with self._lock:
            self._running.discard(process)

    def end_all(self) -> int:
        """End every process that runs, and tell how many there were."""
        with self._lock:
            running = list(self._running)
        for process in running:
            process.kill()
        return len(running)


ENGINES: Final = Living()
"""The engines of this program."""
