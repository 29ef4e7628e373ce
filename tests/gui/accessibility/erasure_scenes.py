"""Scenes of the walk: erasing a film, what concerns a person, and a case."""

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import Family
from vigtool.domain.accountability import Erasing
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.erasing.erase_dialog import EraseDialog
from vigtool.gui.workplace import Workplace
from vigtool.services.erasure_plans import Target
from vigtool.services.film_keeping import freeze, thaw
from vigtool.services.recordings import recordings
from vigtool.vault.medium_facts import Beyond
from vigtool.wording.erasure_words import beyond_reach_words


def erasing(walk: Looks, place: Workplace, family: Family) -> None:
    film = recordings(family.ws, family.case.id)[0]
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    freeze(family.ws, film.id, "a dispute")
    frozen = place.due.erase(Target(Erasing.FILM, film.id))
    walk.look("erase a frozen film", frozen)
    looking.press_escape(frozen)
    thaw(family.ws, film.id, "settled")
    page.people.offer_change(family.child)
    walk.look("a person to be erased", place)
    person = place.due.erase(Target(Erasing.PERSON, family.child.id))
    next(iter(person.spared.erased.boxes.values())).click()
    walk.look("erase a person", person)
    looking.press_escape(person)
    page.films.list.rows[film.id].erase_button.click()
    (dialog,) = [one for one in place.findChildren(EraseDialog) if one.isVisible()]
    walk.look("erase a film", dialog)
    dialog.reason.setText("the end of the guidance")
    dialog.erase_button.click()
    while dialog.job.running:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    assert dialog.report is not None
    walk.look("erased", dialog)
    dialog.close()
    walk.look("a case with an erased film", place)
    walk.wrong += [f"no words for {one}" for one in Beyond if not beyond_reach_words([one])]
