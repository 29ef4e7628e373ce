"""Language, colours and size of text, in a menu that is at hand everywhere."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import TEXT_PERCENT, Preferences
from vigtool.wording.translation import LANGUAGE_NAMES, tr

Choice = TypeVar("Choice")


class SettingsMenu(QMenu):
    """``language_chosen`` carries a code, ``scheme_chosen`` a ``Scheme``, ``text_chosen`` a size in percent."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(object)
    text_chosen = Signal(int)

    def __init__(self, now: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Language, colours and size of text"))
        self._offer(LANGUAGE_NAMES, now.language, self.language_chosen.emit)
        self.addSeparator()
        self._offer(scheme_words(), now.scheme, self.scheme_chosen.emit)
        self.addSeparator()
        sizes = {percent: tr("Text {percent} %").format(percent=percent) for percent in TEXT_PERCENT}
        self._offer(sizes, now.text_percent, self.text_chosen.emit)

    def _offer(self, words: Mapping[Choice, str], now: Choice, chosen: Callable[[Choice], object]) -> None:
        group = QActionGroup(self)
        for value, text in words.items():
            entry = self.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(value == now)
            group.addAction(entry)
            entry.triggered.connect(lambda _checked=False, value=value: chosen(value))

    def open_below(self, button: QWidget) -> None:
        """Open under a button at the window's right edge, and end where it ends."""
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        self.popup(corner - QPoint(self.sizeHint().width(), 0))

    def open_above(self, button: QWidget) -> None:
        """Open over a button at the window's lower edge."""
        self.popup(button.mapToGlobal(QPoint(0, -self.sizeHint().height())))


def scheme_words() -> dict[Scheme, str]:
    """The choices of colours by their names."""
    return {
        Scheme.SYSTEM: tr("As the system"),
        Scheme.LIGHT: tr("Light"),
        Scheme.DARK: tr("Dark"),
        Scheme.HIGH_CONTRAST: tr("High contrast, dark"),
        Scheme.HIGH_CONTRAST_LIGHT: tr("High contrast, light"),
    }
