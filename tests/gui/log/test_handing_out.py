"""Handing one person what is held about them, from the log page."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.gui.actions import ActionId
from vigtool.gui.log.hand_out_dialog import HandOutDialog
from vigtool.gui.log.log_page import LogPage
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.workplace import Workplace
from vigtool.services.marking import mark_frames


@pytest.fixture
def page(place: Workplace) -> LogPage:
    place.go(ActionId.LOG)
    shown = place.pages[ActionId.LOG]
    assert isinstance(shown, LogPage)
    return shown


def offered(page: LogPage) -> HandOutDialog:
    page.hand_out.click()
    (dialog,) = page.findChildren(HandOutDialog)
    return dialog


def test_it_asks_for_a_reason_before_a_folder(page: LogPage) -> None:
    dialog = offered(page)
    assert not dialog.choose_button.isEnabled()
    dialog.reason.setText("  ")
    assert not dialog.choose_button.isEnabled()
    dialog.reason.setText("asked at the last session")
    assert dialog.choose_button.isEnabled()


def test_the_folder_is_made_and_on_record(
    qtbot: QtBot, page: LogPage, family: Family, drawn: Path, tmp_path: Path
) -> None:
    mark_frames(family.ws, family.film(drawn).id, first=3, end=6)
    dialog = offered(page)
    dialog.person.setCurrentIndex(dialog.person.findData(family.parent.id))
    dialog.reason.setText("asked at the last session")
    dialog.language.setCurrentIndex(dialog.language.findData("sv"))
    dialog.hand_out(tmp_path / "folder")
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=60_000)
    assert (tmp_path / "folder" / "overview.pdf").is_file()
    assert dialog.choose_button.isHidden()
    assert dialog.made is not None
    assert [one.why for one in dialog.made.left_out] == ["consent"]
    assert family.ws.index.entries(object=family.parent.id, acts={"client-folder.made"})


def test_a_folder_with_something_in_it_is_refused_and_another_can_be_chosen(
    page: LogPage, family: Family, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("somebody else's")
    dialog = offered(page)
    dialog.reason.setText("asked at the last session")
    before = family.ws.vault.journal.count
    dialog.hand_out(tmp_path)
    assert "empty folder" in dialog.message.accessibleName()
    assert dialog.choose_button.isEnabled()
    assert family.ws.vault.journal.count == before


def test_only_the_people_of_the_chosen_case_are_offered(page: LogPage, family: Family) -> None:
    page.case.setCurrentIndex(page.case.findData(family.case.id))
    dialog = offered(page)
    people = {dialog.person.itemData(at) for at in range(dialog.person.count())}
    assert people == {family.child.id, family.parent.id}


def test_what_is_said_then_is_seen_whole(qtbot: QtBot, page: LogPage, family: Family, tmp_path: Path) -> None:
    dialog = offered(page)
    dialog.person.setCurrentIndex(dialog.person.findData(family.parent.id))
    dialog.reason.setText("asked at the last session")
    dialog.hand_out(tmp_path / "folder")
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=60_000)
    (view,) = dialog.findChildren(Scroller)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() == 0)
    assert dialog.made is not None
    assert dialog.key.toPlainText() == dialog.made.key
    assert dialog.key.verticalScrollBar().maximum() == 0
