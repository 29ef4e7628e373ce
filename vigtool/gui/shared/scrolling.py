"""A sheet that scrolls when a dialog has no room for it, and asks for exactly its own size when there is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from vigtool.gui.shared.accessible_roles import spoken_as

MARGIN: Final = 60
"""Pixels of the screen that a dialog leaves free for its frame."""


@spoken_as(QAccessible.Role.Pane)
class Scroller(QScrollArea):
    """Scrolls up and down, by the keyboard too (``takes_focus``) where nothing in it takes the focus itself.

    The sheet is as wide as the room and as high as its words then need: Qt's own resizing takes the height that wrapped
    lines would need in a much narrower sheet.
    """

    def __init__(self, sheet: QWidget, *, takes_focus: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sheet.setProperty("role", "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.NoFocus)
        self._sheet = sheet
        self.setWidget(sheet)
        sheet.installEventFilter(self)

    def wanted_height(self, width: int) -> int:
        """Pixels that the sheet needs at a width, so that nothing has to be scrolled."""
        sheet = self._sheet
        layout = sheet.layout()
        if layout is not None:
            layout.activate()
        return sheet.heightForWidth(width) if sheet.hasHeightForWidth() else sheet.sizeHint().height()

    def sizeHint(self) -> QSize:
        """The size of the whole sheet."""
        return self._sheet.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sheet the width that there is."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the sheet when what stands on it changes."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._sheet:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        whole = self.maximumViewportSize()
        if self.wanted_height(whole.width()) <= whole.height():
            self._sheet.resize(whole)  # beside a bar that need not be there, lines would wrap and need it
            return
        width = min(self.viewport().width(), whole.width() - self.verticalScrollBar().sizeHint().width())
        self._sheet.resize(width, self.wanted_height(width))


def room_for(widget: QWidget) -> QSize:
    """The largest size that a dialog may take: inside its window, and with the frame above it inside the screen.

    Its window is the program's, not another dialog from which it was opened.
    """
    above = widget.parentWidget()
    free = widget.screen().availableSize() - QSize(MARGIN, MARGIN)
    if above is None:
        return free
    while (holder := above.window().parentWidget()) is not None:
        above = holder
    window = above.window().size()
    return QSize(window.width(), min(window.height(), free.height()))
