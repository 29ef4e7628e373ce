"""Noting one person's answer to one purpose: opens at the cell, so that a withdrawal takes two clicks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from vigtool.domain.consent import Answer, Consent, ConsentState
from vigtool.domain.contacts import Contact
from vigtool.domain.people import Person
from vigtool.domain.purposes import LegalBasis, Purpose
from vigtool.gui.cases.answer_history import basis_words
from vigtool.gui.cases.recipients_choice import RecipientsChoice, recipients_words
from vigtool.gui.cases.speaker_choice import SpeakerChoice
from vigtool.gui.cases.terms_fields import YEARS_OFFERED, OptionalDay
from vigtool.gui.shared.accessible_windows import stands_in_window
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.form_rows import field, name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.services.consents import Said
from vigtool.wording.names import purpose_name, state_name
from vigtool.wording.translation import tr

WIDTH = 380


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer as it was noted, and what else belongs to it."""

    person: Person
    purpose: Purpose
    answer: Answer
    said: Said


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of whom: ``says`` is the sentence, ``state`` and ``last`` are how it stands.

    ``guardians`` may answer; ``proposed`` is the legal basis that is offered. ``contacts`` are those to whom alone it
    can be limited, None where that is not asked.
    """

    person: Person
    purpose: Purpose
    says: str
    state: ConsentState
    last: Consent | None
    guardians: Sequence[Person]
    proposed: LegalBasis | None
    contacts: Sequence[Contact] | None = None


@stands_in_window
class ConsentPopup(QFrame):
    """``noted`` carries a ``Noted``; the popup is gone then."""

    noted = Signal(object)

    def __init__(self, asking: Asking, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(with_text(WIDTH))
        self._asking = asking
        today = QDate.currentDate()
        self.by = SpeakerChoice(asking.guardians, asking.last.by if asking.last else "")
        self.until = OptionalDay(tr("Only until"), today.addYears(YEARS_OFFERED), today)
        self.basis = QComboBox()
        for one in LegalBasis:
            self.basis.addItem(basis_words(one), one)
        self.basis.setCurrentIndex(max(self.basis.findData(asking.proposed), 0))
        name_choice(self.basis, tr("Legal basis"))
        before = () if asking.last is None else asking.last.recipients
        self.recipients = None if asking.contacts is None else RecipientsChoice(asking.contacts, before)
        self.buttons = _buttons(asking.state)
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, chosen=answer: self._note(chosen))
        self._lay_out()
        if self.recipients is not None:
            self.recipients.changed.connect(self._demand_said)
            self._demand_said()
        self.setAccessibleName(f"{asking.person.name}: {purpose_name(asking.purpose)}")

    def _lay_out(self) -> None:
        asking = self._asking
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(f"{asking.person.name}  ·  {purpose_name(asking.purpose)}", "strong", wrap=True))
        if asking.says:
            page.addWidget(label(asking.says, wrap=True))
        page.addWidget(label(_told(asking.state, asking.last, asking.contacts or ()), "muted", wrap=True))
        page.addLayout(field(tr("Who said so"), self.by))
        if Answer.GIVEN in self.buttons:
            if self.recipients is not None:
                page.addWidget(self.recipients)
            page.addWidget(self.until)
            page.addLayout(row(self.basis, None))
        page.addLayout(row(*self.buttons.values(), None))
        first = next(iter(self.buttons.values()))
        first.setFocus()

    @Slot()
    def _demand_said(self) -> None:
        if self.recipients is not None and Answer.GIVEN in self.buttons:
            self.buttons[Answer.GIVEN].setEnabled(self.recipients.is_said)

    @Slot()
    def _note(self, answer: Answer) -> None:
        said = Said(by=self.by.words, by_person=self.by.speaker)
        if answer is Answer.GIVEN:
            said["until"], said["basis"] = self.until.day, LegalBasis(self.basis.currentData())
            said["recipients"] = () if self.recipients is None else self.recipients.recipients
        self.noted.emit(Noted(self._asking.person, self._asking.purpose, answer, said))
        self.close()


def _buttons(state: ConsentState) -> dict[Answer, Button]:
    give = Button(tr("Consents"), "circle-check", Rank.FILLED)
    refuse = Button(tr("Says no"), "circle-minus")
    if state is ConsentState.GIVEN:
        again = Button(tr("Renew"), "circle-check")
        return {Answer.WITHDRAWN: Button(tr("Withdraw now"), "undo-2", Rank.FILLED), Answer.GIVEN: again}
    return {Answer.GIVEN: give, Answer.REFUSED: refuse}


def _told(state: ConsentState, last: Consent | None, contacts: Sequence[Contact]) -> str:
    if last is None:
        return tr("Not asked yet. As long as it is open, it counts as no.")
    if state is ConsentState.UNKNOWN and last.since is None:
        return tr("{who} said yes on {day}. It takes the yes of the other guardian, too.").format(
            who=last.by, day=spoken_date(last.recorded_at)
        )
    told = f"{state_name(state)}, {spoken_date(last.recorded_at)}"
    if last.by:
        told += f" · {last.by}"
    if last.since is not None:
        told += " · " + tr("from {day}").format(day=spoken_date(last.since))
    if last.until is not None:
        told += " · " + tr("until {day}").format(day=spoken_date(last.until))
    if last.recipients:
        told += " · " + recipients_words(last.recipients, contacts)
    return told
