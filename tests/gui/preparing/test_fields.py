"""An interlaced film shows its fields by choice: stepped one by one, each played at its half of the picture's time."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm, Open
from tests.gui.preparing.drawn_reel import SECOND_FIELD
from tests.gui.preparing.reading import shown_number
from tests.gui.preparing.test_showing_frames import wait_for
from vigtool.gui.playing.field_choice import Fields
from vigtool.gui.preparing.transport import HALF
from vigtool.gui.preparing.workbench import Workbench


def test_only_an_interlaced_film_offers_its_fields(bench: Workbench, open_bench: Open, film: DrawnFilm) -> None:
    assert not bench.transport.fields_button.isVisible()
    film.interlaced = True
    assert open_bench().transport.fields_button.isVisible()


def test_stepping_goes_by_fields_and_marks_by_frames(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    film.interlaced = True
    bench = open_bench()
    bench.player.show_frame(7)
    bench.transport.fields_button.choices[Fields.BOTTOM].trigger()
    met = []
    for _ in range(3):
        QTest.keyClick(bench, Qt.Key.Key_Period)
        wish = film.reel.wishes[-1]
        number = wish.frame + SECOND_FIELD * (wish.field == "second")
        wait_for(qtbot, bench, number)
        assert bench.transport.count.text().endswith(f"frame {wish.frame}" + HALF * (wish.field == "second"))
        met.append((bench.player.frame, wish.frame, wish.field, wish.order))
    assert met == [(7, 7, "second", "bottom"), (8, 8, "first", "bottom"), (8, 8, "second", "bottom")]
    QTest.keyClick(bench, Qt.Key.Key_I)
    assert bench.preparation.first == 8
    bench.transport.fields_button.choices[Fields.WHOLE].trigger()
    qtbot.waitUntil(lambda: shown_number(bench) == 8)
    QTest.keyClick(bench, Qt.Key.Key_Comma)
    qtbot.waitUntil(lambda: shown_number(bench) == 7)


def test_playing_shows_both_fields_of_each_frame_in_time(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    film.interlaced = True
    bench = open_bench()
    bench.player.show_fields(Fields.AUTO)
    bench.player.set_speed(Fraction(1, 2))
    bench.player.play()
    qtbot.waitUntil(lambda: not bench.player.playing)
    asked = [(wish.frame, wish.field == "second") for wish in film.reel.wishes if wish.heading == 1]
    assert asked == sorted(asked)
    frames = {frame for frame, _second in asked}
    both = [frame for frame in frames if {(frame, False), (frame, True)} <= set(asked)]
    assert len(both) > film.times.frames // 2
    assert bench.player.frame == film.times.frames - 1


def test_played_backward_the_second_field_comes_first(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    film.interlaced = True
    bench = open_bench()
    bench.player.show_fields(Fields.TOP)
    bench.player.set_speed(Fraction(1, 2))
    bench.player.show_frame(20)
    bench.player.play(backward=True)
    qtbot.waitUntil(lambda: bench.player.frame == 10)
    bench.player.pause()
    asked = [(wish.frame, wish.field == "second") for wish in film.reel.wishes if wish.heading == -1]
    assert asked == sorted(asked, reverse=True)
