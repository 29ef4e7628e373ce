"""Chips or buttons one after another, on as many lines as it takes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from vigtool.gui.shared.tokens import Space

GAP: Final = int(Space.HAIR)


class FlowLayout(QLayout):
    """Lays out its widgets like words of a text; a widget that is wider than the line gets the line's width."""

    def __init__(self, parent: QWidget | None = None, gap: int = GAP) -> None:
        super().__init__(parent)
        self.gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in, last."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at a place out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no room that is not needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All on one line."""
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        return QSize(sum(widths) + self.gap * max(len(widths) - 1, 0), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """One item on a line, and narrow where an item can be narrow."""
        shown = [item for item in self._items if not item.isEmpty()]
        widths = [item.minimumSize().width() for item in shown]
        return QSize(max(widths, default=0), max((item.sizeHint().height() for item in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place all items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        return self._lines([item for item in self._items if not item.isEmpty()], rect, move=move)

    def _lines(self, items: Sequence[QLayoutItem], rect: QRect, *, move: bool) -> int:
        y, line = rect.y(), list[QLayoutItem]()
        for item in items:
            if line and self._width([*line, item], rect) > rect.width():
                y += self._line(line, rect, y, move=move) + self.gap
                line = []
            line.append(item)
        return y + self._line(line, rect, y, move=move) - rect.y()

    def _width(self, line: Sequence[QLayoutItem], rect: QRect) -> int:
        return sum(min(item.sizeHint().width(), rect.width()) + self.gap for item in line) - self.gap

    def _line(self, line: Sequence[QLayoutItem], rect: QRect, y: int, *, move: bool) -> int:
        x, high = rect.x(), max((item.sizeHint().height() for item in line), default=0)
        for item in line if move else ():
            size = item.sizeHint().boundedTo(QSize(rect.width(), high))
            item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
            x += size.width() + self.gap
        return high
