"""Who consents to what: a column for each person, a line for each purpose, a sign and a word in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from vigtool.domain.consent import Answer, Consent, ConsentState, latest
from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Deciding, Person
from vigtool.domain.purposes import LegalBasis, Purpose, PurposeCard, Purposes
from vigtool.gui.cases.consent_popup import Asking, ConsentPopup
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.cases.speaker_choice import guardians_of
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.consent_signs import SIGNS
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.pages import rule
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import purpose_name, state_name
from vigtool.wording.translation import language, tr

PERSON_WIDTH = 164
PURPOSE_WIDTH = 250
CELL_EDGE = 11
"""What the stylesheet leaves free before the sign in a cell."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The people of a case, all that was answered, how things stand, and the purposes in the order of their lines.

    ``cards`` are those in force; a purpose that somebody answered to may have none. ``proposed`` are legal bases,
    ``contacts`` those to whom a package can be handed.
    """

    people: Sequence[Person]
    answers: Sequence[Consent]
    states: Mapping[tuple[PersonId, Purpose], ConsentState]
    offered: Sequence[Purpose]
    cards: Mapping[Purpose, PurposeCard]
    proposed: Mapping[Purpose, LegalBasis]
    contacts: Sequence[Contact] = ()

    def waits(self, person: Person, purpose: Purpose, state: ConsentState) -> bool:
        """Whether one guardian has said yes and it takes the other's, too."""
        last = latest(self.answers, person.id, purpose)
        given = last is not None and last.answer is Answer.GIVEN and last.since is None
        return given and state is ConsentState.UNKNOWN and person.deciding is Deciding.ALL

    def asking(self, person: Person, purpose: Purpose, state: ConsentState) -> Asking:
        """What is asked of a person for a purpose."""
        card = self.cards.get(purpose)
        last = latest(self.answers, person.id, purpose)
        limits = purpose == Purposes.SUPERVISION and (self.contacts or (last is not None and last.recipients))
        return Asking(
            person,
            purpose,
            "" if card is None else card.says.in_language(language()),
            state,
            last,
            guardians_of(person, self.people),
            self.proposed.get(purpose),
            self.contacts if limits else None,
        )


