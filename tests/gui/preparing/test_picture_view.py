"""The picture lies on the screen pixel for pixel, whatever the screen's scale, and never after it was released."""

import os
import subprocess
import sys
from math import ceil, floor

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import Shown
from vigtool.gui.playing.picture_view import PictureView
from vigtool.gui.playing.strip_colours import STAGE

ON_A_SCALED_SCREEN = """
import numpy as np
from PySide6.QtWidgets import QApplication, QWidget
from tests.gui.preparing.test_picture_view import fitting, lies_exactly
from vigtool.gui.playing.picture_view import PictureView

application = QApplication([])
window = QWidget()
window.resize(700, 500)
view = PictureView(window)
stages = []
view.fit_changed.connect(lambda width, height: stages.append((width, height)))
view.setGeometry(37, 21, 531, 401)
window.show()
pixels = np.random.default_rng(5).integers(0, 255, fitting(stages[-1]) + (4,), np.uint8)
print(view.devicePixelRatioF(), stages[-1], lies_exactly(window, view, pixels))
"""


def fitting(stage: tuple[int, int]) -> tuple[int, int]:
    """Rows and columns of a 16:9 picture made to fit."""
    return stage[0] * 9 // 16, stage[0]


def lies_exactly(window: PictureView, view: PictureView, pixels: NDArray[np.uint8]) -> bool:
    """Whether exactly these pixels are on the screen somewhere, in one piece."""
    pixels[:, :, 3] = 255
    view.show_picture(picture(pixels, []))
    seen = on_screen(window)
    height, width = pixels.shape[:2]
    for top in range(seen.shape[0] - height + 1):
        for left in np.flatnonzero((seen[top, : seen.shape[1] - width + 1] == pixels[0, 0]).all(axis=1)):
            if np.array_equal(seen[top : top + height, left : left + width], pixels):
                return True
    return False


def picture(pixels: NDArray[np.uint8], released: list[int], frame: int = 0) -> Picture:
    height, width = pixels.shape[:2]
    shown = Shown(0, frame, "whole", 0, width, height, damaged=False)

    def release() -> None:
        released.append(frame)
        pixels[:] = (0, 0, 255, 255)

    return Picture(shown, pixels, release)


def on_screen(view: QWidget) -> NDArray[np.uint8]:
    seen = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(seen.constBits(), np.uint8).reshape(seen.height(), seen.bytesPerLine() // 4, 4)
    return whole[:, : seen.width()].copy()


def grey(level: int, size: tuple[int, int] = (90, 160)) -> NDArray[np.uint8]:
    return np.full((*size, 4), (level, level, level, 255), np.uint8)


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_a_picture_made_for_the_screen_is_drawn_pixel_for_pixel(scale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ON_A_SCALED_SCREEN],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    whole = [floor((at + side) * float(scale)) - ceil(at * float(scale)) for at, side in ((37, 531), (21, 401))]
    assert done.stdout == f"{float(scale)} {tuple(whole)} True\n", done.stderr


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> PictureView:  # noqa: ARG001 - order
    made = PictureView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_what_was_released_is_never_painted(view: PictureView) -> None:
    released: list[int] = []
    view.show_picture(picture(grey(100), released, 1))
    view.show_picture(picture(grey(200), released, 2))
    assert released == [1]
    assert on_screen(view)[150, 200].tolist() == [200, 200, 200, 255]
    view.show_sentence("This picture cannot be shown.")
    assert released == [1, 2]
    assert view.frame is None
    assert not (on_screen(view) == (0, 0, 255, 255)).all(axis=2).any()


def test_a_small_film_fills_the_stage(view: PictureView) -> None:
    view.show_picture(picture(grey(200), []))
    seen = on_screen(view)
    assert (seen[40:260, :, 0] == 200).all()
    assert {f"#{rgb[2]:02x}{rgb[1]:02x}{rgb[0]:02x}" for rgb in seen[:30].reshape(-1, 4).tolist()} == {STAGE}


def test_words_in_passing_are_told_whole_beside_a_narrow_picture(view: PictureView) -> None:
    narrow = grey(200, (160, 90))
    view.show_picture(picture(narrow, []))
    before = on_screen(view)
    place = view.picture_place()
    wide = []
    for note in ("Marked.", "Removed. Undo brings it back."):
        view.show_note(note)
        changed = np.argwhere((on_screen(view) != before).any(axis=2))[:, 1]
        assert changed.min() >= place.left()
        wide.append(int(changed.max()))
    assert wide[0] < place.right() < wide[1]


def test_signs_lie_at_the_edge_and_move_nothing(view: PictureView) -> None:
    view.show_picture(picture(grey(200), []))
    before = on_screen(view)
    view.show_coming(coming=True)
    marked = on_screen(view)
    view.show_note("The film was opened again.")
    noted = on_screen(view)
    for seen in (marked, noted):
        changed = np.argwhere((seen != before).any(axis=2))
        assert len(changed) > 100
        assert changed[:, 0].min() > 200
        assert changed[:, 1].max() < 250
    view.show_note()
    view.show_coming(coming=False)
    assert np.array_equal(on_screen(view), before)
