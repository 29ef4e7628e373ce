"""Putting a colour set on the whole application."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from vigtool.gui.shared.fonts import body_font, load_fonts
from vigtool.gui.shared.palettes import DARK, LIGHT, Colours, qt_palette
from vigtool.gui.shared.stylesheet import stylesheet


class Scheme(StrEnum):
    """Which colour set the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def colours_for(scheme: Scheme) -> Colours:
    """The colour set of a choice; the system's own choice is asked of Qt, light when it tells none."""
    if scheme is Scheme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def dress(application: QApplication, scheme: Scheme) -> None:
    """Give the application its style, typeface and colours; may be called again to change them."""
    load_fonts()
    wanted = colours_for(scheme)
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setFont(body_font())
    application.setPalette(qt_palette(wanted))
    application.setStyleSheet(stylesheet(wanted))
