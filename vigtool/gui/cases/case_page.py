"""One case: its question, people and consents, films, sessions."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.gui.cases.films_card import FilmsCard
from vigtool.gui.cases.people_card import PeopleCard
from vigtool.gui.cases.question_card import QuestionCard
from vigtool.gui.cases.sessions_card import SessionsCard
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Page
from vigtool.services.cases import case, change_case
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class CasePage(Page):
    """``film_chosen`` carries a RecordingId, ``left`` nothing."""

    film_chosen = Signal(str)
    left = Signal()

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        shown = case(ws, case_id)
        super().__init__(shown.name, parent=parent)
        self._ws, self._case_id = ws, case_id
        self.back_button = Button(tr("All cases"), "arrow-left", Rank.LINK)
        self.back_button.clicked.connect(self.left)
        self.column.insertLayout(0, row(self.back_button, None))
        self.message = MessagePanel()
        self.rename_button = Button("", "pencil", Rank.QUIET, name=tr("Change the name"))
        self.rename_button.setVisible(not ws.read_only)
        self.rename_button.clicked.connect(self.offer_name)
        self.name_field = QLineEdit()
        self.name_field.setAccessibleName(tr("Name of the case"))
        self.name_field.setProperty("role", "title")
        self.name_field.hide()
        self.name_field.editingFinished.connect(self._rename)
        self.title_row.insertWidget(0, self.name_field, 1)
        self.title_row.addWidget(self.rename_button)
        self.question = QuestionCard(shown, read_only=ws.read_only)
        self.people = PeopleCard(ws, case_id)
        self.films = FilmsCard(ws, case_id)
        self.sessions = SessionsCard(ws, case_id)
        films_first = bool(recordings(ws, case_id)) or ws.read_only
        middle = (self.films, self.people) if films_first else (self.people, self.films)
        for part in (self.message, self.question, *middle, self.sessions):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.question.changed.connect(self._change_question)
        self.people.changed.connect(self.films.refresh)
        self.films.film_chosen.connect(self.film_chosen)
        self.films.consents_asked.connect(self.show_consents)
        self.films.spoke.connect(self.bring_into_view)
        self.sessions.spoke.connect(self.bring_into_view)

    @property
    def busy(self) -> bool:
        """Whether long work is under way that leaving the page would stop."""
        return self.films.busy or self.sessions.job.running

    def first_field(self) -> QWidget | None:
        """The name of the next person while people are being named."""
        return self.people.form.name if self.people.form else None

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.films.stop()
        self.sessions.stop()

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

    @Slot(str)
    def _change_question(self, question: str) -> None:
        self._change(question=question)

    def _change(self, *, name: str | None = None, question: str | None = None) -> None:
        self.message.clear()
        try:
            changed = change_case(self._ws, self._case_id, name=name, question=question)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.title.setText(changed.name)
        self.question.show_question(changed)
