"""The people of a case and what each of them consents to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.case_edits import CaseStep, person_in_family, person_named
from vigtool.domain.errors import VigtoolError
from vigtool.domain.people import Person, Role
from vigtool.gui.cases.casework import Casework
from vigtool.gui.cases.consent_grid import ConsentGrid
from vigtool.gui.cases.consent_popup import Noted
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.person_form import PersonForm, families_of
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.services.consents import consent_grid, consents, record_consent
from vigtool.services.people import add_person, people
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class PeopleCard(Card):
    """``changed`` says that a person joined or an answer was noted."""

    changed = Signal()

    def __init__(self, ws: Workspace, casework: Casework, words: Callable[[], KindWords]) -> None:
        super().__init__(tr("People and consents"))
        self._ws, self._casework, self._words = ws, casework, words
        self._case_id = casework.book.case.id
        self.add_button = Button(tr("Add a person"), "user-plus")
        self.add_button.clicked.connect(self.offer_person)
        self.head.addWidget(self.add_button)
        self.message = MessagePanel()
        self.form: PersonForm | None = None
        self.grid: ConsentGrid | None = None
        self._form_place = QVBoxLayout()
        self._grid_place = QVBoxLayout()
        self.body.addWidget(self.message)
        self.body.addLayout(self._form_place)
        self.body.addLayout(self._grid_place)
        self.refresh()
        if not people(ws, self._case_id) and not ws.read_only:
            self.offer_person()

    def refresh(self) -> None:
        """Show people and consents as they are now."""
        clear(self._grid_place)
        self.grid = None
        self.add_button.setVisible(not self._ws.read_only and self.form is None)
        shown = people(self._ws, self._case_id)
        if not shown:
            hint = tr("Name everyone who is seen or heard in the films: each is asked for consent, purpose by purpose.")
            self._grid_place.addWidget(label(hint, "muted", wrap=True))
            return
        states = consent_grid(self._ws, self._case_id)
        answers = consents(self._ws, self._case_id)
        self.grid = ConsentGrid(shown, answers, states, self._words(), read_only=self._ws.read_only)
        self.grid.noted.connect(self._note)
        self.grid.person_asked.connect(self.offer_change)
        self._grid_place.addWidget(self.grid)

    @Slot()
    def offer_person(self) -> None:
        """Show the form for one more person."""
        clear(self._form_place)
        known = people(self._ws, self._case_id)
        self.form = PersonForm(self._words(), families_of(known), first=not known)
        self.form.given.connect(self._add)
        self.form.left.connect(self._leave_form)
        self._form_place.addWidget(self.form)
        self.add_button.hide()
        self.form.name.setFocus()

    @Slot(object)
    def offer_change(self, person: Person) -> None:
        """Show the form of someone who is named already."""
        clear(self._form_place)
        self.form = PersonForm(self._words(), families_of(people(self._ws, self._case_id)), person=person)
        self.form.given.connect(lambda name, _role, family: self._change(person, name, family))
        self.form.left.connect(self._leave_form)
        self._form_place.addWidget(self.form)
        self.add_button.hide()
        self.form.name.setFocus()

    def _change(self, person: Person, name: str, family: str) -> None:
        self._leave_form()
        named = self._casework.do(CaseStep.PERSON_NAME, partial(person_named, person_id=person.id, name=name))
        if named and family != person.family:
            step = CaseStep.PERSON_FAMILY
            self._casework.do(step, partial(person_in_family, person_id=person.id, family=family))

    @Slot(str, object, str)
    def _add(self, name: str, role: Role, family: str) -> None:
        self.message.clear()
        try:
            add_person(self._ws, self._case_id, name, role, family)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.offer_person()
        self.refresh()
        self.changed.emit()

    @Slot(object)
    def _note(self, noted: Noted) -> None:
        self.message.clear()
        try:
            record_consent(self._ws, noted.person.id, noted.purpose, noted.answer, until=noted.until, by=noted.by)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.refresh()
        if self.grid is not None:
            self.grid.cells[noted.person.id, noted.purpose].setFocus()
        self.changed.emit()

    @Slot()
    def _leave_form(self) -> None:
        clear(self._form_place)
        self.form = None
        self.add_button.show()
        self.add_button.setFocus()
