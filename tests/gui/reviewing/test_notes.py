"""The guider's notes: what is typed goes on record by itself, is never lost, and belongs to whoever said it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.reviewing.round import Round
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.people import Role
from vigtool.gui.reviewing.moment_notes import MomentNotes
from vigtool.gui.reviewing.own_phrases import FILE, OwnPhrases
from vigtool.gui.reviewing.phrase_chips import PhraseChips
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.word_keeper import WordKeeper, joined, without
from vigtool.services.people import add_person
from vigtool.services.reviewing import begin_review, words_heard
from vigtool.vault.errors import VaultReadOnly
from vigtool.wording.translation import set_language


@pytest.fixture
def review(cycle_round: Round) -> Review:
    family = cycle_round.family
    there = [family.child.id, family.parent.id]
    return Review(family.ws, begin_review(family.ws, family.case.id, cycle_round.cycle.id, there))


@pytest.fixture
def words(review: Review) -> WordKeeper:
    return WordKeeper(review, review)


@pytest.fixture
def notes(review: Review, words: WordKeeper, qtbot: QtBot) -> MomentNotes:
    made = shown_notes(review, words, qtbot)
    review.next()
    return made


def shown_notes(review: Review, words: WordKeeper, qtbot: QtBot, *, quiet: bool = False) -> MomentNotes:
    made = MomentNotes(review, words, PhraseChips(OwnPhrases(None)), quiet=quiet)
    qtbot.addWidget(made)
    made.show()
    return made


def heard(review: Review) -> list[tuple[MomentId, PersonId | None, str]]:
    return [(one.moment, one.person, one.words) for one in words_heard(review.ws, review.begun.session)]


def test_words_go_on_record_after_a_rest(notes: MomentNotes, review: Review, cycle_round: Round, qtbot: QtBot) -> None:
    first, parent = review.moments[0].id, cycle_round.family.parent.id
    assert notes.speaker == parent, "a parent is asked before a child is"
    for text in ("She", "She waited", "She waited for me."):
        notes.field.setPlainText(text)
    assert heard(review) == [], "not at each letter"
    qtbot.waitUntil(lambda: heard(review) == [(first, parent, "She waited for me.")])
    assert sum(one.act == "words.heard" for one in review.ws.index.entries(case=review.begun.case)) == 1


def test_going_on_loses_nothing(notes: MomentNotes, review: Review, cycle_round: Round) -> None:
    first, second = (one.id for one in review.moments[:2])
    parent = cycle_round.family.parent.id
    notes.field.setPlainText("To the first")
    review.next()
    assert heard(review) == [(first, parent, "To the first")]
    assert notes.field.toPlainText() == ""
    notes.field.setPlainText("To the second")
    review.before()
    assert notes.field.toPlainText() == "To the first"
    assert heard(review)[-1] == (second, parent, "To the second")
    notes.field.setPlainText("")
    notes.hide()
    assert heard(review) == [(second, parent, "To the second")], "what was taken back is not said any more"


def test_each_says_their_own(notes: MomentNotes, review: Review, cycle_round: Round) -> None:
    first, family = review.moments[0].id, cycle_round.family
    notes.field.setPlainText("The mother's")
    notes.by.setCurrentIndex(notes.by.findData(family.child.id))
    assert notes.field.toPlainText() == ""
    notes.field.setPlainText("The child's")
    review.next()
    assert set(heard(review)) == {(first, family.parent.id, "The mother's"), (first, family.child.id, "The child's")}
    review.before()
    assert notes.speaker == family.child.id, "who spoke last to it"


def test_words_that_cannot_be_kept_now_wait(
    notes: MomentNotes, review: Review, words: WordKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_event: object) -> None:
        raise VaultReadOnly

    notes.field.setPlainText("Not lost")
    with monkeypatch.context() as broken:
        broken.setattr(type(review.ws), "record", lambda _ws, event: full(event))
        assert not words.keep()
    assert notes.message.isVisibleTo(notes)
    assert notes.field.toPlainText() == "Not lost"
    assert words.keep()
    assert [one[2] for one in heard(review)] == ["Not lost"]


def test_strip_and_page_show_the_same(notes: MomentNotes, review: Review, words: WordKeeper, qtbot: QtBot) -> None:
    strip = shown_notes(review, words, qtbot, quiet=True)
    strip.field.setPlainText("From the strip")
    assert notes.field.toPlainText() == "From the strip"


def test_a_phrase_is_ticked_and_taken_back(notes: MomentNotes, review: Review) -> None:
    phrase = "We looked at each other."
    notes.field.setPlainText("Well.")
    notes.phrases.chips[phrase].click()
    assert notes.field.toPlainText() == f"Well. {phrase}"
    assert notes.phrases.chips[phrase].isChecked()
    notes.phrases.chips[phrase].click()
    assert notes.field.toPlainText() == "Well."
    review.next()
    assert not notes.phrases.chips[phrase].isChecked()


def test_this_one_not_hides_at_once_and_keeps_the_words(notes: MomentNotes, review: Review, cycle_round: Round) -> None:
    notes.field.setPlainText("I look tired there")
    notes.spare_button.click()
    assert review.current is not None
    assert review.current.id == cycle_round.moments[1].id
    assert notes.title.accessibleName() == "1 of 2  ·  She waits"
    assert [one[2] for one in heard(review)] == ["I look tired there"]


def test_the_last_one_that_is_spared_leaves_nothing_to_note(notes: MomentNotes, review: Review) -> None:
    for _ in range(3):
        notes.spare_button.click()
    assert review.current is None
    assert notes.title.accessibleName() == "Nothing on the screen"
    assert not notes.field.isEnabled()


def test_words_and_phrases_are_joined_and_parted() -> None:
    assert joined("", "Yes.") == "Yes."
    assert joined("So\n", "Yes.") == "So Yes."
    assert without("So Yes.", "Yes.") == "So"
    assert without("So Yes. And more", "Yes.") == "So And more"
    assert without("So", "Yes.") == "So"


def test_a_guider_words_the_phrases(tmp_path: Path, qtbot: QtBot) -> None:
    chips = PhraseChips(OwnPhrases(tmp_path / "settings"))
    qtbot.addWidget(chips)
    chips.show()
    shipped = list(chips.chips)
    assert len(shipped) > 3
    chips.change_button.click()
    assert chips.field.toPlainText().split("\n") == shipped
    chips.field.setPlainText("Ours\n\n  Ours \nAnd   another\n")
    chips.keep_button.click()
    assert list(chips.chips) == ["Ours", "And another"]
    again = OwnPhrases(tmp_path / "settings")
    assert again.phrases("en") == ("Ours", "And another")
    assert again.phrases("fi") != again.phrases("en"), "each language has its own"
    again.word("en", [])
    assert list(again.phrases("en")) == shipped
    (tmp_path / "settings" / FILE).write_bytes(b"{spoilt")
    assert list(OwnPhrases(tmp_path / "settings").phrases("en")) == shipped


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_language_has_its_phrases(language: str, qtbot: QtBot) -> None:
    set_language(language)
    chips = PhraseChips(OwnPhrases(None))
    qtbot.addWidget(chips)
    assert len(chips.chips) == 6
    set_language("en")


def test_only_those_who_are_there_can_have_said_it(
    review: Review, words: WordKeeper, cycle_round: Round, qtbot: QtBot
) -> None:
    add_person(review.ws, cycle_round.family.case.id, "Naapuri", Role.BYSTANDER)
    made = shown_notes(review, words, qtbot)
    assert [made.by.itemText(place) for place in range(made.by.count())] == ["Marja", "Aino", "Not said who"]
