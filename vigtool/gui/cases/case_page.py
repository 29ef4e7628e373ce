"""One case: its question, people and consents, films, sessions."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from vigtool.domain.accountability import Erasing
from vigtool.domain.case_edits import CaseStep, described, of_kind
from vigtool.domain.identifiers import CaseId, KindId
from vigtool.gui.cases.case_facts import CaseFacts
from vigtool.gui.cases.casework import Casework
from vigtool.gui.cases.films_card import FilmsCard
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.people_card import PeopleCard
from vigtool.gui.cases.question_card import QuestionCard
from vigtool.gui.cases.sessions_card import SessionsCard
from vigtool.gui.cases.step_words import case_step_words
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.history_buttons import HistoryButtons
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Page
from vigtool.services.case_history import CaseDesk
from vigtool.services.cases import case
from vigtool.services.erasure_plans import Target
from vigtool.services.kinds import kind_of_case
from vigtool.services.principles import pack_of_case
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class CasePage(Page):
    """``film_chosen`` carries a RecordingId, ``pack_asked`` the CaseId whose principles are to be chosen.

    ``erase_asked`` carries the ``Target`` that is to be destroyed.
    """

    film_chosen = Signal(str)
    pack_asked = Signal(str)
    left = Signal()
    erase_asked = Signal(object)

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(case(ws, case_id).name, parent=parent)
        self._ws, self._case_id = ws, case_id
        self.casework = Casework(CaseDesk(ws, case_id), read_only=ws.read_only, parent=self)
        self.back_button = Button(tr("All cases"), "arrow-left", Rank.LINK)
        self.back_button.clicked.connect(self.left)
        self.column.insertLayout(0, row(self.back_button, None))
        self.message = MessagePanel()
        self.rename_button = Button("", "pencil", Rank.QUIET, name=tr("Change the name"))
        if ws.read_only:
            self.rename_button.hide()
        self.rename_button.clicked.connect(self.offer_name)
        self.name_field = QLineEdit()
        self.name_field.setAccessibleName(tr("Name of the case"))
        self.name_field.setProperty("role", "title")
        self.name_field.hide()
        self.name_field.editingFinished.connect(self._rename)
        self.title_words.insertWidget(0, self.name_field)
        self.title_row.addWidget(self.rename_button)
        self.history = HistoryButtons()
        if ws.read_only:
            self.history.hide()
        self.title_row.addWidget(self.history)
        self.erase_button = Button("", "trash-2", Rank.QUIET, name=tr("Erase this case"))
        if ws.read_only:
            self.erase_button.hide()
        self.erase_button.clicked.connect(lambda _checked=False: self.erase_asked.emit(Target(Erasing.CASE, case_id)))
        self.title_row.addWidget(self.erase_button)
        self.facts = CaseFacts(read_only=ws.read_only)
        self.question = QuestionCard(self.casework.book.case, self._words().question, read_only=ws.read_only)
        self.people = PeopleCard(ws, self.casework, self._words)
        self.films = FilmsCard(ws, self.casework, self._words)
        self.sessions = SessionsCard(ws, case_id, self._words)
        films_first = bool(recordings(ws, case_id)) or ws.read_only
        middle = (self.films, self.people) if films_first else (self.people, self.films)
        self.column.addWidget(self.facts)
        for part in (self.message, self.question, *middle, self.sessions):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._connect()
        self.show_case()

    @property
    def busy(self) -> bool:
        """Whether long work is under way that leaving the page would stop."""
        return self.films.busy or self.sessions.job.running or self.people.job.running

    def first_field(self) -> QWidget | None:
        """The name of the next person while people are being named."""
        return self.people.form.name if self.people.form else None

    def stop(self) -> None:
        """Put on record what is being typed, and stop what is under way; the page goes away."""
        self.question.commit()
        self._rename()
        self.films.stop()
        self.sessions.stop()
        self.people.stop()

    def settle(self) -> None:
        """Put on record what was noted of a session, as if its button had been pressed."""
        self.sessions.settle()

    @Slot()
    def offer_name(self) -> None:
        """Make the name a field; Enter or leaving the field keeps what it says."""
        self.name_field.setText(self.title.text())
        self.title.hide()
        self.rename_button.hide()
        self.name_field.show()
        self.name_field.setFocus()
        self.name_field.selectAll()

    @Slot()
    def _rename(self) -> None:
        if self.name_field.isHidden():
            return
        self.name_field.hide()
        self.title.show()
        self.rename_button.show()
        name = self.name_field.text().strip()
        if name:
            self._change(name=name)

    @Slot()
    def show_consents(self) -> None:
        """Bring the consents into view."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.bring_into_view(self.people)

    def _connect(self) -> None:
        self.casework.changed.connect(self._refresh)
        self.casework.failed.connect(self.message.explain)
        self.history.undo_chosen.connect(self.casework.undo)
        self.history.redo_chosen.connect(self.casework.redo)
        self.facts.kind_chosen.connect(self._change_kind)
        self.facts.pack_asked.connect(lambda: self.pack_asked.emit(self._case_id))
        self.question.changed.connect(lambda question, more: self._change(question=question, more=more))
        self.people.changed.connect(self._refresh)
        self.people.spoke.connect(self.bring_into_view)
        self.films.film_chosen.connect(self.film_chosen)
        for card in (self.films, self.people):
            card.erase_asked.connect(self.erase_asked)
        for part in (self.films, self.sessions):
            part.consents_asked.connect(self.show_consents)
        self.films.spoke.connect(self.bring_into_view)
        self.sessions.spoke.connect(self.bring_into_view)

    def _words(self) -> KindWords:
        return KindWords(kind_of_case(self._ws, self._case_id))

    def _refresh(self) -> None:
        self.message.clear()
        self.show_case()
        self.people.refresh()
        self.films.refresh()
        self.sessions.refresh()

    def show_case(self) -> None:
        """Show name, kind, question and principles as they are now."""
        shown, words = self.casework.book.case, self._words()
        self.title.setText(shown.name)
        self.question.show_question(shown, words.question)
        self.facts.show_facts(shown.kind, words, pack_of_case(self._ws, self._case_id).name.in_language(language()))
        past, future = (
            [case_step_words(step) for step in steps] for steps in (self.casework.past, self.casework.future)
        )
        self.history.show_history(past, future)

    @Slot(str)
    def _change_kind(self, kind: str) -> None:
        self.casework.do(CaseStep.KIND, lambda book: of_kind(book, KindId(kind)))

    def _change(self, *, name: str | None = None, question: str | None = None, more: bool = False) -> None:
        self.casework.do(CaseStep.CASE, lambda book: described(book, name=name, question=question), more=more)
