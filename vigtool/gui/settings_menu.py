"""Language and colours, in a menu that is at hand everywhere."""

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vigtool.gui.shared.appearance import Scheme
from vigtool.gui.shared.preferences import Preferences
from vigtool.wording.translation import tr

OWN_NAMES: Final = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


class SettingsMenu(QMenu):
    """``language_chosen`` carries a language's code, ``scheme_chosen`` a ``Scheme``."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(object)

    def __init__(self, now: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Language and colours"))
        languages = QActionGroup(self)
        for code, name in OWN_NAMES.items():
            entry = self.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(code == now.language)
            languages.addAction(entry)
            entry.triggered.connect(lambda _checked=False, chosen=code: self.language_chosen.emit(chosen))
        self.addSeparator()
        schemes = QActionGroup(self)
        words = {Scheme.SYSTEM: tr("As the system"), Scheme.LIGHT: tr("Light"), Scheme.DARK: tr("Dark")}
        for scheme, text in words.items():
            entry = self.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(scheme is now.scheme)
            schemes.addAction(entry)
            entry.triggered.connect(lambda _checked=False, chosen=scheme: self.scheme_chosen.emit(chosen))

    def open_below(self, button: QWidget) -> None:
        """Open under a button at the window's right edge, and end where it ends."""
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        self.popup(corner - QPoint(self.sizeHint().width(), 0))

    def open_above(self, button: QWidget) -> None:
        """Open over a button at the window's lower edge."""
        self.popup(button.mapToGlobal(QPoint(0, -self.sizeHint().height())))
