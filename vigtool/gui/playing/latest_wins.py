"""The one hand-over between two threads: what is put last is what is taken, older things are forgotten."""

from collections.abc import Callable
from threading import Condition
from typing import Generic, TypeVar

Item = TypeVar("Item")


class LatestWins(Generic[Item]):
    """A slot for one item (never None). Any thread may call any method.

    ``forgotten`` is given each item that nobody will take any more, by the thread that put another or closed the slot.
    """

    def __init__(self, forgotten: Callable[[Item], None] | None = None) -> None:
        self._condition = Condition()
        self._item: Item | None = None
        self._closed = False
        self._forgotten = forgotten

    def put(self, item: Item) -> None:
        """Put an item in the place of the one that waits. A closed slot takes nothing."""
        with self._condition:
            old: Item | None = item
            if not self._closed:
                old, self._item = self._item, item
                self._condition.notify()
        self._let_go(old)

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
            old = self._taken()
            self._condition.notify_all()
        self._let_go(old)

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

    def _let_go(self, item: Item | None) -> None:
        if item is not None and self._forgotten is not None:
            self._forgotten(item)
