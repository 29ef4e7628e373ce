"""The small pictures on the cards show people, not black bars."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from vigtool.gui.playing.thumbnail_view import SIZE, ThumbnailView
from vigtool.gui.playing.thumbnails import people_part

RED = QColor(200, 30, 30)


@pytest.mark.parametrize(
    ("width", "height", "part"),
    [
        (224, 126, QRect(0, 0, 224, 126)),
        (224, 168, QRect(0, 0, 224, 168)),
        (224, 398, QRect(0, 92, 224, 168)),
        (1, 400, QRect(0, 160, 1, 1)),
    ],
)
def test_an_upright_picture_gives_a_band_above_its_middle(width: int, height: int, part: QRect) -> None:
    assert people_part(width, height) == part
    assert QRect(0, 0, width, height).contains(part)


@pytest.mark.parametrize(("width", "height", "high"), [(224, 126, 63), (224, 168, 84), (400, 50, 14)])
def test_a_picture_fills_its_place_whatever_its_shape(qtbot: QtBot, width: int, height: int, high: int) -> None:
    view = ThumbnailView()
    qtbot.addWidget(view)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    view.show_image(image)
    assert (view.width(), view.height()) == (SIZE.width(), high)
    seen = view.grab().toImage()
    assert {seen.pixelColor(x, high // 2).rgb() for x in (0, SIZE.width() // 2, SIZE.width() - 1)} == {RED.rgb()}
