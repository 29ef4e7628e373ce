"""The trainee's marks in Prepare: nothing of them before they are asked for, then beside the own, to be spoken of."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.comments import comments_of
from vigtool.services.guests import reveal
from vigtool.services.marking import moments
from vigtool.services.package_opening import open_package
from vigtool.services.searching import found_in_film
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of

TITLE = "The red brick"
"""What the trainee calls the handed moment."""


@pytest.fixture
def guest(vault: Workspace, package: Path) -> GuestOpened:
    return open_package(vault, package, pseudonym_of)


def prepared(place: Workplace, film: RecordingId) -> PreparePage:
    place.show_film(film)
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    return prepare


def said_in(window: QWidget) -> str:
    """All words that stand anywhere in a window, seen or not, and all that is read aloud."""
    labels = [one.text() for one in window.findChildren(QLabel)]
    fields = [one.text() for one in window.findChildren(QLineEdit)]
    parts = window.findChildren(QWidget)
    return "\n".join([*labels, *fields, *(f"{one.accessibleName()} {one.accessibleDescription()}" for one in parts)])


def test_before_the_reveal_nothing_of_them_stands_anywhere(
    place: Workplace, page: SupervisionPage, vault: Workspace, guest: GuestOpened
) -> None:
    film = guest.films[0].recording
    prepare = prepared(place, film)
    assert prepare.handed.isHidden()
    assert prepare.handed.marks == {}
    for action in (ActionId.CASES, ActionId.SUPERVISION, ActionId.LOG, ActionId.PREPARE):
        place.go(action)
        assert TITLE not in said_in(place)
    page.refresh()
    dialog = place.supervising.comment(film, None, None)
    assert dialog is not None
    assert TITLE not in said_in(dialog)
    dialog.close()
    assert found_in_film(vault, film, "brick") == set()
    assert moments(vault, film) == []


def test_after_it_they_stand_beside_the_own_and_lead_into_the_film(
    place: Workplace, vault: Workspace, guest: GuestOpened, qtbot: QtBot
) -> None:
    film = guest.films[0].recording
    prepare = prepared(place, film)
    place.go(ActionId.SUPERVISION)
    reveal(vault, guest.case)
    place.go(ActionId.PREPARE)
    qtbot.waitUntil(lambda: prepare.handed.isVisibleTo(prepare))
    (mark,) = prepare.handed.marks.values()
    assert TITLE in said_in(mark)
    mark.show_button.click()
    qtbot.waitUntil(lambda: prepare.player.frame == 5, timeout=60_000)
    assert prepare.preparation.marks.moments == ()
    assert moments(vault, film) == []


def test_something_can_be_said_to_one_of_them(place: Workplace, vault: Workspace, guest: GuestOpened) -> None:
    reveal(vault, guest.case)
    film = guest.films[0].recording
    (mark,) = prepared(place, film).handed.marks.values()
    mark.comment_button.click()
    dialog = place.findChild(CommentsDialog)
    assert dialog is not None
    assert TITLE in said_in(dialog)
    dialog.words.setPlainText("You waited here.")
    dialog.say_button.click()
    (said,) = comments_of(vault, film)
    assert (said.text, said.moment, said.by) == ("You waited here.", guest.moments[0].id, None)
