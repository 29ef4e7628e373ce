"""Opening a case: a name by which the guider knows it, and the family's helping question if it is found already."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from vigtool.domain.cases import FAMILY_KIND
from vigtool.gui.cases.kind_choice import KindChoice
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.text_areas import text_area
from vigtool.services.kinds import kinds
from vigtool.wording.translation import tr

QUESTION_LINES = 3


class NewCaseForm(Card):
    """``given`` carries name, question and the KindId, ``left`` nothing."""

    given = Signal(str, str, str)
    left = Signal()

    def __init__(self, *, first: bool) -> None:
        super().__init__(
            tr("Your first case") if first else tr("New case"),
            tr("A case holds one guidance process: its people, what they consent to, the films and the sessions."),
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("A name that only you need to understand"))
        self.question = text_area(QUESTION_LINES)
        self.kind = KindChoice(kinds(), FAMILY_KIND)
        self.add_button = Button(tr("Add the case"), "plus", Rank.FILLED)
        self.add_button.setEnabled(False)
        self.body.addLayout(field(tr("Name of the case"), self.name))
        self.body.addWidget(self.kind)
        self.body.addLayout(
            field(
                tr("Helping question"),
                self.question,
                tr("In the family's own words, for example: how can we play in peace? It may come later."),
            )
        )
        leave = Button(tr("Not now"), "", Rank.QUIET)
        if first:
            leave.hide()
        self.body.addLayout(row(self.add_button, leave, None))
        self.name.textChanged.connect(self._enable)
        self.name.returnPressed.connect(self._give)
        self.add_button.clicked.connect(self._give)
        leave.clicked.connect(self.left)

    @Slot()
    def _enable(self) -> None:
        self.add_button.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _give(self) -> None:
        if self.add_button.isEnabled():
            self.given.emit(self.name.text().strip(), self.question.toPlainText().strip(), self.kind.chosen)
