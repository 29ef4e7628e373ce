"""The picture on the screen is that of the frame asked for, whatever way it was asked."""

import random
import threading

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import FRAMES, DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.reading import shown_number
from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Damage, Restarted
from vigtool.gui.preparing.workbench import Workbench


def press(bench: Workbench, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench, key, held)


def counted(bench: Workbench) -> int:
    return int(bench.transport.count.text().rsplit(" ", 1)[1])


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


def test_the_counter_names_the_picture_on_the_screen_until_the_user_is_told(
    qtbot: QtBot, bench: Workbench, film: DrawnFilm
) -> None:
    film.reel.wait(waits=True)
    press(bench, Qt.Key.Key_Period)
    assert bench.player.frame == 1
    assert counted(bench) == 0 == shown_number(bench)
    assert not bench.view.coming
    qtbot.waitUntil(lambda: bench.view.coming)
    assert counted(bench) == 1
    press(bench, Qt.Key.Key_Period)
    assert (counted(bench), bench.view.coming) == (2, True)
    film.reel.wait(waits=False)
    wait_for(qtbot, bench, 2)
    assert (counted(bench), bench.view.coming) == (2, False)


def _until_told(qtbot: QtBot, told: list[tuple[int, bool, int | None]], frame: int) -> None:
    qtbot.waitUntil(lambda: not told or told[-1][0] >= frame)


