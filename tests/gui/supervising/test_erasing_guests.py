"""A guest is erased before its last day: with a reason, once, and with a receipt or owing it; its film is closed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vigtool.domain.supervision import GuestOpened
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.supervising.erase_guest_dialog import EraseGuestDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.guest_erasing import owed_receipts
from vigtool.services.guests import guests
from vigtool.services.package_opening import open_package
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


@pytest.fixture
def guest(vault: Workspace, package: Path) -> GuestOpened:
    return open_package(vault, package, pseudonym_of)


def opened(place: Workplace, page: SupervisionPage, guest: GuestOpened) -> EraseGuestDialog:
    page.refresh()
    page.guests.rows[guest.case].erase_button.click()
    (dialog,) = place.window().findChildren(EraseGuestDialog)
    return dialog


def test_a_reason_is_asked_and_the_receipt_is_made(
    place: Workplace, page: SupervisionPage, vault: Workspace, guest: GuestOpened, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(place, page, guest)
    target = tmp_path / "r.vigpackage"
    dialog.where.line.setText(str(target))
    assert not dialog.erase_button.isEnabled()
    dialog.reason.setText("We are done.")
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=60_000)
    assert guests(vault) == []
    assert target.exists()
    assert owed_receipts(vault) == []
    qtbot.waitUntil(lambda: not page.guests.rows, timeout=60_000)
    dialog.close_button.click()


def test_the_receipt_can_be_owed(
    place: Workplace, page: SupervisionPage, vault: Workspace, guest: GuestOpened, qtbot: QtBot
) -> None:
    dialog = opened(place, page, guest)
    dialog.reason.setText("We are done.")
    dialog.later.click()
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=60_000)
    assert [one.package for one in owed_receipts(vault)] == [guest.package]
    qtbot.waitUntil(lambda: not page.owed.isHidden(), timeout=60_000)
    dialog.close_button.click()


def test_a_place_that_takes_no_receipt_destroys_nothing(
    place: Workplace, page: SupervisionPage, vault: Workspace, guest: GuestOpened
) -> None:
    dialog = opened(place, page, guest)
    dialog.reason.setText("We are done.")
    dialog.where.line.setText(str(vault.folder / "r.vigpackage"))
    dialog.erase_button.click()
    assert not dialog.message.isHidden()
    assert guests(vault) == [guest]
    dialog.close_button.click()
    assert guests(vault) == [guest]


def test_its_film_is_not_left_open(place: Workplace, page: SupervisionPage, guest: GuestOpened, qtbot: QtBot) -> None:
    place.show_film(guest.films[0].recording)
    assert isinstance(place.pages[ActionId.PREPARE], PreparePage)
    place.go(ActionId.SUPERVISION)
    dialog = opened(place, page, guest)
    dialog.reason.setText("We are done.")
    dialog.later.click()
    dialog.erase_button.click()
    assert not isinstance(place.pages[ActionId.PREPARE], PreparePage)
    assert place.stack.currentWidget() is page
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=60_000)
    dialog.close_button.click()
