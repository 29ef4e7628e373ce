"""The ledger of one's own training: what was done so far, supervision noted by the day, a page to hand in."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox

from vigtool.domain.errors import VigtoolError
from vigtool.domain.ledger import SupervisionNoted
from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, show_in_folder
from vigtool.gui.shared.form_rows import field, name_choice
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.spoken_times import day_format
from vigtool.gui.shared.tokens import Space
from vigtool.services.contacts import contact, contacts
from vigtool.services.ledgers import LedgerMaking, ledger, note_supervision, profiles
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr, trn

USUAL_MINUTES = 60
LONGEST_MINUTES = 600


class TrainingSection(Section):
    """Counts without a film or a name, and without any target of its own."""

    def __init__(self, ws: Workspace, _preferences: PreferenceFile) -> None:
        super().__init__(tr("Own training"))
        self._ws = ws
        self.told = label("", wrap=True)
        self.on = QDateEdit(QDate.currentDate())
        self.on.setCalendarPopup(True)
        self.on.setDisplayFormat(day_format())
        self.minutes = QSpinBox()
        self.minutes.setRange(5, LONGEST_MINUTES)
        self.minutes.setSingleStep(15)
        self.minutes.setValue(USUAL_MINUTES)
        self.minutes.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)
        self.whose = QComboBox()
        name_choice(self.whose, tr("Whose supervision"))
        self.note_button = Button(tr("Note supervision"), "calendar-plus")
        self.profile = QComboBox()
        self.profile.addItem(tr("Only what was done"), None)
        for one in profiles():
            self.profile.addItem(one.name.in_language(language()), one)
        self.save_button = Button(tr("Save the page…"), "file-text")
        self.job = JobPanel()
        self.message = MessagePanel()
        self._lay_out()
        self.note_button.clicked.connect(self.note)
        self.save_button.clicked.connect(self._choose)
        self.job.failed.connect(self.message.explain)

    @property
    def busy(self) -> bool:
        """Whether the page is being made."""
        return self.job.running

    def stop(self) -> None:
        """Leave no page half-made."""
        self.job.stop()

    def refresh(self) -> None:
        """Show what was done so far."""
        counted = ledger(self._ws)
        self.told.setText(
            "  \N{MIDDLE DOT}  ".join(
                (
                    trn("{count} cycle", "{count} cycles", counted.cycles).format(count=counted.cycles),
                    trn("{count} client", "{count} clients", counted.clients).format(count=counted.clients),
                    _supervision_words(counted.supervision_minutes),
                )
            )
        )
        self._offer_contacts()
        for part in (self.on, self.minutes, self.whose, self.note_button):
            part.setEnabled(not self._ws.read_only)

    @Slot()
    def note(self) -> None:
        """Put the supervision of that day on record."""
        self.message.clear()
        on = date.fromisoformat(self.on.date().toString(Qt.DateFormat.ISODate))
        try:
            noted = note_supervision(self._ws, on, self.minutes.value(), contact=self.whose.currentData())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        told = tr("Supervision is noted.")
        if noted.contact is not None:
            name = contact(self._ws, noted.contact).name
            told = tr("Supervision given to {name} is noted; it does not count as your own.").format(name=name)
        self.refresh()
        self.message.tell(told)
        self.message.add_step(tr("Take it back"), "undo-2", lambda: self._take_back(noted))

    def save(self, target: Path) -> None:
        """Make the page."""
        self.message.clear()
        try:
            job = LedgerMaking(self._ws, target, language(), self.profile.currentData())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Making the page…"), job, self._done)

    def _take_back(self, noted: SupervisionNoted) -> None:
        self.message.clear()
        note_supervision(self._ws, noted.on, 0, noted.id)
        self.refresh()

    def _offer_contacts(self) -> None:
        """One's own first; whoever has no contact is not asked."""
        before, known = self.whose.currentData(), contacts(self._ws)
        self.whose.clear()
        self.whose.addItem(tr("which I had myself"), None)
        for one in known:
            self.whose.addItem(tr("given to {name}").format(name=one.name), one.id)
        self.whose.setCurrentIndex(max(self.whose.findData(before), 0))
        self.whose.setVisible(bool(known))

    def _lay_out(self) -> None:
        words = tr(
            "What you did yourself, for your trainer: cycles, different clients and supervision, without a film or a "
            "name. It stays when a case is erased."
        )
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.told)
        held = lines(self.on, self.minutes, self.whose, self.note_button)
        self.minutes.setSuffix(" " + tr("min"))
        self.minutes.setAccessibleName(tr("Minutes of supervision"))
        self.body.addLayout(field(tr("Supervision on"), self.on, extra=held))
        chosen = lines(self.profile, self.save_button)
        self.body.addLayout(field(tr("Beside it, the stages of a training"), self.profile, extra=chosen))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_pdf(self, tr("Where to put the page"), tr("training ledger"))
        if chosen is not None:
            self.save(chosen)

    def _done(self, made: Path) -> None:
        self.message.tell(tr("The page is ready."))
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(made))


def _supervision_words(noted: int) -> str:
    """How much supervision there was, of so many minutes."""
    if not noted:
        return tr("no supervision noted yet")
    return tr("{hours} h {minutes} min of supervision").format(hours=noted // 60, minutes=noted % 60)
