"""All answers of one person on one sheet, as on the paper form: yes and no for each purpose, noted in one go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QVBoxLayout

from vigtool.domain.consent import Answer, ConsentState
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Deciding, Person
from vigtool.domain.purposes import Purpose, PurposeCard, Purposes
from vigtool.gui.cases.recipients_choice import RecipientsChoice
from vigtool.gui.cases.speaker_choice import SpeakerChoice
from vigtool.gui.cases.terms_fields import TermsFields
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.pages import rule
from vigtool.gui.shared.tokens import Space
from vigtool.services.consents import Said
from vigtool.wording.translation import language, tr

States = Callable[[PersonId | None], Mapping[Purpose, ConsentState]]
"""How things stand by what one guardian said; for None, by all that was said."""

_YES = {ConsentState.GIVEN}
_NO = {ConsentState.REFUSED, ConsentState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers that were given, each to its purpose, and what belongs to all of them."""

    person: Person
    answers: Mapping[Purpose, Answer]
    said: Said


class AnswersForm(QFrame):
    """``given`` carries ``Answered``, ``scan_asked`` asks for one more signed form, ``left`` nothing."""

    given = Signal(object)
    scan_asked = Signal()
    left = Signal()

    def __init__(
        self,
        person: Person,
        guardians: Sequence[Person],
        cards: Sequence[PurposeCard],
        states: States,
        terms: TermsFields,
        recipients: RecipientsChoice | None = None,
    ) -> None:
        """``recipients`` are asked for supervision, None where there is nobody to name."""
        super().__init__()
        self.setProperty("role", "drop")
        self._person, self._states, self._guardians = person, states, guardians
        self.by = SpeakerChoice(guardians)
        self.terms, self.recipients = terms, recipients
        self._named = None if recipients is None else recipients.recipients
        self.boxes: dict[Purpose, dict[Answer, QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self._shown: dict[Purpose, Answer | None] = {}
        self._shown_for: PersonId | None = None
        self.keep_button = Button(tr("Keep the answers"), "check", Rank.FILLED)
        self.scan_button = Button(tr("Add a scan or photo…"), "file-check-2", Rank.QUIET)
        self.leave_button = Button(tr("Leave it as it was"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("Answers of {person}").format(person=person.name), "strong", wrap=True))
        if told := _told(person, guardians):
            page.addWidget(label(told, "muted", wrap=True))
        page.addLayout(field(tr("Who said so"), self.by))
        page.addLayout(self._questions(cards))
        page.addWidget(self.terms)
        if recipients is not None:
            page.addLayout(field(tr("A yes to supervision"), recipients))
            recipients.changed.connect(self._demand_said)
        page.addLayout(row(self.scan_button, None))
        page.addLayout(row(self.keep_button, self.leave_button, None))
        self.show_states()
        self.by.currentTextChanged.connect(self._show_other)
        self.keep_button.clicked.connect(self._give)
        self.scan_button.clicked.connect(lambda _checked=False: self.scan_asked.emit())
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())

    def look_only(self) -> None:
        """Leave the answers to be read, each guardian's by choice, and the way back."""
        for box in (box for boxes in self.boxes.values() for box in boxes.values()):
            box.setEnabled(False)
        self.terms.setEnabled(False)
        if self.recipients is not None:
            self.recipients.setEnabled(False)
        self.scan_button.hide()
        self.keep_button.hide()
        self.leave_button.setText(tr("Back"))

    @Slot()
    def show_states(self) -> None:
        """Tick what was answered before, by the guardian who is chosen."""
        states = self._states(self.by.speaker)
        for group in self._groups:
            group.setExclusive(False)  # else none could be unticked
        for purpose, boxes in self.boxes.items():
            state = states.get(purpose, ConsentState.UNKNOWN)
            boxes[Answer.GIVEN].setChecked(state in _YES)
            boxes[Answer.REFUSED].setChecked(state in _NO)
        for group in self._groups:
            group.setExclusive(True)
        self._shown, self._shown_for = self._ticked(), self.by.speaker

    @Slot()
    def _show_other(self) -> None:
        """Another guardian has answers of their own; what was ticked here already stays."""
        if self.by.speaker != self._shown_for and self._ticked() == self._shown:
            self.show_states()

    def _ticked(self) -> dict[Purpose, Answer | None]:
        """What is ticked now."""
        return {
            purpose: next((answer for answer, box in boxes.items() if box.isChecked()), None)
            for purpose, boxes in self.boxes.items()
        }

    def _questions(self, cards: Sequence[PurposeCard]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.HAIR)
        grid.setColumnStretch(0, 1)
        for number, card in enumerate(cards):
            name, says = card.name.in_language(language()), card.says.in_language(language())
            boxes = {Answer.GIVEN: QRadioButton(tr("Yes")), Answer.REFUSED: QRadioButton(tr("No"))}
            group = QButtonGroup(self)
            if number:
                grid.addWidget(rule(), 2 * number - 1, 0, 1, 3)
            grid.addLayout(column(label(name, wrap=True), label(says, "small", wrap=True), gap=0), 2 * number, 0)
            for place, box in enumerate(boxes.values(), 1):
                box.setAccessibleName(f"{name}: {box.text()}")
                group.addButton(box)
                grid.addWidget(box, 2 * number, place)
            self._groups.append(group)
            self.boxes[card.id] = boxes
        return grid

    @Slot()
    def _demand_said(self) -> None:
        self.keep_button.setEnabled(self.recipients is None or self.recipients.is_said)

    @Slot()
    def _give(self) -> None:
        before = self._states(self.by.speaker)
        answers = {}
        for purpose, ticked in self._ticked().items():
            state = before.get(purpose, ConsentState.UNKNOWN)
            if ticked is Answer.GIVEN and state not in _YES:
                answers[purpose] = Answer.GIVEN
            elif ticked is Answer.REFUSED and state not in _NO:
                answers[purpose] = Answer.WITHDRAWN if state in _YES else Answer.REFUSED
        if self._names_others():
            answers[Purposes.SUPERVISION] = Answer.GIVEN
        said = Said(by=self.by.words, by_person=self.by.speaker, **self.terms.said)
        if self.recipients is not None:
            said["recipients"] = self.recipients.recipients
        self.given.emit(Answered(self._person, answers, said))

    def _names_others(self) -> bool:
        """Whether a yes to supervision stays one, and is for others than before."""
        ticked = self._ticked().get(Purposes.SUPERVISION)
        return self.recipients is not None and self.recipients.recipients != self._named and ticked is Answer.GIVEN


def _told(person: Person, guardians: Sequence[Person]) -> str:
    names = ", ".join(one.name for one in guardians)
    if not guardians:
        return ""
    if len(guardians) == 1:
        return tr("{names} decides.").format(names=names)
    if person.deciding is Deciding.ALL:
        return tr("{names} decide together: it takes the yes of both, and each answers here.").format(names=names)
    return tr("{names}: the yes of one is enough, and a no of either is a no.").format(names=names)
