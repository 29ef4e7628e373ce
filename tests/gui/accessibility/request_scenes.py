"""Scenes of the walk: handing out what is held about a person."""

from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from vigtool.gui.actions import ActionId
from vigtool.gui.log.log_page import LogPage
from vigtool.gui.workplace import Workplace


def handing_out(walk: Looks, place: Workplace, folder: Path) -> None:
    place.go(ActionId.LOG)
    page = place.pages[ActionId.LOG]
    assert isinstance(page, LogPage)
    dialog = page.offer_hand_out()
    walk.look("hand out to a person", dialog)
    dialog.reason.setText("asked at the last session")
    dialog.hand_out(folder)
    while dialog.job.running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert dialog.made is not None, dialog.message.accessibleName()
    walk.look("handed out", dialog)
    looking.press_escape(dialog)
