"""One moment on the stage: its key frame, then its film, at the guider's speed, and never a frame beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show, number_on
from tests.gui.reviewing.round import Round
from tests.gui.reviewing.stage.conftest import FIRST, KEY, LAST, OpenStage
from vigtool.domain.moments import Moment, ReviewSpeed
from vigtool.engine.film_answers import Picture
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.stage_keys import StageDeed
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.services.marking import MarkingDesk


@contextmanager
def seen_on(stage: StageWindow) -> Iterator[list[int]]:
    """The numbers that stand in the pictures that come meanwhile, as they are read from the screen."""
    seen: list[int] = []

    def note(_picture: Picture) -> None:
        number = number_on(stage.picture)
        assert number is not None
        seen.append(number)

    stage.player.shown.connect(note)
    yield seen
    stage.player.shown.disconnect(note)


def wish(cycle_round: Round, moment: Moment, speed: ReviewSpeed, *, freeze: bool) -> None:
    desk = MarkingDesk(cycle_round.family.ws, cycle_round.film.id)
    desk.edit("wish", desk.marks.with_moment(replace(moment, speed=speed, freeze=freeze)))


def test_from_the_still_to_the_film_and_no_frame_beside_the_moment(stage: StageWindow, qtbot: QtBot) -> None:
    assert not stage.player.playing
    with seen_on(stage) as seen:
        QTest.keyClick(stage, Qt.Key.Key_Space)
        assert stage.player.playing
        qtbot.waitUntil(lambda: not stage.player.playing)
        qtbot.waitUntil(comes_to_show(stage.picture, LAST))
    assert seen[0] in (FIRST, FIRST + 1)
    assert seen == sorted(seen)
    assert set(seen) <= set(range(FIRST, LAST + 1))
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert stage.player.frame in (FIRST, FIRST + 1), "at its end it begins anew"


def test_frame_by_frame_leads_to_the_moments_ends_and_no_further(stage: StageWindow, qtbot: QtBot) -> None:
    for key, end in ((Qt.Key.Key_Right, LAST), (Qt.Key.Key_Left, FIRST)):
        before = number_on(stage.picture)
        assert before is not None
        QTest.keyClick(stage, key)
        qtbot.waitUntil(comes_to_show(stage.picture, before + (1 if end == LAST else -1)))
        for _ in range(20):
            QTest.keyClick(stage, key)
        qtbot.waitUntil(comes_to_show(stage.picture, end))
        assert stage.player.frame == end
    QTest.keyClick(stage, Qt.Key.Key_F)
    qtbot.waitUntil(comes_to_show(stage.picture, KEY))
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert stage.player.frame in (KEY, KEY + 1), "from a frame that was chosen it goes on there"


def test_again_begins_at_the_moments_begin(stage: StageWindow, qtbot: QtBot) -> None:
    stage.do(StageDeed.SLOWER)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_A):
        stage.do(StageDeed.FRAME_ON)
        with seen_on(stage) as seen:
            QTest.keyClick(stage, key)
            assert (stage.player.playing, stage.player.frame) == (True, FIRST)
            qtbot.waitUntil(lambda: not stage.player.playing)
        assert set(seen) <= set(range(FIRST, LAST + 1))


def test_slower_is_a_half_and_a_quarter_and_faster_leads_back(stage: StageWindow) -> None:
    speeds = []
    for key in (*[Qt.Key.Key_J] * 3, *[Qt.Key.Key_L] * 3):
        QTest.keyClick(stage, key)
        speeds.append(stage.player.speed)
    half, quarter, full = Fraction(1, 2), Fraction(1, 4), Fraction(1)
    assert speeds == [half, quarter, quarter, half, full, full]


def test_in_a_loop_it_goes_round_until_a_key_and_then_once(stage: StageWindow, qtbot: QtBot) -> None:
    QTest.keyClick(stage, Qt.Key.Key_R)
    assert stage.player.looped
    with seen_on(stage) as seen:
        stage.play()
        qtbot.waitUntil(lambda: any(after < before for before, after in pairwise(seen)))
        stage.player.set_looped(looped=False)
        qtbot.waitUntil(lambda: not stage.player.playing)
        assert stage.player.frame == LAST
    assert set(seen) <= set(range(FIRST, LAST + 1))


@pytest.mark.parametrize("speed", [ReviewSpeed.HALF, ReviewSpeed.QUARTER])
def test_the_guiders_wishes_for_a_moment_are_kept(
    open_stage: OpenStage, review: Review, cycle_round: Round, qtbot: QtBot, speed: ReviewSpeed
) -> None:
    wish(cycle_round, cycle_round.moments[0], speed, freeze=True)
    stage = open_stage()
    review.next()
    assert stage.player.speed == Fraction(speed.value)
    for stands_on in (KEY, LAST, KEY):
        with seen_on(stage) as seen:
            stage.play()
            assert stage.player.playing
            qtbot.waitUntil(lambda: not stage.player.playing)
            qtbot.waitUntil(comes_to_show(stage.picture, stands_on))
        assert set(seen) <= set(range(FIRST, LAST + 1))
        assert not set(seen) & set(range(stands_on + 1, LAST)), "none between the key frame and the end"
    for _ in range(9):
        stage.do(StageDeed.FRAME_ON)
    assert stage.player.frame == LAST, "while it stands on the key frame one can step on"
    review.next()
    assert stage.player.speed == 1, "the wish was for that moment"


def test_the_next_moment_is_a_still_again_and_takes_no_other_engine(
    stage: StageWindow, review: Review, qtbot: QtBot
) -> None:
    stage.play()
    QTest.mouseClick(stage.controls.next_button, Qt.MouseButton.LeftButton)
    assert not stage.player.playing
    qtbot.waitUntil(comes_to_show(stage.picture, KEY + 9))
    assert review.tick == cycle_tick(review, KEY + 9)
    QTest.mouseClick(stage.controls.before_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(comes_to_show(stage.picture, KEY))
    assert not stage.controls.before_button.isEnabled()
    assert stage.controls.next_button.isEnabled()


def cycle_tick(review: Review, frame: int) -> int:
    assert review.screening is not None
    return review.screening.times.tick_of(frame)
