"""Scenes of the walk: covering somebody in a moment."""

from typing import Protocol

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.gui.accessibility import looking
from tests.gui.family import Family
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box
from vigtool.gui.actions import ActionId
from vigtool.gui.masking.dialog import MaskingDialog
from vigtool.gui.masking.keys import Deed
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.workplace import Workplace
from vigtool.services.marking import moments
from vigtool.services.recordings import recordings


class Looks(Protocol):
    """The walk."""

    wrong: list[str]

    def look(self, name: str, place: QWidget) -> None: ...


def covering_somebody(walk: Looks, place: Workplace, family: Family, qtbot: QtBot) -> None:
    film = recordings(family.ws, family.case.id)[0]
    moment = moments(family.ws, film.id)[0]
    page = place.pages[ActionId.PREPARE]
    assert isinstance(page, PreparePage)
    page.preparation.select(moment.id)
    page.list.cards[moment.id].details.deeds.cover_button.click()
    (dialog,) = place.findChildren(MaskingDialog)
    bench = dialog.bench
    qtbot.waitUntil(lambda: bench.view.picture is not None)
    walk.look("covering, nobody yet", dialog)
    bench.work.put_box(bench.here, Box(40, 10, 100, 90))
    bench.work.put_absent(range(bench.here + 8, bench.here + 10))
    walk.look("covering, with gaps", dialog)
    bench.work.choose(PersonId(family.parent.id))
    bench.work.put_box(bench.here, Box(110, 10, 180, 90))
    bench.do(Deed.FOLLOW)
    qtbot.waitUntil(lambda: not bench.job.running, timeout=60_000)
    walk.look("covering, followed", dialog)
    bench.do(Deed.PREVIEW)
    walk.look("covering, as it will look", dialog)
    bench.history.steps_button.click()
    walk.look("covering, earlier steps", bench.history.steps)
    bench.history.steps.close()
    for _ in range(2):
        if Shiboken.isValid(dialog) and dialog.isVisible():
            looking.press_escape(dialog)
    if Shiboken.isValid(dialog) and dialog.isVisible():
        walk.wrong.append("covering: Escape does not close it")
        dialog.close()
