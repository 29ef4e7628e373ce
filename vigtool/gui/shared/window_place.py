"""Where the window was and how large, checked against the screens that there are now."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

NAME: Final = "window"
MAXIMIZED: Final = 1
SEEN: Final = 120
"""Pixels of the window's upper edge that must lie on a screen, so that it can be taken hold of."""


def screens_now() -> list[QRect]:
    """What of each screen is free for windows."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def kept_place(of: QRect, *, maximized: bool) -> tuple[int, ...]:
    """A place as it is remembered: left, top, width, height, whether maximized."""
    return of.x(), of.y(), of.width(), of.height(), MAXIMIZED if maximized else 0


def proper_place(kept: Sequence[int], screens: Sequence[QRect], least: tuple[int, int]) -> tuple[QRect, bool] | None:
    """A remembered place and whether it was maximized; None for one that is spoilt or lies on no screen of now."""
    fields = 5
    if len(kept) != fields:
        return None
    left, top, width, height, maximized = kept
    place = QRect(left, top, width, height)
    grip = QRect(left, top, width, 1)
    for screen in screens:
        held = grip.intersected(screen)
        fits = least[0] <= width <= screen.width() and least[1] <= height <= screen.height()
        if fits and held.width() >= SEEN:
            return place, maximized == MAXIMIZED
    return None
