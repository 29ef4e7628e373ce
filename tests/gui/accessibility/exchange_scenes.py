"""Scenes of the walk: the marks of a film to another program, and from one."""

from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import Family
from vigtool.exchange.annotations.format_names import Format
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exchanging.marks_in_dialog import MarksInDialog
from vigtool.gui.exchanging.marks_out_dialog import MarksOutDialog
from vigtool.gui.workplace import Workplace
from vigtool.services.recordings import recordings

FOREIGN = """WEBVTT

NOTE made elsewhere

00:00.100 --> 00:00.200
<v.initiative Jonna>holds up the block

00:00.200 --> 00:00.300
<v.reception Marja>smiles

01:00.000 --> 01:01.000
long after the end
"""


def exchanging(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    film = recordings(family.ws, family.case.id)[0].id
    row = page.films.list.rows[film]
    row.open_marks_menu()
    walk.look("marks to and from", row.marks_menu)
    row.marks_menu.close()
    out_of_the_vault(walk, place.exchanging.hand_out(film), folder)
    into_the_vault(walk, place.exchanging.bring_in(film), folder)


def out_of_the_vault(walk: Looks, dialog: MarksOutDialog, folder: Path) -> None:
    while dialog.losses is None:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for format_ in (Format.VTT, Format.OTIO):
        dialog.choice.format.setCurrentIndex(dialog.choice.format.findData(format_))
        walk.look(f"marks out, {format_}", dialog)
    dialog.choice.line.setText(str(folder / "marks.otio"))
    dialog.export()
    while dialog.job.running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert dialog.report is not None, dialog.message.accessibleName()
    walk.look("marks saved", dialog)
    looking.press_escape(dialog)


def into_the_vault(walk: Looks, dialog: MarksInDialog, folder: Path) -> None:
    walk.look("marks in", dialog)
    for name, text in (("none.eaf", "nothing"), ("foreign.vtt", FOREIGN)):
        (folder / name).write_text(text)
        dialog.look_at(folder / name)
        while dialog.job.running:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        walk.look(f"marks in, {name}", dialog)
    dialog.take_in()
    while dialog.job.running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert dialog.report is not None, dialog.message.accessibleName()
    walk.look("marks came in", dialog)
    looking.press_escape(dialog)
