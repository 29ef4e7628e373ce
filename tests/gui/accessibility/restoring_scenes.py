"""Scene of the walk: a vault is brought back from its backup."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.gui.unlocking.restore_form import RestoreForm
from vigtool.gui.unlocking.start_page import StartPage
from vigtool.services.backing_up import back_up


class Looks(Protocol):
    """The walk."""

    def look(self, name: str, place: QWidget) -> None: ...


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
