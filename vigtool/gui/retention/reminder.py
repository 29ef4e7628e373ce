"""Telling calmly what waits for a decision: once at the start, and as a line above the cases."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.retention.clock_words import reminder_words
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.retention import waiting
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class Reminder(QWidget):
    """Takes no room when there is nothing to say, or it was read; ``look_asked`` opens the list."""

    look_asked = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self._read = False
        self.telling = False
        self.message = MessagePanel()
        above = QVBoxLayout(self)
        above.setContentsMargins(Space.HUGE, Space.MEDIUM, Space.HUGE, 0)
        above.addWidget(self.message)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what waits now, unless it was read; go where nothing does."""
        told = "" if self._read else reminder_words(waiting(self._ws))
        self.telling = bool(told)
        if told:
            self.message.tell(told, tr("Nothing is erased by itself: you decide."))
            self.message.add_step(tr("Look at it"), "calendar-clock", self.look_asked.emit)
            self.message.add_step(tr("Later"), "", self.leave)
        else:
            self.hide()

    def leave(self) -> None:
        """Be read."""
        self._read = True
        self.refresh()
