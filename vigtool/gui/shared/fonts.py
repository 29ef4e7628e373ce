"""The bundled typeface (Inter, SIL OFL): the same on every system, and there at all where none is installed."""

from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from vigtool.exchange.resource_files import resource
from vigtool.gui.shared.tokens import TYPE_BODY

FAMILY: Final = "Inter"
FILES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")


def load_fonts() -> None:
    """Make the typeface known to Qt; call once after the application object exists."""
    if FAMILY in QFontDatabase.families():
        return
    for name in FILES:
        QFontDatabase.addApplicationFontFromData(QByteArray(resource("fonts", name).read_bytes()))


def body_font() -> QFont:
    """The font of running text, from which Qt derives the others; all digits are of one width, so times do not jump."""
    font = QFont(FAMILY)
    font.setPointSizeF(TYPE_BODY)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
