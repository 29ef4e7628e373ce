"""A training group in the window: many packages are searched and worked on, trainees are told by name and on paper."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services.trainee_group import add_group
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.supervising.group_page import GroupPage
from vigtool.gui.supervising.group_words import entry_words
from vigtool.gui.supervising.guests_section import AT_ONCE
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.guest_erasing import erase_guest
from vigtool.services.guests import guests, reveal
from vigtool.services.ledgers import note_supervision
from vigtool.services.package_opening import open_package
from vigtool.services.training_group import Progressed, inbox, senders, trainees
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


@pytest.fixture
def group(place: Workplace, page: SupervisionPage, vault: Workspace) -> GroupPage:
    """The page of a group of three with eight packages each."""
    add_group(vault, trainees=3, packages=8)
    page.refresh()
    page.guests.all.look_button.click()
    shown = place.supervising.group
    assert shown is not None
    return shown


def shown(group: GroupPage) -> list[str]:
    model = group.inbox.model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def test_the_first_few_have_a_row_and_the_others_a_way(
    page: SupervisionPage, group: GroupPage, vault: Workspace
) -> None:
    soonest = [one.case for one in inbox(vault)][:AT_ONCE]
    assert set(page.guests.rows) == set(soonest)
    assert page.guests.all.words.text() == "… and 12 more."
    assert group.inbox.count.text() == "24 packages"


def test_every_package_says_who_what_since_when_and_how_far(group: GroupPage, vault: Workspace) -> None:
    found = inbox(vault)
    names = senders(vault, found)
    assert shown(group) == [entry_words(one, names[one.contact]) for one in found]
    assert "Koulutettava 0. New. Kysymys 0 0 Taken in on" in shown(group)[0]
    assert "20 days more." in shown(group)[0]


def test_typing_searches_after_a_rest_and_a_state_can_be_chosen(group: GroupPage, qtbot: QtBot) -> None:
    QTest.keyClicks(group.inbox.search, "kysymys 1 7")
    qtbot.waitUntil(lambda: len(shown(group)) == 1, timeout=10_000)
    assert "Kysymys 1 7" in shown(group)[0]
    group.inbox.look_for("Koulutettava 2")
    group.inbox.state.setCurrentIndex(group.inbox.state.findData(Progressed.AT_WORK))
    assert len(shown(group)) == 4
    assert all(one.startswith("Koulutettava 2. At work.") for one in shown(group))
    group.inbox.state.setCurrentIndex(group.inbox.state.findData(Progressed.ANSWERED))
    assert shown(group) == []
    assert group.inbox.count.text() == "No package is like that."
    assert group.inbox.row is None


def test_what_is_chosen_stays_chosen_and_what_is_erased_offers_nothing(group: GroupPage, vault: Workspace) -> None:
    group.inbox.list.setCurrentIndex(group.inbox.model.index(5))
    chosen, gone = group.inbox.entry, inbox(vault)[0]
    assert gone.case is not None
    erase_guest(vault, gone.case, "done")
    group.inbox.refresh()
    assert group.inbox.entry == chosen
    group.inbox.list.setCurrentIndex(group.inbox.model.index(23))
    assert group.inbox.entry is not None
    assert group.inbox.entry.package == gone.package
    assert group.inbox.row is None
    assert shown(group)[23].startswith("Koulutettava 0. Erased. It is erased here")


def test_a_package_is_opened_compared_and_answered_from_the_list(
    place: Workplace, page: SupervisionPage, vault: Workspace, package: Path, qtbot: QtBot
) -> None:
    opened = open_package(vault, package, pseudonym_of)
    place.supervising.show_group()
    group = place.supervising.group
    assert group is not None
    assert group.inbox.row is not None
    reveal(vault, opened.case)
    group.inbox.refresh()
    group.inbox.row.compare_button.click()
    comparison = place.supervising.comparison
    assert comparison is not None
    qtbot.waitUntil(lambda: not comparison.job.running, timeout=60_000)
    comparison.back.click()
    assert place.stack.currentWidget() is group
    dialog = group.inbox.deeds.answer(opened.case)
    dialog.reject()
    QTest.keyClick(group.inbox.list, Qt.Key.Key_Return)
    prepare = place.pages[ActionId.PREPARE]
    assert isinstance(prepare, PreparePage)
    assert place.stack.currentWidget() is prepare
    place.supervising.show_group()
    group.back.click()
    assert place.stack.currentWidget() is page


def test_the_trainees_stand_by_name_and_lead_to_their_packages(group: GroupPage, vault: Workspace) -> None:
    note_supervision(vault, date(2026, 3, 2), 90, contact=trainees(vault)[1].contact)
    group.refresh()
    group.trainees_button.click()
    model = group.trainees.model
    told = [[model.data(model.index(row, column)) for column in range(6)] for row in range(model.rowCount())]
    assert told[1] == ["Koulutettava 1", "8", "8", "4", "4", "1 h 30 min"]
    assert [row[0] for row in told] == [f"Koulutettava {number}" for number in range(3)]
    group.trainees.table.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(group.trainees.table, Qt.Key.Key_Return)
    assert group.inbox.isVisible()
    assert len(shown(group)) == 8
    assert all(one.startswith("Koulutettava 1.") for one in shown(group))


def test_the_ledger_is_saved_of_all_and_of_one(
    group: GroupPage, vault: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    group.trainees_button.click()
    group.trainees.about.setCurrentIndex(2)
    group.trainees.save(tmp_path / "one.csv")
    qtbot.waitUntil((tmp_path / "one.csv").exists, timeout=60_000)
    (line,) = (tmp_path / "one.csv").read_bytes().decode("utf-8-sig").splitlines()[1:]
    assert line.startswith("Koulutettava 1;8;")
    qtbot.waitUntil(lambda: not group.trainees.message.isHidden(), timeout=60_000)
    group.trainees.save(vault.folder / "all.pdf")
    assert not group.trainees.job.running
    assert list(vault.folder.glob("all*")) == []
    assert len(guests(vault)) == 24
