"""A folder that packages come through: what comes is taken in by itself, a notice asks, a lock ends it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.supervising import reaching
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising import folder_watch
from vigtool.gui.supervising.folder_watch import FolderWatch
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services import folder_mail
from vigtool.services.cases import add_case
from vigtool.services.contacts import contacts, remove_contact
from vigtool.services.guest_erasing import erase_guest, owed_receipts
from vigtool.services.guests import guests
from vigtool.services.incoming_packages import Reception, Taken
from vigtool.services.jobs import Job
from vigtool.services.notices import make_notice, unanswered
from vigtool.services.package_folder import Found, Lying
from vigtool.services.package_opening import open_package
from vigtool.services.receipt_taking import take_receipt
from vigtool.services.sent_packages import sent_packages
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of

LONG = 60_000


@dataclass(frozen=True, slots=True)
class Desk:
    """The page, and a folder that is to be watched."""

    page: SupervisionPage
    watch: FolderWatch
    folder: Path
    qtbot: QtBot

    def look(self) -> None:
        """Look now, and wait until there is nothing more to do at once."""
        self.watch.timer.stop()
        self.watch.look()
        self.qtbot.waitUntil(self.watch.timer.isActive, timeout=LONG)


@pytest.fixture
def desk(place: Workplace, page: SupervisionPage, tmp_path: Path, qtbot: QtBot) -> Desk:
    folder = tmp_path / "shared"
    folder.mkdir()
    return Desk(page, place.supervising.reach.watch, folder, qtbot)


def test_what_comes_is_taken_in_by_itself_and_once(desk: Desk, vault: Workspace, package: Path) -> None:
    desk.page.folder.watch(desk.folder)
    desk.look()
    assert desk.watch.found == []
    shutil.copy(package, desk.folder / "a.vigpackage")
    shutil.copy(package, desk.folder / "a (2).vigpackage")
    desk.look()
    (guest,) = guests(vault)
    assert [one.state for one in desk.watch.found] == [Lying.TAKEN, Lying.TAKEN]
    desk.qtbot.waitUntil(lambda: guest.case in desk.page.guests.rows, timeout=LONG)
    assert desk.page.folder.rows == {}


def test_what_is_not_whole_or_not_welcome_is_told_and_stops_nothing(
    desk: Desk, vault: Workspace, package: Path
) -> None:
    half = desk.folder / "half.vigpackage"
    half.write_bytes(package.read_bytes()[:-100])
    remove_contact(vault, contacts(vault)[0].id)
    stranger = desk.folder / "stranger.vigpackage"
    shutil.copy(package, stranger)
    desk.page.folder.watch(desk.folder)
    desk.look()
    assert "not whole yet" in desk.page.folder.rows[half].accessibleName()
    assert [one.state for one in desk.watch.found] == [Lying.ARRIVING, Lying.REFUSED]
    assert desk.page.folder.rows[stranger].accessibleName() != "stranger.vigpackage."
    assert guests(vault) == []


def test_a_notice_without_its_package_waits_longer_each_time(
    desk: Desk,
    vault: Workspace,
    elsewhere: Workspace,
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reaching.taken_back(elsewhere)
    (sent,) = sent_packages(elsewhere)
    make_notice(elsewhere, sent.package, sent.to[0], desk.folder / "n.vigpackage")
    tried = list[Path]()

    def taking(ws: Workspace, folder: Path, found: Found, reception: Reception) -> Job[Taken]:
        tried.append(found.file)
        return folder_mail.taking_from(ws, folder, found, reception)

    monkeypatch.setattr(folder_watch, "taking_from", taking)
    desk.page.folder.watch(desk.folder)
    for _ in range(10):
        desk.look()
    assert 2 <= len(tried) <= 4
    assert [one.state for one in desk.watch.found] == [Lying.WAITING]
    assert desk.folder / "n.vigpackage" in desk.page.folder.rows
    shutil.copy(package, desk.folder / "z.vigpackage")
    desk.look()
    assert len(guests(vault)) == 1
    assert [one.file.name for one in desk.watch.asking] == ["n.vigpackage"]


def test_a_notice_asks_first_and_its_receipt_goes_back_through_the_folder(
    desk: Desk,
    vault: Workspace,
    elsewhere: Workspace,
    package: Path,
) -> None:
    shutil.copy(package, desk.folder / "a.vigpackage")
    desk.page.folder.watch(desk.folder)
    desk.look()
    (guest,) = guests(vault)
    reaching.taken_back(elsewhere)
    (sent,) = sent_packages(elsewhere)
    notice = desk.folder / "n.vigpackage"
    make_notice(elsewhere, sent.package, sent.to[0], notice)
    desk.look()
    desk.look()
    assert [one.case for one in guests(vault)] == [guest.case]
    assert list(desk.page.folder.asks) == [notice]
    asked = desk.page.folder.asks[notice].button
    assert asked is not None
    asked.click()
    assert guests(vault) == [guest]
    press(desk.page.folder.message, "Erase for good")
    desk.qtbot.waitUntil(lambda: desk.watch.timer.isActive() and not guests(vault), timeout=LONG)
    desk.qtbot.waitUntil(lambda: not desk.page.folder.asks, timeout=LONG)
    receipts = set(desk.folder.iterdir()) - {desk.folder / "a.vigpackage", notice}
    assert len(receipts) == 1
    assert unanswered(elsewhere) != []
    take_receipt(elsewhere, receipts.pop())
    assert unanswered(elsewhere) == []


def press(inside: QWidget, text: str) -> None:
    (button,) = [one for one in inside.findChildren(QPushButton) if one.text() == text]
    button.click()


def test_a_receipt_that_is_owed_goes_where_its_package_came_from(desk: Desk, vault: Workspace, package: Path) -> None:
    shutil.copy(package, desk.folder / "a.vigpackage")
    desk.page.folder.watch(desk.folder)
    desk.look()
    erase_guest(vault, guests(vault)[0].case, "done")
    assert len(owed_receipts(vault)) == 1
    desk.look()
    assert owed_receipts(vault) == []
    assert len(list(desk.folder.iterdir())) == 2


def test_a_receipt_does_not_go_where_its_package_did_not_come_from(desk: Desk, vault: Workspace, package: Path) -> None:
    guest = open_package(vault, package, pseudonym_of)
    erase_guest(vault, guest.case, "done")
    desk.page.folder.watch(desk.folder)
    desk.look()
    assert len(owed_receipts(vault)) == 1
    assert list(desk.folder.iterdir()) == []


def test_a_folder_that_went_away_is_told_once_and_looked_for_again(desk: Desk, tmp_path: Path) -> None:
    desk.page.folder.watch(desk.folder)
    desk.look()
    desk.folder.rename(tmp_path / "gone")
    desk.look()
    assert "cannot be read" in desk.page.folder.away.accessibleName()
    desk.page.folder.away.setAccessibleName("told")
    desk.look()
    assert desk.page.folder.away.accessibleName() == "told"
    (tmp_path / "gone").rename(desk.folder)
    desk.look()
    assert desk.page.folder.away.isHidden()


def test_the_folder_is_kept_for_this_vault_and_left_when_the_window_goes(
    desk: Desk,
    window: MainWindow,
    vault: Workspace,
    settings: PreferenceFile,
    package: Path,
) -> None:
    shutil.copy(package, desk.folder / "a.vigpackage")
    desk.page.folder.watch(desk.folder)
    assert settings.now.watched == {vault.id: str(desk.folder)}
    assert PreferenceFile(settings.folder).now.watched == {vault.id: str(desk.folder)}
    desk.qtbot.waitUntil(lambda: desk.watch.entering is not None or desk.watch.timer.isActive(), timeout=LONG)
    window.put_away()
    assert not desk.watch.timer.isActive()
    assert not desk.watch.looker.running
    assert not desk.watch.taker.running
    assert desk.watch.folder() is None


def test_a_folder_can_be_left_and_one_in_the_vault_is_not_watched(
    desk: Desk, vault: Workspace, settings: PreferenceFile
) -> None:
    desk.page.folder.watch(vault.folder)
    assert not desk.page.folder.message.isHidden()
    assert desk.watch.folder() is None
    desk.page.folder.watch(desk.folder)
    assert desk.watch.folder() == desk.folder
    desk.page.folder.leave_button.click()
    assert desk.watch.folder() is None
    assert settings.now.watched == {}


def test_what_is_made_is_offered_the_folder_under_a_name_that_says_nothing(
    desk: Desk,
    place: Workplace,
    vault: Workspace,
    package: Path,
) -> None:
    shutil.copy(package, desk.folder / "a.vigpackage")
    desk.page.folder.watch(desk.folder)
    desk.look()
    answering = desk.page.guests.answer(guests(vault)[0].case)
    target = answering.where.target()
    assert target is not None
    assert target.parent == desk.folder
    assert "answer" not in target.name
    answering.close()
    assert place.supervising.reach.watch is desk.watch


def test_what_comes_by_itself_does_not_put_the_lock_off(
    desk: Desk, window: MainWindow, vault: Workspace, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.page.folder.watch(desk.folder)
    desk.look()
    noted: list[str] = []
    monkeypatch.setattr(window.locker.idle, "note_use", lambda: noted.append("use"))
    shutil.copy(package, desk.folder / "a.vigpackage")
    desk.look()
    assert len(guests(vault)) == 1
    assert noted == []
    add_case(vault, "Own", "")
    assert noted == ["use"]
