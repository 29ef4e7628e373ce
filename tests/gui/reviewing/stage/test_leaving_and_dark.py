"""Nobody leaves the full screen by accident, and it goes dark when nobody has done anything for a while."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.preparing.reading import comes_to_show, number_on
from tests.gui.reviewing.stage.conftest import KEY, OpenStage
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.blank_choice import BlankChoice
from vigtool.gui.reviewing.stage.blanking import MINUTE_MS, BlankWatch
from vigtool.gui.reviewing.stage.leave_ring import HOLD_MS, LeaveRing
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.shared.preferences import BLANK_MINUTES, PreferenceFile
from vigtool.services.consents import record_consent

Key = Qt.Key
PASSPHRASE = "six plain words"


def has_filled(ring: LeaveRing, since: float) -> bool:
    return ring.part > since


def test_a_key_held_long_enough_leaves_and_the_ring_says_how_long(
    stage: StageWindow, review: Review, qtbot: QtBot
) -> None:
    assert HOLD_MS == 1500
    with qtbot.waitSignal(stage.left):
        QTest.keyPress(stage, Key.Key_Escape)
        assert not stage.leaving.ring.isVisible(), "a short press shows no ring"
        qtbot.waitUntil(lambda: stage.leaving.ring.isVisible() and stage.leaving.ring.part > 1 / 3)
        filled = stage.leaving.ring.grab().toImage()
        qtbot.waitUntil(lambda: stage.leaving.ring.part > 1 / 2)
        assert stage.leaving.ring.grab().toImage() != filled
        assert stage.isVisible()
    assert not stage.isVisible()
    assert review.current is None, "nothing is on the screen any more"


def test_a_key_that_the_system_repeats_is_held(stage: StageWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.left):
        QTest.keyPress(stage, Key.Key_Escape)
        for _ in range(8):
            part = stage.leaving.ring.part
            QTest.keyRelease(stage, Key.Key_Escape)
            QTest.keyPress(stage, Key.Key_Escape)
            qtbot.waitUntil(partial(has_filled, stage.leaving.ring, part))
    assert not stage.leaving.form.isVisible()


def test_a_finger_held_on_the_picture_leaves_and_one_that_wanders_does_not(stage: StageWindow, qtbot: QtBot) -> None:
    middle = stage.picture.rect().center()
    QTest.mousePress(stage.picture, Qt.MouseButton.LeftButton, pos=middle)
    assert stage.leaving.ring.is_held
    QTest.mouseMove(stage.picture, middle + QPoint(80, 0))
    assert not stage.leaving.ring.is_held
    QTest.mouseRelease(stage.picture, Qt.MouseButton.LeftButton, pos=middle)
    with qtbot.waitSignal(stage.left):
        QTest.mousePress(stage.picture, Qt.MouseButton.LeftButton, pos=middle)


def test_a_short_press_stays_and_offers_the_passphrase(stage: StageWindow, qtbot: QtBot) -> None:
    stage.play()
    QTest.keyClick(stage, Key.Key_Escape)
    assert not stage.player.playing
    qtbot.waitUntil(lambda: not stage.leaving.ring.is_held)
    assert not stage.leaving.form.isVisible(), "the key that stops the film does nothing else"
    QTest.keyClick(stage, Key.Key_Escape)
    form = stage.leaving.form
    qtbot.waitUntil(form.isVisible)
    assert (stage.isVisible(), stage.controls.isVisible()) == (True, False)
    frame = stage.player.frame
    QTest.keyClicks(form.secret.line, "right frame?")
    assert stage.player.frame == frame, "what is typed is text"
    QTest.keyClick(form.secret.line, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(form.message.text()))
    assert stage.isVisible()
    QTest.keyClick(form.secret.line, Key.Key_Escape)
    assert (form.isVisible(), form.secret.text(), stage.controls.isVisible()) == (False, "", True)
    QTest.keyClick(stage, Key.Key_Escape)
    qtbot.waitUntil(form.isVisible)
    QTest.keyClicks(form.secret.line, PASSPHRASE)
    with qtbot.waitSignal(stage.left):
        form.leave_button.click()
    assert not stage.isVisible()


class OfTheSystem(QCloseEvent):
    """The close event that a window manager causes."""

    def spontaneous(self) -> bool:
        return True


def test_the_systems_way_to_close_a_window_does_not_leave(stage: StageWindow, qtbot: QtBot) -> None:
    event = OfTheSystem()
    QApplication.sendEvent(stage, event)
    assert not event.isAccepted()
    assert stage.leaving.form.isVisible()
    assert stage.player.moment is not None
    with qtbot.waitSignal(stage.left):
        stage.close()
    assert stage.player.moment is None


def test_it_goes_dark_when_nobody_does_anything_but_not_while_a_film_runs(
    open_stage: OpenStage, review: Review, settings: PreferenceFile, qtbot: QtBot
) -> None:
    settings.change(blank_minutes=2)
    stage = open_stage()
    review.next()
    qtbot.waitUntil(comes_to_show(stage.picture, KEY))
    assert stage.blanking.waits_ms == 2 * MINUTE_MS
    stage.player.set_looped(looped=True)
    stage.play()
    assert stage.blanking.waits_ms is None
    QTest.keyClick(stage, Key.Key_Space)
    assert stage.blanking.waits_ms == 2 * MINUTE_MS
    stage.blanking.due.emit()
    assert stage.blanked
    assert stage.blanking.waits_ms is None
    QTest.mouseClick(stage.cover, Qt.MouseButton.LeftButton)
    assert (stage.blanked, stage.blanking.waits_ms) == (False, 2 * MINUTE_MS)
    assert number_on(stage.picture) is not None


def test_the_watch_waits_anew_after_each_use_and_never_where_that_is_chosen(qtbot: QtBot) -> None:
    watch = BlankWatch(1, minute_ms=1)
    with qtbot.waitSignal(watch.due):
        watch.note_use(playing=False)
    watch.note_use(playing=False)
    watch.end()
    assert watch.waits_ms is None
    never = BlankWatch(0, minute_ms=1)
    never.note_use(playing=False)
    assert never.waits_ms is None


def test_the_pause_is_chosen_among_minutes_and_never(settings: PreferenceFile, qtbot: QtBot) -> None:
    choice = BlankChoice(settings)
    qtbot.addWidget(choice)
    assert choice.minutes.currentData() == settings.now.blank_minutes
    assert {choice.minutes.itemData(place) for place in range(choice.minutes.count())} == set(BLANK_MINUTES)
    choice.minutes.setCurrentIndex(choice.minutes.findData(0))
    assert PreferenceFile(settings.folder).now.blank_minutes == 0


@pytest.mark.parametrize("dark", [False, True])
def test_a_withdrawal_closes_the_picture_at_once_also_in_the_dark(
    stage: StageWindow,
    review: Review,
    dark: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    stage.play()
    if dark:
        stage.go_dark()
    child = review.current.turns[0].person if review.current is not None else None
    assert child is not None
    record_consent(review.ws, child, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert (stage.picture.frame, number_on(stage.picture)) == (None, None)
    assert (stage.player.moment, stage.player.playing) == (None, False)
    QTest.keyClick(stage, Key.Key_Space)
    QTest.keyClick(stage, Key.Key_Space)
    assert (stage.picture.frame, stage.player.playing) == (None, False)


def test_a_moment_that_is_spared_is_gone_and_the_next_one_comes(
    stage: StageWindow, review: Review, qtbot: QtBot
) -> None:
    seen: list[int | None] = []
    review.current_changed.connect(lambda: seen.append(stage.picture.frame))
    review.spare(review.moments[0].id)
    assert seen[0] is None, "gone before anything else comes"
    qtbot.waitUntil(comes_to_show(stage.picture, KEY + 9))


def test_the_strip_lies_below_the_picture_and_goes_dark_with_it(stage: StageWindow, qtbot: QtBot) -> None:
    strip = BlankChoice(PreferenceFile(kept=False))
    stage.set_strip(strip)
    qtbot.waitUntil(lambda: strip.isVisible() and strip.y() == stage.picture.height())
    assert stage.picture.width() == strip.width() == stage.width()
    stage.go_dark()
    assert stage.cover.geometry() == stage.rect()
    assert stage.childAt(strip.geometry().center()) is stage.cover
    stage.come_back()
    stage.set_strip(None)
    qtbot.waitUntil(lambda: stage.picture.height() == stage.height())


def test_the_end_of_the_review_closes_the_stage(stage: StageWindow, review: Review, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stage.left):
        review.end()
    assert not stage.isVisible()
