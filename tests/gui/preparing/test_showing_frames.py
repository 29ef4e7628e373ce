"""The picture on the screen is that of the frame asked for, whatever way it was asked."""

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.reading import shown_number
from vigtool.gui.preparing.workbench import Workbench


def press(bench: Workbench, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench, key, held)


def wait_for(qtbot: QtBot, bench: Workbench, number: int) -> None:
    qtbot.waitUntil(lambda: shown_number(bench) == number)


def test_stepping_shows_each_neighbour(qtbot: QtBot, bench: Workbench) -> None:
    for n in range(1, 20):
        press(bench, Qt.Key.Key_Period)
        wait_for(qtbot, bench, n)
    for n in range(18, 4, -1):
        press(bench, Qt.Key.Key_Comma)
        wait_for(qtbot, bench, n)


def test_any_frame_is_shown_exactly(qtbot: QtBot, bench: Workbench) -> None:
    for n in random.Random(7).sample(range(FRAMES), 15):
        bench.player.show_frame(n)
        wait_for(qtbot, bench, n)
        assert bench.transport.count.text().endswith(f"frame {n}")


def test_a_hasty_scrub_ends_on_the_last_place(qtbot: QtBot, bench: Workbench) -> None:
    seen: list[int] = []
    bench.player.shown.connect(lambda shown: seen.append(shown.frame))
    chance = random.Random(3)
    QTest.mousePress(bench.strip, Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    for _ in range(300):
        QTest.mouseMove(bench.strip, QPoint(chance.randrange(20, bench.strip.width() - 20), 10))
    last = QPoint(round(bench.strip.x_of(37) + 3), 10)
    QTest.mouseMove(bench.strip, last)
    QTest.mouseRelease(bench.strip, Qt.MouseButton.LeftButton, pos=last)
    wait_for(qtbot, bench, 37)
    assert bench.player.frame == 37
    assert seen[-1] == 37


def test_first_and_last_frame_are_the_limits(qtbot: QtBot, bench: Workbench) -> None:
    bench.player.step(-5)
    assert bench.player.frame == 0
    bench.player.step(1000)
    wait_for(qtbot, bench, FRAMES - 1)


def test_a_second_is_counted_by_the_films_own_times(bench: Workbench, film: DrawnFilm) -> None:
    press(bench, Qt.Key.Key_Right)
    assert film.times.seconds_from_start(film.times.tick_of(bench.player.frame)) <= 1
    assert film.times.seconds_from_start(film.times.tick_of(bench.player.frame + 1)) > 1


def test_the_picture_keeps_its_proportions(bench: Workbench) -> None:
    place = bench.view.picture_place()
    assert abs(place.width() * 108 - place.height() * 192) <= 192
    assert place.width() == bench.view.width() or place.height() == bench.view.height()
    bench.view.resize(400, 900)
    place = bench.view.picture_place()
    assert place.width() == 400
    assert place.center() == bench.view.rect().center()


def test_withdrawn_consent_takes_the_picture_away(open_bench: Open, desk: MemoryDesk) -> None:
    allowed = [True]
    bench = open_bench(permitted=lambda: allowed[0])
    bench.recheck_consent()
    assert shown_number(bench) == 0
    bench.player.play()
    allowed[0] = False
    bench.recheck_consent()
    assert shown_number(bench) is None
    assert not bench.player.playing
    assert "consent" in bench.view.accessibleDescription()
    press(bench, Qt.Key.Key_Period)
    press(bench, Qt.Key.Key_M)
    assert shown_number(bench) is None
    assert desk.steps == []
