"""The trainees of a group: what each has had so far, by name and not by number, and the same on paper."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal, Slot

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, choose_target, documents, show_in_folder
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, lines
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.group_model import TraineeModel
from vigtool.gui.supervising.group_table import TraineeTable
from vigtool.services.ledgers import profiles
from vigtool.services.trainee_ledgers import TABLE, TraineeLedgerMaking
from vigtool.services.training_group import trainees
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class GroupTrainees(Card):
    """``packages_asked`` carries the name of a trainee whose packages are to be seen."""

    packages_asked = Signal(str)

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Trainees"))
        self._ws = ws
        self.model = TraineeModel(self)
        self.table = TraineeTable()
        self.about = NameChoice()
        self.profile = NameChoice()
        self.pdf_button = Button(tr("Save as PDF…"), "file-text")
        self.table_button = Button(tr("Save as table…"), "save")
        self.job, self.message = JobPanel(), MessagePanel()
        self._lay_out()
        self.table.activated.connect(self._ask_packages)
        self.pdf_button.clicked.connect(self._choose_pdf)
        self.table_button.clicked.connect(self._choose_table)
        self.job.failed.connect(self.message.explain)

    def refresh(self) -> None:
        """Show what is so now."""
        found, about = trainees(self._ws), self.about.currentData()
        self.model.tell(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.about.clear()
        self.about.addItem(tr("All trainees"), None)
        for one in found:
            self.about.addItem(one.name, one.contact)
        self.about.setCurrentIndex(max(self.about.findData(about), 0))

    def save(self, out: Path) -> None:
        """Write the ledger, as pages or as a table by the ending."""
        self.message.clear()
        try:
            job = TraineeLedgerMaking(self._ws, out, language(), self.about.currentData(), self.profile.currentData())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Saving the ledger…"), job, self._saved)

    def stop(self) -> None:
        """Leave no file half-made."""
        self.job.stop()

    @Slot(QModelIndex)
    def _ask_packages(self, index: QModelIndex) -> None:
        if (one := self.model.trainee(index.row())) is not None:
            self.packages_asked.emit(one.name)

    @Slot()
    def _choose_pdf(self) -> None:
        self._save_if_chosen(choose_pdf(self, tr("Where to put the ledger"), tr("supervision ledger")))

    @Slot()
    def _choose_table(self) -> None:
        kind = tr("Table for Excel (CSV)") + " (*.csv)"
        suggested = documents() / (tr("supervision ledger") + TABLE)
        self._save_if_chosen(choose_target(self, tr("Where to put the ledger"), suggested, kind))

    def _save_if_chosen(self, chosen: Path | None) -> None:
        if chosen is not None:
            self.save(chosen)

    def _saved(self, made: Path) -> None:
        self.message.tell(
            tr("The ledger is saved."), tr("Names of trainees and counts are in it, no film and no name of a family.")
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(made))

    def _lay_out(self) -> None:
        self.profile.addItem(tr("Only what was done"), None)
        for one in profiles():
            self.profile.addItem(one.name.in_language(language()), one)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("What each trainee has had so far, by name"))
        told = tr("Counted from what was handed over and noted here, and still so when a package is erased.")
        self.body.addWidget(label(told, "muted", wrap=True))
        self.body.addWidget(self.table, 1)
        choices = column(
            field(tr("Whom the ledger is about"), self.about),
            field(tr("Beside it, the stages of a training"), self.profile),
        )
        self.body.addLayout(choices)
        self.body.addLayout(lines(self.pdf_button, self.table_button))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)
