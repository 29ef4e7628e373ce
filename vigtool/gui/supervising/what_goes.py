"""What goes into a package beside the moments themselves: clips or whole films, the words, a question, the last day."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QVBoxLayout, QWidget

from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

USUAL_DAYS: Final = 30
LONGEST_DAYS: Final = 366
QUESTION_LINES: Final = 3


class WhatGoes(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extent = QComboBox()
        self.extent.addItem(tr("Only the chosen moments, each as a clip"), False)  # noqa: FBT003 - an item's data
        self.extent.addItem(tr("The whole films in which they are"), True)  # noqa: FBT003 - an item's data
        self.notes = QCheckBox(tr("Titles, notes and the words of the turns go along"))
        self.notes.setChecked(True)
        self.questions = text_area(QUESTION_LINES)
        self.questions.setPlaceholderText(tr("What would you like to look at together?"))
        self.last_day = QDateEdit(_day(today + timedelta(days=USUAL_DAYS)))
        self.last_day.setDateRange(_day(today), _day(today + timedelta(days=LONGEST_DAYS)))
        self.last_day.setCalendarPopup(True)
        self.last_day.setDisplayFormat(day_format())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(field(tr("How much of the film?"), self.extent))
        told = tr("Names never go along: your supervisor reads Child 1 and Parent 1.")
        page.addLayout(column(self.notes, label(told, "small", wrap=True), gap=Space.HAIR))
        page.addLayout(field(tr("Your question"), self.questions))
        until = tr("After that day their vault erases it, and you get a receipt. A consent that ends earlier counts.")
        page.addLayout(field(tr("May be kept until"), self.last_day, until))
        self.extent.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.notes.toggled.connect(lambda _on: self.changed.emit())
        self.questions.textChanged.connect(self.changed)
        self.last_day.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def whole(self) -> bool:
        """Whether the whole films go."""
        return bool(self.extent.currentData())

    @property
    def expires(self) -> date:
        """The last day on which it may be kept."""
        return date.fromisoformat(self.last_day.date().toString(Qt.DateFormat.ISODate))


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
