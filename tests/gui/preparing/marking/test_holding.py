"""Holding a key marks a moment for as long as it is held; nothing that comes in between loses it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.preparing.conftest import FRAMES, DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.reading import shown_number
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.preparing.marking.draft import Draft
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.preparing.workbench import Workbench
from vigtool.services.consents import record_consent
from vigtool.services.marking import moments

M = Qt.Key.Key_M


def hold(qtbot: QtBot, bench: Workbench) -> None:
    """Let the key down and wait until it counts as held."""
    QTest.keyPress(bench, M)
    qtbot.waitUntil(lambda: bench.marker.hold.ends is not None)


def frames_of(desk: MemoryDesk, film: DrawnFilm) -> list[range]:
    return [film.times.frames_of(moment.span) for moment in desk.marks]


def exact(bench: Workbench) -> None:
    """Take nothing off and put nothing around live marks."""
    bench.material.preferences.change(reaction_ms=0)


def test_held_at_rest_from_frame_to_frame(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    for _ in range(7):
        QTest.keyClick(bench, Qt.Key.Key_Period)
    assert desk.steps == []
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(20, 28)]
    assert desk.marks.moments[0].key == film.times.tick_of(20)
    assert desk.steps == ["mark"]
    assert bench.preparation.selected == desk.marks.moments[0].id


def test_held_while_stepping_back(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    for _ in range(3):
        QTest.keyClick(bench, Qt.Key.Key_Comma)
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(17, 21)]


def test_held_while_playing(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    exact(bench)
    bench.player.show_frame(10)
    bench.player.play()
    pressed = bench.player.frame
    hold(qtbot, bench)
    qtbot.waitUntil(lambda: bench.player.frame >= pressed + 10)
    released = bench.player.frame
    QTest.keyRelease(bench, M)
    assert bench.player.playing
    assert frames_of(desk, film) == [range(pressed, released + 1)]


def test_a_short_press_marks_this_moment_as_it_was_when_the_key_went_down(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    exact(bench)
    bench.player.play()
    qtbot.waitUntil(lambda: bench.player.frame > 3)
    frame = bench.player.frame
    QTest.keyPress(bench, M)
    bench.player.seek(frame + 30)
    QTest.keyRelease(bench, M)
    assert desk.marks.moments[0].key == film.times.tick_of(frame)
    assert bench.preparation.shown_draft == Draft()


def test_a_hold_without_any_film_passing_marks_this_moment(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.player.show_frame(30)
    expected = film.times.frames_of(Draft().span(film.times, 30))
    hold(qtbot, bench)
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [expected]


def test_the_strip_shows_what_is_held_and_then_in_and_out_again(qtbot: QtBot, bench: Workbench) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    assert bench.preparation.shown_draft == Draft(20, 22)
    before = bench.strip.grab().toImage()
    QTest.keyClick(bench, Qt.Key.Key_Escape)
    assert bench.preparation.shown_draft == Draft()
    assert bench.strip.grab().toImage() != before
    QTest.keyRelease(bench, M)
    assert bench.preparation.marks.moments == ()


def test_repetitions_of_the_key_mean_nothing(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    for _ in range(20):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            again = QKeyEvent(kind, M, Qt.KeyboardModifier.NoModifier, "m", autorep=True)
            QApplication.sendEvent(bench, again)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    assert desk.steps == []
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(20, 22)]


def test_a_release_that_was_never_heard_costs_nothing(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    QTest.keyPress(bench, M)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(20, 23)]


def test_let_go_with_shift_is_let_go(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    hold(qtbot, bench)
    QTest.keyRelease(bench, M, Qt.KeyboardModifier.ShiftModifier)
    assert desk.steps == ["mark"]
    assert not bench.marker.hold.pressed


def test_another_key_that_goes_up_ends_nothing(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Comma)
    assert desk.steps == []
    assert bench.marker.hold.pressed
    bench.marker.drop()


def test_a_text_field_that_takes_the_keys_ends_the_hold(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.preparation.set_first(2)
    bench.preparation.mark(4)
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    bench.list.cards[desk.marks.moments[0].id].title.setFocus()
    assert frames_of(desk, film)[1:] == [range(20, 22)]


def test_another_window_ends_the_hold(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: desk.steps == ["mark"])
    assert frames_of(desk, film) == [range(20, 22)]


@pytest.mark.parametrize("leave", ["hide", "close"])
def test_another_page_ends_the_hold(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm, leave: str
) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    getattr(bench, leave)()
    assert frames_of(desk, film) == [range(20, 22)]


@pytest.mark.parametrize("leave", ["hide", "close"])
def test_another_page_ends_a_hold_of_the_button(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm, leave: str
) -> None:
    bench.player.show_frame(20)
    QTest.mousePress(bench.transport.mark_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.marker.hold.ends is not None)
    bench.player.show_frame(22)
    getattr(bench, leave)()
    assert frames_of(desk, film) == [range(20, 23)]
    assert not bench.marker.hold.pressed


def test_the_end_of_the_film_while_the_key_is_held(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    exact(bench)
    bench.player.show_frame(FRAMES - 20)
    bench.player.play()
    pressed = bench.player.frame
    hold(qtbot, bench)
    qtbot.waitUntil(lambda: not bench.player.playing)
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(pressed, FRAMES)]
    assert desk.marks.moments[0].span.end == film.times.end_tick


def test_a_loop_that_begins_anew_ends_what_is_held(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    exact(bench)
    bench.player.play_looped(film.times.span(20, 40))
    qtbot.waitUntil(lambda: bench.player.frame >= 25)
    pressed = bench.player.frame
    QTest.keyPress(bench, M)
    qtbot.waitUntil(lambda: desk.steps == ["mark"])
    assert bench.player.playing
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(pressed, 40)]
    bench.player.pause()


def test_with_an_in_point_the_key_marks_from_there_at_once(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.preparation.set_first(12)
    bench.player.show_frame(25)
    QTest.keyPress(bench, M)
    assert frames_of(desk, film) == [range(12, 26)]
    QTest.keyRelease(bench, M)
    assert desk.steps == ["mark"]


def test_the_button_can_be_held_too(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    button = bench.transport.mark_button
    bench.player.show_frame(20)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.marker.hold.ends is not None)
    bench.player.show_frame(24)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert frames_of(desk, film) == [range(20, 25)]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.steps == ["mark", "mark"]


def test_a_read_only_vault_holds_nothing_and_says_so(open_bench: Open, desk: MemoryDesk) -> None:
    bench = open_bench(read_only=True)
    told: list[str] = []
    bench.preparation.told.connect(told.append)
    QTest.keyPress(bench, M)
    QTest.keyRelease(bench, M)
    assert desk.steps == []
    assert told == ["You can look, but nothing can be changed here."]


def test_a_consent_withdrawn_while_the_key_is_held_marks_nothing(
    qtbot: QtBot, open_bench: Open, desk: MemoryDesk
) -> None:
    permits = [True]
    bench = open_bench(permitted=lambda: permits[-1])
    hold(qtbot, bench)
    permits.append(False)
    bench.recheck_consent()
    assert bench.preparation.shown_draft == Draft()
    QTest.keyRelease(bench, M)
    assert desk.steps == []


def test_a_consent_withdrawn_elsewhere_while_the_key_is_held_is_explained(
    qtbot: QtBot, family: Family, drawn: Path
) -> None:
    film = family.film(drawn)
    page = PreparePage(family.ws, film.id)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: shown_number(page) == 0)
    hold(qtbot, page)
    QTest.keyClick(page, Qt.Key.Key_Period)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    QTest.keyRelease(page, M)
    assert moments(family.ws, film.id) == []
    assert page.message.isVisible()
    assert page.preparation.shown_draft == Draft()
    page.close()


def test_the_next_key_may_go_down_before_this_one_is_up(bench: Workbench, desk: MemoryDesk) -> None:
    bench.preparation.mark_frames(2, 4, 2)
    earlier = desk.marks.moments[0].id
    bench.player.show_frame(30)
    QTest.keyPress(bench, M)
    QTest.keyPress(bench, Qt.Key.Key_S)
    QTest.keyRelease(bench, M)
    QTest.keyRelease(bench, Qt.Key.Key_S)
    assert [(one.id == earlier, one.starred) for one in desk.marks] == [(True, False), (False, True)]
    assert desk.steps == ["mark", "mark", "star"]


def test_a_star_while_the_key_is_held_is_for_what_was_held(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    QTest.keyClick(bench, Qt.Key.Key_S)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    QTest.keyRelease(bench, M)
    assert frames_of(desk, film) == [range(20, 22)]
    assert desk.marks.moments[0].starred


@pytest.fixture
def on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "xcb"))


@pytest.mark.usefixtures("on_x11")
def test_a_release_that_is_pressed_again_at_once_never_was(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.player.show_frame(20)
    hold(qtbot, bench)
    for _ in range(4):
        QTest.keyRelease(bench, M)
        QTest.keyPress(bench, M)
        QTest.keyClick(bench, Qt.Key.Key_Period)
    assert desk.steps == []
    QTest.keyRelease(bench, M)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: desk.steps == ["mark"])
    assert frames_of(desk, film) == [range(20, 25)]


@pytest.mark.usefixtures("on_x11")
def test_what_is_lifted_when_the_page_goes_is_marked(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    hold(qtbot, bench)
    QTest.keyRelease(bench, M)
    bench.keyboard.let_go()
    assert desk.steps == ["mark"]


@pytest.mark.usefixtures("on_x11")
def test_the_next_key_need_not_wait_for_what_is_lifted(bench: Workbench, desk: MemoryDesk) -> None:
    bench.player.show_frame(30)
    for key in (M, Qt.Key.Key_S, M, Qt.Key.Key_Delete):
        QTest.keyClick(bench, key)
    assert desk.steps == ["mark", "star", "mark", "remove"]
    assert [one.starred for one in desk.marks] == [True]
