"""Comments, the feedback and the way back in the window, on the supervisor's side and on the trainee's."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.supervising.handed import answered
from tests.spoken_sounds import TONE, flac_of
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.comments import comments_of
from vigtool.services.consents import record_consent
from vigtool.services.feedback import feedback_on
from vigtool.services.guests import guests
from vigtool.services.marking import moments
from vigtool.services.merging import merge_answer
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace


@pytest.fixture
def answer(family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path) -> Path:
    """An answer of a supervisor elsewhere to the window's own case, with a proposed moment and a comment."""
    return answered(family, elsewhere, chosen, tmp_path, first=22, end=28, sound=flac_of(TONE))


def test_an_answer_stands_on_the_page_and_changes_nothing_by_itself(
    page: SupervisionPage, family: Family, answer: Path, qtbot: QtBot
) -> None:
    assert page.answers.isHidden()
    page.guests.take_in(answer)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    assert not page.answers.isHidden()
    film = comments_of(family.ws, next(iter(moments_of(family))).recording)
    assert [one.text for one in film] == ["You waited."]
    assert [one.title for one in moments_of(family)] == ["The red brick"]
    (row,) = page.answers.rows.values()
    row.take_button.click()
    assert sorted(one.title for one in moments_of(family)) == ["The red brick", "The smile"]
    (row,) = page.answers.rows.values()
    assert row.take_button.isHidden()


def test_a_proposal_can_be_left(page: SupervisionPage, family: Family, answer: Path, qtbot: QtBot) -> None:
    page.guests.take_in(answer)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    (row,) = page.answers.rows.values()
    row.leave_button.click()
    assert [one.title for one in moments_of(family)] == ["The red brick"]
    (row,) = page.answers.rows.values()
    assert row.leave_button.isHidden()


def moments_of(family: Family) -> list[Moment]:
    return [one for film in recordings(family.ws, family.case.id) for one in moments(family.ws, film.id)]


def test_the_feedback_is_kept_and_goes_back(
    page: SupervisionPage, vault: Workspace, elsewhere: Workspace, package: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page.guests.take_in(package)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    (guest,) = guests(vault)
    dialog = page.guests.answer(guest.case)
    dialog.strengths.setPlainText("You follow the child.")
    dialog.close_button.click()
    assert feedback_on(vault, guest.case).strengths == "You follow the child."
    dialog = page.guests.answer(guest.case)
    assert dialog.strengths.toPlainText() == "You follow the child."
    dialog.make(tmp_path / "answer.vigpackage")
    qtbot.waitUntil(lambda: not dialog.job.running, timeout=60_000)
    assert "answer.vigpackage" in dialog.message.accessibleName()
    assert merge_answer(elsewhere, tmp_path / "answer.vigpackage").countersigned


def test_comments_are_said_beside_a_frame_answered_and_taken_back(
    place: Workplace, family: Family, chosen: MomentId
) -> None:
    film = moments_of(family)[0].recording
    place.show_film(film)
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    prepare.preparation.select(chosen)
    prepare.comments.click()
    dialog = place.findChild(CommentsDialog)
    assert dialog is not None
    assert not dialog.say_button.isEnabled()
    dialog.words.setPlainText("Where did I wait?")
    dialog.say_button.click()
    (said,) = comments_of(family.ws, film)
    assert (said.text, said.moment) == ("Where did I wait?", chosen)
    dialog.answer(said)
    dialog.words.setPlainText("Here.")
    dialog.say_button.click()
    assert comments_of(family.ws, film)[1].answers == said.id
    dialog.take_back(said.id)
    assert [one.text for one in comments_of(family.ws, film)] == ["Here."]


def test_after_a_withdrawal_no_more_is_said(place: Workplace, family: Family, chosen: MomentId) -> None:
    film = moments_of(family)[0].recording
    place.show_film(film)
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    record_consent(family.ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert place.supervising.comment(film, chosen, None) is None
    assert place.findChildren(CommentsDialog) == []  # half a dialog would be there until the window's end
    assert prepare.message.isVisibleTo(prepare)


def test_what_the_supervisor_spoke_is_heard_at_the_trainees(
    place: Workplace, page: SupervisionPage, family: Family, answer: Path, qtbot: QtBot
) -> None:
    page.guests.take_in(answer)
    qtbot.waitUntil(lambda: not page.busy, timeout=60_000)
    film = moments_of(family)[0].recording
    (spoken,) = (one for one in comments_of(family.ws, film) if one.sound is not None)
    dialog = place.supervising.comment(film, None, None)
    assert dialog is not None
    button = dialog.threads.play_buttons[spoken.id]
    assert "Eeva" in button.accessibleName()
    assert "0:01" in button.text()
    button.click()
    assert button.playing
    heard: list[object] = []
    dialog.listening.job.done.connect(heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=60_000)
    assert heard == [TONE.tobytes()]
    place.window().close()
    assert (button.playing, dialog.listening.player.playing) == (False, False)
