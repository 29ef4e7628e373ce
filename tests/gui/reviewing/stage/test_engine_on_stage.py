"""The stage with a real engine: its death is hardly seen, and it ends with the consent and with the stage."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show, number_on
from tests.gui.preparing.test_engine_in_prepare import engines
from tests.gui.reviewing.round import Round
from tests.gui.reviewing.stage.conftest import FIRST, KEY, LAST
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.engine.spare import end_spare
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.consents import record_consent

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds child processes through /proc")


@pytest.fixture
def stage(
    review: Review,
    settings: PreferenceFile,
    qtbot: QtBot,
    real_engine: None,  # noqa: ARG001 - no double
) -> Iterator[StageWindow]:
    made = StageWindow(review, settings)
    made.show_on(QGuiApplication.primaryScreen())
    review.next()
    qtbot.waitUntil(comes_to_show(made.picture, KEY), timeout=60_000)
    yield made
    made.leave()
    made.deleteLater()


def test_killed_in_mid_play_the_moment_goes_on_and_stays_a_moment(
    stage: StageWindow, review: Review, qtbot: QtBot
) -> None:
    stage.player.set_looped(looped=True)
    stage.play()
    restarts: list[bool] = []
    stage.player.restarted.connect(lambda: restarts.append(True))
    killed = engines()
    assert killed
    for engine in killed:
        os.kill(engine, signal.SIGKILL)
    qtbot.waitUntil(lambda: restarts == [True], timeout=60_000)
    seen: list[int] = []
    stage.player.shown.connect(lambda picture: seen.append(picture.frame))
    qtbot.waitUntil(lambda: len(seen) > 5, timeout=60_000)
    assert stage.player.playing
    assert set(seen) <= set(range(FIRST, LAST + 1))
    review.next()
    qtbot.waitUntil(comes_to_show(stage.picture, KEY + 9), timeout=60_000)
    stage.leave()
    end_spare()
    assert engines() == set()


def test_a_withdrawn_consent_ends_the_engine_at_once(stage: StageWindow, review: Review, cycle_round: Round) -> None:
    stage.play()
    end_spare()
    assert engines()
    record_consent(review.ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert engines() == set()
    assert number_on(stage.picture) is None
