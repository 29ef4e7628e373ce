"""Displays come and go while a moment is shown."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vigtool.gui.reviewing.leading import Leading
from vigtool.gui.reviewing.moment_notes import MomentNotes
from vigtool.gui.reviewing.own_phrases import OwnPhrases
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.showing_choice import NotesPlace, Showing
from vigtool.gui.reviewing.stage.displays import DisplayWatch, name_of, place_after
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.preferences import PreferenceFile


@pytest.mark.parametrize(
    ("now", "there", "then"),
    [
        ("tv", ["laptop", "tv"], None),
        ("tv", ["laptop"], "laptop"),
        ("laptop", ["laptop"], None),
        ("laptop", ["laptop", "other"], None),
        ("laptop", ["laptop", "tv"], "tv"),
        ("other", ["laptop"], "laptop"),
        ("tv", [], None),
    ],
)
def test_it_goes_to_another_display_and_comes_back_to_the_chosen_one(
    now: str, there: list[str], then: str | None
) -> None:
    assert place_after("tv", now, there) == then


def test_until_a_display_was_chosen_nothing_moves(qapp: QApplication) -> None:
    watch, moves = DisplayWatch(), list[object]()
    watch.moved.connect(moves.append)
    qapp.screenAdded.emit(QGuiApplication.primaryScreen())
    assert moves == []


def test_a_display_that_goes_and_comes_stops_the_film_and_says_so(
    stage: StageWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    """The only display of the test stands in for both: the stage is told that it was on another one."""
    screen = QGuiApplication.primaryScreen()
    told: list[str] = []
    stage.display_lost.connect(lambda: told.append("lost"))
    stage.display_regained.connect(lambda: told.append("regained"))
    stage.player.set_looped(looped=True)
    stage.play()
    stage.displays.choose_by_name("tv")
    qapp.screenRemoved.emit(None)
    assert (told, stage.player.playing) == (["lost"], False)
    assert stage.isFullScreen()
    assert stage.player.moment is not None
    stage.displays.choose_by_name(name_of(screen), now="elsewhere")
    qapp.screenAdded.emit(screen)
    assert told == ["lost", "regained"]
    qtbot.waitUntil(lambda: stage.geometry() == screen.geometry())


def test_without_their_own_display_the_notes_lie_below_the_picture_until_it_is_back(
    review: Review, settings: PreferenceFile, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    leading = Leading(review, Showing(0, notes=NotesPlace.ELSEWHERE), settings, OwnPhrases(tmp_path))
    qtbot.addWidget(leading.running)
    leading.open_stage()
    assert leading.stage is not None
    assert leading.stage.findChildren(MomentNotes) == []
    leading.stage.displays.choose_by_name("tv")
    qapp.screenRemoved.emit(None)
    (strip,) = leading.stage.findChildren(MomentNotes)
    assert strip.isVisible()
    screen = QGuiApplication.primaryScreen()
    leading.stage.displays.choose_by_name(name_of(screen), now="elsewhere")
    qapp.screenAdded.emit(screen)
    assert leading.stage.findChildren(MomentNotes) == []
    leading.stop()
    assert leading.stage is None
