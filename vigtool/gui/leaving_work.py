"""Composes handing out: its window over any page, the queue that goes on when it is closed, and the line that tells."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import MomentId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exporting.errands import Errands
from vigtool.gui.exporting.errands_dialog import ErrandsDialog
from vigtool.gui.exporting.errands_line import ErrandsLine
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.gui.shared.open_frames import Covering
from vigtool.gui.shared.starred import StarredLine, starred_moments
from vigtool.services.workspace import Workspace


class LeavingWork(QObject):
    """Belongs to a window; ``cover`` opens the window in which somebody is covered. ``consents_asked``: a CaseId."""

    consents_asked = Signal(str)

    def __init__(self, ws: Workspace, window: QWidget, cover: Covering) -> None:
        super().__init__(window)
        self._ws, self._window, self._cover = ws, window, cover
        self.errands = Errands(self)
        self.line = ErrandsLine(self.errands)
        self.line.look_asked.connect(self.show_errands)

    @property
    def busy(self) -> bool:
        """Whether something is being made or waits to be."""
        return self.errands.busy

    def open(self, moment_ids: Sequence[MomentId]) -> HandOutDialog:
        """Open the window for these moments, in their order. Raises ``UnknownId``."""
        dialog = HandOutDialog(self._ws, moment_ids, self.errands, self._cover, self._window)
        self._open(dialog)
        return dialog

    def offer(self, page: CasePage) -> StarredLine:
        """Have the page of a case lead from its chosen moments here."""
        case_id = page.casework.book.case.id
        line = StarredLine(self._ws, case_id)
        line.look_asked.connect(lambda: self.open([one.id for one in starred_moments(self._ws, case_id)]))
        page.column.insertWidget(page.column.indexOf(page.sessions), line)
        page.casework.changed.connect(line.refresh)
        return line

    @Slot()
    def show_errands(self) -> ErrandsDialog:
        """Show what is being made and was."""
        for one in self._window.findChildren(ErrandsDialog):
            if one.isVisible():
                return one
        dialog = ErrandsDialog(self._ws, self.errands, self._cover, self._window)
        self._open(dialog)
        return dialog

    def stop(self) -> None:
        """Stop everything; the workplace goes away."""
        self.errands.stop()

    def _open(self, dialog: HandOutDialog | ErrandsDialog) -> None:
        dialog.consents_asked.connect(self.consents_asked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
