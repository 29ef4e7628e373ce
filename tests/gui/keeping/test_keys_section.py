"""Passphrase, recovery key and users, changed from the vault's own page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.accessibility import looking
from vigtool.gui.actions import ActionId
from vigtool.gui.keeping.keeping_page import KeepingPage
from vigtool.gui.keeping.key_dialog import KeyDialog
from vigtool.gui.keeping.keys_section import KeysSection
from vigtool.gui.keeping.new_passphrase import NewPassphrase
from vigtool.gui.keeping.new_recovery_key import NewRecoveryKey
from vigtool.gui.keeping.user_changes import NewUser
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.recovery_sheet import in_groups
from vigtool.gui.unlocking.open_form import as_secret
from vigtool.gui.workplace import Workplace
from vigtool.services.changing_keys import UserAdding
from vigtool.services.jobs import complete
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.users import users
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import WrongSecret

PASSPHRASE = "six plain words"
BEAS = "quiet words of somebody else"


@pytest.fixture
def section(place: Workplace) -> KeysSection:
    place.go(ActionId.KEEPING)
    page = place.pages[ActionId.KEEPING]
    assert isinstance(page, KeepingPage)
    return next(one for one in page.sections if isinstance(one, KeysSection))


@pytest.fixture
def shown(section: KeysSection) -> Callable[[], KeyDialog]:
    def only() -> KeyDialog:
        (dialog,) = [one for one in section.window().findChildren(KeyDialog) if one.isVisible()]
        return dialog

    return only


def changed(dialog: KeyDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed):
        dialog.do_button.click()
    dialog.close_button.click()


def opens(ws: Workspace, secret: str) -> bool:
    try:
        open_workspace(ws.folder, secret, read_only=True).close()
    except WrongSecret:
        return False
    return True


def test_the_passphrase_is_changed(
    section: KeysSection, shown: Callable[[], KeyDialog], vault: Workspace, qtbot: QtBot
) -> None:
    section.passphrase.click()
    dialog = shown()
    assert isinstance(dialog.wish, NewPassphrase)
    assert not dialog.do_button.isEnabled()
    new = dialog.wish.choice.passphrase()
    assert new is not None
    dialog.current.line.setText("not this one")
    dialog.do_button.click()
    qtbot.waitUntil(dialog.message.isVisible)
    assert opens(vault, PASSPHRASE)
    dialog.current.line.setText(f" {PASSPHRASE} ")
    changed(dialog, qtbot)
    assert (opens(vault, PASSPHRASE), opens(vault, new)) == (False, True)
    assert not section.busy


def test_a_known_passphrase_is_changed_with_a_new_key(
    section: KeysSection, shown: Callable[[], KeyDialog], vault: Workspace, qtbot: QtBot
) -> None:
    before = vault.vault.access.users
    section.passphrase.click()
    dialog = shown()
    assert isinstance(dialog.wish, NewPassphrase)
    dialog.wish.renew.click()
    dialog.current.line.setText(PASSPHRASE)
    changed(dialog, qtbot)
    assert vault.vault.access.users != before


def test_the_new_recovery_key_is_in_force_when_it_is_on_paper(
    section: KeysSection, shown: Callable[[], KeyDialog], vault: Workspace, qtbot: QtBot
) -> None:
    section.recovery_key.click()
    dialog = shown()
    assert isinstance(dialog.wish, NewRecoveryKey)
    new = as_secret(dialog.wish.sheet.shown.text())
    dialog.current.line.setText(PASSPHRASE)
    assert not dialog.do_button.isEnabled()
    assert not opens(vault, new)
    dialog.wish.sheet.on_paper.click()
    changed(dialog, qtbot)
    assert opens(vault, new)
    assert in_groups(new)


def test_somebody_is_let_in_and_taken_out(
    section: KeysSection, shown: Callable[[], KeyDialog], vault: Workspace, qtbot: QtBot
) -> None:
    assert not section.removals
    section.add_button.click()
    dialog = shown()
    assert isinstance(dialog.wish, NewUser)
    dialog.current.line.setText(PASSPHRASE)
    dialog.wish.choice.take_own.click()
    for one in (dialog.wish.choice.first, dialog.wish.choice.second):
        one.line.setText(BEAS)
    assert not dialog.do_button.isEnabled()
    dialog.wish.name.setText("Bea")
    changed(dialog, qtbot)
    assert opens(vault, BEAS)
    (bea,) = section.removals
    assert section.removals[bea].accessibleName() == "Take Bea out"
    section.removals[bea].click()
    dialog = shown()
    dialog.current.line.setText(PASSPHRASE)
    changed(dialog, qtbot)
    assert not opens(vault, BEAS)
    assert [one.id for one in users(vault)] == [vault.id]
    assert not section.removals


def test_a_change_under_way_is_not_left(
    section: KeysSection, shown: Callable[[], KeyDialog], vault: Workspace, qtbot: QtBot
) -> None:
    section.passphrase.click()
    dialog = shown()
    dialog.current.line.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.changed):
        dialog.do_button.click()
        looking.press_escape(dialog)
        dialog.close()
        assert dialog.isVisible()
        assert section.busy
    assert not opens(vault, PASSPHRASE)
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_whose_passphrase_is_asked_with_the_recovery_key(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    ws, key = create_workspace(folder, PASSPHRASE, work_factor=1)
    adding = UserAdding(ws, "Bea", BEAS)
    complete(adding)
    ws.close()
    ws = open_workspace(folder, key)
    wish = NewPassphrase(ws)
    dialog = KeyDialog(ws, wish)
    qtbot.addWidget(dialog)
    assert [wish.whose.itemText(at) for at in range(2)] == ["Who made the vault", "Bea"]
    wish.whose.setCurrentIndex(1)
    dialog.current.line.setText(in_groups(key))
    new = wish.choice.passphrase()
    assert new is not None
    with qtbot.waitSignal(dialog.changed):
        dialog.do()
    assert (opens(ws, BEAS), opens(ws, new), opens(ws, PASSPHRASE)) == (False, True, True)
    dialog.close()
    ws.close()


def test_who_may_only_look_changes_nothing(vault: Workspace, qtbot: QtBot, settings: PreferenceFile) -> None:
    reader = open_workspace(vault.folder, PASSPHRASE, read_only=True)
    section = KeysSection(reader, settings)
    qtbot.addWidget(section)
    section.show()
    assert not any(one.isVisible() for one in (section.passphrase, section.recovery_key, section.add_button))
    reader.close()
