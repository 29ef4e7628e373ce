"""The end of a review: what is on record is shown, not typed; what was agreed is added."""

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.reviewing.closing_text import ShownOnce, proposed, shown_moments, words_to_moments
from vigtool.gui.reviewing.review import Review
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import READING_WIDTH
from vigtool.services.cases import case
from vigtool.services.cycles import cycle
from vigtool.services.people import people
from vigtool.wording.translation import tr, trn

DAYS_ON: Final = 14
"""From one meeting to the next, as it is proposed."""
WORD_LINES, STEP_LINES, CLOSING_LINES = 3, 2, 5


class EndSheet(SheetDialog):
    """Ends a review; the review tells that it has ended. ``left`` says that it goes on."""

    left = Signal()

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(tr("End the review"), READING_WIDTH, parent)
        self._review = review
        self._shown = shown_moments(review.ws, review.begun)
        self._question = self._asked()
        everyone = [(one.id, one.name) for one in people(review.ws, review.begun.case)]
        self.present = Checklist(everyone, checked=False, columns=2)
        self.present.choose(review.begun.present)
        self.words, self.agreed = text_area(WORD_LINES), text_area(STEP_LINES)
        self.said = label(words_to_moments(self._shown), wrap=True)
        self.meet = QCheckBox(tr("We meet again on"))
        self.next_on = QDateEdit(QDate.currentDate().addDays(DAYS_ON))
        self.next_on.setAccessibleName(tr("We meet again on"))
        self.next_on.setDisplayFormat(day_format())
        self.next_on.setCalendarPopup(True)
        self.next_on.setMinimumDate(QDate.currentDate())
        self.next_on.setEnabled(False)
        self.closing = text_area(CLOSING_LINES)
        self.propose_button = Button(tr("Propose it anew"), "refresh-cw", Rank.QUIET)
        self.message = MessagePanel()
        self.end_button = Button(tr("Put the review on record"), "check", Rank.FILLED)
        self._proposal = ""
        self._lay_out()
        self._connect()
        self.propose()
        self.fit()

    @property
    def meeting(self) -> date | None:
        """The day of the next meeting, None while none was chosen."""
        day = self.next_on.date()
        return date(day.year(), day.month(), day.day()) if self.meet.isChecked() else None

    @Slot()
    def propose(self) -> None:
        """Write the closing text out of what is known now."""
        agreed = self.agreed.toPlainText()
        held = self._review.begun.begun_at.date()
        self._proposal = proposed(held, self._question, self._shown, agreed, self.meeting)
        self.closing.setPlainText(self._proposal)

    @Slot()
    def _follow(self) -> None:
        """Propose anew as long as nobody has changed the proposal."""
        self.next_on.setEnabled(self.meet.isChecked())
        if self.closing.toPlainText() == self._proposal:
            self.propose()

    @Slot()
    def _end(self) -> None:
        self.message.clear()
        try:
            self._review.end(
                present=self.present.chosen(),
                words=self.words.toPlainText().strip(),
                agreed=self.agreed.toPlainText().strip(),
                next_on=self.meeting,
                closing=self.closing.toPlainText().strip(),
            )
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.accept()

    def _asked(self) -> str:
        ws, begun = self._review.ws, self._review.begun
        own = "" if begun.cycle is None else cycle(ws, begun.cycle).question
        return own or case(ws, begun.case).question

    def _connect(self) -> None:
        self.agreed.textChanged.connect(self._follow)
        self.meet.toggled.connect(self._follow)
        self.next_on.dateChanged.connect(self._follow)
        self.propose_button.clicked.connect(lambda _checked=False: self.propose())
        self.end_button.clicked.connect(lambda _checked=False: self._end())
        self.rejected.connect(self.left)

    def _lay_out(self) -> None:
        page = self.page
        page.addWidget(label(tr("End the review"), "title", wrap=True))
        if self._question:
            page.addWidget(label(self._question, "muted", wrap=True))
        page.addWidget(label(tr("Who was there"), "field"))
        page.addWidget(self.present)
        page.addWidget(label(tr("What was shown, as the log has it"), "field"))
        page.addWidget(label("\n".join(map(_line, self._shown)) or tr("Nothing was shown."), wrap=True))
        if self.said.text():
            page.addWidget(label(tr("What was said, moment by moment"), "field"))
            page.addWidget(self.said)
        page.addLayout(field(tr("What else was said, in the clients' own words"), self.words))
        page.addLayout(field(tr("The next step that was agreed on"), self.agreed))
        page.addLayout(row(self.meet, self.next_on, None))
        hint = tr("A proposal for the client's document, in plain words. Change it as you like.")
        page.addLayout(field(tr("Closing text"), self.closing, hint))
        page.addLayout(row(self.propose_button, None))
        page.addWidget(self.message)
        leave = Button(tr("Not yet"), "", Rank.QUIET)
        leave.clicked.connect(lambda _checked=False: self.reject())
        page.addLayout(row(self.end_button, leave, None))


def _line(one: ShownOnce) -> str:
    told = trn("{time}  {moment}", "{time}  {moment}, {count} times", one.times)
    return told.format(time=f"{one.at:%H:%M}", moment=one.title, count=one.times)
