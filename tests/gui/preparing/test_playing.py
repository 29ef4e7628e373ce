"""Playing goes by the clock and the film's own times; loops stay inside; nothing is left running."""

import threading
import time
from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm, Open
from tests.gui.preparing.reading import shown_number
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.gui.preparing.film_thread import Pictures
from vigtool.gui.preparing.player import SPEEDS, Player
from vigtool.gui.preparing.workbench import Workbench


def test_play_reaches_the_end_in_the_films_time(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    seen: list[int] = []
    bench.player.shown.connect(lambda shown: seen.append(shown.frame))
    began = time.monotonic()
    QTest.keyClick(bench, Qt.Key.Key_Space)
    assert bench.player.playing
    qtbot.waitUntil(lambda: not bench.player.playing, timeout=20_000)
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
    qtbot.waitUntil(lambda: not bench.player.playing, timeout=20_000)
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

    qtbot.waitUntil(lambda: rounds() >= 3, timeout=20_000)
    bench.player.pause()
    assert set(visited) <= set(range(20, 28))
    assert bench.player.playing is False
    span = bench.preparation.marks.moments[0].span
    assert film.times.frames_of(span) == range(20, 28)


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
    def refuse() -> Pictures:
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
