"""How wheel, touchpad and fingers change what lies on the strip; the place under the pointer or the fingers stays."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from vigtool.gui.preparing.timeline.scale import ZOOM, Scale

NOTCH: Final = 120
"""What Qt tells of one notch of a wheel: eighths of a degree."""
PAN: Final = 80
"""Pixels along the film by one notch."""
PINCHES: Final = (QEvent.Type.NativeGesture, QEvent.Type.Gesture)
LEAST_PINCH: Final = 0.2
"""A touchpad may report any factor: this is the smallest that is believed, its inverse the largest."""


def wheeled(scale: Scale, event: QWheelEvent) -> Scale:
    """Zoom; sideways, or with Shift, move along the film: by pixels where a touchpad gives them."""
    turn, pixels = event.angleDelta(), event.pixelDelta()
    sideways = abs(turn.x()) > abs(turn.y())
    if sideways and pixels.x():
        return scale.panned(-pixels.x())
    if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return scale.panned(-(turn.x() if sideways else turn.y()) / NOTCH * PAN)
    return scale.zoomed(ZOOM ** (turn.y() / NOTCH), event.position().x())


def pinched(scale: Scale, event: QEvent, widget: QWidget) -> Scale | None:
    """Zoom as two fingers on a touchpad or on the screen do; None when an event is no pinch."""
    if isinstance(event, QNativeGestureEvent):
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return None
        return scale.zoomed(_believed(1 + event.value()), event.position().x())
    if isinstance(event, QGestureEvent):
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        return _pinched_on_screen(scale, gesture, widget) if isinstance(gesture, QPinchGesture) else None
    return None


def _pinched_on_screen(scale: Scale, gesture: QPinchGesture, widget: QWidget) -> Scale:
    """Zoom, and move along with the middle of the fingers. Trap: Qt tells that in pixels of the screen."""
    began = gesture.state() is Qt.GestureState.GestureStarted
    before, now = (
        widget.mapFromGlobal(middle).x()
        for middle in (gesture.centerPoint() if began else gesture.lastCenterPoint(), gesture.centerPoint())
    )
    return scale.zoomed(_believed(gesture.scaleFactor()), before).panned(before - now)


def _believed(factor: float) -> float:
    return min(max(factor, LEAST_PINCH), 1 / LEAST_PINCH)
