from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.family import WORK_FACTOR
from vigtool.gui.actions import ActionId
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.gui.shared.recovery_sheet import in_groups
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.open_form import OpenForm, as_secret
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.workspace import Workspace
from vigtool.vault.synced_folders import synced_by


def create_form(window: MainWindow) -> CreateForm:
    assert window.start_page is not None
    assert isinstance(window.start_page.form, CreateForm)
    return window.start_page.form


def open_form(window: MainWindow) -> OpenForm:
    assert window.start_page is not None
    if not isinstance(window.start_page.form, OpenForm):
        window.start_page.offer_opening()
    assert isinstance(window.start_page.form, OpenForm)
    return window.start_page.form


def recovery_form(window: MainWindow, qtbot: QtBot) -> RecoveryKeyForm:
    page = window.start_page
    assert page is not None
    qtbot.waitUntil(lambda: page.unsettled)
    assert isinstance(page.form, RecoveryKeyForm)
    return page.form


def test_a_new_vault_opens_once_its_key_is_on_paper(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form = create_form(window)
    form.folder.line.setText(str(tmp_path / "new"))
    words = form.passphrase.passphrase()
    assert words is not None
    assert len(words.split()) == 6
    form.create_button.click()
    sheet = recovery_form(window, qtbot)
    assert not sheet.go_on.isEnabled()
    key = as_secret(sheet.shown.text())
    sheet.save_to(tmp_path / "key.pdf")
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")
    sheet.on_paper.click()
    sheet.go_on.click()
    assert window.workplace is not None
    window.do(ActionId.LOCK)
    for secret in (words, key):
        open_workspace(tmp_path / "new", secret).close()
    assert open_form(window).folder.folder() == tmp_path / "new"


def test_leaving_before_the_key_is_kept_closes_the_new_vault(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form = create_form(window)
    form.folder.line.setText(str(tmp_path / "new"))
    words = str(form.passphrase.passphrase())
    form.create_button.click()
    recovery_form(window, qtbot)
    window.close()
    open_workspace(tmp_path / "new", words).close()


def test_an_own_passphrase_is_long_and_typed_twice(window: MainWindow) -> None:
    form = create_form(window)
    form.passphrase.take_own.click()
    assert not form.create_button.isEnabled()
    form.passphrase.first.line.setText("kissa istuu matolla")
    assert form.passphrase.passphrase() is None
    form.passphrase.second.line.setText("kissa istuu matolla")
    assert form.passphrase.passphrase() == "kissa istuu matolla"
    assert form.create_button.isEnabled()
    form.passphrase.first.line.setText("kissa")
    form.passphrase.second.line.setText("kissa")
    assert not form.create_button.isEnabled()


def test_other_words_are_other_words(window: MainWindow) -> None:
    form = create_form(window)
    before = form.passphrase.passphrase()
    form.passphrase.again.click()
    assert form.passphrase.passphrase() != before


def test_a_vault_is_not_made_over_other_files(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    form = create_form(window)
    form.folder.line.setText(str(tmp_path / "full"))
    form.create_button.click()
    qtbot.waitUntil(form.message.isVisible)
    assert "not empty" in form.message.accessibleName()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_a_synced_folder_is_pointed_out(window: MainWindow, tmp_path: Path) -> None:
    form = create_form(window)
    form.folder.line.setText(str(tmp_path / "OneDrive - County" / "vault"))
    assert form.synced.isVisible()
    form.folder.line.setText(str(tmp_path / "vault"))
    assert not form.synced.isVisible()


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/Dropbox/x", "Dropbox"),
        ("/home/a/Nextcloud/x", "Nextcloud"),
        ("/home/a/onedrive/x", "OneDrive"),
        ("/home/a/films", None),
    ],
)
def test_synced_folders_are_told_by_their_names(path: str, service: str | None) -> None:
    assert synced_by(Path(path)) == service


def unlock(form: OpenForm, folder: Path, secret: str) -> None:
    form.folder.line.setText(str(folder))
    form.secret.line.setText(secret)
    form.open_button.click()


def test_a_wrong_passphrase_is_said_calmly_and_can_be_tried_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    create_workspace(tmp_path / "v", "right words", work_factor=WORK_FACTOR)[0].close()
    form = open_form(window)
    unlock(form, tmp_path / "v", "wrong words")
    qtbot.waitUntil(form.message.isVisible)
    assert window.workplace is None
    assert "does not open the vault" in form.message.accessibleName()
    unlock(form, tmp_path / "v", "right words")
    qtbot.waitUntil(lambda: window.workplace is not None)


def test_the_recovery_key_opens_as_it_stands_on_paper(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    made, key = create_workspace(tmp_path / "v", "right words", work_factor=WORK_FACTOR)
    made.close()
    unlock(open_form(window), tmp_path / "v", in_groups(key).replace("\n", " ").lower())
    qtbot.waitUntil(lambda: window.workplace is not None)


def test_who_turns_away_while_a_vault_opens_leaves_it_closed(window: MainWindow, tmp_path: Path) -> None:
    create_workspace(tmp_path / "v", "right words", work_factor=WORK_FACTOR)[0].close()
    form = open_form(window)
    unlock(form, tmp_path / "v", "right words")
    assert form.job.running
    form.create_button.click()
    create_form(window)
    open_workspace(tmp_path / "v", "right words").close()
    assert window.workplace is None


def test_a_vault_in_use_can_be_looked_at(window: MainWindow, qtbot: QtBot, vault: Workspace) -> None:
    form = open_form(window)
    unlock(form, vault.folder, "six plain words")
    qtbot.waitUntil(form.message.isVisible)
    form.message.findChildren(Button)[0].click()
    qtbot.waitUntil(lambda: window.workplace is not None)
    assert window.workplace is not None
    assert window.workplace.ws.read_only
    qtbot.waitUntil(window.workplace.banner.isVisible)
    assert "To see films or change anything" in window.workplace.banner.message.accessibleName()


def test_a_folder_without_a_vault(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    form = open_form(window)
    unlock(form, tmp_path / "nothing", "words")
    qtbot.waitUntil(form.message.isVisible)
    assert "no vault" in form.message.accessibleName()


def test_the_sheet_loses_no_letter_of_the_key() -> None:
    key = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"
    assert as_secret(in_groups(key)) == key
    assert as_secret("  six plain words \n") == "six plain words"
