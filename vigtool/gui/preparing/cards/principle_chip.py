"""A principle as a chip: one that is seen, or one that could be."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vigtool.gui.shared.buttons import Button, Rank

LEAST: Final = 60
"""Pixels of width below which no chip goes."""


class Chip(Button):
    """A button that is on or off; where there is no room its words are cut short, and its tooltip has all of them."""

    def __init__(self, text: str, hint: str = "", *, on: bool, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), "check" if on else "circle-dashed", Rank.OUTLINED, parent=parent)
        self._whole = text
        self.setProperty("rank", "chip")
        self.setCheckable(True)
        self.show_on(on=on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setToolTip(f"{text}\n{hint}" if hint else text)

    def show_on(self, *, on: bool) -> None:
        """Show it as on or off."""
        self.setChecked(on)
        self.set_icon("check" if on else "circle-dashed")

    def sizeHint(self) -> QSize:
        """Room for all words."""
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        missing = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(self.text())
        return QSize(hint.width() + missing, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(LEAST, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the width."""
        super().resizeEvent(event)
        metrics, missing = self.fontMetrics(), self.sizeHint().width() - self.width()
        room = max(metrics.horizontalAdvance(self._whole) - missing, 0)
        shown = self._whole if missing <= 0 else metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
