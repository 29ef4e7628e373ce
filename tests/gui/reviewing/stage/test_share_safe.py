"""The window that a video call shares: only the moment, to a purpose of its own, on record as that."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show, number_on
from tests.gui.reviewing.round import TITLES, Round
from tests.gui.reviewing.stage.conftest import KEY, OpenStage
from tests.gui.reviewing.stage.test_leaving_and_dark import OfTheSystem
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused
from vigtool.services.reviewing import shown_in


@pytest.fixture
def shared(open_stage: OpenStage, review: Review, cycle_round: Round, qtbot: QtBot) -> StageWindow:
    cycle_round.family.consent(Purposes.REMOTE_REVIEW)
    made = open_stage(share_safe=True)
    review.next()
    qtbot.waitUntil(comes_to_show(made.picture, KEY))
    return made


def test_it_is_an_ordinary_window_with_nothing_but_the_moment(shared: StageWindow, cycle_round: Round) -> None:
    assert not shared.isFullScreen()
    assert not shared.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert [one for one in shared.findChildren(QAbstractButton) if one.isVisible()] == []
    names = (*TITLES, cycle_round.film.label, cycle_round.family.case.name, cycle_round.family.child.name)
    told = (shared.windowTitle(), shared.accessibleName(), shared.picture.accessibleName(), shared.toolTip())
    assert told[0] == "Shared review"
    assert not [(name, words) for name in names for words in told if name in words]
    QTest.mouseMove(shared.picture)
    assert not shared.controls.isVisible()


def test_a_tap_plays_and_any_tap_stops(shared: StageWindow, qtbot: QtBot) -> None:
    shared.player.set_looped(looped=True)
    QTest.mouseClick(shared.picture, Qt.MouseButton.LeftButton)
    assert shared.player.playing
    QTest.mouseClick(shared.picture, Qt.MouseButton.LeftButton)
    assert not shared.player.playing
    QTest.keyClick(shared, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shared.leaving.ring.is_held)
    assert not shared.leaving.form.isVisible(), "no passphrase is asked for in front of a camera"


def test_it_is_on_record_with_its_own_purpose(shared: StageWindow, review: Review) -> None:
    QTest.keyClick(shared, Qt.Key.Key_PageDown)
    shown = shown_in(review.ws, review.begun.case, review.begun.session)
    assert [one.moment for one in shown] == [one.id for one in review.moments[:2]]
    assert {one.event.purpose for one in shown} == {Purposes.REMOTE_REVIEW}


def test_withdrawn_for_video_calls_alone_it_is_gone_at_once(
    shared: StageWindow, review: Review, cycle_round: Round
) -> None:
    record_consent(review.ws, cycle_round.family.child.id, Purposes.REMOTE_REVIEW, Answer.WITHDRAWN)
    assert (shared.picture.frame, number_on(shared.picture), shared.player.moment) == (None, None, None)


def test_not_agreed_it_is_refused_in_a_sentence_without_a_name(
    open_stage: OpenStage, review: Review, cycle_round: Round
) -> None:
    shared = open_stage(share_safe=True)
    review.next()
    assert (review.current, shared.player.moment) == (None, None)
    told = shared.picture.accessibleDescription()
    assert "not everybody in it has agreed" in told
    assert cycle_round.family.child.name not in told
    assert shown_in(review.ws, review.begun.case, review.begun.session) == []
    with pytest.raises(ConsentRefused):
        review.show(cycle_round.moments[0].id)


def test_it_is_closed_as_any_window_is(shared: StageWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shared.left):
        event = OfTheSystem()
        QApplication.sendEvent(shared, event)
    assert event.isAccepted()
    shared.close()
    assert not shared.isVisible()
    assert shared.player.moment is None
