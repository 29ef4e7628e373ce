"""The one hand-over between two threads: what is put last is what is taken, older things are forgotten."""

from threading import Condition
from typing import Generic, TypeVar

Item = TypeVar("Item")


class LatestWins(Generic[Item]):
    """A slot for one item (never None). Any thread may call any method."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._item: Item | None = None
        self._closed = False

    def put(self, item: Item) -> None:
        """Put an item in the place of the one that waits. A closed slot takes nothing."""
        with self._condition:
            if not self._closed:
                self._item = item
                self._condition.notify()

    def take(self) -> Item | None:
        """Wait for an item and take it; None once the slot is closed."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._item is not None)
            return self._taken()

    def take_if_any(self) -> Item | None:
        """Take the item if one waits, without waiting for it."""
        with self._condition:
            return self._taken()

    def close(self) -> None:
        """Forget what waits and let every taker go."""
        with self._condition:
            self._closed = True
            self._item = None
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the slot was closed."""
        with self._condition:
            return self._closed

    @property
    def waiting(self) -> bool:
        """Whether an item waits to be taken, or the slot was closed: a reason to leave lesser work."""
        with self._condition:
            return self._closed or self._item is not None

    def _taken(self) -> Item | None:
        item, self._item = self._item, None
        return item
