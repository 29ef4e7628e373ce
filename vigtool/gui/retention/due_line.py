"""A quiet line above the list of the cases, as long as something waits for a decision."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.gui.retention.clock_words import reminder_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.retention import waiting
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class DueLine(QWidget):
    """``look_asked`` opens the list of what waits."""

    look_asked = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self.words = label("", "muted", wrap=True)
        self.look_button = Button(tr("Look at it"), "calendar-clock", Rank.QUIET)
        self.look_button.clicked.connect(lambda _checked=False: self.look_asked.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(drawing("calendar-clock"))
        line.addWidget(self.words, 1)
        line.addWidget(self.look_button)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what waits now; go where nothing does."""
        told = reminder_words(waiting(self._ws))
        self.words.setText(told)
        if self.parentWidget() is not None:
            self.setVisible(bool(told))
        elif not told:
            self.hide()
