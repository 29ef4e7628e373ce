"""What every desk has at which something is edited: steps by name, and going to and fro among them."""

from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from vigtool.domain.history import History
from vigtool.services.histories import REDO, UNDO

State = TypeVar("State")


class HistoryDesk(ABC, Generic[State]):
    """A history of states of which each step is put on record by ``_take``."""

    @property
    @abstractmethod
    def _history(self) -> History[State]:
        """The history as it is on record."""

    @abstractmethod
    def _take(self, step: str, history: History[State]) -> None:
        """Put the way to another history's present on record, under the name of a step; nothing if nothing differs."""

    @property
    def can_undo(self) -> str | None:
        """The name of the edit that an undo would take back."""
        return next(iter(self.past), None)

    @property
    def can_redo(self) -> str | None:
        """The name of the edit that a redo would bring back."""
        return next(iter(self.future), None)

    @property
    def past(self) -> tuple[str, ...]:
        """The names of the edits that can be undone, the latest first."""
        return tuple(step.name for step in reversed(self._history.past))

    @property
    def future(self) -> tuple[str, ...]:
        """The names of the edits that can be done again, the next first."""
        return tuple(step.name for step in self._history.future)

    def undo(self) -> None:
        """Go one step back, if there is one."""
        self._take(UNDO, self._history.undone())

    def redo(self) -> None:
        """Go one step forward again, if there is one."""
        self._take(REDO, self._history.redone())

    def undo_to(self, steps: int) -> None:
        """Go so many steps back, or to the first."""
        for _ in range(min(steps, len(self._history.past))):
            self.undo()

    def redo_to(self, steps: int) -> None:
        """Go so many steps forward again, or to the last."""
        for _ in range(min(steps, len(self._history.future))):
            self.redo()
