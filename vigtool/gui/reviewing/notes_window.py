"""The guider's notes as a window of their own, on a display that the clients do not look at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.reviewing.running_review import RunningReview
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class NotesWindow(QWidget):
    """Shows what the page shows while the page's own display is the clients'. ``closed``: the user closed it."""

    closed = Signal()

    def __init__(self, running: RunningReview, screen: QScreen, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(tr("Notes to the review"))
        sheet = QWidget()
        sheet.setProperty("role", "page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.addWidget(running)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroller(sheet))
        self.setGeometry(screen.availableGeometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the notes go back to the page."""
        super().closeEvent(event)
        self.closed.emit()


def elsewhere(screen: QScreen) -> QScreen | None:
    """Another display than one, None where there is none."""
    return next((one for one in QGuiApplication.screens() if one is not screen), None)
