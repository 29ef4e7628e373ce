"""Noting a session: who was there, which moments were looked at, and the clients' own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDateTime, Signal, Slot
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QVBoxLayout

from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

WORD_LINES = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A session as it was noted; ``held_at`` is aware, in the system's zone."""

    held_at: datetime
    moments: list[MomentId]
    present: list[PersonId]
    words: str


class SessionForm(QFrame):
    """``given`` carries a ``Held``, ``left`` nothing."""

    given = Signal(object)
    left = Signal()

    def __init__(self, people: Sequence[Person], moments: Sequence[tuple[MomentId, str]], client: str) -> None:
        """``client`` is what the kind of case calls those whose words are noted."""
        super().__init__()
        self.when = QDateTimeEdit(QDateTime.currentDateTime())
        self.when.setCalendarPopup(True)
        self.when.setDisplayFormat(f"{day_format()}  HH:mm")
        self.when.setMaximumDateTime(QDateTime.currentDateTime().addSecs(60))
        self.present = Checklist([(person.id, person.name) for person in people], checked=True)
        self.moments = Checklist(list(moments), checked=False, columns=2)
        self.words = text_area(WORD_LINES)
        self.keep_button = Button(tr("Keep the session"), "check", Rank.FILLED)
        leave = Button(tr("Not now"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, Space.SMALL)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(row(field(tr("When"), self.when), None))
        page.addWidget(label(tr("Who was there"), "field"))
        page.addWidget(self.present)
        if moments:
            page.addWidget(label(tr("Which moments were looked at"), "field"))
            page.addWidget(self.moments)
        page.addLayout(field(tr("{client}, in their own words").format(client=client), self.words))
        page.addLayout(row(self.keep_button, leave, None))
        self.keep_button.clicked.connect(self.keep)
        leave.clicked.connect(self.left)

    @Slot()
    def keep(self) -> None:
        """Give what was noted."""
        held_at = datetime.fromtimestamp(self.when.dateTime().toSecsSinceEpoch()).astimezone()
        self.given.emit(Held(held_at, self.moments.chosen(), self.present.chosen(), self.words.toPlainText().strip()))
