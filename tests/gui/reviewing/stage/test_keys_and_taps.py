"""Any key and any tap stops the film; presenters, remotes, fingers and the three large controls work."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show
from tests.gui.reviewing.round import TITLES
from tests.gui.reviewing.stage.conftest import KEY, OpenStage
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.controls import Controls
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.fonts import body_font

Key = Qt.Key
FINGER = QTest.createTouchDevice()
LEAST = 64


def shown_title(review: Review) -> str | None:
    return None if review.current is None else review.current.title


def run(stage: StageWindow) -> None:
    """Let the moment run, as long as nobody stops it."""
    stage.player.set_looped(looped=True)
    stage.play()
    assert stage.player.playing


@pytest.mark.parametrize(
    "key",
    [
        *(Key.Key_X, Key.Key_Shift, Key.Key_Space, Key.Key_Tab, Key.Key_PageDown, Key.Key_MediaPlay, Key.Key_5),
        *(Key.Key_MediaNext, Key.Key_Home, Key.Key_Right, Key.Key_J, Key.Key_VolumeUp, Key.Key_F5, Key.Key_Return),
    ],
)
def test_any_key_stops_a_film_and_does_nothing_else(stage: StageWindow, review: Review, key: Qt.Key) -> None:
    run(stage)
    speed = stage.player.speed
    QTest.keyClick(stage, key)
    assert not stage.player.playing
    assert (shown_title(review), stage.player.speed, stage.blanked) == (TITLES[0], speed, False)


def test_a_key_with_others_stops_too_and_a_key_held_is_one_key(stage: StageWindow) -> None:
    run(stage)
    QTest.keyClick(stage, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert not stage.player.playing
    frame = stage.player.frame
    QTest.keyClick(stage, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert stage.player.frame == frame


TAPS: dict[str, Callable[[StageWindow], None]] = {
    "left": lambda stage: QTest.mouseClick(stage.picture, Qt.MouseButton.LeftButton),
    "right": lambda stage: QTest.mouseClick(stage.picture, Qt.MouseButton.RightButton),
    "twice": lambda stage: QTest.mouseDClick(stage.picture, Qt.MouseButton.LeftButton),
    "finger": lambda stage: tap(stage, stage.picture.rect().center()),
}


def tap(stage: StageWindow, at: QPoint) -> None:
    """Touch the screen with a finger."""
    window = stage.windowHandle()
    place = stage.picture.mapTo(stage, at)
    QTest.touchEvent(window, FINGER).press(0, place, window).commit()
    QTest.touchEvent(window, FINGER).release(0, place, window).commit()


@pytest.mark.parametrize("how", TAPS)
def test_any_tap_stops_a_film_and_another_does_not_start_it(stage: StageWindow, review: Review, how: str) -> None:
    run(stage)
    TAPS[how](stage)
    assert not stage.player.playing
    assert stage.picture.look.near.is_whole, "nothing comes nearer"
    TAPS[how](stage)
    assert not stage.player.playing
    assert shown_title(review) == TITLES[0]


def test_a_presenter_and_a_remote_lead_from_moment_to_moment(stage: StageWindow, review: Review) -> None:
    seen = []
    for key in (Key.Key_PageDown, Key.Key_MediaNext, Key.Key_Down, Key.Key_PageUp, Key.Key_MediaPrevious, Key.Key_Up):
        QTest.keyClick(stage, key)
        seen.append(shown_title(review))
    first, second, third = TITLES
    assert seen == [second, third, third, second, first, first]
    for key in (Key.Key_MediaTogglePlayPause, Key.Key_MediaPlay, Key.Key_F5, Key.Key_K, Key.Key_Return):
        for plays in (True, False):
            QApplication.sendEvent(stage, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
            assert stage.player.playing is plays


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period])
def test_a_presenters_key_for_a_dark_screen_does_not_wait(stage: StageWindow, review: Review, key: Qt.Key) -> None:
    run(stage)
    QTest.keyClick(stage, key)
    assert (stage.blanked, stage.player.playing) == (True, False)
    grabbed = stage.grab().toImage()
    assert {grabbed.pixel(x, y) for x in range(0, grabbed.width(), 7) for y in range(0, grabbed.height(), 7)} == {
        grabbed.pixel(0, 0)
    }, "nothing at all is to be seen"
    QTest.keyClick(stage, Key.Key_PageDown)
    assert (stage.blanked, shown_title(review)) == (False, TITLES[0]), "the key that brings it back does nothing else"
    QTest.keyClick(stage, key)
    QTest.mouseClick(stage.cover, Qt.MouseButton.LeftButton)
    assert not stage.blanked


def test_without_a_moment_the_first_one_comes(open_stage: OpenStage, review: Review, qtbot: QtBot) -> None:
    stage = open_stage()
    assert stage.picture.frame is None
    QTest.keyClick(stage, Key.Key_Space)
    assert shown_title(review) == TITLES[0]
    qtbot.waitUntil(comes_to_show(stage.picture, KEY))
    assert not stage.player.playing


def test_the_controls_are_pressed_by_mouse_finger_and_keyboard(stage: StageWindow, review: Review) -> None:
    controls = stage.controls
    QTest.mouseClick(controls.play_button, Qt.MouseButton.LeftButton)
    assert (stage.player.playing, controls.play_button.accessibleName()) == (True, "Pause")
    QTest.mouseClick(controls.play_button, Qt.MouseButton.LeftButton)
    assert (stage.player.playing, controls.play_button.accessibleName()) == (False, "Play")
    for button in (controls.play_button, controls.next_button):
        QTest.keyClick(stage, Key.Key_Tab)
        assert stage.focusWidget() is button
    QTest.keyClick(stage.focusWidget(), Key.Key_Space)
    assert shown_title(review) == TITLES[1]
    QTest.mouseClick(controls.before_button, Qt.MouseButton.LeftButton)
    assert shown_title(review) == TITLES[0]


def test_the_controls_fade_and_take_no_tap_then(stage: StageWindow, review: Review, qtbot: QtBot) -> None:
    controls = stage.controls
    assert controls.shown
    controls.fade_now()
    assert not controls.shown
    at = controls.geometry().center() + QPoint(controls.next_button.x() + LEAST // 2 - controls.width() // 2, 0)
    window = stage.windowHandle()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert shown_title(review) == TITLES[0], "a tap where nothing is seen is a tap on the picture"
    assert controls.shown
    qtbot.waitUntil(lambda: controls.takes_taps)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert shown_title(review) == TITLES[1]


def test_the_controls_fade_by_themselves_and_the_pointer_with_them(stage: StageWindow, qtbot: QtBot) -> None:
    assert stage.controls.staying.isActive()
    stage.controls.staying.setInterval(1)
    QTest.mouseMove(stage.picture, QPoint(20, 20))
    qtbot.waitUntil(lambda: not stage.controls.shown)
    assert stage.picture.cursor().shape() is Qt.CursorShape.BlankCursor
    stage.controls.staying.setInterval(60_000)
    QTest.keyClick(stage, Key.Key_X)
    assert stage.controls.shown
    assert stage.picture.cursor().shape() is not Qt.CursorShape.BlankCursor


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
def test_the_controls_are_large_at_every_size_of_text(stage: StageWindow, qapp: QApplication, percent: int) -> None:
    usual = QFont(QApplication.font())
    qapp.setFont(body_font(percent))
    try:
        made = Controls(stage)
        for one in (made.before_button, made.play_button, made.next_button):
            assert min(one.width(), one.height()) >= LEAST * percent / 100
        made.lie_in(stage.rect())
        assert stage.rect().contains(made.geometry())
    finally:
        qapp.setFont(usual)
