"""Crowds of marks as pixels: a thousand rectangles cost a frame of the screen, a row of pixels next to nothing."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

CLEAR: Final = np.uint32(0)


def draw_row(
    painter: QPainter,
    top: float,
    height: float,
    lefts: NDArray[np.float64],
    rights: NDArray[np.float64],
    ink: str,
    between: str | None = None,
) -> None:
    """Draw marks from ``lefts`` to ``rights`` (pixels) in one colour, each beginning with a pixel of another."""
    ratio = painter.device().devicePixelRatio()
    width = round(painter.viewport().width() * ratio)
    begins, ends = (np.clip(np.rint(xs * ratio), 0, width).astype(np.intp) for xs in (lefts, rights))
    steps = np.bincount(begins, minlength=width + 1) - np.bincount(ends, minlength=width + 1)
    row = np.where(np.cumsum(steps[:-1]) > 0, np.uint32(QColor(ink).rgba()), CLEAR)
    if between is not None:
        row[begins[(begins > 0) & (begins < width)]] = QColor(between).rgba()
    high = max(round(height * ratio), 1)
    pixels = np.repeat(row[None, :], high, axis=0)
    image = QImage(pixels.data, width, high, pixels.strides[0], QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter.drawImage(QPointF(0, round(top * ratio) / ratio), image)
