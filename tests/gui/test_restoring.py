"""Bringing a vault back from its backup, from the page on which a vault is opened."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.family import WORK_FACTOR, Family
from vigtool.domain.accountability import Erasing
from vigtool.gui.main_window import MainWindow
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.open_form import OpenForm
from vigtool.gui.unlocking.restore_form import RestoreForm, free_folder
from vigtool.services.backing_up import back_up
from vigtool.services.cases import add_case
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import is_erased, recordings

WORDS = "six plain words"
LONG = 60_000
"""Milliseconds after which a job that does not end has failed the test."""


def restore_form(window: MainWindow) -> RestoreForm:
    """The way there: a quiet button below the form that opens or makes a vault."""
    page = window.start_page
    assert page is not None
    assert isinstance(page.form, OpenForm | CreateForm)
    (there,) = [one for one in page.form.findChildren(Button) if one.text() == "Bring back from a backup…"]
    there.click()
    assert isinstance(page.form, RestoreForm)
    return page.form


def fill(form: RestoreForm, backup: Path, folder: Path, secret: str) -> None:
    form.backup.line.setText(str(backup))
    form.folder.line.setText(str(folder))
    form.secret.line.setText(secret)


def step(form: RestoreForm) -> QPushButton:
    (only,) = form.message.findChildren(QPushButton)
    return only


def told(form: RestoreForm) -> str:
    return form.message.accessibleName()


def said_after_a_while(qtbot: QtBot, form: RestoreForm, line: str) -> bool:
    """Qt shows what is added to a page that is on the screen only when it is back in its event loop."""
    qtbot.waitUntil(lambda: line in [one.text() for one in form.findChildren(QLabel) if one.isVisible()], timeout=LONG)
    return True


def test_a_lost_vault_is_back_and_opens(window: MainWindow, family: Family, drawn: Path, qtbot: QtBot) -> None:
    film = family.film(drawn)
    erase(family.ws, Target(Erasing.CASE, add_case(family.ws, "Other", "").id), "asked for it, before the backup")
    backup, folder = family.ws.folder.parent / "copies", family.ws.folder.parent / "again" / "vault"
    back_up(family.ws, backup)
    family.ws.close()
    shutil.rmtree(family.ws.folder)
    form = restore_form(window)
    assert not form.restore_button.isEnabled()
    fill(form, backup, folder, WORDS)
    assert form.made_at.text().startswith("This backup shows the vault as it was on ")
    form.restore_button.click()
    assert not form.restore_button.isEnabled()
    assert not form.back_button.isEnabled()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert told(form).startswith("The vault is back, and everything in it is as it was written. 1 film was read, and ")
    assert "erased" not in told(form)
    assert not form.restore_button.isVisible()
    assert form.back_button.isEnabled()
    step(form).click()
    qtbot.waitUntil(lambda: window.workplace is not None, timeout=LONG)
    assert window.workplace is not None
    assert not window.workplace.ws.read_only
    assert window.workplace.ws.folder == folder
    assert [one.id for one in recordings(window.workplace.ws)] == [film.id]


def test_what_was_erased_since_is_erased_before_anybody_opens_it(
    window: MainWindow, family: Family, drawn: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    film = family.film(drawn)
    back_up(family.ws, tmp_path / "copies")
    erase(family.ws, Target(Erasing.FILM, film.id), "asked for it")
    form = restore_form(window)
    fill(form, tmp_path / "copies", tmp_path / "again", WORDS)
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert "What was erased after the backup was made has been erased in it again." in told(form)
    assert (tmp_path / "copies" / "keys" / f"{film.id}.age").exists()
    assert not (tmp_path / "again" / "keys" / f"{film.id}.age").exists()
    back = open_workspace(tmp_path / "again", WORDS, read_only=True)
    assert is_erased(back, film.id)
    back.close()


def test_the_recovery_key_brings_it_back_as_it_stands_on_paper(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made, key = create_workspace(tmp_path / "v", "right words", work_factor=WORK_FACTOR)
    back_up(made, tmp_path / "copies")
    made.close()
    form = restore_form(window)
    fill(form, tmp_path / "copies", tmp_path / "again", f" {key[:20].lower()} {key[20:]} ")
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert told(form).startswith("The vault is back")


def test_a_wrong_passphrase_leaves_nothing_and_can_be_tried_again(
    window: MainWindow, family: Family, qtbot: QtBot, tmp_path: Path
) -> None:
    back_up(family.ws, tmp_path / "copies")
    form = restore_form(window)
    fill(form, tmp_path / "copies", tmp_path / "again", "other words")
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert "does not open the vault" in told(form)
    assert not (tmp_path / "again").exists()
    form.secret.line.setText(WORDS)
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert told(form).startswith("The vault is back")


@pytest.mark.parametrize(
    ("backup", "folder", "said"),
    [
        ("nowhere", "again", "There is no backup in this folder."),
        ("copies", "copies/inside", "This place is inside the vault."),
        ("copies", "full", "not empty"),
    ],
)
def test_what_does_not_go_is_said(
    window: MainWindow, family: Family, qtbot: QtBot, tmp_path: Path, backup: str, folder: str, said: str
) -> None:
    back_up(family.ws, tmp_path / "copies")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    form = restore_form(window)
    fill(form, tmp_path / backup, tmp_path / folder, WORDS)
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert said in told(form)
    assert form.restore_button.isEnabled()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_stopping_leaves_the_new_folder_as_it_was(
    window: MainWindow, family: Family, drawn: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    family.film(drawn)
    back_up(family.ws, tmp_path / "copies")
    form = restore_form(window)
    fill(form, tmp_path / "copies", tmp_path / "again", WORDS)
    form.restore_button.click()
    window.speak("fi")  # would build the page anew: not while a vault is being brought back
    assert window.start_page is not None
    assert window.start_page.form is form
    form.job._runner.cancel()  # noqa: SLF001 - before any event, so that it is there before the first report
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert told(form) == "Stopped, as you asked. Nothing was left in the new folder."
    assert not (tmp_path / "again").exists()


def test_damage_is_named_and_what_is_whole_is_back(
    window: MainWindow, family: Family, drawn: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    film = family.film(drawn)
    back_up(family.ws, tmp_path / "copies")
    path = tmp_path / "copies" / "recordings" / f"{film.id}.age"
    path.write_bytes(path.read_bytes()[:-1])
    form = restore_form(window)
    fill(form, tmp_path / "copies", tmp_path / "again", WORDS)
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=LONG)
    assert told(form).startswith("The vault is back, but some of the backup is damaged.")
    assert said_after_a_while(qtbot, form, f"The film “{film.label}” is missing, or not as it was written.")
    assert step(form).text() == "Open this vault"


def test_the_folder_of_the_last_backup_is_offered_and_back_leads_back(
    window: MainWindow, settings: PreferenceFile, tmp_path: Path
) -> None:
    settings.change(backup=str(tmp_path / "copies"))
    window.show_start()
    form = restore_form(window)
    assert form.backup.folder() == tmp_path / "copies"
    assert not form.made_at.isVisible()
    form.back_button.click()
    assert window.start_page is not None
    assert isinstance(window.start_page.form, CreateForm)


def test_a_name_that_is_taken_is_not_offered(tmp_path: Path) -> None:
    assert free_folder(tmp_path) == tmp_path / "VIG vault"
    (tmp_path / "VIG vault").mkdir()
    (tmp_path / "VIG vault 2").mkdir()
    assert free_folder(tmp_path) == tmp_path / "VIG vault 3"
