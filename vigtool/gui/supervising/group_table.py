"""The table of the trainees: names get the room that the numbers leave, and never less than a name needs."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeView

from vigtool.gui.shared.fonts import with_text

NAME: Final = 170
"""Pixels that a name gets at least, at text of 100 %; where there is no room the table scrolls aside."""
HEIGHT: Final = 260


class TraineeTable(QTreeView):
    """Rows are chosen whole; the column of the names comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "entries")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(with_text(HEIGHT))
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsMovable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.sectionResized.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what is left."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        head = self.header()
        if head.count() == 0:
            return
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        numbers = sum(head.sectionSize(place) for place in range(1, head.count()))
        head.resizeSection(0, max(self.viewport().width() - numbers, with_text(NAME)))
