"""Putting a colour set and a size of text on the whole application."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from vigtool.gui.shared.fonts import body_font, load_fonts
from vigtool.gui.shared.palettes import COLOUR_SETS, Colours, qt_palette
from vigtool.gui.shared.stylesheet import stylesheet


class Scheme(StrEnum):
    """Which colour set the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"
    HIGH_CONTRAST_LIGHT = "high-contrast-light"


def colours_for(scheme: Scheme) -> Colours:
    """The colour set of a choice; the system's own choice is asked of Qt, light and plain when it tells none."""
    return COLOUR_SETS[_system_choice() if scheme is Scheme.SYSTEM else scheme]


def dress(application: QApplication, scheme: Scheme, text_percent: int = 100) -> None:
    """Give the application its style, typeface and colours; may be called again to change them.

    ``text_percent`` enlarges all text, and with it what is measured by text. What is worn already is left as it is:
    Qt would polish every widget anew.
    """
    load_fonts()
    wanted = colours_for(scheme)
    font, palette, sheet = body_font(text_percent), qt_palette(wanted), stylesheet(wanted, text_percent)
    if (application.font(), application.palette(), application.styleSheet()) == (font, palette, sheet):
        return
    if not application.styleSheet():  # Qt's style of the sheet, which tells no name, then stands upon this one
        application.setStyle("Fusion")
    application.setFont(font)
    application.setPalette(palette)
    application.setStyleSheet(sheet)


def scheme_of_system(colours: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> Scheme:
    """What a system asks for by its colours and its contrast, as Qt tells them."""
    dark = colours is Qt.ColorScheme.Dark
    if contrast is Qt.ContrastPreference.HighContrast:
        return Scheme.HIGH_CONTRAST if dark else Scheme.HIGH_CONTRAST_LIGHT
    return Scheme.DARK if dark else Scheme.LIGHT


def _system_choice() -> Scheme:
    hints = QGuiApplication.styleHints()
    return scheme_of_system(hints.colorScheme(), hints.accessibility().contrastPreference())
