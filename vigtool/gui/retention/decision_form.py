"""A decision about films in the page: a reason in any case, a day where one belongs to it."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QFrame, QLineEdit, QVBoxLayout

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

LONGEST = 500
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks: what is decided, what it means, and the button's words.

    ``earliest`` and ``proposed`` are days where a day belongs to it, None otherwise; with ``reasoned`` a reason does.
    """

    what: str
    means: str
    deed: str
    icon: str
    day: str = ""
    earliest: date | None = None
    latest: date | None = None
    proposed: date | None = None
    reasoned: bool = True


class DecisionForm(QFrame):
    """``given`` carries the reason (a text) and the day (a ``date`` or None), ``left`` nothing.

    What keeps it from being so is told in ``message`` or ``refusal``.
    """

    given = Signal(str, object)
    left = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self.setAccessibleName(question.what)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self.day = day_field(question)
        self.give_button = Button(question.deed, question.icon, Rank.FILLED)
        self.leave_button = Button(tr("Not now"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, Space.SMALL, 0, Space.SMALL)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(question.what, "strong", wrap=True))
        page.addWidget(label(question.means, "muted", wrap=True))
        if question.proposed is not None:
            page.addLayout(row(field(question.day, self.day), None))
        if question.reasoned:
            page.addLayout(field(tr("Why"), self.reason, tr("It stands in the log, and can be told later.")))
        page.addLayout(row(self.give_button, self.leave_button, None))
        self.message, self.refusal = MessagePanel(), RefusalPanel()
        for panel in (self.message, self.refusal):
            page.addWidget(panel)
        for unused, wanted in ((self.day, question.proposed is not None), (self.reason, question.reasoned)):
            if not wanted:
                unused.setParent(self)
                unused.hide()
        self.give_button.clicked.connect(self.give)
        self.reason.returnPressed.connect(self.give)
        self.reason.textChanged.connect(self._enable)
        self.leave_button.clicked.connect(self.left)
        self._enable()

    def begin(self) -> None:
        """Put the keyboard where something is to be typed."""
        (self.reason if self._question.reasoned else self.day).setFocus()

    @Slot()
    def give(self) -> None:
        """Give what was decided, if it has its reason."""
        if self.give_button.isEnabled():
            chosen = date.fromisoformat(self.day.date().toString(Qt.DateFormat.ISODate))
            self.given.emit(self.reason.text().strip(), None if self._question.proposed is None else chosen)

    @Slot()
    def _enable(self) -> None:
        self.give_button.setEnabled(not self._question.reasoned or bool(self.reason.text().strip()))


def day_field(question: Question) -> QDateEdit:
    """A field for a day between those that the question allows."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat(day_format())
    if question.earliest is not None:
        made.setMinimumDate(_of(question.earliest))
    if question.latest is not None:
        made.setMaximumDate(_of(question.latest))
    if question.proposed is not None:
        made.setDate(_of(question.proposed))
    return made


def _of(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
