"""Composes what belongs to a withdrawal: its dialog over any page, what the pages show then, and erasing from there.

Every answer is heard at once. A consent also ends with its last day, of which nobody tells: so it is asked again, too.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.identifiers import PersonId
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.withdrawing.withdraw_dialog import WithdrawDialog
from vigtool.services.erasure_plans import Target
from vigtool.services.workspace import Workspace

ASK_AGAIN_MS: Final = 30_000
"""So long at most a film stays open after the last day of a consent."""


class WithdrawalWork(QObject):
    """Belongs to a window; ``pages`` are those that are there, ``erase`` opens the dialog for erasing over another.

    ``notices_asked`` leads to those who are to be told of a withdrawal.
    """

    notices_asked = Signal()

    def __init__(
        self,
        ws: Workspace,
        window: QWidget,
        pages: Mapping[ActionId, QWidget],
        erase: Callable[[Target, QWidget], object],
    ) -> None:
        super().__init__(window)
        self._ws, self._window, self._pages, self._erase = ws, window, pages, erase
        self.timer = QTimer(self)
        self.timer.setInterval(ASK_AGAIN_MS)
        self.timer.timeout.connect(self._ask_again)
        self.timer.start()

    @Slot(str)
    def open(self, person_id: PersonId) -> WithdrawDialog:
        """Open the dialog in which somebody's consents are withdrawn. Raises ``UnknownId``."""
        dialog = WithdrawDialog(self._ws, person_id, self._window)
        dialog.withdrawn.connect(self._show)
        dialog.erasure_asked.connect(lambda asked: self._erase(Target(Erasing.PERSON, asked), dialog))
        dialog.notices_asked.connect(self.notices_asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def _show(self) -> None:
        """Show the case as it is after a withdrawal; an open film has heard of it already."""
        page = self._pages.get(ActionId.CASES)
        if isinstance(page, CasePage):
            page.casework.changed.emit()

    @Slot()
    def _ask_again(self) -> None:
        page = self._pages.get(ActionId.PREPARE)
        if isinstance(page, PreparePage):
            page.recheck_consent()
