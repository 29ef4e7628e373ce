"""Withdrawals that are to reach others: who is to be told, by a notice that is made from here, until a receipt came."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from tests.gui.supervising import reaching
from vigtool.domain.purposes import Purposes
from vigtool.exchange.packages.manifest import Kind
from vigtool.gui.actions import ActionId
from vigtool.gui.supervising import outlet
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.guest_erasing import erase_guest, make_receipt
from vigtool.services.incoming_packages import look_into
from vigtool.services.notice_taking import take_notice
from vigtool.services.package_opening import open_package
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


@pytest.fixture
def key(vault: Workspace, elsewhere: Workspace, drawn: Path, tmp_path: Path) -> reaching.Key:
    return reaching.handed_out(vault, elsewhere, drawn, tmp_path)


def made(page: SupervisionPage, key: reaching.Key, target: Path, qtbot: QtBot) -> None:
    page.reach.make(*key, target)
    qtbot.waitUntil(lambda: not page.busy and not page.reach.message.isHidden(), timeout=60_000)


def test_nothing_is_shown_while_nobody_is_to_be_told(page: SupervisionPage, key: reaching.Key) -> None:
    page.refresh()
    assert key not in page.reach.due
    assert page.reach.isHidden()


def test_who_has_it_is_told_until_the_receipt_is_here(
    page: SupervisionPage,
    vault: Workspace,
    elsewhere: Workspace,
    key: reaching.Key,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reaching.taken_back(vault)
    page.refresh()
    row = page.reach.due[key]
    assert not page.reach.isHidden()
    assert row.accessibleName().startswith("Eeva. Somebody in what they were handed took a consent back.")
    assert "Aino" not in row.accessibleName()
    notice = tmp_path / "n.vigpackage"
    monkeypatch.setattr(outlet, "choose_target", lambda *_asked: notice)
    assert row.button is not None
    row.button.click()
    qtbot.waitUntil(lambda: key in page.reach.waiting, timeout=60_000)
    assert page.reach.due == {}
    assert look_into_kind(elsewhere, notice) is Kind.NOTICE
    again = page.reach.waiting[key].button
    assert again is not None
    assert again.text() == "Make it again…"
    again_at = tmp_path / "again.vigpackage"
    made(page, key, again_at, qtbot)
    assert again_at.exists()
    open_package(elsewhere, tmp_path / "tiina.vigpackage", pseudonym_of)
    receipt = tmp_path / "receipt.vigpackage"
    take_notice(elsewhere, again_at, receipt, "asked")
    page.guests.take_in(receipt)
    qtbot.waitUntil(lambda: not page.busy and not page.reach.waiting, timeout=60_000)


def look_into_kind(ws: Workspace, file: Path) -> Kind:
    return look_into(ws, file).kind


def test_a_disk_that_takes_nothing_is_told_and_it_can_be_made_elsewhere(
    page: SupervisionPage, vault: Workspace, key: reaching.Key, tmp_path: Path, qtbot: QtBot
) -> None:
    reaching.taken_back(vault)
    page.refresh()
    made(page, key, tmp_path / "no folder" / "n.vigpackage", qtbot)
    assert key in page.reach.due
    button = page.reach.due[key].button
    assert button is not None
    assert button.isEnabled()


def test_a_withdrawal_leads_here(
    place: Workplace, page: SupervisionPage, vault: Workspace, key: reaching.Key, qtbot: QtBot
) -> None:
    place.go(ActionId.CASES)
    dialog = place.withdrawing.open(reaching.somebody(vault))
    assert dialog.handed.isHidden()
    dialog.withdraw_button.click()
    assert "1 other person" in dialog.handed.words.text()
    dialog.handed.look_button.click()
    assert place.stack.currentWidget() is page
    qtbot.waitUntil(lambda: key in page.reach.due and not page.reach.isHidden(), timeout=60_000)


def test_a_withdrawal_of_what_nobody_has_leads_nowhere(place: Workplace, family: Family) -> None:
    family.consent(Purposes.SUPERVISION)
    dialog = place.withdrawing.open(family.child.id)
    dialog.withdraw_button.click()
    assert dialog.handed.isHidden()
    dialog.close()


def test_what_ran_out_without_a_receipt_is_asked_for_in_words(
    page: SupervisionPage, vault: Workspace, key: reaching.Key
) -> None:
    reaching.later(vault, 10)
    page.refresh()
    row = page.reach.waiting[key]
    assert "no receipt has come" in row.accessibleName()
    assert row.button is None


def test_a_receipt_that_is_owed_is_made_from_here(
    page: SupervisionPage, vault: Workspace, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = open_package(vault, package, pseudonym_of)
    page.refresh()
    assert page.owed.isHidden()
    erase_guest(vault, guest.case, "asked")
    page.refresh()
    assert not page.owed.isHidden()
    target = tmp_path / "r.vigpackage"
    monkeypatch.setattr(outlet, "choose_target", lambda *_asked: target)
    button = page.owed.rows[guest.package].button
    assert button is not None
    button.click()
    assert target.exists()
    assert page.owed.rows == {}
    make_receipt(vault, guest.package, tmp_path / "again.vigpackage")
