"""The helping question: what the family wants, in front of everything else."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.cases import Case
from vigtool.gui.cases.new_case_form import text_area
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.pages import Card
from vigtool.wording.translation import tr


class QuestionCard(Card):
    """``changed`` carries the new question."""

    changed = Signal(str)

    def __init__(self, case: Case, word: str, *, read_only: bool) -> None:
        """``word`` is what the kind of case calls a helping question."""
        super().__init__(word)
        self.heading.setProperty("role", "small")
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.edit_button = Button(tr("Change"), "pencil", Rank.QUIET)
        self.edit_button.setVisible(not read_only)
        self.edit_button.clicked.connect(self.edit)
        self.head.addWidget(self.edit_button)
        self.show_question(case, word)

    def show_question(self, case: Case, word: str) -> None:
        """Show the question as it is."""
        self._case, self._word = case, word
        self.heading.setText(word)
        self.setAccessibleName(word)
        clear(self._place)
        self.edit_button.setEnabled(True)
        asked = self._case.question or tr("Not found yet. It often comes up in the first meeting.")
        told = label(asked, "section" if self._case.question else "muted", wrap=True)
        told.setMinimumWidth(1)  # as the page's title
        self._place.addWidget(told)

    @Slot()
    def edit(self) -> None:
        """Make the question a field."""
        clear(self._place)
        self.edit_button.setEnabled(False)
        self.field = text_area(3)
        self.field.setPlainText(self._case.question)
        self.field.setAccessibleName(self._word)
        self.keep_button = Button(tr("Keep"), "check")
        leave = Button(tr("Leave it as it was"), "", Rank.QUIET)
        self.keep_button.clicked.connect(self._keep)
        leave.clicked.connect(lambda _checked=False: self.show_question(self._case, self._word))
        self._place.addWidget(self.field)
        self._place.addLayout(row(self.keep_button, leave, None))
        self.field.setFocus()

    @Slot()
    def _keep(self) -> None:
        self.changed.emit(self.field.toPlainText().strip())
