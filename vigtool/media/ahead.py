"""Making ready what comes next in a thread of its own, while the one before is still at work on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from typing import Final, Generic, TypeVar

Made = TypeVar("Made")

_AHEAD: Final = 2
_AHEAD_BYTES: Final = 16 << 20


class _Last:
    """Follows the last one; ``error`` is what ended the making."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


class _Ahead(Generic[Made]):
    def __init__(self, make: Callable[[], Iterator[Made]], most: int) -> None:
        self._made: Queue[Made | _Last] = Queue(most)
        self._stop = threading.Event()
        self._make = make
        self.thread = threading.Thread(target=self._run, name="pictures-ahead", daemon=True)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._stop.set()
        while self.thread.is_alive():
            with suppress(Empty):  # it may wait for room
                self._made.get(timeout=0.01)

    def __iter__(self) -> Iterator[Made]:
        while not isinstance(one := self._made.get(), _Last):
            yield one
        if one.error is not None:
            raise one.error

    def _run(self) -> None:
        ended: BaseException | None = None
        try:
            for one in self._make():
                if self._stop.is_set():
                    return
                self._made.put(one)
        except BaseException as error:  # noqa: BLE001 - it is raised where the pictures are taken
            ended = error
        self._made.put(_Last(ended))


@contextmanager
def made_ahead(make: Callable[[], Iterator[Made]], most: int) -> Iterator[Iterator[Made]]:
    """Run ``make()`` in a thread up to ``most`` items ahead; its error is raised after the items before it.

    When the block ends, the thread has ended too: whatever ``make`` uses is free again.
    """
    ahead = _Ahead(make, most)
    ahead.thread.start()
    try:
        yield iter(ahead)
    finally:
        ahead.stop()


def pictures_ahead(size: tuple[int, int]) -> int:
    """Return how many pictures of (width, height) to make ready at most, 4:2:0: one at 4K, two of the usual sizes."""
    return max(min(_AHEAD_BYTES // (size[0] * size[1] * 3 // 2), _AHEAD), 1)
