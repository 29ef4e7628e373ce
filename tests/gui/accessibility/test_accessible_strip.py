"""The strip as a screen reader meets it: a list of moments, each with words, a state, a place, something to press."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.gui.preparing.conftest import Open
from tests.gui.preparing.desk import FILM, MemoryDesk
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.ticks import FrameTimes, Span, TimeBase
from vigtool.gui.preparing.spoken_strip import MomentPlace, SpokenStrip
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.gui.preparing.workbench import Workbench

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
PRESS = QAccessibleActionInterface.pressAction()


def asked(strip: TimelineStrip) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(strip)


def names(strip: TimelineStrip) -> list[str]:
    told = asked(strip)
    return [told.child(number).text(NAME) for number in range(told.childCount())]


@pytest.fixture
def marked(bench: Workbench) -> Workbench:
    for frame, title in ((40, ""), (10, "The red brick")):
        bench.preparation.mark(frame)
        chosen = bench.preparation.selected
        assert chosen is not None
        bench.preparation.retitle(chosen, title)
        bench.preparation.move(chosen, bench.material.times.span(frame, frame + 10))
    return bench


def test_it_is_a_list_of_the_moments_in_the_order_of_the_film(marked: Workbench) -> None:
    told = asked(marked.strip)
    assert told.role() == QAccessible.Role.List
    assert told.text(NAME) == "Timeline"
    assert names(marked.strip) == [
        "The red brick, 0:00.3, 0.4 s, 10 frames",
        "Moment at 0:01.5, 0:01.5, 0.4 s, 10 frames",
    ]
    assert [told.child(number).role() for number in (0, 1)] == [QAccessible.Role.ListItem] * 2
    assert told.child(1).parent().text(NAME) == "Timeline"
    assert [told.indexOfChild(told.child(number)) for number in (1, 0)] == [1, 0]


def test_its_description_tells_the_playhead_and_the_zoom(marked: Workbench) -> None:
    marked.player.show_frame(30)
    assert asked(marked.strip).text(DESCRIPTION) == (
        "Playhead at 0:01.2, frame 30, of 0:02.3. The whole film is on the timeline."
    )
    marked.strip.zoom(4, marked.strip.x_of(30))
    assert "The whole film" not in asked(marked.strip).text(DESCRIPTION)
    assert "is on the timeline" in asked(marked.strip).text(DESCRIPTION)


def test_a_star_is_heard(marked: Workbench) -> None:
    first = marked.preparation.marks.in_film_order()[0]
    marked.preparation.star(first.id)
    assert names(marked.strip)[0].endswith(", chosen for the review")


def test_one_is_selected_by_pressing_it(marked: Workbench) -> None:
    told = asked(marked.strip)
    assert told.child(0).state().selected
    assert not told.child(1).state().selected
    action = told.child(1).actionInterface()
    assert action.actionNames() == [PRESS]
    action.doAction(PRESS)
    assert marked.preparation.selected == marked.preparation.marks.in_film_order()[1].id
    assert told.child(1).state().selected
    assert not told.child(0).state().selected


def test_each_has_its_place_on_the_strip(marked: Workbench) -> None:
    told, strip = asked(marked.strip), marked.strip
    corner = strip.mapToGlobal(QPoint(0, 0))
    for number, moment in enumerate(marked.preparation.marks.in_film_order()):
        lies = strip.place_of(moment.id)
        assert lies is not None
        child = told.child(number)
        assert child.rect() == lies.toAlignedRect().translated(corner)
        middle = child.rect().center()
        assert told.childAt(middle.x(), middle.y()).text(NAME) == child.text(NAME)
    strip.zoom(20, strip.x_of(5))
    assert told.child(1).state().offscreen
    assert told.child(1).rect() == QRect()
    assert told.child(1).text(NAME).startswith("Moment at")


def test_children_follow_the_moments(marked: Workbench) -> None:
    told = asked(marked.strip)
    kept = told.child(1).object()
    first = marked.preparation.marks.in_film_order()[0]
    marked.preparation.remove(first.id)
    assert names(marked.strip) == ["Moment at 0:01.5, 0:01.5, 0.4 s, 10 frames"]
    assert told.child(0).object() is kept
    marked.preparation.undo()
    assert len(names(marked.strip)) == 2


@pytest.fixture
def listening() -> Iterator[None]:
    """As if a screen reader were there: then Qt asks interfaces by itself, at each event."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("listening")
def test_nothing_crashes_while_workspaces_come_and_go(open_bench: Open) -> None:
    """Qt deletes an interface with its object, whoever still holds it: windows, moments and references come and go."""
    held: list[QAccessibleInterface] = []
    for _ in range(3):
        bench = open_bench()
        for frame in range(0, 60, 10):
            bench.preparation.mark(frame)
        told = asked(bench.strip)
        held += [told.child(number) for number in range(told.childCount())]
        assert told.childCount() == len(bench.preparation.marks.moments)
        for moment in bench.preparation.marks.moments[::2]:
            bench.preparation.remove(moment.id)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for moment in bench.preparation.marks.in_film_order():
            bench.preparation.select(moment.id)
        gc.collect()
        assert len(names(bench.strip)) == len(bench.preparation.marks.moments)
        bench.close()
        Shiboken.delete(bench.strip)
        gc.collect()
    assert not any(Shiboken.isValid(one) for one in held)


@pytest.mark.usefixtures("dressed")
def test_interfaces_that_the_binding_keeps_hold_no_film(qtbot: QtBot) -> None:
    """The strip holds pictures of the film, which have to go with it."""

    def strips() -> int:
        gc.collect()
        return sum(isinstance(one, (TimelineStrip, SpokenStrip, MomentPlace)) for one in gc.get_objects())

    before = strips()
    for _ in range(3):
        strip, _spoken = long_strip(qtbot, 10)
        assert len(names(strip)) == 10
        Shiboken.delete(strip)
        del strip, _spoken
    assert strips() == before


def long_strip(qtbot: QtBot, moments: int) -> tuple[TimelineStrip, SpokenStrip]:
    times = FrameTimes(TimeBase(1, 25), range(moments * 10), moments * 10)
    strip = TimelineStrip(times)
    qtbot.addWidget(strip)
    marks = Marks(tuple(Moment(MomentId(f"m{n:011}"), FILM, Span(n * 10, n * 10 + 5), n * 10) for n in range(moments)))
    spoken = SpokenStrip(strip, times)
    strip.show_marks(marks)
    spoken.show_marks(marks)
    return strip, spoken


@pytest.mark.usefixtures("dressed")
def test_ten_thousand_moments_are_made_when_they_are_asked_for(qtbot: QtBot) -> None:
    strip, spoken = long_strip(qtbot, 10_000)
    told = asked(strip)
    assert told.childCount() == 10_000
    assert not spoken.findChildren(MomentPlace)
    assert told.child(9_999).text(NAME).startswith("Moment at 1:06:39.6")
    assert len(spoken.findChildren(MomentPlace)) == 1


def test_a_desk_without_moments_is_an_empty_list(bench: Workbench, desk: MemoryDesk) -> None:
    assert not desk.marks.moments
    assert asked(bench.strip).childCount() == 0
    assert asked(bench.strip).child(0) is None
