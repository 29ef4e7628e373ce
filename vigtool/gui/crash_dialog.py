"""What is shown when the program itself is at fault: one calm window, a short code, and nothing personal anywhere."""

import hashlib
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

CODE_LENGTH = 6
WIDTH = 440


def crash_code(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A short code for an error and the place in the program where it arose, the same on every machine."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-3:]]
    told = " ".join((kind.__name__, *places))
    return hashlib.sha256(told.encode()).hexdigest()[:CODE_LENGTH].upper()


def crash_places(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The error's kind and the functions on its way; never its text, which may name a file or a person."""
    frames = (f"  {frame.name}, line {frame.lineno}" for frame in traceback.extract_tb(trace))
    return "\n".join((kind.__name__, *frames))


class CrashDialog(QDialog):
    """Says that something went wrong, that what was put on record is safe, and the code to quote."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("vigtool")
        self.setMinimumWidth(with_text(WIDTH))
        shown = label(code, "secret")
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(tr("Code of the error"))
        go_on = Button(tr("Go on"), "", Rank.FILLED)
        go_on.clicked.connect(self.accept)
        leave = Button(tr("Close vigtool"), "", Rank.QUIET)
        leave.clicked.connect(self._leave)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(tr("vigtool stumbled"), "title", wrap=True))
        page.addWidget(
            label(
                tr("What was put on record is safe in the vault. You can go on; if it happens again, start it anew."),
                wrap=True,
            )
        )
        page.addWidget(
            label(
                tr("When you ask for help, quote this code. It tells where, and nothing about your films."),
                "muted",
                wrap=True,
            )
        )
        page.addWidget(shown)
        page.addLayout(row(go_on, leave, None))

    @Slot()
    def _leave(self) -> None:
        self.accept()
        QApplication.closeAllWindows()


class CrashHook(QObject):
    """Takes ``sys.excepthook``; from another thread the dialog is opened in the window's. One dialog at a time."""

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self.crashed.connect(self.show_dialog)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Stand in for ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.stderr.write(crash_places(kind, trace) + "\n")
        self.crashed.emit(crash_code(kind, trace))

    @Slot(str)
    def show_dialog(self, code: str) -> None:
        """Show the dialog unless it is shown already."""
        if self.dialog is not None:
            return
        self.dialog = CrashDialog(code, QApplication.activeWindow())
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
