"""The place of the shared review: beginning, leading, and coming back to one that was cut off."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.reviewing.round import QUESTION, TITLES, Round
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.reviewing.leading import Leading
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.workplace import Workplace
from vigtool.services.consents import record_consent
from vigtool.services.cycles import add_cycle
from vigtool.services.marking import moments
from vigtool.services.reviewing import open_reviews, shown_in, spared_moments, words_heard

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def page(place: Workplace, cycle_round: Round) -> ReviewPage:  # noqa: ARG001 - with the cycle there
    place.go(ActionId.REVIEW)
    shown = place.pages[ActionId.REVIEW]
    assert isinstance(shown, ReviewPage)
    return shown


@pytest.fixture
def leading(page: ReviewPage, cycle_round: Round) -> Leading:
    assert page.form is not None
    page.form.present.choose({cycle_round.family.parent.id})
    page.form.begin_button.click()
    assert page.leading is not None
    return page.leading


def on_record(leading: Leading) -> list[str]:
    begun = leading.review.begun
    known = {one.id: one.title for one in moments(leading.review.ws, leading.review.moments[0].recording)}
    return [known[one.moment] for one in shown_in(leading.review.ws, begun.case, begun.session)]


def test_the_form_says_what_can_be_shown_and_whose_question_it_is(page: ReviewPage, cycle_round: Round) -> None:
    form = page.form
    assert form is not None
    assert form.question.text() == cycle_round.cycle.question
    assert form.outlook.text().startswith("3 moments can be shown.")
    assert form.begin_button.isEnabled()
    form.cycle.setCurrentIndex(form.cycle.count() - 1)
    assert form.question.text() == cycle_round.family.case.question
    assert not form.begin_button.isEnabled()
    assert form.outlook.text().startswith("Nothing to show yet")
    form.cycle.setCurrentIndex(0)
    record_consent(cycle_round.family.ws, cycle_round.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert not form.begin_button.isEnabled(), "a withdrawal is heard while the form is open"
    assert form.consents_button.isVisibleTo(form)


def test_the_newest_cycle_is_proposed(place: Workplace, cycle_round: Round) -> None:
    newer = add_cycle(cycle_round.family.ws, cycle_round.family.case.id)
    place.go(ActionId.REVIEW)
    page = place.pages[ActionId.REVIEW]
    assert isinstance(page, ReviewPage)
    assert page.form is not None
    assert page.form.wish.cycle == newer.id


def test_one_filled_button_leads_through_the_review(
    leading: Leading, page: ReviewPage, cycle_round: Round, qtbot: QtBot
) -> None:
    running = leading.running
    assert page.title.text() == "Kallio 3"
    assert leading.review.begun.present == (cycle_round.family.parent.id,)
    said = []
    for _ in TITLES:
        said.append(running.next_button.text())
        running.next_button.click()
    assert said == ["Show The red brick", "Next: She waits", "Next: Both laugh"]
    assert running.next_button.text() == "End the review…"
    assert running.end_button.isHidden(), "one way to the end is enough"
    assert leading.stage is not None
    assert leading.stage.isVisible()
    assert on_record(leading) == list(TITLES)
    states = [one.state.accessibleName() for one in running.rows.values()]
    assert states == ["Shown once", "Shown once", "On the screen now"]
    running.blank_button.click()
    assert leading.review.current is None
    running.rows[leading.review.moments[0].id].show_button.click()
    assert on_record(leading) == [*TITLES, TITLES[0]]
    leading.stage.leave()
    assert leading.stage is None
    assert leading.review.current is None
    qtbot.waitUntil(lambda: leading.pictures.image(leading.review.moments[2].id) is not None)


def test_the_moments_stand_there_with_their_key_pictures(leading: Leading, qtbot: QtBot) -> None:
    wanted = [one.id for one in leading.review.moments]
    qtbot.waitUntil(lambda: all(leading.pictures.image(one) is not None for one in wanted))
    seen = {leading.pictures.image(one).constBits().tobytes() for one in wanted}  # type: ignore[union-attr]
    assert len(seen) == len(wanted), "each has the picture of its own key frame"


def test_this_one_not_from_the_list_and_after_all(leading: Leading) -> None:
    running, gone = leading.running, leading.review.moments[1]
    running.rows[gone.id].spare_button.click()
    assert spared_moments(leading.review.ws, leading.review.begun.case) == {gone.id}
    assert running.rows[gone.id].state.accessibleName() == "Not to be shown: somebody wished so"
    assert running.rows[gone.id].show_button.isHidden()
    running.next_button.click()
    assert running.next_button.text() == "Next: Both laugh"
    running.rows[gone.id].spare_button.click()
    assert spared_moments(leading.review.ws, leading.review.begun.case) == set()
    assert running.next_button.text() == "Next: She waits"


def test_the_notes_say_what_to_ask_and_what_was_seen(leading: Leading, cycle_round: Round) -> None:
    notes = leading.running.notes
    assert notes.title.accessibleName() == "Nothing on the screen"
    assert not notes.field.isEnabled()
    leading.running.next_button.click()
    assert notes.title.accessibleName() == "1 of 3  ·  The red brick"
    assert notes.question.text() == QUESTION
    assert "Aino: Initiative, gives the brick" in notes.seen.text()
    assert "Turning attention to the other" in notes.seen.text()
    assert [notes.by.itemText(place) for place in range(notes.by.count())] == ["Marja", "Not said who"]
    assert notes.speaker == cycle_round.family.parent.id


def test_a_review_that_was_cut_off_is_gone_on_with(place: Workplace, page: ReviewPage, leading: Leading) -> None:
    leading.running.next_button.click()
    leading.running.notes.field.setPlainText("She waited for me.")
    session = leading.review.begun.session
    place._drop(ActionId.REVIEW)  # noqa: SLF001 - as the lock does
    place.go(ActionId.REVIEW)
    again = place.pages[ActionId.REVIEW]
    assert isinstance(again, ReviewPage)
    assert again is not page
    assert [one.words for one in words_heard(place.ws, session)] == ["She waited for me."]
    assert again.left is not None
    assert any(label.text().endswith("shown once") for label in again.left.findChildren(QLabel))
    again.left.go_on_buttons[0].click()
    assert again.leading is not None
    assert again.leading.review.begun.session == session
    assert again.leading.running.next_button.text() == "Next: She waits", "it goes on where it was"


def test_a_review_that_was_cut_off_can_be_ended(place: Workplace, leading: Leading) -> None:
    leading.running.next_button.click()
    place._drop(ActionId.REVIEW)  # noqa: SLF001 - as the lock does
    place.go(ActionId.REVIEW)
    again = place.pages[ActionId.REVIEW]
    assert isinstance(again, ReviewPage)
    assert again.left is not None
    sheet = again.end_left(open_reviews(place.ws, leading.review.begun.case)[0])
    sheet.end_button.click()
    assert again.ended is not None
    assert open_reviews(place.ws, leading.review.begun.case) == []
