"""What can be changed of a cycle: its name and its own helping question."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from vigtool.domain.cycles import Cycle
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LINES = 2


class CycleForm(QFrame):
    """``given`` carries name and question, ``left`` nothing."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, cycle: Cycle, question_word: str) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.name = QLineEdit(cycle.name)
        self.name.setPlaceholderText(tr("A name is not needed"))
        self.question = text_area(LINES)
        self.question.setPlainText(cycle.question)
        self.keep_button = Button(tr("Keep"), "check", Rank.FILLED)
        leave = Button(tr("Leave it as it was"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(field(tr("Name"), self.name))
        page.addLayout(field(question_word, self.question, tr("Only if it is another than the one of the whole case.")))
        page.addLayout(row(self.keep_button, leave, None))
        self.keep_button.clicked.connect(self._give)
        self.name.returnPressed.connect(self._give)
        leave.clicked.connect(lambda _checked=False: self.left.emit())

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.name.text().strip(), self.question.toPlainText().strip())
