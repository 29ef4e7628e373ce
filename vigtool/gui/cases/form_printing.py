"""What is to be printed for the people of a case: whose form, for which purposes, in which language."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from vigtool.domain.identifiers import CaseId
from vigtool.domain.people import Person
from vigtool.domain.purposes import PurposeCard
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines, row
from vigtool.gui.shared.tokens import Space
from vigtool.services.consent_forms import Wanted
from vigtool.wording.translation import LANGUAGE_NAMES, language, tr


class FormPrinting(QFrame):
    """``form_asked`` and ``notice_asked`` carry a ``Wanted``, ``left`` nothing."""

    form_asked = Signal(object)
    notice_asked = Signal(object)
    left = Signal()

    def __init__(
        self, case_id: CaseId, people: Sequence[Person], cards: Sequence[PurposeCard], languages: Sequence[str]
    ) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self._case = case_id
        self.people = Checklist([(one.id, one.name) for one in people], checked=True)
        named = [(one.id, one.name.in_language(language())) for one in cards]
        self.purposes = Checklist(named, checked=True, columns=1)
        self.language = QComboBox()
        for one in languages:
            self.language.addItem(LANGUAGE_NAMES[one], one)
        self.language.setCurrentIndex(max(self.language.findData(language()), 0))
        self.form_button = Button(tr("Save the form…"), "printer", Rank.FILLED)
        self.notice_button = Button(tr("Save the notice…"), "file-text")
        leave = Button(tr("Done"), "", Rank.QUIET)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("Whose form?"), "field"))
        page.addWidget(self.people)
        page.addWidget(label(tr("What is asked?"), "field"))
        page.addWidget(self.purposes)
        page.addLayout(row(field(tr("Language"), self.language), None))
        told = tr("A PDF to print and sign. It has the names on it, so keep or destroy the file as you do the paper.")
        page.addWidget(label(told, "small", wrap=True))
        page.addLayout(lines(self.form_button, self.notice_button, leave))
        for changed in (self.people.changed, self.purposes.changed):
            changed.connect(self._enable)
        self.form_button.clicked.connect(lambda _checked=False: self.form_asked.emit(self.wanted))
        self.notice_button.clicked.connect(lambda _checked=False: self.notice_asked.emit(self.wanted))
        leave.clicked.connect(lambda _checked=False: self.left.emit())

    @property
    def wanted(self) -> Wanted:
        """What was chosen."""
        return Wanted(
            self._case, self.language.currentData(), tuple(self.people.chosen()), tuple(self.purposes.chosen())
        )

    @Slot()
    def _enable(self) -> None:
        self.form_button.setEnabled(bool(self.people.chosen()) and bool(self.purposes.chosen()))
        self.notice_button.setEnabled(bool(self.purposes.chosen()))