def test_a_late_picture_is_named_as_what_it_is(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    film.late_s = 0.02
    told: list[tuple[int, bool, int | None]] = []
    bench.player.told.connect(lambda frame, _second, coming: told.append((frame, coming, bench.view.frame)))
    for n in range(1, 30):
        bench.player.step(1)
        _until_told(qtbot, told, n - 2)
    wait_for(qtbot, bench, 29)
    assert [frame for frame, coming, on_view in told if frame != on_view and not coming] == []
    assert told[-1] == (29, False, 29)


def test_a_late_picture_does_not_end_the_waiting(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    film.reel.wait(waits=True)
    bench.player.show_frame(40)
    film.reel.say(film.reel.picture(30))
    wait_for(qtbot, bench, 30)
    assert (counted(bench), bench.view.coming) == (30, False)
    qtbot.waitUntil(lambda: bench.view.coming)
    assert counted(bench) == 40


def test_a_preview_is_marked_and_the_very_frame_follows(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    film.reel.wait(waits=True)
    bench.player.scrub(40)
    assert film.reel.wishes[-1].scrubbing
    film.reel.say(film.reel.picture(30, preview_of=40))
    wait_for(qtbot, bench, 30)
    assert (counted(bench), bench.view.coming) == (40, True)
    film.reel.wait(waits=False)
    wait_for(qtbot, bench, 40)
    assert (counted(bench), bench.view.coming) == (40, False)


class _Broken(VigtoolError):
    pass


def test_a_frame_that_cannot_be_shown_is_told_in_its_place(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    film.refused[3] = _Broken()
    bench.player.show_frame(3)
    qtbot.waitUntil(lambda: bench.view.frame is None)
    assert bench.view.accessibleDescription()
    assert (counted(bench), bench.view.coming) == (3, False)
    press(bench, Qt.Key.Key_M)
    assert len(bench.preparation.marks.moments) == 1
    bench.player.show_frame(4)
    wait_for(qtbot, bench, 4)
    assert bench.view.accessibleDescription() == "0:00.1, frame 4"


def test_a_frame_that_is_missing_does_not_flicker_while_the_film_plays(
    qtbot: QtBot, bench: Workbench, film: DrawnFilm
) -> None:
    film.refused[20] = _Broken()
    views: list[int | None] = []
    bench.player.refused.connect(lambda: views.append(None))
    bench.player.show_frame(15)
    wait_for(qtbot, bench, 15)
    bench.player.play()
    qtbot.waitUntil(lambda: bench.player.frame > 30)
    bench.player.pause()
    assert views == []


def test_every_picture_but_the_shown_one_is_released(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    for n in random.Random(1).sample(range(FRAMES), 20):
        bench.player.show_frame(n)
    qtbot.waitUntil(lambda: shown_number(bench) == bench.player.frame)
    reel = film.reel
    qtbot.waitUntil(lambda: reel.held == 1)
    bench.close()
    assert reel.held == 0
    assert reel.closed


def test_a_restart_is_said_in_passing_and_changes_nothing(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    bench.player.show_frame(9)
    wait_for(qtbot, bench, 9)
    bench.player.play()
    before = bench.view.grab().toImage()
    film.reel.say(Restarted("crashed"))
    passing = bench.showing.findChild(QTimer)
    assert passing is not None
    qtbot.waitUntil(passing.isActive)
    assert bench.player.playing
    assert bench.view.grab().toImage() != before
    assert not bench.message.isVisible()
    bench.player.pause()
    passing.setInterval(0)
    qtbot.waitUntil(lambda: not passing.isActive())


def test_after_a_restart_it_is_asked_again_whether_the_film_may_be_watched(
    qtbot: QtBot, open_bench: Open, film: DrawnFilm
) -> None:
    allowed = [True]
    bench = open_bench(permitted=lambda: allowed[0])
    bench.player.show_frame(9)
    wait_for(qtbot, bench, 9)
    allowed[0] = False  # its last day has passed: nobody was told
    seen: list[int] = []
    bench.player.shown.connect(lambda picture: seen.append(picture.frame))
    film.reel.say(Restarted("crashed"))
    bench.player.show_frame(10)
    qtbot.waitUntil(lambda: film.reel.closed)
    assert seen == []
    assert shown_number(bench) is None
    assert not bench.player.playing
    assert "consent" in bench.view.accessibleDescription()


def test_a_film_whose_consent_ended_behind_another_page_stays_closed(open_bench: Open, film: DrawnFilm) -> None:
    allowed = [True]
    bench = open_bench(permitted=lambda: allowed[0])
    bench.hide()
    allowed[0] = False
    bench.show()
    assert len(film.reels) == 1
    assert shown_number(bench) is None
    assert "consent" in bench.view.accessibleDescription()


def test_damage_is_marked_on_the_strip(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    told: list[tuple[int, ...]] = []
    bench.player.damaged.connect(told.append)
    film.reel.say(Damage((3, 4)))
    before = bench.strip.grab().toImage()
    qtbot.waitUntil(lambda: told == [(3, 4)])
    assert bench.strip.grab().toImage() != before


def test_at_rest_no_timer_runs(qtbot: QtBot, bench: Workbench) -> None:
    press(bench, Qt.Key.Key_Period)
    bench.player.play()
    assert any(timer.isActive() for timer in bench.findChildren(QTimer))
    bench.player.pause()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in bench.findChildren(QTimer)))


def test_behind_another_page_no_film_is_open_and_it_comes_back_where_it_was(
    qtbot: QtBot, bench: Workbench, film: DrawnFilm
) -> None:
    bench.preparation.set_first(8)
    bench.preparation.mark(12)
    bench.player.show_frame(14)
    wait_for(qtbot, bench, 14)
    reel = film.reel
    bench.hide()
    assert reel.closed
    assert reel.held == 0
    assert threading.active_count() < 4
    bench.show()
    wait_for(qtbot, bench, 14)
    assert film.reel is not reel
    assert bench.player.frame == 14
    assert bench.preparation.moment is not None


def test_withdrawn_consent_takes_the_picture_away_and_ends_the_engine(
    open_bench: Open, desk: MemoryDesk, film: DrawnFilm
) -> None:
    allowed = [True]
    bench = open_bench(permitted=lambda: allowed[0])
    bench.recheck_consent()
    assert shown_number(bench) == 0
    bench.player.play()
    allowed[0] = False
    bench.recheck_consent()
    assert shown_number(bench) is None
    assert film.reel.closed
    assert film.reel.held == 0
    assert not bench.player.playing
    assert "consent" in bench.view.accessibleDescription()
    press(bench, Qt.Key.Key_Period)
    press(bench, Qt.Key.Key_M)
    assert shown_number(bench) is None
    assert desk.steps == []
    bench.hide()
    bench.show()
    assert len(film.reels) == 1
    assert shown_number(bench) is None
