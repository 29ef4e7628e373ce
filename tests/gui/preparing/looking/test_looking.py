"""Looking closely in the workspace: real pixels from near, pins, two frames side by side, and how each is left."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import DrawnFilm, Open
from tests.gui.preparing.desk import MemoryDesk
from tests.gui.preparing.looking.test_picture_stage import wheel
from tests.gui.preparing.reading import shown_number
from tests.media.drawn_films import read_number
from vigtool.gui.playing.lamp import Light
from vigtool.gui.playing.nearness import Nearness
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.looking.pins import MOST
from vigtool.gui.preparing.workbench import Workbench

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def press(bench: Workbench, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(bench, key, held)


def go(qtbot: QtBot, bench: Workbench, frame: int) -> None:
    bench.player.show_frame(frame)
    qtbot.waitUntil(lambda: bench.view.frame == frame)


def pinned(bench: Workbench) -> list[int]:
    return [pin.frame for pin in bench.looking.pins.all]


def number_in_pin(bench: Workbench, place: int) -> int | None:
    image = bench.looking.pins.all[place].image
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return read_number(pixels[:, :, 1])


def test_from_near_the_pixels_are_the_films_own(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    film.size = (1600, 900)
    bench = open_bench()
    stage = bench.view.size()
    assert film.reel.wishes[-1].within == (stage.width(), stage.height())
    for _ in range(3):
        press(bench, Key.Key_Z)
    zoom = bench.looking.look.near.zoom
    assert zoom == pytest.approx(1.25**3)
    within = round(stage.width() * zoom), round(stage.height() * zoom)
    qtbot.waitUntil(lambda: film.reel.wishes[-1].within == within)
    qtbot.waitUntil(lambda: bench.view.picture is not None and bench.view.picture.pixels.shape[1] > stage.width())
    press(bench, Key.Key_W)
    qtbot.waitUntil(lambda: film.reel.wishes[-1].within == (stage.width(), stage.height()))


def test_keys_come_closer_go_back_and_move_the_picture(bench: Workbench) -> None:
    look = bench.looking.look
    press(bench, Key.Key_Z, Key.Key_Z)
    near = look.near
    assert near.zoom == pytest.approx(1.25**2)
    press(bench, Key.Key_Right, held=Qt.KeyboardModifier.AltModifier)
    assert look.near.x < near.x
    press(bench, Key.Key_Left, held=Qt.KeyboardModifier.AltModifier)
    press(bench, Key.Key_Z, Key.Key_Z, held=Qt.KeyboardModifier.ShiftModifier)
    assert look.near == Nearness()


def test_a_frame_is_pinned_and_unpinned_by_one_key(qtbot: QtBot, bench: Workbench) -> None:
    go(qtbot, bench, 7)
    press(bench, Key.Key_P)
    assert pinned(bench) == [7]
    assert bench.looking.column.isVisible()
    assert "Unpin" in bench.looking.buttons.pin.accessibleName()
    go(qtbot, bench, 9)
    qtbot.waitUntil(lambda: "Unpin" not in bench.looking.buttons.pin.accessibleName())
    assert number_in_pin(bench, 0) == 7  # its own memory was overdrawn when it was released
    go(qtbot, bench, 7)
    press(bench, Key.Key_P)
    assert pinned(bench) == []
    assert not bench.looking.column.isVisible()


def test_there_are_four_pins_and_a_word_about_the_fifth(qtbot: QtBot, bench: Workbench) -> None:
    for frame in range(5):
        go(qtbot, bench, frame)
        press(bench, Key.Key_P)
    assert pinned(bench) == list(range(MOST))
    before = bench.view.grab().toImage()
    bench.view.show_note()
    assert bench.view.grab().toImage() != before
    bench.looking.column.unpinning[1].click()
    assert pinned(bench) == [0, 2, 3]
    press(bench, Key.Key_P)
    assert pinned(bench) == [0, 2, 3, 4]


def test_a_pin_leads_back_to_its_frame(qtbot: QtBot, bench: Workbench) -> None:
    for frame in (12, 30):
        go(qtbot, bench, frame)
        press(bench, Key.Key_P)
    bench.looking.column.pictures[0].click()
    qtbot.waitUntil(lambda: shown_number(bench) == 12)
    assert bench.looking.column.pictures[0].accessibleName().startswith("Pinned frame at 0:00.")


def test_two_frames_are_compared_and_the_film_goes_on(qtbot: QtBot, bench: Workbench, film: DrawnFilm) -> None:
    for frame in (12, 30):
        go(qtbot, bench, frame)
        press(bench, Key.Key_P)
    go(qtbot, bench, 40)
    press(bench, Key.Key_C)
    still, view = bench.looking.still, bench.view
    assert still.isVisible()
    assert bench.looking.comparing.pin is bench.looking.pins.all[1]
    qtbot.waitUntil(lambda: abs(still.width() - view.width()) <= 1)
    press(bench, Key.Key_Period)
    qtbot.waitUntil(lambda: view.frame == 41)
    bench.looking.column.pictures[0].click()
    assert bench.looking.comparing.pin is bench.looking.pins.all[0]
    assert bench.player.frame == 41
    wheel(still, QPointF(still.rect().center()), 3)
    assert view.look.near.zoom == pytest.approx(1.25**3)
    press(bench, Key.Key_C)
    assert not still.isVisible()
    qtbot.waitUntil(lambda: film.reel.held == 1)


def test_with_nothing_pinned_comparing_begins_with_this_frame(qtbot: QtBot, bench: Workbench) -> None:
    go(qtbot, bench, 5)
    press(bench, Key.Key_C)
    assert pinned(bench) == [5]
    assert bench.looking.comparing.goes_on
    bench.looking.column.unpinning[0].click()
    assert not bench.looking.comparing.goes_on


def test_a_pinned_frame_is_made_anew_to_be_seen_from_near(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    film.size = (1600, 900)
    bench = open_bench()
    press(bench, Key.Key_P, Key.Key_C)
    copied = bench.looking.still.image_size
    for _ in range(6):
        press(bench, Key.Key_Z)
    qtbot.waitUntil(lambda: bench.looking.still.image_size > copied)
    assert bench.looking.pins.all[0].image.width() == copied[0]


def test_escape_leaves_one_thing_after_the_other(qtbot: QtBot, bench: Workbench) -> None:
    bench.preparation.mark(10)
    press(bench, Key.Key_I, Key.Key_P, Key.Key_C, Key.Key_Z)
    look, comparing = bench.looking.look, bench.looking.comparing
    told = []
    for _ in range(4):
        told.append(
            (comparing.goes_on, not look.near.is_whole, bool(bench.preparation.draft), bool(bench.preparation.selected))
        )
        press(bench, Key.Key_Escape)
    assert told == [  # comparing, near, in and out, selection
        (True, True, True, True),
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
    ]
    assert bench.preparation.selected is None
    assert pinned(bench) == [0]
    qtbot.waitUntil(lambda: shown_number(bench) is not None)


def test_a_withdrawn_consent_takes_every_copy_at_once(qtbot: QtBot, open_bench: Open, film: DrawnFilm) -> None:
    allowed = [True]
    bench = open_bench(permitted=lambda: allowed[0])
    go(qtbot, bench, 3)
    press(bench, Key.Key_P, Key.Key_C)
    bench.looking.look.shine(Light(40, 40))
    bench.do(Deed.LOOK)
    bench.grab()
    allowed[0] = False
    bench.recheck_consent()
    assert pinned(bench) == []
    assert bench.looking.pins.chosen is None
    assert not bench.looking.still.isVisible()
    assert bench.looking.still.image_size == (0, 0)
    assert not bench.looking.column.isVisible()
    assert not bench.looking.popup.isVisible()
    assert film.reel.held == 0
    for deed in (Deed.PIN, Deed.COMPARE):
        bench.do(deed)
    assert pinned(bench) == []


def test_when_the_film_is_closed_nothing_is_kept(bench: Workbench) -> None:
    press(bench, Key.Key_P, Key.Key_C)
    bench.close()
    assert pinned(bench) == []
    assert bench.looking.still.image_size == (0, 0)


def test_nothing_of_it_is_put_on_record(qtbot: QtBot, bench: Workbench, desk: MemoryDesk) -> None:
    press(bench, Key.Key_P, Key.Key_C, Key.Key_H, Key.Key_Z, Key.Key_W)
    bench.looking.look.shine(Light(20, 20))
    go(qtbot, bench, 8)
    assert desk.steps == []


def test_a_click_stops_at_once_and_plays_when_no_second_follows(qtbot: QtBot, bench: Workbench) -> None:
    told: list[bool] = []
    bench.player.playing_changed.connect(told.append)
    middle = bench.view.rect().center()
    QTest.mouseClick(bench.view, Qt.MouseButton.LeftButton, pos=middle)
    assert told == []
    qtbot.waitUntil(lambda: told == [True])
    QTest.mouseClick(bench.view, Qt.MouseButton.LeftButton, pos=middle)
    assert told == [True, False]


@pytest.mark.parametrize("playing", [False, True])
def test_two_clicks_come_near_and_leave_the_film_stopped(qtbot: QtBot, bench: Workbench, playing: bool) -> None:  # noqa: FBT001
    told: list[bool] = []
    if playing:
        bench.player.play()
    bench.player.playing_changed.connect(told.append)
    QTest.mouseClick(bench.view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseDClick(bench.view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert bench.looking.look.near.zoom == 2
    assert not bench.looking.clicks.waits
    assert told == ([False] if playing else [])
    assert not bench.player.playing
    qtbot.waitUntil(lambda: bench.view.frame == bench.player.frame)


def test_the_popup_does_by_mouse_what_the_keys_do(qtbot: QtBot, bench: Workbench) -> None:
    looking = bench.looking
    looking.buttons.look.click()
    popup = looking.popup
    qtbot.waitUntil(popup.isVisible)
    popup.closer.click()
    assert looking.look.near.zoom == pytest.approx(1.25)
    popup.whole.click()
    assert looking.look.near.is_whole
    popup.mirror.click()
    popup.lighter.setValue(50)
    popup.contrast.setValue(-30)
    assert (looking.look.mirrored, looking.look.light) == (True, Light(50, -30))
    popup.lighter.setValue(3)  # as good as the middle
    assert looking.look.light == Light(0, -30)
    popup.plain.click()
    assert not looking.look.display_changed
    assert (popup.mirror.isChecked(), popup.contrast.value()) == (False, 0)
    QTest.keyClick(popup, Key.Key_H)
    assert popup.mirror.isChecked()
    QTest.keyClick(popup, Key.Key_B)
    assert not popup.isVisible()
    looking.buttons.pin.click()
    looking.buttons.compare.click()
    assert looking.comparing.goes_on


def test_every_control_is_named(qtbot: QtBot, bench: Workbench) -> None:
    press(bench, Key.Key_P, Key.Key_C)
    looking = bench.looking
    looking.buttons.look.click()
    qtbot.waitUntil(looking.popup.isVisible)
    parts = [*looking.column.pictures, *looking.column.unpinning, looking.still, looking.view, looking.popup]
    parts += [looking.popup.closer, looking.popup.farther, looking.popup.whole, looking.popup.lighter]
    parts += [looking.popup.contrast, looking.buttons.look, looking.buttons.pin, looking.buttons.compare]
    assert all(part.accessibleName() for part in parts)
    looking.popup.hide()
    QApplication.processEvents()
