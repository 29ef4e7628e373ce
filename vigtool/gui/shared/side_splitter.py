"""A wide part with a narrower one at its right; the border between them can be moved, and stays where it was put."""

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.tokens import Space

MOST: Final = 0.45
"""Share of the whole that the side takes at most unless the user has given it more."""
MOST_WANTED: Final = 0.65
STEP: Final = 16
"""Pixels by which an arrow key moves the border."""
PAUSE_MS: Final = 300


class SideSplitter(QSplitter):
    """Keeps the side's width in the preferences, under a name for each shape of the main part."""

    def __init__(
        self, main: QWidget, side: QWidget, preferences: PreferenceFile, *, least: int, border: str, gap: int
    ) -> None:
        """``least``: the side's least width before text was enlarged; ``border``: what the border is called."""
        super().__init__(Qt.Orientation.Horizontal)
        self._preferences, self._least = preferences, least
        self._border, self._side = border, side
        self._name, self._usual = "", least
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(PAUSE_MS)
        self._writing.timeout.connect(self._remember)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(gap)
        self.addWidget(main)
        self.addWidget(side)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(lambda _to, _handle: self._writing.start())

    def show_usual(self, name: str, width: int) -> None:
        """Give the side the width remembered under ``name``; where none is, ``width`` (before text was enlarged)."""
        self._settle()
        self._name, self._usual = name, width
        self._apply()

    def move_border(self, pixels: int) -> None:
        """Give the side so much less room (more if negative)."""
        self.moveSplitter(self.sizes()[0] + pixels, 1)

    def createHandle(self) -> QSplitterHandle:
        """A border that the keyboard reaches too."""
        return _Border(self, self._border)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side keeps its width as long as there is room."""
        super().resizeEvent(event)
        self._settle()
        self._apply()

    def _apply(self) -> None:
        whole = self.width() - self.handleWidth()
        if whole <= 0 or not self._name:
            return
        least = min(with_text(self._least), round(whole * MOST))
        kept = self._preferences.now.sizes.get(self._name, [])
        proper = len(kept) == 1 and least <= kept[0] <= whole
        width = min(kept[0], round(whole * MOST_WANTED)) if proper else min(with_text(self._usual), round(whole * MOST))
        self._side.setMinimumWidth(least)
        self.setSizes([whole - width, width])

    def _settle(self) -> None:
        if self._writing.isActive():
            self._remember()

    def _remember(self) -> None:
        self._writing.stop()
        if self._name:
            self._preferences.change_size(self._name, self.sizes()[1])


class _Border(QSplitterHandle):
    """The border; the arrow keys move it."""

    def __init__(self, holder: SideSplitter, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal, holder)
        self._holder = holder
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(Space.SMALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Be seen while the keys move it."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            middle = self.rect().center().x()
            painter.fillRect(QRect(middle - 1, 0, 3, self.height()), QColor(colours().accent))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left gives the side more room, right less."""
        ways = {Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self._holder.move_border(way)
            event.accept()
