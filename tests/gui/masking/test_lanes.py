"""The strip of somebody's runs: told apart without colour, single frames seen, and every place is a frame."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.masking.conftest import AINO, MARJA
from vigtool.domain.ticks import FrameTimes, TimeBase
from vigtool.gui.masking.lane_painting import draw_run
from vigtool.gui.masking.lanes import Lane, Lanes, Told
from vigtool.gui.masking.runs import Known, Run
from vigtool.gui.playing.strip_colours import DRAFT, RULE_WORDS, TRACK
from vigtool.gui.shared.palettes import contrast

FRAMES = range(100, 700)
TIMES = FrameTimes(TimeBase(1, 600), tuple(range(0, 8000, 10)), 8000)
COVERED = Run(Known.COVERED, FRAMES)


def lane(qtbot: QtBot, *runs: Run, by_hand: tuple[int, ...] = ()) -> Lane:
    made = Lane(TIMES, FRAMES, Told(AINO, "Aino", runs, by_hand))
    qtbot.addWidget(made)
    made.resize(500, made.height())
    made.show_frame(FRAMES.stop - 1)
    return made


def grey(known: Known) -> NDArray[np.float64]:
    """A run as who sees no colours sees it, made equally light everywhere."""
    image = QImage(90, 24, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_run(painter, QRectF(image.rect()), known)
    painter.end()
    levels = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(levels.constBits(), np.uint8).reshape(24, levels.bytesPerLine())[4:-4, 4:86].astype(np.float64)
    spread: NDArray[np.float64] = (rows - rows.min()) / max(rows.max() - rows.min(), 1)
    return spread


def test_runs_differ_by_their_pattern_alone(dressed: QApplication) -> None:  # noqa: ARG001 - clothes
    patterns = {known: grey(known) for known in Known}
    assert all(pattern.max() == 1 for pattern in patterns.values())
    for one in Known:
        for other in Known:
            if one is not other:
                assert np.abs(patterns[one] - patterns[other]).mean() > 0.1


@pytest.mark.parametrize("pair", [(DRAFT, TRACK), (RULE_WORDS, TRACK)], ids="-on-".join)
def test_words_on_the_strip_keep_aa(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 4.5


@pytest.mark.usefixtures("dressed")
def test_a_single_open_frame_is_seen(qtbot: QtBot) -> None:
    before, after = Run(Known.COVERED, range(100, 400)), Run(Known.COVERED, range(401, 700))
    made = lane(qtbot, before, Run(Known.OPEN, range(400, 401)), after)
    shown = made.grab().toImage()
    other = lane(qtbot, before, Run(Known.ABSENT, range(400, 401)), after).grab().toImage()
    changed = [x for x in range(500) if any(shown.pixel(x, y) != other.pixel(x, y) for y in range(5, 25))]
    assert max(changed) - min(changed) >= 4
    assert all(abs(x - made.x_of(400)) < 6 for x in changed)
    assert made.accessibleDescription() == "1 frame still open"


@pytest.mark.usefixtures("dressed")
def test_a_box_set_by_hand_has_its_sign(qtbot: QtBot) -> None:
    assert lane(qtbot, COVERED, by_hand=(300,)).grab().toImage() != lane(qtbot, COVERED).grab().toImage()


@pytest.mark.usefixtures("dressed")
def test_each_place_is_a_frame_of_the_stretch(qtbot: QtBot) -> None:
    made = lane(qtbot, COVERED)
    assert [made.frame_at(made.x_of(n) + 0.3) for n in (100, 101, 399, 699)] == [100, 101, 399, 699]
    assert made.frame_at(-50) == 100
    assert made.frame_at(900) == 699


@pytest.mark.usefixtures("dressed")
def test_a_hand_goes_along_a_lane(qtbot: QtBot) -> None:
    lanes = Lanes(TIMES, FRAMES)
    qtbot.addWidget(lanes)
    lanes.show_lanes([Told(AINO, "Aino", [COVERED]), Told(MARJA, "Marja", [Run(Known.OPEN, FRAMES)])])
    lanes.resize(700, 120)
    lanes.show()
    picked: list[int] = []
    chosen: list[str] = []
    lanes.picked.connect(picked.append)
    lanes.chosen.connect(chosen.append)
    here = lanes.lanes[MARJA]
    for n in (200, 300):
        place = here.rect().center()
        place.setX(round(here.x_of(n)) + 1)
        if n == 200:
            QTest.mousePress(here, Qt.MouseButton.LeftButton, pos=place)
        else:
            QTest.mouseRelease(here, Qt.MouseButton.LeftButton, pos=place)
            QTest.mousePress(here, Qt.MouseButton.LeftButton, pos=place)
    assert set(chosen) == {MARJA}
    assert [abs(n - wanted) <= 3 for n, wanted in zip(picked, (200, 300), strict=True)] == [True, True]
    assert lanes.states[MARJA].text() == "600 frames still open"
    lanes.show_lanes([Told(AINO, "Aino", [COVERED])])
    assert list(lanes.lanes) == [AINO]
