"""What the workspace says aloud, and what it keeps to itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.gui.preparing.conftest import Open
from vigtool.gui.preparing.spoken_changes import SpokenChanges
from vigtool.gui.preparing.workbench import Workbench


@dataclass
class Heard:
    """A workspace, and everything that it has said since it was last asked."""

    bench: Workbench
    words: list[str]

    def now(self) -> list[str]:
        told, self.words[:] = list(self.words), []
        return told


@pytest.fixture
def heard(bench: Workbench) -> Heard:
    words: list[str] = []
    bench.spoken.announcer.said.connect(words.append)
    return Heard(bench, words)


@pytest.fixture
def listening() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_what_is_done_to_moments_is_told(heard: Heard) -> None:
    mine = heard.bench.preparation
    mine.mark(30)
    assert heard.now() == ["Marked: Moment at 0:00.0, 0:00.0, 2.4 s, 60 frames"]
    moment = mine.moment
    assert moment is not None
    mine.star(moment.id)
    mine.star(moment.id)
    assert heard.now() == ["Chosen for the review", "Left out of the review"]
    mine.move(moment.id, heard.bench.material.times.span(10, 20))
    assert heard.now() == ["Moment at 0:00.3, 0:00.3, 0.4 s, 10 frames"]
    mine.remove(moment.id)
    assert heard.now() == ["Removed: Moment at 0:00.3"]


def test_what_is_typed_is_not_said_again(heard: Heard) -> None:
    mine = heard.bench.preparation
    mine.mark(30)
    assert mine.selected is not None
    heard.now()
    mine.retitle(mine.selected, "The red brick")
    mine.note(mine.selected, "She waits.")
    assert heard.now() == []


def test_undo_and_redo_name_their_steps(heard: Heard) -> None:
    mine = heard.bench.preparation
    mine.mark(30)
    assert mine.selected is not None
    mine.star(mine.selected)
    heard.now()
    mine.undo()
    mine.undo()
    assert heard.now() == ["Undone: choose for the review", "Undone: mark a moment"]
    mine.redo()
    mine.redo()
    assert heard.now() == ["Done again: mark a moment", "Done again: choose for the review"]


def test_a_moment_that_is_selected_is_named(heard: Heard) -> None:
    mine = heard.bench.preparation
    mine.mark(10)
    first = mine.selected
    mine.mark(50)
    assert first is not None
    heard.now()
    mine.select(None)
    assert heard.now() == []
    mine.select(first)
    (said,) = heard.now()
    assert said.startswith("Selected: Moment at 0:00.0")


def test_playing_says_two_words_and_no_frames(heard: Heard, qtbot: QtBot) -> None:
    player = heard.bench.player
    player.toggle()
    qtbot.waitUntil(lambda: player.frame > 10)
    player.pause()
    assert heard.now() == ["Playing", f"Stopped at {place(heard.bench, player.frame)}"]
    assert heard.bench.view.frame is not None
    assert heard.bench.view.accessibleDescription() == place(heard.bench, heard.bench.view.frame)


@pytest.mark.usefixtures("listening")
def test_where_the_playhead_rests_is_said_once(heard: Heard, qtbot: QtBot) -> None:
    for _ in range(5):
        heard.bench.player.step(1)
    assert heard.now() == []
    qtbot.waitUntil(lambda: bool(heard.words))
    assert heard.now() == ["0:00.1, frame 5"]
    qtbot.waitUntil(lambda: heard.bench.view.accessibleDescription() == "0:00.1, frame 5")


@pytest.mark.usefixtures("listening")
def test_a_page_that_is_left_falls_silent(open_bench: Open) -> None:
    bench = open_bench()
    bench.player.step(1)
    waiting = timers(bench.spoken)
    assert waiting
    assert all(one.isActive() for one in waiting)
    bench.hide()
    assert not any(one.isActive() for one in waiting)


def timers(spoken: SpokenChanges) -> list[QTimer]:
    return spoken.findChildren(QTimer)


def place(bench: Workbench, frame: int) -> str:
    at = bench.material.times.seconds_from_start(bench.material.times.tick_of(frame))
    return f"0:0{int(at * 10) / 10}, frame {frame}"
