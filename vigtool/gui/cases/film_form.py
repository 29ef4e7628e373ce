"""What can be changed of a film: its name, who is in it, and where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from vigtool.domain.casebook import FilmCard
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.gui.cases.cycle_place import CyclePlace, Place
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """A film's card as it was filled in."""

    label: str
    people: tuple[PersonId, ...]
    place: Place


class FilmForm(QFrame):
    """``given`` carries ``FilmFacts``; ``away_asked``, ``clock_asked`` and ``left`` nothing."""

    given = Signal(object)
    away_asked = Signal()
    clock_asked = Signal()
    left = Signal()

    def __init__(self, card: FilmCard, people: Sequence[Person], place: CyclePlace, *, beside: bool) -> None:
        """``beside``: there are other films of the same part, with which this one can be put on one clock."""
        super().__init__()
        self.setProperty("role", "drop")
        self._card = card
        self.name = QLineEdit(card.label)
        self.people = Checklist([(one.id, one.name) for one in people], checked=False)
        self.people.choose(card.people)
        self.place = place
        self.keep_button = Button(tr("Keep"), "check", Rank.FILLED)
        self.away_button = Button(tr("Put the film away"), "eye-off", Rank.QUIET)
        self.clock_button = Button(tr("Same time as another film"), "history", Rank.QUIET)
        if not beside:
            self.clock_button.hide()
        leave = Button(tr("Leave it as it was"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(field(tr("Name of the film"), self.name))
        page.addWidget(label(tr("Who is in the film, seen or heard?"), "field"))
        page.addWidget(self.people)
        page.addWidget(self.place)
        page.addLayout(row(self.clock_button, self.away_button, None))
        page.addWidget(
            label(tr("A film that is put away stays in the vault; it can be brought back."), "small", wrap=True)
        )
        page.addLayout(row(self.keep_button, leave, None))
        self.name.textChanged.connect(self._enable)
        self.people.changed.connect(self._enable)
        self.keep_button.clicked.connect(self._give)
        self.name.returnPressed.connect(self._give)
        self.away_button.clicked.connect(lambda _checked=False: self.away_asked.emit())
        self.clock_button.clicked.connect(lambda _checked=False: self.clock_asked.emit())
        leave.clicked.connect(lambda _checked=False: self.left.emit())

    @Slot()
    def _enable(self) -> None:
        self.keep_button.setEnabled(bool(self.name.text().strip()) and bool(self.people.chosen()))

    @Slot()
    def _give(self) -> None:
        if self.keep_button.isEnabled():
            self.given.emit(FilmFacts(self.name.text().strip(), tuple(self.people.chosen()), self.place.place))
