"""Scenes of the walk: a consent to supervision that is for named contacts alone."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import Family
from vigtool.domain.consent import Answer
from vigtool.domain.contacts import Contact, ContactRemoved, ContactSet
from vigtool.domain.identifiers import ContactId
from vigtool.domain.purposes import Purposes
from vigtool.gui.cases.case_page import CasePage
from vigtool.services.consents import record_consent

LONG, SHORT = ContactId("vvvvvvvvvvv1"), ContactId("vvvvvvvvvvv2")
KEY = "vigtool/vvvvvvvvvvvv+01234567+" + "A" * 44


class LooksAtPopups(Looks, Protocol):
    """The walk, where popups are open."""

    def look_at_popups(self, name: str, window: QWidget) -> None: ...


def named_recipients(walk: LooksAtPopups, page: CasePage, window: QWidget, family: Family) -> None:
    """With contacts, with an answer that names some, and when one of those is gone; in the end all is as before."""
    ws = family.ws
    known = Contact(LONG, "Kaisa-Marjatta Zetterqvist-Hämäläinen, Kuopio", "age1q", "", KEY, ws.clock(), ws.clock())
    for one in (known, Contact(SHORT, "Irja", "age1q", "", KEY, ws.clock())):
        ws.record(ContactSet(one))
    _look(walk, page, window, family, "supervision by anybody")
    record_consent(ws, family.child.id, Purposes.SUPERVISION, Answer.GIVEN, recipients=(LONG, SHORT), by="Marja")
    _look(walk, page, window, family, "supervision by two")
    page.people.offer_answers(family.child)
    walk.look("answers on a sheet, with contacts", window)
    page.people.refresh()
    for gone in (LONG, SHORT):
        ws.record(ContactRemoved(gone))
    _look(walk, page, window, family, "supervision by nobody any more")
    record_consent(ws, family.child.id, Purposes.SUPERVISION, Answer.WITHDRAWN, by="Marja")
    page.people.refresh()


def _look(walk: LooksAtPopups, page: CasePage, window: QWidget, family: Family, name: str) -> None:
    page.people.refresh()
    assert page.people.grid is not None
    page.people.grid.cells[family.child.id, Purposes.SUPERVISION].click()
    walk.look_at_popups(name, window)
