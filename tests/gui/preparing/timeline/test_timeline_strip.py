"""The strip: where things lie, how it zooms, and what dragging asks for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.reading import shown_number
from vigtool.domain.moments import Moment
from vigtool.gui.playing import strip_colours
from vigtool.gui.preparing.timeline.bars import in_lanes
from vigtool.gui.preparing.timeline.measures import INSET
from vigtool.gui.preparing.timeline.scale import Scale
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.palettes import contrast

AA, AA_SHAPES = 4.5, 3.0


def place_of(bench: Workbench, moment: Moment) -> QRectF:
    place = bench.strip.place_of(moment.id)
    assert place is not None
    return place


def mark(bench: Workbench, first: int, last: int) -> Moment:
    bench.preparation.set_first(first)
    bench.preparation.set_last(last)
    bench.preparation.mark(first)
    made = bench.preparation.moment
    assert made is not None
    return made


def drag(bench: Workbench, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(bench.strip, Qt.MouseButton.LeftButton, pos=begin)
    for part in range(1, 6):
        QTest.mouseMove(bench.strip, begin + (end - begin) * part / 5)
    QTest.mouseRelease(bench.strip, Qt.MouseButton.LeftButton, pos=end)


def test_every_frame_lies_after_the_one_before(bench: Workbench) -> None:
    places = [bench.strip.x_of(n) for n in range(FRAMES + 1)]
    assert all(earlier < later for earlier, later in pairwise(places))
    assert places[0] == INSET
    assert places[-1] == pytest.approx(bench.strip.width() - INSET)
    for n in range(FRAMES):
        assert bench.strip.frame_at((places[n] + places[n + 1]) / 2) == n


def test_a_bar_lies_on_its_frames(bench: Workbench) -> None:
    moment = mark(bench, 10, 19)
    place = place_of(bench, moment)
    assert place.left() == pytest.approx(bench.strip.x_of(10))
    assert place.right() == pytest.approx(bench.strip.x_of(20))


def test_overlapping_moments_are_stacked(bench: Workbench) -> None:
    spans = [(5, 20), (10, 30), (15, 18), (20, 25), (40, 45)]
    moments = [mark(bench, first, end - 1) for first, end in spans]
    assert [lane for _, lane in in_lanes(bench.preparation.marks.in_film_order())] == [0, 1, 2, 0, 0]
    rects = [place_of(bench, moment) for moment in moments]
    assert not any(one.intersects(other) for n, one in enumerate(rects) for other in rects[n + 1 :])
    assert all(rect.bottom() < bench.strip.height() for rect in rects)


def test_one_drag_of_an_edge_is_one_edit_and_the_picture_follows(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    moment = mark(bench, 10, 19)
    y = round(place_of(bench, moment).center().y())
    before = len(desk.steps)
    drag(bench, QPoint(round(bench.strip.x_of(20)), y), QPoint(round(bench.strip.x_of(31)), y))
    assert desk.steps[before:] == ["edge"]
    assert film.times.frames_of(desk.marks.moments[0].span) == range(10, 31)
    qtbot.waitUntil(lambda: shown_number(bench) == 30)
    drag(bench, QPoint(round(bench.strip.x_of(10)), y), QPoint(round(bench.strip.x_of(4)), y))
    assert film.times.frames_of(desk.marks.moments[0].span) == range(4, 31)
    qtbot.waitUntil(lambda: shown_number(bench) == 4)
    QTest.keyClick(bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert film.times.frames_of(desk.marks.moments[0].span) == range(10, 31)


def test_an_edge_never_passes_the_other(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    moment = mark(bench, 10, 19)
    y = round(place_of(bench, moment).center().y())
    drag(bench, QPoint(round(bench.strip.x_of(20)), y), QPoint(INSET, y))
    assert film.times.frames_of(desk.marks.moments[0].span) == range(10, 11)


def test_a_click_on_a_bar_selects_and_shows_its_first_frame(qtbot: QtBot, bench: Workbench) -> None:
    one, other = mark(bench, 5, 14), mark(bench, 40, 49)
    assert bench.preparation.selected == other.id
    QTest.mouseClick(bench.strip, Qt.MouseButton.LeftButton, pos=place_of(bench, one).center().toPoint())
    assert bench.preparation.selected == one.id
    assert bench.list.cards[one.id].is_open
    assert not bench.list.cards[other.id].is_open
    qtbot.waitUntil(lambda: shown_number(bench) == 5)


def turn_wheel(bench: Workbench, x: float, notches: int) -> None:
    at = QPointF(x, 60)
    nothing = QPoint(0, 0)
    wheel = QWheelEvent(
        at,
        QPointF(bench.strip.mapToGlobal(at.toPoint())),
        nothing,
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(bench.strip, wheel)


def test_the_wheel_zooms_under_the_pointer(bench: Workbench) -> None:
    x = 500.0
    still = bench.strip.scale.seconds(x)
    turn_wheel(bench, x, 3)
    assert bench.strip.scale.shown < 2
    assert bench.strip.scale.seconds(x) == pytest.approx(still)
    QTest.keyClick(bench, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert bench.strip.scale.whole
    turn_wheel(bench, x, -5)
    assert bench.strip.scale.whole


def test_the_strip_turns_its_page_after_the_playhead(bench: Workbench) -> None:
    for _ in range(12):
        QTest.keyClick(bench, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert bench.strip.x_of(FRAMES - 1) > bench.strip.width()
    bench.player.show_frame(FRAMES - 1)
    assert 0 <= bench.strip.x_of(FRAMES - 1) <= bench.strip.width()


@given(
    length=st.floats(0.5, 20_000),
    width=st.integers(200, 4000),
    zooms=st.lists(st.floats(0.2, 5), max_size=8),
    x=st.floats(0, 1),
)
def test_whatever_is_zoomed_stays_in_the_film(length: float, width: int, zooms: list[float], x: float) -> None:
    scale = Scale(length, width, 0.4, left=16)
    for factor in zooms:
        scale = scale.zoomed(factor, 16 + x * width).panned(width / 3)
        assert 0 <= scale.begin <= scale.end <= length * (1 + 1e-9)
        lines = [scale.x(seconds) for seconds, words in scale.lines() if words]
        assert len(lines) < 50
        assert all(later - earlier > 80 for earlier, later in pairwise(lines))


@pytest.mark.parametrize("pair", strip_colours.WORD_PAIRS, ids="-on-".join)
def test_words_on_the_dark_strip_can_be_read(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= AA


@pytest.mark.parametrize("pair", strip_colours.SHAPE_PAIRS, ids="-on-".join)
def test_shapes_on_the_dark_strip_can_be_told_apart(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= AA_SHAPES
