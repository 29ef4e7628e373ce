"""The helping question: what the family wants, in front of everything else. It is put on record while it is typed."""

from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.cases import Case
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.text_areas import text_area
from vigtool.wording.translation import tr

LATEST_MS: Final = 1000
"""What is typed is on record at most so much later, whether typing pauses or not."""


class QuestionCard(Card):
    """``changed`` carries the new question, and whether it is more of what was typed just before."""

    changed = Signal(str, bool)

    def __init__(self, case: Case, word: str, *, read_only: bool) -> None:
        """``word`` is what the kind of case calls a helping question."""
        super().__init__(word)
        self.heading.setProperty("role", "small")
        self._place = QVBoxLayout()
        self.body.addLayout(self._place)
        self.edit_button = Button(tr("Change"), "pencil", Rank.QUIET)
        if read_only:
            self.edit_button.hide()
        self.edit_button.clicked.connect(self.edit)
        self.head.addWidget(self.edit_button)
        self._editing = self._typed = False
        self._before = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATEST_MS)
        self._timer.timeout.connect(self.commit)
        self.show_question(case, word)

    def show_question(self, case: Case, word: str) -> None:
        """Show the question as it is; a field in which it is being typed stays as it is."""
        self._case, self._word = case, word
        self.heading.setText(word)
        self.setAccessibleName(word)
        if not self._editing:
            self._show_words()

    @Slot()
    def edit(self) -> None:
        """Make the question a field."""
        clear(self._place)
        self.edit_button.setEnabled(False)
        self._editing, self._typed, self._before = True, False, self._case.question
        self.field = text_area(3)
        self.field.setPlainText(self._case.question)
        self.field.setAccessibleName(self._word)
        self.field.textChanged.connect(self._touch)
        self.keep_button = Button(tr("Keep"), "check")
        self.leave_button = Button(tr("Leave it as it was"), "", Rank.QUIET)
        self.keep_button.clicked.connect(self._keep)
        self.leave_button.clicked.connect(self._leave)
        self._place.addWidget(self.field)
        self._place.addLayout(row(self.keep_button, self.leave_button, None))
        self.field.setFocus()

    @Slot()
    def commit(self) -> None:
        """Put on record what was typed until now; the field stays."""
        self._timer.stop()
        if self._editing:
            self._record(self.field.toPlainText().strip())

    def _touch(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _record(self, words: str) -> None:
        if words != self._case.question:
            more, self._typed = self._typed, True
            self.changed.emit(words, more)

    @Slot()
    def _keep(self) -> None:
        """Close the field, unless its words could not be put on record."""
        self.commit()
        if self.field.toPlainText().strip() == self._case.question:
            self._close()

    @Slot()
    def _leave(self) -> None:
        self._timer.stop()
        self._record(self._before)
        self._close()

    def _close(self) -> None:
        self._editing = False
        self._timer.stop()
        self._show_words()

    def _show_words(self) -> None:
        clear(self._place)
        self.edit_button.setEnabled(True)
        asked = self._case.question or tr("Not found yet. It often comes up in the first meeting.")
        told = label(asked, "section" if self._case.question else "muted", wrap=True)
        told.setMinimumWidth(1)  # as the page's title
        self._place.addWidget(told)
