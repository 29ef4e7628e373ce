"""What else the open card says of a moment: edges by buttons, helping question, principles, wishes for the review."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.preparing.cards.conftest import PACK, Set, Stand, a_moment, frame_times
from tests.gui.preparing.marking.packs import small_pack
from vigtool.domain.identifiers import MomentId, PackId
from vigtool.domain.moments import Moment, PrincipleSeen, ReviewSpeed
from vigtool.gui.preparing.cards.principle_picker import ID, PrinciplePicker
from vigtool.gui.preparing.moment_details import MomentDetails

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

QUESTION = "How can we play in peace?"


def test_edges_by_buttons(stand: Stand, moments: tuple[Moment, ...]) -> None:
    timing, moment = stand.open(moments[0]).timing, moments[0]
    timing.begin_earlier.click()
    assert stand.screen.frame == 99
    timing.end_later.click()
    assert stand.screen.frame == 160
    assert stand.times.frames_of(stand.now(moment).span) == range(99, 161)
    stand.screen.show_frame(120)
    timing.begin_here.click()
    stand.screen.show_frame(140)
    timing.end_here.click()
    assert stand.times.frames_of(stand.now(moment).span) == range(120, 141)
    stand.screen.show_frame(130)
    timing.key_here.click()
    assert stand.now(moment).key == stand.times.tick_of(130)


def test_exact_times_and_frames_are_told_and_lead_there(stand: Stand, moments: tuple[Moment, ...]) -> None:
    timing = stand.open(moments[0]).timing
    assert timing.begin.text() == "0:04.000 \u00b7 frame 100"
    assert timing.end.text() == "0:06.400 \u00b7 frame 159"
    timing.end.click()
    assert stand.screen.frame == 159


def test_a_moment_keeps_one_frame_and_stays_in_the_film(stand: Stand, moments: tuple[Moment, ...]) -> None:
    timing = stand.open(moments[0]).timing
    stand.screen.show_frame(299)
    timing.begin_here.click()
    assert stand.times.frames_of(stand.now(moments[0]).span) == range(159, 160)
    stand.screen.show_frame(0)
    timing.end_here.click()
    assert stand.times.frames_of(stand.now(moments[0]).span) == range(159, 160)


def test_a_moment_is_linked_to_the_question_in_its_wording(set_up: Set, moments: tuple[Moment, ...]) -> None:
    stand = set_up(moments, question=QUESTION)
    helping = stand.open(moments[0]).helping
    assert helping.question.text() == QUESTION
    helping.check.click()
    assert stand.now(moments[0]).helps == QUESTION
    assert helping.changed.isHidden()
    helping.check.click()
    assert stand.now(moments[0]).helps == ""


def test_a_question_that_is_worded_otherwise_since_is_told(set_up: Set, moments: tuple[Moment, ...]) -> None:
    linked = replace(moments[0], helps="How can I help?")
    stand = set_up((linked,), question=QUESTION)
    helping = stand.open(linked).helping
    assert "How can I help?" in helping.changed.text()
    assert helping.changed.isVisible()
    helping.renew_button.click()
    assert stand.now(linked).helps == QUESTION
    assert helping.changed.isHidden()


def test_without_a_question_nothing_is_asked(stand: Stand, moments: tuple[Moment, ...]) -> None:
    assert stand.open(moments[0]).helping.isHidden()


def test_a_category_is_one_click(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    details.categories.chips["c3"].click()
    assert stand.now(moments[0]).principles == (PrincipleSeen(PACK.id, 2, "c3"),)
    assert details.categories.chips["c3"].isChecked()
    (chip,) = details.seen.chips.values()
    assert chip.accessibleName() == "Category 3"
    chip.click()
    assert stand.now(moments[0]).principles == ()
    assert not details.categories.chips["c3"].isChecked()
    assert stand.preparation.undo_words == "take a principle away"


def pick(details: MomentDetails) -> PrinciplePicker:
    details.categories.open_picker(PACK.categories[1])
    assert details.categories.picker is not None
    return details.categories.picker


def test_an_item_is_chosen_with_the_keys(stand: Stand, moments: tuple[Moment, ...]) -> None:
    details = stand.open(moments[0])
    picker = pick(details)
    assert picker.items.currentItem().data(ID) == "c2-a"
    QTest.keyClick(picker.items, Qt.Key.Key_Space)
    assert stand.now(moments[0]).principles == (PACK.seen("c2-a"),)
    assert picker.items.currentItem().checkState() is Qt.CheckState.Checked
    QTest.keyClick(picker.items, Qt.Key.Key_Up)
    QTest.keyClick(picker.items, Qt.Key.Key_Return)
    assert stand.now(moments[0]).principles == (PACK.seen("c2-a"), PACK.seen("c2"))
    QTest.keyClick(picker.items, Qt.Key.Key_Escape)
    assert details.categories.picker is None


@pytest.mark.parametrize(
    ("version", "words", "hint"),
    [(2, "Category 1", ""), (1, "Category 1", "version 1"), (9, "Words not at hand", "stays with the moment")],
)
def test_principles_keep_their_own_words(set_up: Set, version: int, words: str, hint: str) -> None:
    packs = {2: PACK, 1: small_pack(version=1)}
    moment = replace(a_moment(frame_times(300), 1, 0, 50), principles=(PrincipleSeen(PACK.id, version, "c1"),))
    stand = set_up((moment,), find_pack=lambda _pack, asked: packs.get(asked))
    seen = stand.open(moment).seen
    assert [chip.accessibleName() for chip in seen.chips.values()] == [words]
    assert hint in seen.hint.text()
    assert seen.hint.isHidden() is (hint == "")


def test_an_older_version_counts_as_seen_and_is_taken_out_whole(set_up: Set) -> None:
    moment = replace(a_moment(frame_times(300), 1, 0, 50), principles=(PrincipleSeen(PACK.id, 1, "c1"),))
    stand = set_up((moment,))
    categories = stand.open(moment).categories
    assert categories.chips["c1"].isChecked()
    categories.chips["c1"].click()
    assert stand.now(moment).principles == ()


def test_another_pack_of_the_same_words_is_not_this_one(set_up: Set) -> None:
    seen = PrincipleSeen(PackId("other"), 2, "c1")
    moment = replace(a_moment(frame_times(300), 1, 0, 50), principles=(seen,))
    stand = set_up((moment,), find_pack=lambda pack, _version: small_pack(2, "other") if pack == "other" else None)
    details = stand.open(moment)
    assert not details.categories.chips["c1"].isChecked()
    details.categories.chips["c1"].click()
    assert stand.now(moment).principles == (seen, PACK.seen("c1"))


def test_without_words_the_card_says_so(set_up: Set, moments: tuple[Moment, ...]) -> None:
    assert set_up(moments, pack=None).open(moments[0]).categories.chips == {}


def test_wishes_for_the_review(stand: Stand, moments: tuple[Moment, ...]) -> None:
    review = stand.open(moments[0]).review
    review.speed.setCurrentIndex(review.speed.findData(ReviewSpeed.HALF))
    review.speed.activated.emit(review.speed.currentIndex())
    review.freeze.click()
    QTest.keyClicks(review.question, "What helped?")
    review.commit()
    now = stand.now(moments[0])
    assert (now.speed, now.freeze, now.question) == (ReviewSpeed.HALF, True, "What helped?")


def test_what_was_watched_is_told_by_a_moment_of_the_other_film(set_up: Set, moments: tuple[Moment, ...]) -> None:
    times = frame_times(300)
    other = a_moment(times, 9, 25, 50, "The red brick")
    stand = set_up(moments, shown=(other,), shown_times={other.recording: times})
    shows = stand.open(moments[0]).review.shows
    assert shows is not None
    assert shows.itemText(1) == "0:01.0  The red brick"
    shows.setCurrentIndex(1)
    shows.activated.emit(1)
    assert stand.now(moments[0]).shows == other.id
    shows.setCurrentIndex(0)
    shows.activated.emit(0)
    assert stand.now(moments[0]).shows is None


def test_a_watched_moment_that_is_gone_is_not_forgotten(set_up: Set, moments: tuple[Moment, ...]) -> None:
    pointing = replace(moments[0], shows=MomentId("gone00000001"))
    stand = set_up((pointing,))
    shows = stand.open(pointing).review.shows
    assert shows is not None
    assert shows.currentText() == "A moment that is no longer there"
    stand.preparation.star(pointing.id)
    assert stand.now(pointing).shows == "gone00000001"


def test_unfolded_parts_stay_unfolded_on_the_next_moment(stand: Stand, moments: tuple[Moment, ...]) -> None:
    stand.open(moments[0]).folds["review"].head.click()
    details = stand.open(moments[1])
    assert details.folds["review"].is_open
    assert details.review.isVisible()
    assert not details.folds["timing"].is_open
    details.folds["review"].head.click()
    assert not stand.open(moments[2]).folds["review"].is_open


def test_when_the_moment_is_has_room_for_a_second_line(stand: Stand, moments: tuple[Moment, ...], qtbot: QtBot) -> None:
    details = stand.open(moments[0])
    qtbot.waitUntil(details.when.isVisible)
    one_line = details.when.height()
    details.when.setText("so many words " * 12)
    qtbot.waitUntil(lambda: details.when.height() > one_line)
    assert details.when.height() >= details.when.heightForWidth(details.when.width())
    assert details.when.geometry().top() > details.title.geometry().bottom()
