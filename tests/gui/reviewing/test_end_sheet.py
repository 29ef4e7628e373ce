"""The end of a review: what is on record is proposed, what was agreed is added, and nothing is lost by waiting."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from tests.gui.reviewing.round import Round
from vigtool.gui.reviewing.closing_text import proposed, shown_moments
from vigtool.gui.reviewing.end_sheet import EndSheet
from vigtool.gui.reviewing.review import Review
from vigtool.services.marking import MarkingDesk
from vigtool.services.reviewing import open_reviews
from vigtool.services.sessions import sessions


@pytest.fixture
def sheet(review: Review, cycle_round: Round, qtbot: QtBot) -> Iterator[EndSheet]:
    review.next()
    review.hear(review.moments[0].id, "She waited\nfor me", cycle_round.family.parent.id)
    review.next()
    review.show(review.moments[0].id)
    made = EndSheet(review)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_what_was_shown_comes_from_the_journal(sheet: EndSheet, review: Review) -> None:
    told = shown_moments(review.ws, review.begun)
    assert [(one.title, one.times, one.words) for one in told] == [
        ("The red brick", 2, ("She waited\nfor me",)),
        ("She waits", 1, ()),
    ]
    assert sheet.said.text() == "The red brick: “She waited for me”"
    assert sheet.present.chosen() == list(review.begun.present)


def test_the_closing_text_follows_until_it_is_worded_by_hand(sheet: EndSheet) -> None:
    first = sheet.closing.toPlainText()
    assert "we looked together at 2 moments of the film" in first
    assert "What helps us to play?" in first
    sheet.agreed.setPlainText("Play on")
    assert sheet.closing.toPlainText() == f"{first} We agreed: Play on."
    sheet.meet.setChecked(True)
    sheet.next_on.setDate(QDate(2099, 1, 2))
    assert sheet.closing.toPlainText().endswith("We meet again on 02/01/2099.")
    sheet.closing.setPlainText("My own words.")
    sheet.agreed.setPlainText("Something else")
    assert sheet.closing.toPlainText() == "My own words."
    sheet.propose_button.click()
    assert "Something else." in sheet.closing.toPlainText()


def test_not_yet_leaves_the_review_as_it_was(sheet: EndSheet, review: Review, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.left):
        sheet.reject()
    assert [one.session for one in open_reviews(review.ws, review.begun.case)] == [review.begun.session]
    assert sessions(review.ws, review.begun.case) == []


def test_without_a_day_and_with_others_there(sheet: EndSheet, review: Review, cycle_round: Round) -> None:
    family = cycle_round.family
    sheet.present.choose({family.child.id})
    sheet.words.setPlainText("  ")
    sheet.end_button.click()
    (made,) = sessions(review.ws, review.begun.case)
    assert (made.present, made.words, made.next_on) == ((family.child.id,), "", None)


def test_a_moment_that_was_removed_since_is_told_by_its_number(review: Review) -> None:
    review.next()
    gone = review.moments[0]
    desk = MarkingDesk(review.ws, gone.recording)
    desk.edit("remove", desk.marks.without(gone.id))
    assert [one.title for one in shown_moments(review.ws, review.begun)] == ["Moment 1"]


def test_a_proposal_without_anything_is_one_sentence(review: Review) -> None:
    text = proposed(review.begun.begun_at.date(), "", [], " ", None)
    assert text.count(".") == 1
    assert "0 moments" in text
