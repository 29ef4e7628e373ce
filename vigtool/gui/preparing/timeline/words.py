"""Words in a place on the strip, cut to what fits there.

A title may have ten thousand characters or run from right to left: it is cut before it is measured, and measured once.
"""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

ONE_LINE: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
LONGEST: Final = 400
"""Signs of a title that are looked at: more than any strip has room for."""
LEAST: Final = 3
"""Signs that are left of cut words, the ellipsis among them, which say nothing any more."""
KEPT: Final = 4096
"""Measured words that are remembered."""


def one_line(words: str) -> str:
    """The beginning of a text, in one line."""
    return " ".join(words[:LONGEST].split())


class Words:
    """Measures and draws words in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}
        self._cuts: dict[tuple[str, int], str] = {}

    @property
    def height(self) -> float:
        """The height of a line."""
        return self._metrics.height()

    def width(self, words: str) -> float:
        """How wide a line of words is."""
        if words not in self._widths:
            if len(self._widths) >= KEPT:
                self._widths.clear()
            self._widths[words] = self._metrics.horizontalAdvance(one_line(words))
        return self._widths[words]

    def cut(self, words: str, width: float) -> str:
        """What of some words fits into a width, with an ellipsis where something was left out."""
        asked = (words, -1 if self.width(words) <= width else int(width))
        if asked not in self._cuts:
            if len(self._cuts) >= KEPT:
                self._cuts.clear()
            line = one_line(words)
            cut = line if asked[1] < 0 else self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, asked[1])
            self._cuts[asked] = cut if asked[1] < 0 or len(cut) > LEAST else ""
        return self._cuts[asked]

    def draw(self, painter: QPainter, place: QRectF, words: str) -> None:
        """Draw what fits of some words at the left of a place, in the painter's pen."""
        if words and place.width() > 0:
            painter.setFont(self.font)
            painter.drawText(place, ONE_LINE, self.cut(words, place.width()))
