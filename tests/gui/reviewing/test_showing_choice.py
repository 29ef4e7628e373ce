"""Where a review is shown, and where the notes stand: with one display, with two, and over a video call."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.reviewing.round import Round
from tests.services.casework import last_event
from vigtool.domain.events import MomentsShown
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.reviewing.running_review import RunningReview
from vigtool.gui.reviewing.showing_choice import NotesPlace, Showing, ShowingChoice
from vigtool.gui.workplace import Workplace

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def choice(qtbot: QtBot, displays: int) -> ShowingChoice:
    made = ShowingChoice(QGuiApplication.screens()[:1] * displays)
    qtbot.addWidget(made)
    return made


def notes_offered(made: ShowingChoice) -> list[NotesPlace]:
    return [made.notes.itemData(place) for place in range(made.notes.count())]


def test_one_display_has_a_strip_or_nothing(qtbot: QtBot) -> None:
    made = choice(qtbot, 1)
    assert made.showing == Showing(0, remote=False, notes=NotesPlace.STRIP)
    assert notes_offered(made) == [NotesPlace.STRIP, NotesPlace.NOWHERE]


def test_with_two_displays_the_clients_look_at_the_second_and_the_notes_stand_on_the_other(qtbot: QtBot) -> None:
    made = choice(qtbot, 2)
    assert made.showing == Showing(1, remote=False, notes=NotesPlace.ELSEWHERE)
    assert notes_offered(made) == list(NotesPlace)


def test_over_a_video_call_the_notes_stay_here(qtbot: QtBot) -> None:
    made = choice(qtbot, 1)
    made.where.setCurrentIndex(made.where.count() - 1)
    assert made.showing == Showing(0, remote=True, notes=NotesPlace.ELSEWHERE)
    assert notes_offered(made) == [NotesPlace.ELSEWHERE]


@pytest.fixture
def page(place: Workplace, cycle_round: Round) -> ReviewPage:  # noqa: ARG001 - with the cycle there
    place.go(ActionId.REVIEW)
    shown = place.pages[ActionId.REVIEW]
    assert isinstance(shown, ReviewPage)
    return shown


def test_a_review_over_a_video_call_needs_its_own_yes(page: ReviewPage, cycle_round: Round) -> None:
    assert page.form is not None
    where = page.form.showing.where
    where.setCurrentIndex(where.count() - 1)
    assert not page.form.begin_button.isEnabled()
    assert "video call" in page.form.outlook.text()
    cycle_round.family.consent(Purposes.REMOTE_REVIEW)
    page.form.begin_button.click()
    assert page.leading is not None
    assert page.leading.review.remote
    page.leading.review.next()
    shown = last_event(page.leading.review.ws)
    assert isinstance(shown, MomentsShown)
    assert shown.purpose == Purposes.REMOTE_REVIEW
    assert page.leading.review.current is not None


def test_the_notes_go_to_a_window_and_come_back_with_all_that_is_typed(page: ReviewPage) -> None:
    assert page.form is not None
    page.form.begin_button.click()
    assert page.leading is not None
    page.leading.review.next()
    page.leading.running.notes.field.setPlainText("Here")
    page.open_notes(QGuiApplication.primaryScreen())
    window = page.notes_window
    assert window is not None
    assert window.findChildren(RunningReview) == [page.leading.running]
    assert page.leading.running.isVisible()
    window.close()
    assert page.notes_window is None
    assert page.findChildren(RunningReview) == [page.leading.running]
    assert page.leading.running.isVisible()
    assert page.leading.running.notes.field.toPlainText() == "Here"
