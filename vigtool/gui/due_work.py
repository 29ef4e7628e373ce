"""Composes what belongs to the clocks: the reminders, the list of what is due, the card of a case, and erasing."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.accountability import BackupMade, FilmFrozen, FilmThawed, KeptLonger
from vigtool.domain.events import CaseEdited, Event
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.keeping.backup_line import BackupLine
from vigtool.gui.retention.clocks_card import ClocksCard
from vigtool.gui.retention.due_dialog import DueDialog
from vigtool.gui.retention.due_line import DueLine
from vigtool.gui.retention.reminder import Reminder
from vigtool.services.erasure_plans import Target
from vigtool.services.workspace import Workspace


class DueWork(QObject):
    """``case_asked`` and ``consents_asked`` carry a CaseId, ``erased`` an ``ErasureReport``.

    ``backup_asked`` leads to where a backup is made.
    """

    case_asked = Signal(str)
    consents_asked = Signal(str)
    erased = Signal(object)
    backup_asked = Signal()

    def __init__(self, ws: Workspace, window: QWidget, *, starting: bool) -> None:
        super().__init__(window)
        self._ws, self._window = ws, window
        self.reminder: Reminder | None = None
        if starting:
            self.reminder = Reminder(ws)
            self.reminder.look_asked.connect(self.open_due)

    @property
    def reminding(self) -> bool:
        """Whether the reminder of the start is still to be read."""
        return self.reminder is not None and self.reminder.telling

    @Slot()
    def open_due(self) -> DueDialog:
        """Open the list of what waits for a decision."""
        dialog = DueDialog(self._ws, self._window)
        dialog.case_asked.connect(self.case_asked)
        dialog.consents_asked.connect(self.consents_asked)
        dialog.erase_asked.connect(lambda target: self.erase(target, dialog).erased.connect(dialog.refresh))
        dialog.changed.connect(self._show_decided)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        if self.reminder is not None:
            self.reminder.leave()
        return dialog

    @Slot(object)
    def erase(self, target: Target, over: QWidget | None = None) -> EraseDialog:
        """Open the dialog in which something is erased, over the window or another dialog. Raises ``UnknownId``."""
        dialog = EraseDialog(self._ws, target, over or self._window)
        dialog.erased.connect(self.erased)
        dialog.erased.connect(self.refresh)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_clocks(self, page: CasePage) -> ClocksCard:
        """Put the clocks of its case on a page, below its sessions."""
        card = ClocksCard(self._ws, page.casework.book.case.id, page.casework.do)
        page.column.insertWidget(page.column.indexOf(page.sessions) + 1, card)
        page.casework.changed.connect(card.refresh)
        card.changed.connect(page.casework.changed)
        card.erase_asked.connect(self.erase)
        card.consents_asked.connect(page.show_consents)
        card.spoke.connect(page.bring_into_view)
        return card

    def show_lines(self, page: CasesPage) -> None:
        """Put the quiet lines of what waits above the cases: the list of what is due, unless it is told of already."""
        backup = BackupLine(self._ws)
        backup.look_asked.connect(self.backup_asked)
        page.column.insertWidget(1, backup)
        if not self.reminding:
            line = DueLine(self._ws)
            line.look_asked.connect(self.open_due)
            page.column.insertWidget(1, line)

    def stop(self) -> None:
        """Close what is open; the workplace goes away."""
        for dialog in self._window.findChildren(DueDialog):
            dialog.close()

    def heard(self, event: Event) -> None:
        """Say what waits as it is after an event."""
        if isinstance(event, (CaseEdited, FilmFrozen, FilmThawed, KeptLonger)):
            self.refresh()
        elif isinstance(event, BackupMade):
            for line in self._window.findChildren(BackupLine):
                line.refresh()

    @Slot()
    def _show_decided(self) -> None:
        """Show on the page below what was decided in the list."""
        for page in self._window.findChildren(CasePage):
            page.casework.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Say what waits now, where that is said."""
        if self.reminder is not None:
            self.reminder.refresh()
        for line in self._window.findChildren(DueLine):
            line.refresh()