class ConsentGrid(QScrollArea):
    """``noted`` carries a ``Noted``; ``person_asked`` who is to be changed, ``answers_asked`` whose answers are wanted.

    ``withdrawal_asked`` carries the PersonId of someone who withdraws. Scrolls sideways when the case has more people
    than the window has room for.
    """

    noted = Signal(object)
    person_asked = Signal(object)
    answers_asked = Signal(object)
    withdrawal_asked = Signal(str)

    def __init__(self, answered: Answered, words: KindWords, *, read_only: bool) -> None:
        super().__init__()
        self._words = words
        self._answered = answered
        self._read_only = read_only
        self.cells: dict[tuple[PersonId, Purpose], Button] = {}
        self.sheets: dict[PersonId, Button] = {}
        self.withdrawals: dict[PersonId, Button] = {}
        self._sheet = QWidget()
        self._sheet.setProperty("role", "page")
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, PURPOSE_WIDTH)
        self._fill()
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self._sheet.sizeHint().height() + Space.LARGE)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(PURPOSE_WIDTH + PERSON_WIDTH, self._sheet.sizeHint().height())

    def _fill(self) -> None:
        grid, people = self._grid, self._answered.people
        for place, person in enumerate(people, 1):
            grid.setColumnMinimumWidth(place, with_text(PERSON_WIDTH))
            told = "  \N{MIDDLE DOT}  ".join(filter(None, (self._words.role(person.role), person.family)))
            words = column(ElidedLabel(person.name, "strong"), ElidedLabel(told, "small", end=True), gap=0)
            heading = row(words, self._answers_button(person), self._change_button(person), gap=0)
            heading.setStretch(0, 1)
            heading.setContentsMargins(CELL_EDGE, 0, 0, Space.HAIR)
            grid.addLayout(heading, 0, place)
        grid.setColumnStretch(len(people) + 1, 1)
        for number, purpose in enumerate(self._answered.offered):
            grid.addWidget(rule(), 2 * number + 1, 0, 1, len(people) + 2)
            grid.addWidget(_purpose_label(purpose), 2 * number + 2, 0)
            for place, person in enumerate(people, 1):
                cell = self._cell(person, purpose, self._answered.states[person.id, purpose])
                self.cells[person.id, purpose] = cell
                grid.addWidget(cell, 2 * number + 2, place)
        self._offer_withdrawals(2 * len(self._answered.offered) + 1)

    def _answers_button(self, person: Person) -> Button:
        every = Button("", "file-check-2", Rank.QUIET, name=tr("All answers of {person}").format(person=person.name))
        every.clicked.connect(lambda _checked=False: self.answers_asked.emit(person))
        self.sheets[person.id] = every
        return every

    def _offer_withdrawals(self, line: int) -> None:
        """Below each person who agreed to something: all of it can be taken back from there."""
        given = {who for (who, _purpose), state in self._answered.states.items() if state is ConsentState.GIVEN}
        if self._read_only or not given:
            return
        self._grid.addWidget(rule(), line, 0, 1, len(self._answered.people) + 2)
        for place, person in enumerate(self._answered.people, 1):
            if person.id not in given:
                continue
            name = tr("Withdraw consents of {person}").format(person=person.name)
            offer = Button(tr("Withdraw…"), "undo-2", Rank.QUIET, name=name)
            offer.clicked.connect(lambda _checked=False, who=person.id: self.withdrawal_asked.emit(who))
            self.withdrawals[person.id] = offer
            self._grid.addWidget(offer, line + 1, place, Qt.AlignmentFlag.AlignLeft)

    def _change_button(self, person: Person) -> Button:
        change = Button("", "pencil", Rank.QUIET, name=tr("Change {person}").format(person=person.name))
        if self._read_only:
            change.hide()
        change.clicked.connect(lambda _checked=False: self.person_asked.emit(person))
        return change

    def _cell(self, person: Person, purpose: Purpose, state: ConsentState) -> Button:
        told = tr("One yes of two") if self._answered.waits(person, purpose, state) else state_name(state)
        cell = Button(told, SIGNS[state], Rank.QUIET, tone=state.value)
        cell.setAccessibleName(f"{person.name}, {purpose_name(purpose)}: {told}")
        cell.setMinimumWidth(with_text(PERSON_WIDTH))
        cell.setEnabled(not self._read_only)
        cell.clicked.connect(lambda _checked=False: self._ask(cell, person, purpose, state))
        return cell

    def _ask(self, cell: Button, person: Person, purpose: Purpose, state: ConsentState) -> None:
        self.popup = ConsentPopup(self._answered.asking(person, purpose, state), self)
        self.popup.noted.connect(self.noted)
        self.popup.adjustSize()
        self.popup.move(_beside(cell, self.popup.size()))
        self.popup.show()


def _beside(cell: QWidget, size: QSize) -> QPoint:
    """Return where a popup stands: under its cell, or as near as it can within the window."""
    window = cell.window().frameGeometry().intersected(cell.screen().availableGeometry())
    under = cell.mapToGlobal(QPoint(0, cell.height() + Space.HAIR))
    lowest = window.bottom() - size.height() - Space.SMALL
    over = cell.mapToGlobal(QPoint(0, 0)).y() - size.height() - Space.HAIR
    y = under.y() if under.y() <= lowest else max(over, window.top())
    return QPoint(max(window.left(), min(under.x(), window.right() - size.width() - Space.SMALL)), y)


def _purpose_label(purpose: Purpose) -> QWidget:
    made = label(purpose_name(purpose), wrap=True)
    made.setFixedWidth(PURPOSE_WIDTH)
    if purpose != Purposes.GUIDANCE:
        return made
    held = QWidget()
    words = column(made, label(tr("carries everything else"), "small"), gap=0)
    words.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
    held.setLayout(words)
    return held
