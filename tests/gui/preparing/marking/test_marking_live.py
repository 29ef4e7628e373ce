"""Marks made while the film plays: the reaction time is taken off, time is put around them, and the film goes on."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm
from tests.gui.preparing.desk import MemoryDesk
from vigtool.gui.preparing.marking.draft import Draft
from vigtool.gui.preparing.workbench import Workbench

I, O, M = Qt.Key.Key_I, Qt.Key.Key_O, Qt.Key.Key_M  # noqa: E741 - the names of the keys


def play_at(bench: Workbench, frame: int, speed: Fraction = Fraction(1), *, backward: bool = False) -> None:
    """Have the film play with the playhead on a frame; until the next look at the clock it stays there."""
    bench.player.set_speed(speed)
    bench.player.show_frame(frame)
    bench.player.play(backward=backward)
    assert bench.player.frame == frame


def seconds_off(film: DrawnFilm, frame: int, seconds: Fraction) -> int:
    """Find the frame on the screen so long after the begin of another, looking at one after the other."""
    at = film.times.seconds_from_start(film.times.tick_of(frame)) + seconds
    return max((n for n in range(FRAMES) if film.times.seconds_from_start(film.times.tick_of(n)) <= at), default=0)


@pytest.mark.parametrize(
    ("speed", "backward", "film_seconds"),
    [
        (Fraction(1), False, Fraction(-1, 2)),
        (Fraction(1, 2), False, Fraction(-1, 4)),
        (Fraction(2), False, Fraction(-1)),
        (Fraction(1), True, Fraction(1, 2)),
    ],
)
def test_in_and_out_are_what_was_seen(
    bench: Workbench,
    film: DrawnFilm,
    speed: Fraction,
    backward: bool,  # noqa: FBT001 - a parameter of the test
    film_seconds: Fraction,
) -> None:
    play_at(bench, 30, speed, backward=backward)
    meant = seconds_off(film, 30, film_seconds)
    assert meant != 30
    QTest.keyClick(bench, I)
    assert bench.preparation.draft == Draft(first=meant)
    bench.preparation.forget_draft()
    QTest.keyClick(bench, O)
    assert bench.preparation.draft == Draft(last=meant)
    assert bench.player.playing


def test_marked_now_is_what_was_seen(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    play_at(bench, 40)
    QTest.keyClick(bench, M)
    meant = seconds_off(film, 40, Fraction(-1, 2))
    assert desk.marks.moments[0].key == film.times.tick_of(meant)
    assert desk.marks.moments[0].span == Draft().span(film.times, meant)


def test_the_reaction_time_is_chosen(bench: Workbench, film: DrawnFilm) -> None:
    for milliseconds in (0, 200, 2000):
        bench.material.preferences.change(reaction_ms=milliseconds)
        play_at(bench, 50)
        QTest.keyClick(bench, I)
        assert bench.preparation.first == seconds_off(film, 50, Fraction(-milliseconds, 1000))


def test_time_is_put_around_live_marks_and_its_length_is_the_films(bench: Workbench, film: DrawnFilm) -> None:
    bench.material.preferences.change(reaction_ms=0, before_ms=300, after_ms=400)
    play_at(bench, 30, Fraction(1, 2))
    QTest.keyClick(bench, I)
    assert bench.preparation.first == seconds_off(film, 30, Fraction(-3, 10))
    bench.preparation.forget_draft()
    QTest.keyClick(bench, O)
    assert bench.preparation.last == seconds_off(film, 30, Fraction(4, 10))


def test_from_a_live_in_point_to_a_live_mark(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.material.preferences.change(reaction_ms=100, before_ms=100, after_ms=200)
    play_at(bench, 20)
    QTest.keyClick(bench, I)
    play_at(bench, 40)
    QTest.keyClick(bench, M)
    first = seconds_off(film, seconds_off(film, 20, Fraction(-1, 10)), Fraction(-1, 10))
    last = seconds_off(film, seconds_off(film, 40, Fraction(-1, 10)), Fraction(2, 10))
    assert film.times.frames_of(desk.marks.moments[0].span) == range(first, last + 1)
    assert bench.preparation.draft == Draft()


def test_held_live_takes_reaction_off_both_ends_and_puts_time_around(
    qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm
) -> None:
    bench.material.preferences.change(reaction_ms=300, before_ms=100, after_ms=50)
    play_at(bench, 20)
    QTest.keyPress(bench, M)
    qtbot.waitUntil(lambda: bench.player.frame > 40)
    released = bench.player.frame
    shown = bench.preparation.shown_draft
    QTest.keyRelease(bench, M)
    begin, end = (seconds_off(film, frame, Fraction(-3, 10)) for frame in (20, released))
    expected = range(seconds_off(film, begin, Fraction(-1, 10)), seconds_off(film, end, Fraction(5, 100)) + 1)
    assert film.times.frames_of(desk.marks.moments[0].span) == expected
    assert shown == Draft(expected[0], expected[-1])
    assert desk.marks.moments[0].key == film.times.tick_of(begin)


def test_held_while_playing_backward(qtbot: QtBot, bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.material.preferences.change(reaction_ms=100)
    play_at(bench, 50, backward=True)
    QTest.keyPress(bench, M)
    qtbot.waitUntil(lambda: bench.player.frame < 30)
    released = bench.player.frame
    QTest.keyRelease(bench, M)
    first, last = (seconds_off(film, frame, Fraction(1, 10)) for frame in (released, 50))
    assert film.times.frames_of(desk.marks.moments[0].span) == range(first, last + 1)


def test_no_mark_stops_or_moves_the_film(bench: Workbench, desk: MemoryDesk) -> None:
    play_at(bench, 45)
    bench.preparation.set_first(3)
    bench.preparation.set_last(5)
    for key in (M, I, O, M, I):
        QTest.keyClick(bench, key)
    assert len(desk.marks.moments) == 2
    assert bench.preparation.selected == desk.marks.moments[-1].id
    assert bench.player.playing
    assert bench.player.frame == 45
    bench.player.pause()


def test_at_rest_frames_are_taken_as_they_are(bench: Workbench, film: DrawnFilm) -> None:
    bench.material.preferences.change(reaction_ms=2000, before_ms=1000, after_ms=1000)
    bench.player.show_frame(30)
    QTest.keyClick(bench, I)
    bench.player.show_frame(40)
    QTest.keyClick(bench, O)
    assert bench.preparation.draft == Draft(30, 40)
    bench.player.show_frame(0)
    QTest.keyClick(bench, M)
    assert film.times.frames_of(bench.preparation.marks.moments[0].span) == range(30, 41)
    bench.player.show_frame(FRAMES - 1)
    QTest.keyClick(bench, M)
    first = seconds_off(film, FRAMES - 1, Fraction(-3, 2))
    assert film.times.frames_of(bench.preparation.marks.moments[1].span) == range(first, FRAMES)


def test_the_first_and_the_last_frame_can_be_marked(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    for frame in (0, FRAMES - 1):
        bench.player.show_frame(frame)
        QTest.keyClick(bench, I)
        QTest.keyClick(bench, O)
        QTest.keyClick(bench, M)
    assert [film.times.frames_of(one.span) for one in desk.marks] == [range(1), range(FRAMES - 1, FRAMES)]
    assert desk.marks.moments[1].span.end == film.times.end_tick


def test_a_split_while_playing_is_where_it_was_seen(bench: Workbench, desk: MemoryDesk, film: DrawnFilm) -> None:
    bench.preparation.mark_frames(5, 55, 5)
    play_at(bench, 40)
    QTest.keyClick(bench, Qt.Key.Key_X)
    meant = seconds_off(film, 40, Fraction(-1, 2))
    assert [film.times.frames_of(one.span) for one in desk.marks] == [range(5, meant), range(meant, 56)]
    assert bench.player.playing
    assert bench.player.frame == 40
    bench.player.pause()
