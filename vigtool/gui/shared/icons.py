"""Icons (lucide, ISC) in the colour that the place asks for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vigtool.exchange.resource_files import resource
from vigtool.gui.shared.tokens import ICON

SCALES = (1.0, 1.5, 2.0, 3.0)


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int = ICON, gap: int = 0) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` with its strokes in ``#rrggbb``, sharp on any screen.

    ``size`` in device-independent pixels, ``gap`` as many empty ones at its right. Raises ``ResourceMissing``.
    """
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, colour, size, scale, gap))
    return made


def pixmap(name: str, colour: str, size: int = ICON, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """One picture of an icon, for places that paint themselves."""
    drawn = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    side = round(size * scale)
    canvas = QPixmap(side + round(gap * scale), side)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(drawn)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    canvas.setDevicePixelRatio(scale)
    return canvas
