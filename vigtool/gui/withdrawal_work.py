"""Composes what belongs to a withdrawal: its dialog over any page, and erasing from there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.identifiers import PersonId
from vigtool.gui.withdrawing.withdraw_dialog import WithdrawDialog
from vigtool.services.erasure_plans import Target
from vigtool.services.workspace import Workspace


class WithdrawalWork(QObject):
    """``withdrawn`` carries the ``Withdrawal`` that was made."""

    withdrawn = Signal(object)

    def __init__(self, ws: Workspace, window: QWidget, erase: Callable[[Target, QWidget], object]) -> None:
        """``erase`` opens the dialog in which something is erased, over another."""
        super().__init__(window)
        self._ws, self._window, self._erase = ws, window, erase

    @Slot(str)
    def open(self, person_id: PersonId) -> WithdrawDialog:
        """Open the dialog in which somebody's consents are withdrawn. Raises ``UnknownId``."""
        dialog = WithdrawDialog(self._ws, person_id, self._window)
        dialog.withdrawn.connect(self.withdrawn)
        dialog.erasure_asked.connect(lambda asked: self._erase(Target(Erasing.PERSON, asked), dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog
