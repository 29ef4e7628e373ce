"""The bundled typeface (Inter, SIL OFL): the same on every system, and there at all where none is installed."""

from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

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


def body_font(text_percent: int = 100) -> QFont:
    """The font of running text, from which Qt derives the others; all digits are of one width, so times do not jump."""
    font = QFont(FAMILY)
    font.setPointSizeF(TYPE_BODY * text_percent / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def text_scale() -> float:
    """How much larger text is than at first: 1.0 to 2.0, read from the application's font."""
    size = QGuiApplication.font().pointSizeF()
    return max(size / TYPE_BODY, 1.0) if QGuiApplication.font().family() == FAMILY else 1.0


def with_text(pixels: float) -> int:
    """A measure of something that holds text, or stands beside it, grown as the text is."""
    return round(pixels * text_scale())
