"""The one way in which the page of a case changes it: each edit is a step that can be undone, an error is told."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vigtool.domain.case_edits import CaseStep
from vigtool.domain.casebook import CaseBook
from vigtool.domain.errors import VigtoolError
from vigtool.services.case_history import CaseDesk


class Casework(QObject):
    """``changed`` says that the case is otherwise now, ``failed`` carries the error of what was not done."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: CaseDesk, *, read_only: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.read_only = read_only

    @property
    def book(self) -> CaseBook:
        """The case as it is now."""
        return self._desk.book

    @property
    def past(self) -> tuple[str, ...]:
        """The names of the steps that can be undone, the latest first; none for who may only look."""
        return () if self.read_only else self._desk.past

    @property
    def future(self) -> tuple[str, ...]:
        """The names of the steps that can be done again, the next first."""
        return () if self.read_only else self._desk.future

    def do(self, step: CaseStep, edit: Callable[[CaseBook], CaseBook], *, more: bool = False) -> bool:
        """Make one edit, or ``more`` of the last one; tell whether it was made."""
        return self._try(lambda: self._desk.edit(step, edit(self._desk.book), more=more))

    def undo(self, steps: int = 1) -> None:
        """Go so many steps back."""
        self._try(lambda: self._desk.undo_to(steps))

    def redo(self, steps: int = 1) -> None:
        """Do so many steps again."""
        self._try(lambda: self._desk.redo_to(steps))

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except (VigtoolError, OSError) as error:
            self.failed.emit(error)
            return False
        self.changed.emit()
        return True
