"""The key with which anybody can check a log, whole: what is copied from the screen must not run out of its field."""

from math import ceil

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class KeyLine(QPlainTextEdit):
    """A line to be read and copied, broken where it must be, as tall as that; Tab goes on to the next control."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again once the frame around the text is known."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        around = self.height() - self.viewport().height() + round(2 * self.document().documentMargin())
        lines = max(round(self.document().size().height()), 1)
        high = ceil(lines * (QFontMetricsF(self.font()).lineSpacing() + 1))  # Qt rounds each line up
        self.setFixedHeight(high + around)
