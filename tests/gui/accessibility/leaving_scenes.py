"""Scenes of the walk: handing out moments, and the queue in which they are made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import Family
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.exporting.forms import Form
from vigtool.gui.exporting.hand_out_dialog import COVER, LOOK, MORE, HandOutDialog
from vigtool.gui.workplace import Workplace
from vigtool.services.consents import record_consent
from vigtool.services.marking import MarkingDesk, mark_frames, moments
from vigtool.services.recordings import recordings
from vigtool.services.sessions import add_session


def leaving(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    film = recordings(family.ws, family.case.id)[0].id
    first = moments(family.ws, film)[0].id
    other = mark_frames(family.ws, film, first=21, end=28, title="The tower")
    desk = MarkingDesk(family.ws, film)
    desk.edit("star", desk.marks.with_moment(replace(other, starred=True)))
    dialog = place.export(first)
    walk.look("hand out", dialog)
    asking(walk, dialog)
    dialog.export_button.click()
    walk.look("hand out, refused", dialog)
    dialog.moments.add_button.click()
    walk.look("hand out, other moments", dialog.moments.menu)
    dialog.moments.menu.close()
    dialog.moments.add(other)
    several(walk, dialog)
    making(walk, place, dialog, folder)
    desk.edit("remove", desk.marks.without(other.id))


def asking(walk: Looks, dialog: HandOutDialog) -> None:
    dialog.more.turn(MORE)
    dialog.wishes.lead_in.setValue(0.5)
    dialog.wishes.slow.choose("part")
    dialog.wishes.pauses.add()
    walk.look("hand out, more wishes", dialog)
    dialog.wishes.lead_in.setValue(0)
    dialog.more.turn(COVER)
    (somebody, *_others) = dialog.cover.people.boxes.values()
    somebody.click()
    dialog.look()
    walk.look("hand out, cover somebody", dialog)
    somebody.click()
    dialog.more.turn(LOOK)
    until(lambda: not dialog.strip.running)
    walk.look("hand out, look at it first", dialog)
    dialog.more.turn(LOOK)


def several(walk: Looks, dialog: HandOutDialog) -> None:
    for form in (Form.REEL, Form.PICTURE, Form.CARD, Form.COPY, Form.SEALED):
        dialog.choice.form.setCurrentIndex(dialog.choice.form.findData(form))
        walk.look(f"hand out, {form}", dialog)


def making(walk: Looks, place: Workplace, dialog: HandOutDialog, folder: Path) -> None:
    choice = dialog.choice
    choice.form.setCurrentIndex(choice.form.findData(Form.PICTURE))
    choice.purpose.setCurrentIndex(choice.purpose.findData(Purposes.GUIDANCE))
    choice.line.setText(str(folder / "pictures"))
    dialog.export_button.click()
    walk.look("hand out, being made", dialog)
    until(lambda: not place.leaving.busy)
    walk.look("hand out, made", dialog)
    looking.press_escape(dialog)
    if Shiboken.isValid(dialog) and dialog.isVisible():
        walk.wrong.append("hand out: Escape does not close it")
        dialog.close()
    listed = place.leaving.show_errands()
    walk.look("what is being handed out", listed)
    looking.press_escape(listed)


def until(ready: Callable[[], bool]) -> None:
    while not ready():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def a_log_with_pictures(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    """A session on the page of its case, whose log with pictures waits for a consent."""
    ws, film = family.ws, recordings(family.ws, family.case.id)[0].id
    held = add_session(ws, family.case.id, moments=[moments(ws, film)[0].id], present=[family.parent.id])
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    page.sessions.refresh()
    page.sessions.saving.pictures.click()
    page.sessions.saving.export_to(held.id, folder)
    walk.look("a log with pictures, refused", place)
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN, by="Marja")
