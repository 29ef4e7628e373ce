"""A line of a list that can be chosen as a whole."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import pixmap
from vigtool.gui.shared.labels import ElidedLabel
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import ICON, Space


class RowButton(QPushButton):
    """A button as wide as the list, with an icon, a title and a line of details."""

    def __init__(self, icon_name: str, title: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rank", "row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(details)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        self._row.setSpacing(Space.LARGE)
        words = column(ElidedLabel(title, "strong"), gap=2)
        if details:
            words.addWidget(ElidedLabel(details, "small"))
        self._row.addWidget(drawing(icon_name))
        self._row.addLayout(words, 1)
        self._row.addWidget(drawing("chevron-right"))

    def event(self, event: QEvent) -> bool:
        """Stay as high as the words: the stylesheet gives every button a least height, which would count instead."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.setMinimumHeight(self._row.minimumSize().height())
        return handled

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what stands in it allows."""
        return self._row.minimumSize()


class Drawing(QLabel):
    """An icon as decoration, as large as the text beside it; it follows the colours."""

    def __init__(self, icon_name: str, colour: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._colour = icon_name, colour
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        side = with_text(ICON)
        self.setPixmap(pixmap(self._icon_name, self._colour or colours().muted, side, 2.0))
        self.setFixedWidth(side + 2)


def drawing(icon_name: str, colour: str = "") -> QLabel:
    """An icon as decoration, in the muted colour unless another is given."""
    return Drawing(icon_name, colour)
