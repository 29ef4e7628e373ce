"""Composes what belongs to the exchange of marks: its dialogs over the page of a case, and what is shown afterwards."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exchanging.marks_in_dialog import MarksInDialog
from vigtool.gui.exchanging.marks_out_dialog import MarksOutDialog
from vigtool.services.workspace import Workspace


class ExchangeWork(QObject):
    """Belongs to a window. ``taken_in`` says that a film has moments more, ``consents_asked`` carries a CaseId."""

    taken_in = Signal()
    consents_asked = Signal(str)

    def __init__(self, ws: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._ws, self._window = ws, window

    def offer(self, page: CasePage) -> None:
        """Have the films of a case's page lead here."""
        page.films.list.marks_out_asked.connect(self.hand_out)
        page.films.list.marks_in_asked.connect(self.bring_in)

    @Slot(str)
    def hand_out(self, film: RecordingId) -> MarksOutDialog:
        """Open the dialog in which a film's marks are saved. Raises ``UnknownId``."""
        dialog = MarksOutDialog(self._ws, film, self._window)
        dialog.consents_asked.connect(self.consents_asked)
        self._open(dialog)
        return dialog

    @Slot(str)
    def bring_in(self, film: RecordingId) -> MarksInDialog:
        """Open the dialog in which marks are brought in. Raises ``UnknownId``."""
        dialog = MarksInDialog(self._ws, film, self._window)
        dialog.consents_asked.connect(self.consents_asked)
        dialog.taken_in.connect(self.taken_in)
        self._open(dialog)
        return dialog

    @staticmethod
    def _open(dialog: MarksInDialog | MarksOutDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
