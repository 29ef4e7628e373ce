"""Noting one person's answer to one purpose: opens at the cell, so that a withdrawal takes two clicks."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFrame, QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.consent import Answer, Consent, ConsentState
from vigtool.domain.people import Person
from vigtool.domain.purposes import Purpose
from vigtool.gui.shared.accessible_windows import stands_in_window
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.spoken_times import day_format, spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.wording.names import purpose_name, state_name
from vigtool.wording.translation import tr

WIDTH = 360
YEARS_OFFERED = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer as it was noted; ``until`` is the last day on which it holds."""

    person: Person
    purpose: Purpose
    answer: Answer
    until: date | None
    by: str


@stands_in_window
class ConsentPopup(QFrame):
    """``noted`` carries a ``Noted``; the popup is gone then."""

    noted = Signal(object)

    def __init__(
        self, person: Person, purpose: Purpose, state: ConsentState, last: Consent | None, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(with_text(WIDTH))
        self._person, self._purpose = person, purpose
        self.by = QLineEdit(last.by if last else "")
        self.by.setPlaceholderText(tr("for a child: a guardian"))
        self.limited = QCheckBox(tr("Only until"))
        self.until = QDateEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat(day_format())
        self.until.setAccessibleName(tr("Only until"))
        today = QDate.currentDate()
        self.until.setMinimumDate(today)
        self.until.setDate(today.addYears(YEARS_OFFERED))
        self.until.setEnabled(False)
        self.limited.toggled.connect(self.until.setEnabled)
        self.buttons = _buttons(state)
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, chosen=answer: self._note(chosen))
        self._lay_out(state, last)
        self.setAccessibleName(f"{person.name}: {purpose_name(purpose)}")

    def _lay_out(self, state: ConsentState, last: Consent | None) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(f"{self._person.name}  ·  {purpose_name(self._purpose)}", "strong", wrap=True))
        page.addWidget(label(_told(state, last), "muted", wrap=True))
        page.addLayout(field(tr("Who said so"), self.by))
        if Answer.GIVEN in self.buttons:
            page.addLayout(row(self.limited, self.until, None))
        page.addLayout(row(*self.buttons.values(), None))
        first = next(iter(self.buttons.values()))
        first.setFocus()

    @Slot()
    def _note(self, answer: Answer) -> None:
        limited = self.limited.isChecked() and answer is Answer.GIVEN
        until = date.fromisoformat(self.until.date().toString(Qt.DateFormat.ISODate)) if limited else None
        self.noted.emit(Noted(self._person, self._purpose, answer, until, self.by.text().strip()))
        self.close()


def _buttons(state: ConsentState) -> dict[Answer, Button]:
    give = Button(tr("Consents"), "circle-check", Rank.FILLED)
    refuse = Button(tr("Says no"), "circle-minus")
    if state is ConsentState.GIVEN:
        again = Button(tr("Renew"), "circle-check")
        return {Answer.WITHDRAWN: Button(tr("Withdraw now"), "undo-2", Rank.FILLED), Answer.GIVEN: again}
    return {Answer.GIVEN: give, Answer.REFUSED: refuse}


def _told(state: ConsentState, last: Consent | None) -> str:
    if last is None:
        return tr("Not asked yet. As long as it is open, it counts as no.")
    told = f"{state_name(state)}, {spoken_date(last.recorded_at)}"
    if last.by:
        told += f" · {last.by}"
    if last.until is not None:
        told += " · " + tr("until {day}").format(day=spoken_date(last.until))
    return told
