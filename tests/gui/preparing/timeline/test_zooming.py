"""From the whole film to single frames by wheel, touchpad, fingers and keys; what is under the pointer stays there."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEventPoint, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.preparing.timeline.drawn_strip import FRAMES, NO_KEY, SHIFT, WIDTH, Mouse
from vigtool.gui.preparing.timeline.scale import ZOOM
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip

X = 700.0


def turn_wheel(
    strip: TimelineStrip,
    angle: tuple[int, int],
    held: Qt.KeyboardModifier = NO_KEY,
    pixels: tuple[int, int] = (0, 0),
) -> None:
    at, nothing = QPointF(X, 50), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(at, strip.mapToGlobal(at), QPoint(*pixels), QPoint(*angle), nothing, held, phase, False)  # noqa: FBT003 - Qt's signature
    QApplication.sendEvent(strip, wheel)


def pinch_touchpad(strip: TimelineStrip, kind: Qt.NativeGestureType, value: float) -> None:
    at, device = QPointF(X, 50), QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, at, at, strip.mapToGlobal(at), value, QPointF(0, 0))
    QApplication.sendEvent(strip, event)


@pytest.mark.parametrize("times", [1, 7, -2])
def test_the_wheel_keeps_what_is_under_the_pointer(strip: TimelineStrip, times: int) -> None:
    strip.zoom(4, X)
    before, still = strip.scale.shown, strip.scale.seconds(X)
    turn_wheel(strip, (0, 120 * times))
    assert strip.scale.shown == pytest.approx(before / ZOOM**times)
    assert strip.scale.seconds(X) == pytest.approx(still)


def test_at_the_closest_single_frames_are_wide(strip: TimelineStrip) -> None:
    for _ in range(60):
        turn_wheel(strip, (0, 240))
    frame = strip.frame_at(X)
    assert 100 < strip.x_of(frame + 1) - strip.x_of(frame) < WIDTH
    for _ in range(60):
        turn_wheel(strip, (0, -240))
    assert strip.scale.whole


def test_sideways_and_with_shift_the_wheel_moves_along(strip: TimelineStrip) -> None:
    strip.zoom(4, X)
    shown, begin = strip.scale.shown, strip.scale.begin
    turn_wheel(strip, (-120, 10))
    further = strip.scale.begin
    assert further > begin
    turn_wheel(strip, (0, 120), SHIFT)
    assert strip.scale.begin == pytest.approx(begin)
    turn_wheel(strip, (-40, 0), pixels=(-37, 0))
    assert strip.scale.begin == pytest.approx(begin + 37 / strip.scale.density)
    assert strip.scale.shown == pytest.approx(shown)


def test_two_fingers_on_a_touchpad_zoom_where_the_pointer_is(strip: TimelineStrip) -> None:
    still = strip.scale.seconds(X)
    pinch_touchpad(strip, Qt.NativeGestureType.ZoomNativeGesture, 0.5)
    assert strip.scale.shown == pytest.approx(200 / 1.5)
    assert strip.scale.seconds(X) == pytest.approx(still)
    pinch_touchpad(strip, Qt.NativeGestureType.RotateNativeGesture, 0.5)
    assert strip.scale.shown == pytest.approx(200 / 1.5)
    pinch_touchpad(strip, Qt.NativeGestureType.ZoomNativeGesture, -3.0)
    assert strip.scale.whole, "a factor below zero would turn the film over"


def test_two_fingers_on_the_screen_zoom_between_them(strip: TimelineStrip) -> None:
    device = QTest.createTouchDevice()
    left, right, y = 480, 520, 60
    still = strip.scale.seconds((left + right) / 2)

    def touch(state: QEventPoint.State, spread: int) -> None:
        sequence = QTest.touchEvent(strip, device)
        for finger, x in enumerate((left - spread, right + spread)):
            if state is QEventPoint.State.Pressed:
                sequence.press(finger, QPoint(x, y), strip)
            elif state is QEventPoint.State.Updated:
                sequence.move(finger, QPoint(x, y), strip)
            else:
                sequence.release(finger, QPoint(x, y), strip)
        sequence.commit()

    touch(QEventPoint.State.Pressed, 0)
    for spread in (10, 20, 40, 60):
        touch(QEventPoint.State.Updated, spread)
    touch(QEventPoint.State.Released, 60)
    assert strip.scale.shown < 150
    assert strip.scale.seconds((left + right) / 2) == pytest.approx(still, abs=2)


def test_keys_zoom_under_the_pointer_while_it_is_on_the_strip(strip: TimelineStrip, mouse: Mouse) -> None:
    strip.show_frame(1500)
    strip.zoom(4)
    assert strip.x_of(1500) == pytest.approx(16 + 750), "the pointer is elsewhere: the playhead stays"
    strip.fit()
    mouse.hover(300)
    still = strip.scale.seconds(300)
    strip.zoom(4)
    assert strip.scale.seconds(300) == pytest.approx(still)
    strip.fit()
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    strip.zoom(4)
    assert strip.x_of(1500) == pytest.approx(16 + 750)


def test_with_the_playhead_beside_the_strip_the_middle_stays(strip: TimelineStrip) -> None:
    strip.zoom(10, 16)
    strip.show_frame(0)
    turn_wheel(strip, (-2400, 0))
    assert strip.x_of(0) < 0
    still = strip.scale.seconds(WIDTH / 2)
    strip.zoom(2)
    assert strip.scale.seconds(WIDTH / 2) == pytest.approx(still)


def test_a_film_of_a_frame_or_two_is_shown_whole(strip: TimelineStrip) -> None:
    strip.zoom(1e9, strip.x_of(FRAMES - 1))
    assert strip.scale.shown == pytest.approx(0.6)
    assert strip.scale.end <= 200 + 1e-9
