"""The people of a case and what each of them consents to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.accountability import Erasing
from vigtool.domain.case_edits import CaseStep, person_guarded, person_in_family, person_named
from vigtool.domain.errors import VigtoolError
from vigtool.domain.people import Person, Role
from vigtool.exchange.errors import BadTemplate
from vigtool.exchange.form_templates import FormTemplates
from vigtool.gui.cases.answers_sheet import AnswersSheet
from vigtool.gui.cases.casework import Casework
from vigtool.gui.cases.consent_grid import Answered, ConsentGrid
from vigtool.gui.cases.consent_popup import Noted
from vigtool.gui.cases.form_printing import FormPrinting
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.person_form import PersonForm, families_of
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_pdf, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.services.consent_forms import FormMaking, FormReport, Wanted, offered_purposes
from vigtool.services.consents import consent_grid, consents, record_consent
from vigtool.services.contacts import contacts
from vigtool.services.erasure_plans import Target
from vigtool.services.people import add_person, people
from vigtool.services.policy import policy
from vigtool.services.purposes import proposed_basis, purposes
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class PeopleCard(Card):
    """``changed`` says that a person joined or an answer was noted, ``spoke`` which part has news.

    ``withdrawal_asked`` carries the PersonId of someone who withdraws.
    """

    changed = Signal()
    spoke = Signal(object)
    erase_asked = Signal(object)
    withdrawal_asked = Signal(str)

    def __init__(self, ws: Workspace, casework: Casework, words: Callable[[], KindWords]) -> None:
        super().__init__(tr("People and consents"))
        self._ws, self._casework, self._words = ws, casework, words
        self._case_id = casework.book.case.id
        self.print_button = Button(tr("Forms to sign…"), "printer", Rank.QUIET)
        self.print_button.clicked.connect(self.offer_printing)
        self.add_button = Button(tr("Add a person"), "user-plus")
        self.add_button.clicked.connect(self.offer_person)
        self.head.addWidget(self.add_button)
        self.message = MessagePanel()
        self.job = JobPanel()
        self.job.failed.connect(self._failed)
        self.form: PersonForm | None = None
        self.sheet: AnswersSheet | None = None
        self.printing: FormPrinting | None = None
        self.grid: ConsentGrid | None = None
        self._again: Callable[[], None] = self.offer_printing
        self._form_place = QVBoxLayout()
        self._grid_place = QVBoxLayout()
        self.body.addWidget(self.message)
        self.body.addWidget(self.job)
        self.body.addLayout(self._form_place)
        self.body.addLayout(self._grid_place)
        self.body.addLayout(row(self.print_button, None))
        self.refresh()
        if not people(ws, self._case_id) and not ws.read_only:
            self.offer_person()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def refresh(self) -> None:
        """Show people and consents as they are now."""
        clear(self._grid_place)
        self.grid = None
        shown = people(self._ws, self._case_id)
        self.add_button.setVisible(not self._ws.read_only and self.form is None)
        self.print_button.setVisible(bool(shown))
        if self.sheet is not None:
            self.sheet.refresh()
        if not shown:
            hint = tr("Name everyone who is seen or heard in the films: each is asked for consent, purpose by purpose.")
            self._grid_place.addWidget(label(hint, "muted", wrap=True))
            return
        self.grid = ConsentGrid(self._answered(shown), self._words(), read_only=self._ws.read_only)
        self.grid.noted.connect(self._note)
        self.grid.person_asked.connect(self.offer_change)
        self.grid.answers_asked.connect(self.offer_answers)
        self.grid.withdrawal_asked.connect(self.withdrawal_asked)
        self._grid_place.addWidget(self.grid)

    def _answered(self, shown: list[Person]) -> Answered:
        ws, answers = self._ws, consents(self._ws, self._case_id)
        cards = {card.id: card for card in purposes(ws)}
        offered = offered_purposes(ws, self._case_id)
        others = [*cards, *(one.purpose for one in answers)]
        answered = {one.purpose for one in answers} - set(offered)
        lines = [*offered, *(one for one in dict.fromkeys(others) if one in answered)]
        proposed = {one: proposed_basis(ws, one) for one in cards}
        return Answered(shown, answers, consent_grid(ws, self._case_id), lines, cards, proposed, contacts(ws))

    @Slot()
    def offer_person(self) -> None:
        """Show the form for one more person."""
        known = people(self._ws, self._case_id)
        self.form = PersonForm(self._words(), families_of(known), first=not known, others=known)
        self.form.given.connect(self._add)
        self._show(self.form)
        self.form.name.setFocus()

    @Slot(object)
    def offer_change(self, person: Person) -> None:
        """Show the form of someone who is named already."""
        known = people(self._ws, self._case_id)
        others = [one for one in known if one.id != person.id]
        self.form = PersonForm(self._words(), families_of(known), person=person, others=others)
        self.form.given.connect(lambda name, _role, family: self._change(person, name, family))
        self.form.erase_asked.connect(lambda: self.erase_asked.emit(Target(Erasing.PERSON, person.id)))
        self._show(self.form)
        self.form.name.setFocus()

    @Slot(object)
    def offer_answers(self, person: Person) -> None:
        """Show all answers of one person, to be noted in one go."""
        offered = offered_purposes(self._ws, self._case_id)
        self.sheet = AnswersSheet(self._ws, person, [card for card in purposes(self._ws) if card.id in offered])
        self.sheet.changed.connect(self._answers_kept)
        self._show(self.sheet)

    @Slot()
    def offer_printing(self) -> None:
        """Show what can be printed."""
        offered = offered_purposes(self._ws, self._case_id)
        cards = [card for card in purposes(self._ws) if card.id in offered]
        languages = policy(self._ws).notice_languages
        self.printing = FormPrinting(self._case_id, people(self._ws, self._case_id), cards, languages)
        self.printing.form_asked.connect(lambda wanted: self._print(wanted, notice=False))
        self.printing.notice_asked.connect(lambda wanted: self._print(wanted, notice=True))
        self._show(self.printing)

    def _print(self, wanted: Wanted, *, notice: bool, templates: FormTemplates | None = None) -> None:
        name = tr("notice") if notice else tr("consent form")
        out = choose_pdf(self, tr("Forms to sign…"), name)
        if out is None:
            return
        self.message.clear()
        try:
            making = FormMaking(self._ws, wanted, out, templates, notice=notice)
        except (VigtoolError, OSError) as error:
            self._failed(error)
            return
        self._again = partial(self._print, wanted, notice=notice, templates=FormTemplates())
        self.job.start(tr("Making the pages…"), making, self._printed)

    def _printed(self, report: FormReport) -> None:
        self.message.tell(
            tr("{file} is ready to be printed.").format(file=report.pdf.name),
            tr("It speaks of version {version} of the notice.").format(version=report.notice),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.pdf))
        self.spoke.emit(self.message)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.message.explain(error)
        if isinstance(error, BadTemplate):
            self.message.add_step(tr("Take the built-in form"), "printer", self._again)
        self.spoke.emit(self.message)

    def _show(self, form: PersonForm | AnswersSheet | FormPrinting) -> None:
        clear(self._form_place)
        self.form = form if isinstance(form, PersonForm) else None
        self.sheet = form if isinstance(form, AnswersSheet) else None
        self.printing = form if isinstance(form, FormPrinting) else None
        form.left.connect(self._leave_form)
        self._form_place.addWidget(form)
        self.add_button.hide()
        self.spoke.emit(form)

    def _change(self, person: Person, name: str, family: str) -> None:
        form = self.form
        guardians, deciding = (form.guardians.chosen, form.guardians.deciding) if form else ((), person.deciding)
        self._leave_form()
        named = self._casework.do(CaseStep.PERSON_NAME, partial(person_named, person_id=person.id, name=name))
        if named and family != person.family:
            step = CaseStep.PERSON_FAMILY
            named = self._casework.do(step, partial(person_in_family, person_id=person.id, family=family))
        if named and (guardians, deciding) != (person.guardians, person.deciding):
            edit = partial(person_guarded, person_id=person.id, guardians=guardians, deciding=deciding)
            self._casework.do(CaseStep.PERSON_GUARDIANS, edit)

    @Slot(str, object, str)
    def _add(self, name: str, role: Role, family: str) -> None:
        self.message.clear()
        form = self.form
        try:
            made = add_person(self._ws, self._case_id, name, role, family)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        if form is not None and form.guardians.isVisibleTo(form) and form.guardians.chosen:
            choice = form.guardians
            edit = partial(person_guarded, person_id=made.id, guardians=choice.chosen, deciding=choice.deciding)
            self._casework.do(CaseStep.PERSON_GUARDIANS, edit)
        self.offer_person()
        self.refresh()
        self.changed.emit()

    @Slot(object)
    def _note(self, noted: Noted) -> None:
        self.message.clear()
        try:
            record_consent(self._ws, noted.person.id, noted.purpose, noted.answer, **noted.said)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.refresh()
        if self.grid is not None:
            self.grid.cells[noted.person.id, noted.purpose].setFocus()
        self.changed.emit()

    @Slot()
    def _answers_kept(self) -> None:
        self._leave_form()
        self.refresh()
        self.changed.emit()

    @Slot()
    def _leave_form(self) -> None:
        clear(self._form_place)
        self.form = self.sheet = self.printing = None
        self.add_button.setVisible(not self._ws.read_only)
        self.add_button.setFocus()
