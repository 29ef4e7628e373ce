"""What the screen shows of a picture that is looked at from near, mirrored or not; what hand, wheel and clicks do."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.preparing.test_picture_view import grey, on_screen, picture
from vigtool.gui.playing import lamp, picture_stage
from vigtool.gui.playing.lamp import Light
from vigtool.gui.playing.nearness import Nearness, held, place_on_stage, room_for
from vigtool.gui.playing.picture_view import PictureView

SIGN = 60
"""The sign of nearness lies within so many pixels of the picture's upper edge."""

ON_A_SCALED_SCREEN = """
from PySide6.QtWidgets import QApplication, QWidget
from tests.gui.preparing.looking.test_picture_stage import shows_its_own_pixels
from vigtool.gui.playing.nearness import Nearness
from vigtool.gui.playing.picture_view import PictureView

application = QApplication([])
window = QWidget()
window.resize(700, 500)
view = PictureView(window)
view.setGeometry(37, 21, 531, 401)
window.show()
places = [Nearness(2.5, 0.3, 0.6), Nearness(8, 0, 1), Nearness(1.25, 0.5, 0.5)]
print(view.devicePixelRatioF(), [shows_its_own_pixels(view, one, mirrored) for one in places for mirrored in (0, 1)])
"""


def shows_its_own_pixels(view: PictureView, near: Nearness, mirrored: bool) -> bool:  # noqa: FBT001 - a subprocess asks
    """Whether a picture made for this nearness is on the screen pixel for pixel, its right part at the right place."""
    stage = view._stage()  # noqa: SLF001 - the only place that knows how the widget lies on the screen's pixels
    room = room_for(near.zoom, stage.size())
    size = QSize(16, 9).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    pixels = np.random.default_rng(3).integers(0, 255, (size.height(), size.width(), 4), np.uint8)
    pixels[:, :, 3] = 255
    view.show_picture(picture(pixels.copy(), []))
    view.look.mirror(mirrored=bool(mirrored))
    view.look.come(near)
    place = place_on_stage(held(near, stage.size(), size), stage, size)
    part = place & stage
    shown = pixels[:, ::-1] if mirrored else pixels
    wanted = shown[
        part.top() - place.top() : part.bottom() + 1 - place.top(),
        part.left() - place.left() : part.right() + 1 - place.left(),
    ]
    seen = on_screen(view.window())[stage.top() : stage.bottom() + 1, stage.left() : stage.right() + 1]
    top, left = part.top() - stage.top(), part.left() - stage.left()
    found = seen[top : top + part.height(), left : left + part.width()]
    below = round(SIGN * view.devicePixelRatioF())
    return np.array_equal(found[below:], wanted[below:])


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(near=st.builds(Nearness, st.floats(1, 8), st.floats(0, 1), st.floats(0, 1)), mirrored=st.booleans())
def test_every_pixel_lies_where_it_belongs(view: PictureView, near: Nearness, mirrored: bool) -> None:  # noqa: FBT001
    assert shows_its_own_pixels(view, near, mirrored)


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_so_it_is_on_scaled_screens(scale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ON_A_SCALED_SCREEN],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout == f"{float(scale)} {[True] * 6}\n", done.stderr


class CountingPainter(QPainter):
    """Counts the pictures that are drawn."""

    drawn = 0

    def drawImage(self, *args: object) -> None:  # noqa: N802 - Qt's name
        CountingPainter.drawn += 1
        super().drawImage(*args)  # type: ignore[call-overload]


def test_a_picture_as_it_was_filmed_takes_one_drawing(view: PictureView, monkeypatch: pytest.MonkeyPatch) -> None:
    view.show_picture(picture(grey(90), []))
    for module in (picture_stage, lamp):
        monkeypatch.setattr(module, "QPainter", CountingPainter)
    counts = []
    for light in (Light(), Light(50, 0), Light()):
        view.look.shine(light)
        CountingPainter.drawn = 0
        on_screen(view)
        counts.append(CountingPainter.drawn)
    assert counts == [1, 3, 1]


def test_back_from_every_change_it_is_as_before(view: PictureView) -> None:
    pixels = np.random.default_rng(4).integers(0, 255, (225, 400, 4), np.uint8)
    view.show_picture(picture(pixels, []))
    before = on_screen(view)
    view.look.mirror(mirrored=True)
    view.look.shine(Light(30, -20))
    view.look.come(Nearness(3, 0.2, 0.2))
    assert not np.array_equal(on_screen(view), before)
    view.look.show_as_filmed()
    view.look.come(Nearness())
    assert np.array_equal(on_screen(view), before)


def wheel(view: QWidget, at: QPointF, notches: float) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own order
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_comes_closer_under_the_pointer(view: PictureView) -> None:
    pixels = grey(10, (900, 1200))
    pixels[300:330, 900:930, :3] = 250
    view.show_picture(picture(pixels, []))
    spot = QPointF(915 / 3, 315 / 3)
    wheel(view, spot, 4)
    assert view.look.near.zoom == pytest.approx(1.25**4)
    seen = on_screen(view)
    assert seen[105, 305, 0] == 250
    assert (seen[:, :, 0] > 200).sum() > 4 * 100  # it was a spot of 10 x 10
    wheel(view, spot, -9)
    assert view.look.near == Nearness()


def test_a_drag_moves_the_picture_and_is_no_click(qtbot: QtBot, view: PictureView) -> None:
    view.show_picture(picture(grey(90, (300, 400)), []))
    view.look.come(Nearness(2, 0.5, 0.5))
    before = view.look.near
    with qtbot.assertNotEmitted(view.clicked):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        QTest.mouseMove(view, QPoint(240, 130))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(240, 130))
    assert view.look.near.x == pytest.approx(before.x - 40 / 800)
    assert view.look.near.y == pytest.approx(before.y + 20 / 600)
    with qtbot.waitSignal(view.clicked):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        QTest.mouseMove(view, QPoint(202, 151))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(202, 151))


def test_a_second_click_comes_near_and_back(view: PictureView) -> None:
    view.show_picture(picture(grey(90, (300, 400)), []))
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    near = view.look.near
    assert near.zoom == 2
    place = QRectF(view.picture_place())
    assert place == QRectF(QRect(0, 0, 400, 300))
    assert near.x == pytest.approx(0.625, abs=0.01)
    assert near.y == pytest.approx(5 / 12, abs=0.01)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert view.look.near == Nearness()


def test_signs_say_how_it_is_looked_at(view: PictureView) -> None:
    view.show_picture(picture(grey(200, (300, 400)), []))
    before = on_screen(view)
    view.look.mirror(mirrored=True)
    assert (on_screen(view)[:SIGN] != before[:SIGN]).any()
    view.look.mirror(mirrored=False)
    assert np.array_equal(on_screen(view), before)
    view.look.come(Nearness(2, 0.5, 0.5))
    near = on_screen(view)
    assert (near[:SIGN] != before[:SIGN]).any()
    assert np.array_equal(near[SIGN:], before[SIGN:])


def test_nothing_of_a_picture_is_kept_when_it_goes(view: PictureView) -> None:
    view.show_picture(picture(grey(77), []))
    view.look.shine(Light(10, 50))
    on_screen(view)
    assert view.lamp.keeps
    view.show_sentence("The film rests.")
    assert not view.lamp.keeps
