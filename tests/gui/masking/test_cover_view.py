"""Drawing, moving and sizing boxes on the picture, by hand and by keys, in the film's own pixels."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vigtool.domain.masking import Box
from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import Shown
from vigtool.gui.masking.cover_view import CoverView
from vigtool.gui.playing.look import Look

FILM = (1280, 720)
DRAWN = (640, 360)
BOX = Box(400, 200, 600, 500)


def picture(frame: int = 3) -> Picture:
    """A picture of half the film's size, its upper half bright and its lower half dark in fine stripes."""
    pixels = np.full((DRAWN[1], DRAWN[0], 4), 255, np.uint8)
    pixels[:, ::2, :3] = 0
    return Picture(Shown(0, frame, "whole", 0, *DRAWN, damaged=False, upright=FILM), pixels, lambda: None)


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> Iterator[CoverView]:  # noqa: ARG001 - clothes
    made = CoverView(None, Look())
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_picture(picture())
    made.show_boxes(None, "Aino")
    yield made
    made.show_sentence("")


@pytest.fixture
def set_boxes(view: CoverView) -> list[Box]:
    found: list[Box] = []
    view.box_set.connect(found.append)
    return found


def at(view: CoverView, across: int, down: int) -> QPoint:
    """Where a pixel of the film lies in the widget."""
    place = view.picture_place()
    scale = place.width() / FILM[0]
    return (QPointF(place.topLeft()) + QPointF(across, down) * scale).toPoint()


def drag(view: CoverView, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    for share in (1, 2, 3, 4):
        QTest.mouseMove(view, begin + (end - begin) * share / 4)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def close(box: Box, sides: tuple[int, int, int, int]) -> bool:
    """A pixel of the screen is two of the film's."""
    mine = (box.left, box.top, box.right, box.bottom)
    return all(abs(a - b) <= 3 for a, b in zip(mine, sides, strict=True))


def test_a_box_is_drawn_in_the_films_own_pixels(view: CoverView, set_boxes: list[Box]) -> None:
    drag(view, at(view, 400, 200), at(view, 600, 500))
    (box,) = set_boxes
    assert close(box, (400, 200, 600, 500))


def test_a_click_draws_nothing(view: CoverView, set_boxes: list[Box]) -> None:
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(view, 400, 200))
    drag(view, at(view, 400, 200), at(view, 404, 202))
    assert set_boxes == []


@pytest.mark.parametrize(
    ("begin", "end", "sides"),
    [
        ((500, 350), (600, 300), (500, 150, 700, 450)),
        ((600, 500), (700, 600), (400, 200, 700, 600)),
        ((400, 350), (300, 600), (300, 200, 600, 500)),
        ((500, 200), (900, 100), (400, 100, 600, 500)),
        ((900, 600), (1000, 700), (900, 600, 1000, 700)),
    ],
)
def test_a_hand_moves_and_sizes_the_box_or_draws_another(
    view: CoverView,
    set_boxes: list[Box],
    begin: tuple[int, int],
    end: tuple[int, int],
    sides: tuple[int, int, int, int],
) -> None:
    view.show_boxes(BOX, "Aino")
    drag(view, at(view, *begin), at(view, *end))
    (box,) = set_boxes
    assert close(box, sides)


def test_the_pointer_tells_what_a_hand_would_do(view: CoverView) -> None:
    view.show_boxes(BOX, "Aino")
    shapes = []
    for place in ((500, 350), (400, 200), (600, 350), (900, 600)):
        QTest.mouseMove(view, at(view, *place))
        shapes.append(view.cursor().shape())
    Shape = Qt.CursorShape  # noqa: N806 - Qt's own name
    assert shapes == [Shape.SizeAllCursor, Shape.SizeFDiagCursor, Shape.SizeHorCursor, Shape.CrossCursor]


def press(view: CoverView, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view, key, held)


def test_arrows_move_and_with_shift_size_the_box_as_one_edit(view: CoverView, set_boxes: list[Box]) -> None:
    view.show_boxes(BOX, "Aino")
    for _ in range(3):
        press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert set_boxes == []
    view.settle()
    assert set_boxes == [Box(436, 188, 635, 500)]


def test_a_pause_after_the_arrows_is_the_end_of_the_edit(view: CoverView, set_boxes: list[Box], qtbot: QtBot) -> None:
    view.show_boxes(BOX, "Aino")
    press(view, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: set_boxes == [Box(388, 200, 588, 500)])


def test_an_edit_that_comes_to_nothing_is_none(view: CoverView, set_boxes: list[Box]) -> None:
    view.show_boxes(BOX, "Aino")
    press(view, Qt.Key.Key_Left)
    press(view, Qt.Key.Key_Right)
    view.settle()
    assert set_boxes == []


def test_what_is_in_the_hand_can_be_given_up(view: CoverView, set_boxes: list[Box]) -> None:
    view.show_boxes(BOX, "Aino")
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(view, 500, 350))
    QTest.mouseMove(view, at(view, 600, 350))
    assert view.box != BOX
    assert view.drop()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(view, 600, 350))
    assert view.box == BOX
    assert set_boxes == []
    assert not view.drop()


def test_nobodys_box_cannot_be_drawn(view: CoverView, set_boxes: list[Box]) -> None:
    view.show_boxes(None, "")
    drag(view, at(view, 400, 200), at(view, 600, 500))
    view.show_boxes(None, "Aino")
    view.editable = False
    drag(view, at(view, 400, 200), at(view, 600, 500))
    view.offer_box()
    assert set_boxes == []


def test_a_box_is_offered_without_drawing(view: CoverView, set_boxes: list[Box]) -> None:
    view.offer_box()
    view.offer_box(BOX)
    assert set_boxes == [Box(512, 180, 768, 540), BOX]


def stripes(view: CoverView, across: int, down: int) -> int:
    """How much the pixels differ around a place of the film."""
    where = at(view, across, down)
    image = view.grab().toImage()
    levels = [image.pixelColor(where.x() + x, where.y()).lightness() for x in range(-6, 6)]
    return max(levels) - min(levels)


def test_the_preview_covers_everybody_and_shows_no_boxes(view: CoverView, set_boxes: list[Box]) -> None:
    view.show_boxes(BOX, "Aino", [("Marja", Box(900, 100, 1100, 400))])
    assert stripes(view, 480, 300) > 100
    view.show_covered(covered=True)
    assert stripes(view, 480, 300) < 30
    assert stripes(view, 1000, 250) < 30
    assert stripes(view, 150, 300) > 100
    drag(view, at(view, 100, 200), at(view, 300, 500))
    assert set_boxes == []
    view.show_picture(picture(4))
    assert stripes(view, 480, 300) < 30
    view.show_covered(covered=False)
    assert stripes(view, 480, 300) > 100


def test_the_preview_leaves_the_engines_memory_alone(view: CoverView) -> None:
    shown = picture()
    before = shown.pixels.copy()
    view.show_boxes(BOX, "Aino")
    view.show_covered(covered=True)
    view.show_picture(shown)
    assert (shown.pixels == before).all()


def test_a_box_at_the_pictures_edge_is_drawn_up_to_it(view: CoverView, set_boxes: list[Box]) -> None:
    drag(view, at(view, 1100, 600), QPoint(view.width() - 1, view.height() - 1))
    (box,) = set_boxes
    assert (box.right, box.bottom) == FILM
