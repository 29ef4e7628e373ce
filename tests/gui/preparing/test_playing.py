"""Playing goes by the clock and the film's own times; loops stay inside; nothing is left running."""

import threading
import time
from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm, Open
from tests.gui.preparing.reading import shown_number
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.gui.playing.film_thread import PlayedFilm
from vigtool.gui.playing.player import SPEEDS, Player
from vigtool.gui.preparing.workbench import Workbench


def test_play_reaches_the_end_in_the_films_time(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    seen: list[int] = []
    bench.player.shown.connect(lambda shown: seen.append(shown.frame))
    began = time.monotonic()
    QTest.keyClick(bench, Qt.Key.Key_Space)
    assert bench.player.playing
    qtbot.waitUntil(lambda: not bench.player.playing)
    took = time.monotonic() - began
    qtbot.waitUntil(lambda: shown_number(bench) == FRAMES - 1)
    assert took >= float(film.times.seconds_from_start(film.times.end_tick))
    assert seen == sorted(seen)
    assert len(seen) > FRAMES // 4


def test_double_speed_takes_half_the_time(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    whole = float(film.times.seconds_from_start(film.times.end_tick))
    bench.player.set_speed(Fraction(2))
    began = time.monotonic()
    bench.player.play()
    qtbot.waitUntil(lambda: not bench.player.playing)
    assert whole / 2 <= time.monotonic() - began < whole


def test_speeds_have_limits(bench: Workbench) -> None:
    for _ in range(10):
        QTest.keyClick(bench, Qt.Key.Key_J)
    assert bench.player.speed == SPEEDS[0]
    assert bench.transport.speed.currentIndex() == 0
    for _ in range(10):
        QTest.keyClick(bench, Qt.Key.Key_L)
    assert bench.player.speed == SPEEDS[-1]


def test_a_loop_stays_inside_its_moment(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    bench.preparation.set_first(20)
    bench.preparation.set_last(27)
    bench.preparation.mark(24)
    visited: list[int] = []
    QTest.keyClick(bench, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    bench.player.frame_changed.connect(visited.append)

    def rounds() -> int:
        return sum(later < earlier for earlier, later in pairwise(visited))

    qtbot.waitUntil(lambda: rounds() >= 3)
    bench.player.pause()
    assert set(visited) <= set(range(20, 28))
    assert bench.player.playing is False
    span = bench.preparation.marks.moments[0].span
    assert film.times.frames_of(span) == range(20, 28)


def test_a_loop_is_told_to_the_engine_and_nothing_starts_anew_at_its_seam(qtbot: QtBot, film: DrawnFilm) -> None:
    sound = ToldSound()
    player = Player(film.times, film.pictures, sound)
    player.fit(192, 108)
    player.start()
    player.play_looped(film.times.span(20, 28))
    visited: list[int] = []
    player.frame_changed.connect(visited.append)
    player.shown.connect(lambda picture: picture.release())
    qtbot.waitUntil(lambda: sum(later < earlier for earlier, later in pairwise(visited)) >= 3)
    player.pause()
    wishes = [wish for wish in film.reel.wishes if wish.heading]
    assert {wish.loop for wish in wishes} == {(20, 28)}
    assert {wish.pins[0] for wish in wishes} == {20}
    begin, end = (float(film.times.seconds_from_start(film.times.tick_of(n))) for n in (20, 28))
    assert sound.started == [(begin, end, Fraction(1), True, begin)]
    player.end()


def test_backward_goes_to_the_begin_in_the_films_time(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    seen: list[int] = []
    bench.player.show_frame(30)
    qtbot.waitUntil(lambda: shown_number(bench) == 30)
    bench.player.shown.connect(lambda shown: seen.append(shown.frame))
    began = time.monotonic()
    QTest.keyClick(bench, Qt.Key.Key_R)
    assert bench.player.backward
    assert bench.transport.backward_button.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not bench.player.playing)
    assert time.monotonic() - began >= float(film.times.seconds_from_start(film.times.tick_of(31)))
    qtbot.waitUntil(lambda: shown_number(bench) == 0)
    assert seen == sorted(seen, reverse=True)
    assert len(seen) > 10
    assert {wish.heading for wish in film.reel.wishes[-10:]} <= {-1, 0}
    assert not bench.player.backward


def test_r_turns_the_film_and_stops_it(bench: Workbench) -> None:
    bench.player.show_frame(30)
    QTest.keyClick(bench, Qt.Key.Key_Space)
    QTest.keyClick(bench, Qt.Key.Key_R)
    assert (bench.player.playing, bench.player.backward) == (True, True)
    QTest.keyClick(bench, Qt.Key.Key_R)
    assert (bench.player.playing, bench.player.backward) == (False, False)
    QTest.keyClick(bench, Qt.Key.Key_R)
    QTest.keyClick(bench, Qt.Key.Key_Space)
    assert not bench.player.playing
    bench.player.show_frame(0)
    bench.player.toggle_backward()
    assert bench.player.frame > FRAMES - 10
    bench.player.pause()


def test_a_loop_can_be_played_backward(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    bench.player.play_looped(film.times.span(20, 28))
    bench.player.toggle_backward()
    visited: list[int] = []
    bench.player.frame_changed.connect(visited.append)
    qtbot.waitUntil(lambda: sum(later > earlier for earlier, later in pairwise(visited)) >= 2)
    bench.player.pause()
    assert set(visited) <= set(range(20, 28))


class ToldSound:
    """A ``Sound`` that is never heard and remembers what it was told."""

    def __init__(self) -> None:
        self.started: list[tuple[float, float, Fraction, bool, float | None]] = []
        self.silent = True
        self.at: float | None = None

    def open(self) -> None:
        self.silent = True

    def close(self) -> None:
        self.silent = True

    def start(self, begin: float, end: float, speed: Fraction, looped: bool, at: float | None = None) -> None:  # noqa: FBT001 - the interface
        self.started.append((begin, end, speed, looped, at))
        self.silent = False

    def stop(self) -> None:
        self.silent = True

    def position(self) -> float | None:
        return self.at


def test_backward_is_silent_and_forward_is_told_its_speed(qapp: QApplication, film: DrawnFilm) -> None:  # noqa: ARG001 - timers need it
    sound = ToldSound()
    player = Player(film.times, film.pictures, sound)
    player.set_speed(Fraction(1, 2))
    player.play()
    assert sound.started[-1][1:4] == (float(film.times.seconds_from_start(film.times.end_tick)), Fraction(1, 2), False)
    player.toggle_backward()
    assert sound.silent
    assert len(sound.started) == 1
    player.pause()
    player.play()
    player.pause()
    assert sound.silent
    assert len(sound.started) == 2
    player.end()


def test_a_sound_that_vanishes_leaves_the_film_playing_from_there(qtbot: QtBot, film: DrawnFilm) -> None:
    sound = ToldSound()
    player = Player(film.times, film.pictures, sound)
    player.set_speed(Fraction(1, 10))
    player.play()
    sound.at = 1.0
    heard = player.frame_at(1.0)
    qtbot.waitUntil(lambda: player.frame == heard)
    sound.at = None
    qtbot.waitUntil(lambda: player.frame > heard)
    assert player.frame == heard + 1
    player.pause()
    player.end()


def test_a_sound_that_comes_late_holds_the_picture_and_never_turns_it(qtbot: QtBot, film: DrawnFilm) -> None:
    sound = ToldSound()
    player = Player(film.times, film.pictures, sound)
    visited: list[int] = []
    player.frame_changed.connect(visited.append)
    player.play()
    qtbot.waitUntil(lambda: player.frame > 10)
    sound.at = 0.05
    held = player.frame
    qtbot.wait(60)
    assert player.frame == held
    sound.at = None
    qtbot.waitUntil(lambda: not player.playing)
    assert visited == sorted(visited)
    player.end()


def test_late_pictures_are_left_out_and_counted(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    film.late_s = 0.15
    seen: list[int] = []
    bench.player.show_frame(0)
    bench.player.shown.connect(lambda shown: seen.append(shown.frame))
    bench.player.play()
    qtbot.waitUntil(lambda: not bench.player.playing)
    qtbot.waitUntil(lambda: shown_number(bench) == FRAMES - 1)
    assert seen == sorted(seen)
    distinct = sorted(set(seen))
    assert bench.player.dropped == sum(later - earlier - 1 for earlier, later in pairwise(distinct))
    assert bench.player.dropped > FRAMES // 3


def test_what_comes_in_time_is_not_counted_as_left_out(qtbot: QtBot, bench: Workbench) -> None:
    bench.player.set_speed(Fraction(1, 10))
    bench.player.play()
    qtbot.waitUntil(lambda: bench.player.frame == 6)
    bench.player.seek(50)
    qtbot.waitUntil(lambda: shown_number(bench) == 50)
    bench.player.show_frame(3)
    qtbot.waitUntil(lambda: shown_number(bench) == 3)
    bench.player.show_frame(55)
    qtbot.waitUntil(lambda: shown_number(bench) == 55)
    assert bench.player.dropped == 0


def test_the_engine_is_told_where_the_film_is_heading(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    def headings() -> list[int]:
        return [wish.heading for wish in film.reel.wishes]

    qtbot.waitUntil(lambda: headings()[-1] == 0)
    for _ in range(3):
        QTest.keyClick(bench, Qt.Key.Key_Period)
    assert headings()[-3:] == [1, 1, 1]
    QTest.keyClick(bench, Qt.Key.Key_Comma)
    assert headings()[-1] == -1
    qtbot.waitUntil(lambda: headings()[-1] == 0)
    assert film.reel.wishes[-1].frame == 2
    bench.player.play()
    assert headings()[-1] == 1
    bench.player.pause()
    qtbot.waitUntil(lambda: headings()[-1] == 0)


def test_nothing_delays_a_picture_that_is_on_its_way(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    bench.preparation.set_first(40)
    bench.preparation.mark(45)
    qtbot.waitUntil(lambda: film.reel.wishes[-1].heading == 0)
    film.reel.wait(waits=True)
    QTest.keyClick(bench, Qt.Key.Key_Period)
    asked = len(film.reel.wishes)
    bench.preparation.select(None)
    qtbot.waitUntil(lambda: bench.view.coming)
    qtbot.wait(200)
    assert len(film.reel.wishes) == asked
    film.reel.wait(waits=False)
    qtbot.waitUntil(lambda: len(film.reel.wishes) > asked)
    assert film.reel.wishes[-1].frame == film.reel.wishes[asked - 1].frame
    assert film.reel.wishes[-1].heading == 0


def test_a_key_held_steps_with_each_repetition(qtbot: QtBot, bench: Workbench) -> None:
    for repeated in range(12):
        held = QKeyEvent(
            QKeyEvent.Type.KeyPress, Qt.Key.Key_Period, Qt.KeyboardModifier.NoModifier, ".", autorep=repeated > 0
        )
        QApplication.sendEvent(bench, held)
        assert bench.player.frame == repeated + 1
    qtbot.waitUntil(lambda: shown_number(bench) == 12)


def test_play_at_the_end_begins_anew(bench: Workbench) -> None:
    bench.player.show_frame(FRAMES - 1)
    bench.player.play()
    assert bench.player.frame < 10
    bench.player.pause()


def test_a_hidden_page_stops(bench: Workbench) -> None:
    bench.player.play()
    bench.hide()
    assert not bench.player.playing


def test_closing_ends_the_threads(open_bench: Open) -> None:
    bench = open_bench()
    names = {thread.name for thread in threading.enumerate()}
    assert {"film", "thumbnails"} <= names
    bench.player.play()
    bench.close()
    assert not {"film", "thumbnails"} & {thread.name for thread in threading.enumerate()}


class _Unopenable(VigtoolError):
    pass


def test_a_film_that_cannot_be_opened_is_told(qtbot: QtBot, film: DrawnFilm) -> None:
    def refuse() -> PlayedFilm:
        raise _Unopenable

    player = Player(film.times, refuse)
    with qtbot.waitSignal(player.unopened) as told:
        player.start()
    assert isinstance(told.args[0], _Unopenable)
    player.end()


def test_a_missing_moment_is_no_loop(bench: Workbench) -> None:
    bench.preparation.select(MomentId("nothere00000"))
    QTest.keyClick(bench, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert not bench.player.playing
