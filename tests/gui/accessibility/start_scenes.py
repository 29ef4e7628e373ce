"""Scenes of the walk before a vault is open: one is made, opened, or brought back from its backup."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.gui.main_window import MainWindow
from vigtool.gui.settings_menu import SettingsMenu
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.gui.unlocking.create_form import CreateForm
from vigtool.gui.unlocking.restore_form import RestoreForm
from vigtool.gui.unlocking.start_page import StartPage
from vigtool.services.backing_up import back_up

KEY = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"


class Looks(Protocol):
    """The walk."""

    def look(self, name: str, place: QWidget) -> None: ...


def before_a_vault_is_open(walk: Looks, window: MainWindow, family: Family, tmp_path: Path, qtbot: QtBot) -> None:
    page = window.start_page
    assert page is not None
    walk.look("create", page)
    form = page.form
    assert isinstance(form, CreateForm)
    form.folder.line.setText(str(tmp_path / "Dropbox"))
    form.passphrase.take_own.click()
    walk.look("own passphrase, synced folder", page)
    page.offer_opening()
    walk.look("open", page)
    bringing_back(walk, page, family, tmp_path, qtbot)
    menu = window.findChildren(SettingsMenu)[-1]  # one in another language may still wait to be deleted
    menu.open_below(page)
    walk.look("settings", menu)
    menu.close()


def the_recovery_key(walk: Looks, qtbot: QtBot) -> None:
    form = RecoveryKeyForm(KEY, "abcdefgh2345")
    qtbot.addWidget(form)
    form.resize(620, form.sizeHint().height())
    form.show()
    walk.look("recovery key", form)
    form.close()


def bringing_back(walk: Looks, page: StartPage, family: Family, folder: Path, qtbot: QtBot) -> None:
    back_up(family.ws, folder / "copies")
    page.offer_restoring()
    walk.look("bring back", page)
    form = page.form
    assert isinstance(form, RestoreForm)
    form.backup.line.setText(str(folder / "copies"))
    form.folder.line.setText(str(folder / "Dropbox"))
    form.secret.line.setText("six plain words")
    walk.look("bring back, chosen", page)
    form.restore_button.click()
    qtbot.waitUntil(lambda: not form.job.running, timeout=60_000)
    walk.look("brought back", page)
    form.left.emit()
