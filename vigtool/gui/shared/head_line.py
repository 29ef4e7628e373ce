"""A heading with its buttons: beside each other where there is room, else the buttons below."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.tokens import Space

SHARE: Final = 3
"""Words that can wrap or be shortened keep at least this part of the line, one third, else the buttons go below."""


class HeadLine(FlowLayout):
    """Words first, which take the width that is left; what is added after them stands at the right, or below."""

    def __init__(self, words: QWidget, gap: int = Space.SMALL) -> None:
        super().__init__(gap=gap)
        self.addWidget(words)

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        if not shown:
            return 0
        words, others = shown[0], shown[1:]
        beside = sum(item.sizeHint().width() + self.gap for item in others)
        if rect.width() - beside < _least(words, rect.width()):
            high = _height(words, rect.width())
            if move:
                words.setGeometry(QRect(rect.topLeft(), QSize(rect.width(), high)))
            below = self.gap if others else 0
            return high + below + self._lines(others, rect.adjusted(0, high + below, 0, 0), move=move)
        return self._one_line(words, others, rect, rect.width() - beside, move=move)

    def _one_line(self, words: QLayoutItem, others: list[QLayoutItem], rect: QRect, left: int, *, move: bool) -> int:
        high = max([_height(words, left), *(item.sizeHint().height() for item in others)])
        if move:
            words.setGeometry(QRect(rect.topLeft(), QSize(left, high)))
            x = rect.x() + left + self.gap
            for item in others:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(x, rect.y() + (high - size.height()) // 2), size))
                x += size.width() + self.gap
        return high


def _least(words: QLayoutItem, line: int) -> int:
    return max(min(words.sizeHint().width(), line // SHARE), words.minimumSize().width())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
