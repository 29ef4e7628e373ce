"""Buttons of four ranks, with icons that follow the palette.

A page has at most one FILLED button: the next thing to do.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.icons import icon
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.tokens import ICON, ICON_GAP

FEW_LETTERS: Final = 12


class Rank(StrEnum):
    """How much a button speaks: the value is the name by which the stylesheet knows it."""

    FILLED = "filled"
    OUTLINED = "outlined"
    QUIET = "quiet"
    LINK = "link"


class Button(QPushButton):
    """A push button with words, an icon or both. One without words needs ``name`` for who cannot see it.

    ``tone`` names the colour of ``Colours`` in which words and icon stand, for the states of a consent.
    """

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        rank: Rank = Rank.OUTLINED,
        *,
        name: str = "",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._tone = tone
        self.setProperty("tone", tone)
        self.setProperty("rank", rank.value)
        self.setProperty("bare", "no" if text else "yes")
        self.setAutoDefault(False)
        if name:
            self.setAccessibleName(name)
            if not text:
                self.setToolTip(name)
        self._paint_icon()

    def set_icon(self, icon_name: str) -> None:
        """Show another icon from now on."""
        self._icon_name = icon_name
        self._paint_icon()

    def set_words(self, text: str) -> None:
        """Show other words from now on, or none."""
        if text == self.text():
            return
        self.setText(text)
        self.setProperty("bare", "no" if text else "yes")
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon when the colours change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._paint_icon()

    def _paint_icon(self) -> None:
        if not self._icon_name:
            return
        mine = colours()
        filled = self.property("rank") == Rank.FILLED.value
        colour = mine.on_accent if filled else getattr(mine, self._tone) if self._tone else mine.text
        side, gap = with_text(ICON), ICON_GAP if self.text() else 0
        self.setIcon(icon(self._icon_name, colour if self.isEnabled() else mine.faint, side, gap))
        self.setIconSize(QSize(side + gap, side))


class LongButton(Button):
    """A button whose words may be long: they end in an ellipsis where there is no room, and stay its name."""

    def __init__(
        self, text: str, icon_name: str = "", rank: Rank = Rank.OUTLINED, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), icon_name, rank, name=text, parent=parent)
        self._whole = self._shown = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all words."""
        return QSize(self._frame() + self.fontMetrics().horizontalAdvance(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        few = self.fontMetrics().averageCharWidth() * FEW_LETTERS
        return QSize(min(self._frame() + few, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words to the width."""
        super().resizeEvent(event)
        room = self.width() - self._frame()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self._shown:
            self._shown = shown
            self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._whole if shown != self._whole else "")

    def _frame(self) -> int:
        return super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self._shown)


def button(
    text: str, icon_name: str, clicked: Callable[[], None], rank: Rank = Rank.OUTLINED, *, parent: QWidget | None = None
) -> Button:
    """A button that does something when pressed."""
    made = Button(text, icon_name, rank, parent=parent)
    made.clicked.connect(lambda _checked=False: clicked())
    return made
