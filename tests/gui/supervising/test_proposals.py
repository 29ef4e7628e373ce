"""Proposals beside own moments in the window: parts are taken over, taken back, and looked at in the film."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.supervising.handed import answered
from vigtool.domain.identifiers import MomentId
from vigtool.domain.proposals import Decision, Lent
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.supervising.answers_section import AnswersSection
from vigtool.gui.supervising.proposal_row import ProposalRow
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.marking import mark_frames, moment
from vigtool.services.merging import merge_answer
from vigtool.services.recordings import frame_times
from vigtool.services.suggestions import suggestions
from vigtool.services.workspace import Workspace


@pytest.fixture
def answers(
    page: SupervisionPage, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> AnswersSection:
    """An answer is here whose moment, frames [8, 20), lies where the own one of [5, 20) does."""
    merge_answer(family.ws, answered(family, elsewhere, chosen, tmp_path, first=8, end=20))
    page.answers.refresh()
    return page.answers


def only(answers: AnswersSection) -> ProposalRow:
    (row,) = answers.rows.values()
    return row


def span(family: Family, chosen: MomentId) -> tuple[int, int]:
    own = moment(family.ws, chosen)
    frames = frame_times(family.ws, own.recording).frames_of(own.span)
    return frames.start, frames.stop


def decision(family: Family) -> Decision:
    (one,) = suggestions(family.ws, family.case.id)
    return one.decision


def test_an_own_moment_takes_over_what_is_ticked_and_gives_it_back(
    answers: AnswersSection, family: Family, chosen: MomentId
) -> None:
    row = only(answers)
    assert not row.parts_button.isHidden()
    assert row.take_button.text() == "Take over as its own"
    (one,) = suggestions(family.ws, family.case.id)
    dialog = answers.take_parts(one)
    assert dialog is not None
    assert {part for part, box in dialog.boxes.items() if box.isEnabled()} == {Lent.BEGIN, Lent.KEY}
    assert not dialog.take_button.isEnabled()
    told = dialog.boxes[Lent.BEGIN].accessibleDescription()
    assert (told.count("frame 5."), told.count("frame 8.")) == (1, 1)
    dialog.boxes[Lent.BEGIN].click()
    dialog.take_button.click()
    assert span(family, chosen) == (8, 20)
    assert decision(family) is Decision.ACCEPTED
    assert only(answers).parts_button.isHidden()
    (undo,) = [one for one in answers.message.findChildren(QPushButton) if one.text() == "Undo"]
    undo.click()
    assert span(family, chosen) == (5, 20)
    assert decision(family) is Decision.OPEN
    assert not only(answers).parts_button.isHidden()


def test_what_was_done_since_is_not_undone(answers: AnswersSection, family: Family, chosen: MomentId) -> None:
    only(answers).take_button.click()
    film = moment(family.ws, chosen).recording
    mark_frames(family.ws, film, first=22, end=25)
    answers.undo(film)
    assert "Something else was done since." in answers.message.accessibleName()
    assert decision(family) is Decision.ACCEPTED


def test_a_proposal_is_shown_in_the_film(place: Workplace, answers: AnswersSection, qtbot: QtBot) -> None:
    only(answers).show_button.click()
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    qtbot.waitUntil(lambda: prepare.player.frame == 8, timeout=60_000)


def test_one_that_lies_alone_has_no_parts(
    page: SupervisionPage, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> None:
    merge_answer(family.ws, answered(family, elsewhere, chosen, tmp_path, first=22, end=28))
    page.answers.refresh()
    row = only(page.answers)
    assert row.parts_button.isHidden()
    assert row.take_button.text() == "Take over"
