"""What hides the window while long work has to end before it locks."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import READING_WIDTH, Space
from vigtool.wording.translation import tr

SHARE: Final = 8
"""Of the width: as wide as words are read well, in a narrow window nearly all of it."""


class LockCover(QWidget):
    """Lies over a whole window, whatever its size. ``lock_asked`` says that the work is to be stopped for it."""

    lock_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        title = tr("vigtool locks when this work is done")
        self.setAccessibleName(title)
        self.lock_button = Button(tr("Stop the work and lock now"), "lock")
        self.lock_button.clicked.connect(self.lock_asked)
        words = tr("Something is still being brought in or handed out. Nothing is shown until the passphrase is typed.")
        told = QWidget()
        told.setMaximumWidth(with_text(READING_WIDTH))
        column = QVBoxLayout(told)
        column.setSpacing(Space.LARGE)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(words, wrap=True))
        column.addLayout(row(self.lock_button, None))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(told, SHARE)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.lock_button.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)
