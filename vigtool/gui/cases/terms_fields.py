"""What belongs to answers besides yes and no: from when until when, which notice, which signed form."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QWidget

from vigtool.domain.consent import Evidence
from vigtool.domain.identifiers import EvidenceId
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.tokens import Space
from vigtool.services.consents import Said
from vigtool.wording.translation import tr

YEARS_OFFERED = 1


class OptionalDay(QWidget):
    """A day that counts only when its box is ticked."""

    def __init__(self, caption: str, offered: QDate, least: QDate | None = None) -> None:
        super().__init__()
        self.chosen = QCheckBox(caption)
        self.field = QDateEdit()
        self.field.setCalendarPopup(True)
        self.field.setDisplayFormat(day_format())
        self.field.setAccessibleName(caption)
        if least is not None:
            self.field.setMinimumDate(least)
        self.field.setDate(offered)
        self.field.setEnabled(False)
        self.chosen.toggled.connect(self.field.setEnabled)
        line = row(self.chosen, self.field, None)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)

    @property
    def day(self) -> date | None:
        """The day, if it counts."""
        if not self.chosen.isChecked():
            return None
        return date.fromisoformat(self.field.date().toString(Qt.DateFormat.ISODate))


class TermsFields(QWidget):
    """``said`` is what stands in the fields."""

    def __init__(self, notice: str, forms: Sequence[tuple[Evidence, str]], chosen: EvidenceId | None = None) -> None:
        """``forms`` are the scans of the case with what each is called; ``chosen`` is the one that is offered."""
        super().__init__()
        today = QDate.currentDate()
        self.since = OptionalDay(tr("Only from"), today)
        self.until = OptionalDay(tr("Only until"), today.addYears(YEARS_OFFERED), today)
        self.notice = QLineEdit(notice)
        self.form = NameChoice()
        self.form.addItem(tr("No signed form yet"), None)
        for one, called in forms:
            self.form.addItem(called, one.id)
        if chosen is not None:
            self.form.setCurrentIndex(max(self.form.findData(chosen), 0))
        papers = row(
            field(tr("Signed form"), self.form), field(tr("Notice that was handed out"), self.notice), gap=Space.MEDIUM
        )
        for place in range(papers.count()):
            papers.setStretch(place, 1)
        page = column(self.since, self.until, papers, gap=Space.MEDIUM)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def offer(self, form: Evidence, called: str) -> None:
        """Offer one more signed form, and choose it."""
        self.form.addItem(called, form.id)
        self.form.setCurrentIndex(self.form.count() - 1)

    @property
    def said(self) -> Said:
        """The fields of a consent that were filled in."""
        form = self.form.currentData()
        return Said(
            since=self.since.day,
            until=self.until.day,
            notice=self.notice.text().strip(),
            evidence=() if form is None else (EvidenceId(form),),
        )
