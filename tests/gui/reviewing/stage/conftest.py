"""A stage in front of a family, on a drawn film of which each picture carries its number."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.preferences import PreferenceFile

OpenStage = Callable[..., StageWindow]


@pytest.fixture
def open_stage(review: Review, settings: PreferenceFile, qtbot: QtBot) -> Iterator[OpenStage]:
    opened: list[StageWindow] = []

    def _open(*, share_safe: bool = False) -> StageWindow:
        review.remote = share_safe
        stage = StageWindow(review, settings, share_safe=share_safe)
        opened.append(stage)
        stage.show_on(QGuiApplication.primaryScreen())
        qtbot.waitExposed(stage)
        return stage

    yield _open
    for stage in opened:
        stage.leave()
        stage.deleteLater()


@pytest.fixture
def stage(open_stage: OpenStage, review: Review, qtbot: QtBot) -> StageWindow:
    """With the key frame of the first of three moments (frames 2 to 7, key frame 4) on it."""
    made = open_stage()
    review.next()
    qtbot.waitUntil(comes_to_show(made.picture, KEY))
    return made


FIRST, KEY, LAST = 2, 4, 7
