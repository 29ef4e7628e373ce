"""What goes into a package beside whom it is for: how much film, the words, a question, the last day, its size."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QVBoxLayout, QWidget

from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.spoken_times import day_format, locale
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.clip_choice import ClipChoice
from vigtool.wording.translation import tr

NOTES, DAYS = "notes", "days"
USUAL_DAYS: Final = 30
LONGEST_DAYS: Final = 366
QUESTION_LINES: Final = 3


class WhatGoes(QWidget):
    """``changed`` follows each choice, ``film_changed`` those by which another part of the film goes."""

    changed = Signal()
    film_changed = Signal()

    def __init__(self, today: date, kept: Mapping[str, int], parent: QWidget | None = None) -> None:
        """``kept`` is what was chosen before; what it does not say is as it is for most."""
        super().__init__(parent)
        self._today = today
        self.clips = ClipChoice(kept)
        self.told_size = label("", "small", wrap=True)
        self.notes = QCheckBox(tr("Titles, notes and the words of the turns go along"))
        self.notes.setChecked(bool(kept.get(NOTES, 1)))
        self.questions = text_area(QUESTION_LINES)
        self.questions.setPlaceholderText(tr("What would you like to look at together?"))
        days = min(max(kept.get(DAYS, USUAL_DAYS), 0), LONGEST_DAYS)
        self.last_day = QDateEdit(_day(today + timedelta(days=days)))
        self.last_day.setDateRange(_day(today), _day(today + timedelta(days=LONGEST_DAYS)))
        self.last_day.setCalendarPopup(True)
        self.last_day.setDisplayFormat(day_format())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(column(self.clips, self.told_size, gap=Space.HAIR))
        told = tr("Names never go along: your supervisor reads Child 1 and Parent 1.")
        page.addLayout(column(self.notes, label(told, "small", wrap=True), gap=Space.HAIR))
        page.addLayout(field(tr("Your question"), self.questions))
        until = tr("After that day their vault erases it, and you get a receipt. A consent that ends earlier counts.")
        page.addLayout(field(tr("May be kept until"), self.last_day, until))
        self.clips.changed.connect(self.film_changed)
        self.clips.changed.connect(self.changed)
        self.notes.toggled.connect(lambda _on: self.changed.emit())
        self.questions.textChanged.connect(self.changed)
        self.last_day.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def expires(self) -> date:
        """The last day on which it may be kept."""
        return date.fromisoformat(self.last_day.date().toString(Qt.DateFormat.ISODate))

    def choices(self) -> dict[str, int]:
        """What is chosen, to be kept for the next time; never a word of what is asked."""
        return self.clips.choices() | {
            NOTES: int(self.notes.isChecked()),
            DAYS: (self.expires - self._today).days,
        }

    def show_size(self, size: int) -> None:
        """Tell about how large the package will be, in bytes."""
        told = locale().formattedDataSize(size, 0, locale().DataSizeFormat.DataSizeSIFormat)
        self.told_size.setText(tr("The package will be about {size}.").format(size=told))


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
