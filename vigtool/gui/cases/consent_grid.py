"""Who consents to what: a column for each person, a line for each purpose, a sign and a word in each cell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from vigtool.domain.consent import Consent, ConsentState, latest
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.purposes import STANDARD_PURPOSES, Purpose, Purposes
from vigtool.gui.cases.consent_popup import ConsentPopup
from vigtool.gui.cases.kind_words import KindWords
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.consent_signs import SIGNS
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.pages import rule
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import purpose_name, state_name
from vigtool.wording.translation import tr

PERSON_WIDTH = 148
PURPOSE_WIDTH = 250
CELL_EDGE = 11
"""What the stylesheet leaves free before the sign in a cell."""


class ConsentGrid(QScrollArea):
    """``noted`` carries a ``Noted``, ``person_asked`` the person who is to be changed.

    Scrolls sideways when the case has more people than the window has room for.
    """

    noted = Signal(object)
    person_asked = Signal(object)

    def __init__(
        self,
        people: Sequence[Person],
        answers: Sequence[Consent],
        states: Mapping[tuple[PersonId, Purpose], ConsentState],
        words: KindWords,
        *,
        read_only: bool,
    ) -> None:
        super().__init__()
        self._words = words
        self._answers = answers
        self._read_only = read_only
        self.cells: dict[tuple[PersonId, Purpose], Button] = {}
        self._sheet = QWidget()
        self._sheet.setProperty("role", "page")
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, PURPOSE_WIDTH)
        self._fill(people, states)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self._sheet.sizeHint().height() + Space.LARGE)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(PURPOSE_WIDTH + PERSON_WIDTH, self._sheet.sizeHint().height())

    def _fill(self, people: Sequence[Person], states: Mapping[tuple[PersonId, Purpose], ConsentState]) -> None:
        grid = self._grid
        for place, person in enumerate(people, 1):
            grid.setColumnMinimumWidth(place, PERSON_WIDTH)
            told = "  \N{MIDDLE DOT}  ".join(filter(None, (self._words.role(person.role), person.family)))
            words = column(ElidedLabel(person.name, "strong"), ElidedLabel(told, "small", end=True), gap=0)
            heading = row(words, self._change_button(person), gap=0)
            heading.setStretch(0, 1)
            heading.setContentsMargins(CELL_EDGE, 0, 0, Space.HAIR)
            grid.addLayout(heading, 0, place)
        grid.setColumnStretch(len(people) + 1, 1)
        for number, purpose in enumerate(_offered(self._words, self._answers)):
            grid.addWidget(rule(), 2 * number + 1, 0, 1, len(people) + 2)
            grid.addWidget(_purpose_label(purpose), 2 * number + 2, 0)
            for place, person in enumerate(people, 1):
                cell = self._cell(person, purpose, states[person.id, purpose])
                self.cells[person.id, purpose] = cell
                grid.addWidget(cell, 2 * number + 2, place)

    def _change_button(self, person: Person) -> Button:
        change = Button("", "pencil", Rank.QUIET, name=tr("Change {person}").format(person=person.name))
        if self._read_only:
            change.hide()
        change.clicked.connect(lambda _checked=False: self.person_asked.emit(person))
        return change

    def _cell(self, person: Person, purpose: Purpose, state: ConsentState) -> Button:
        cell = Button(state_name(state), SIGNS[state], Rank.QUIET, tone=state.value)
        cell.setAccessibleName(f"{person.name}, {purpose_name(purpose)}: {state_name(state)}")
        cell.setMinimumWidth(PERSON_WIDTH)
        cell.setEnabled(not self._read_only)
        cell.clicked.connect(lambda _checked=False: self._ask(cell, person, purpose, state))
        return cell

    def _ask(self, cell: Button, person: Person, purpose: Purpose, state: ConsentState) -> None:
        self.popup = ConsentPopup(person, purpose, state, latest(self._answers, person.id, purpose), self)
        self.popup.noted.connect(self.noted)
        self.popup.adjustSize()
        self.popup.move(_beside(cell, self.popup.size()))
        self.popup.show()


def _offered(words: KindWords, answers: Sequence[Consent]) -> list[Purpose]:
    """The purposes of the kind in its order, and others that somebody has answered to already."""
    answered = {answer.purpose for answer in answers}
    return [
        *words.kind.purposes,
        *(one for one in STANDARD_PURPOSES if one in answered and one not in words.kind.purposes),
    ]


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
