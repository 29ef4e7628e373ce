"""All cases, and opening one more."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.cases import Case
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import KindId
from vigtool.gui.cases.new_case_form import NewCaseForm
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.rows import RowButton
from vigtool.gui.shared.tokens import Space
from vigtool.services.cases import add_case, cases
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class CasesPage(Page):
    """``case_chosen`` carries a CaseId."""

    case_chosen = Signal(str)

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cases"), parent=parent)
        self._ws = ws
        self.new_button = Button(tr("New case"), "folder-plus", Rank.FILLED)
        self.new_button.clicked.connect(self.offer_new_case)
        if ws.read_only:
            self.new_button.hide()
        self.title_row.addWidget(self.new_button)
        self.message = MessagePanel()
        self.form: NewCaseForm | None = None
        self._form_place = QVBoxLayout()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(Space.SMALL)
        self.column.addWidget(self.message)
        self.column.addLayout(self._form_place)
        self.column.addLayout(self.rows)
        self.column.addStretch(1)
        self.refresh()

    def first_field(self) -> QWidget | None:
        """The name of the new case while it is being asked for."""
        return self.form.name if self.form else None

    @Slot()
    def refresh(self) -> None:
        """Show the cases as they are now."""
        clear(self.rows)
        known = cases(self._ws)
        for case in reversed(known):
            self.rows.addWidget(self._row(case))
        if not known and not self._ws.read_only:
            self.offer_new_case()

    @Slot()
    def offer_new_case(self) -> None:
        """Show the form for a new case."""
        self._leave_form()
        self.new_button.hide()
        self.form = NewCaseForm(first=not cases(self._ws))
        self.form.given.connect(self._add)
        self.form.left.connect(self._leave_form)
        self._form_place.addWidget(self.form)
        self.form.name.setFocus()

    def _row(self, case: Case) -> RowButton:
        films = len(recordings(self._ws, case.id))
        told = trn("{count} film", "{count} films", films).format(count=films) if films else tr("no films yet")
        made = RowButton("folder-lock", case.name, f"{case.question}  ·  {told}" if case.question else told)
        made.setProperty("rank", "sheet")
        made.clicked.connect(lambda _checked=False, case_id=case.id: self.case_chosen.emit(case_id))
        return made

    @Slot(str, str, str)
    def _add(self, name: str, question: str, kind: str) -> None:
        try:
            added = add_case(self._ws, name, question, KindId(kind))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.case_chosen.emit(added.id)

    @Slot()
    def _leave_form(self) -> None:
        clear(self._form_place)
        self.form = None
        self.new_button.setVisible(not self._ws.read_only)
