"""Handing out a film's marks to another program: what its format cannot hold is told before anything is written."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.purposes import Act
from vigtool.exchange.annotations.format_names import Format
from vigtool.exchange.annotations.marked_film import Loss
from vigtool.gui.exchanging.marks_choice import MarksChoice
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.told_list import ToldList
from vigtool.services.errors import ConsentRefused
from vigtool.services.exchanging import LossPreview, MarksExport, MarksReport
from vigtool.services.people import people
from vigtool.services.purposes import purposes_allowing
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.exchange_words import loss_words
from vigtool.wording.translation import language, tr, trn

WIDTH = 560


class MarksOutDialog(SheetDialog):
    """``consents_asked`` carries the CaseId whose consents the user wants to see."""

    consents_asked = Signal(str)

    def __init__(self, ws: Workspace, recording_id: RecordingId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Save the marks for another program"), WIDTH, parent)
        self._ws, self._film = ws, recording(ws, recording_id)
        self.choice = MarksChoice(purposes_allowing(ws, Act.ANNOTATE))
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.job = JobPanel()
        self.losses: Mapping[Format, tuple[Loss, ...]] | None = None
        self.report: MarksReport | None = None
        self.told: ToldList | None = None
        self._told_place = QVBoxLayout()
        self._looking = JobRunner(self)
        self.export_button = Button(tr("Save the marks"), "upload", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self._connect()
        self._look()
        self.fit()

    def stop(self) -> None:
        """Leave nothing half-made."""
        self._looking.stop()
        self.job.stop()

    @Slot()
    def export(self) -> None:
        """Ask for the permit and write the file."""
        target = self.choice.target()
        if target is None:
            return
        self._clear()
        try:
            export = MarksExport(self._ws, self._film.id, self.choice.wish(), target, language())
        except (VigtoolError, OSError) as error:
            self._failed(error)
            return
        self.choice.setEnabled(False)
        self.export_button.setEnabled(False)
        self.job.start(tr("Saving the marks…"), export, self._made)
        self.fit()

    def _lay_out(self) -> None:
        heading = column(
            label(self.windowTitle(), "title", wrap=True), ElidedLabel(self._film.label, "muted"), gap=Space.HAIR
        )
        words = tr("Words and times only: no picture and no sound is in the file. It is no longer encrypted.")
        self.page.addLayout(heading)
        self.page.addWidget(label(words, "muted", wrap=True))
        self.page.addWidget(self.choice)
        self.page.addLayout(self._told_place)
        for part in (self.refusal, self.message, self.job):
            self.page.addWidget(part)
        self.page.addLayout(row(self.export_button, self.close_button, None))

    def _connect(self) -> None:
        self.export_button.clicked.connect(self.export)
        self.close_button.clicked.connect(self.close)
        self.choice.changed.connect(self._clear)
        self.choice.format_changed.connect(self._tell_losses)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._stopped)
        self.refusal.consents_asked.connect(self._show_consents)
        self._looking.done.connect(self._looked)
        self._looking.failed.connect(self._failed)

    def _look(self) -> None:
        """Find out what each format would lose, beside the window."""
        try:
            self._looking.start(LossPreview(self._ws, self._film.id, language()))
        except (VigtoolError, OSError) as error:
            self._failed(error)

    @Slot(object)
    def _looked(self, losses: Mapping[Format, tuple[Loss, ...]]) -> None:
        self.losses = losses
        self._tell_losses()

    @Slot()
    def _tell_losses(self) -> None:
        if self.losses is not None:
            self._tell(self.losses[self.choice.chosen_format()])

    def _tell(self, losses: tuple[Loss, ...]) -> None:
        clear(self._told_place)
        heading = tr("This format does not hold:") if losses else tr("This format holds everything that is marked.")
        self.told = ToldList(heading, "circle-minus", [loss_words(one) for one in losses])
        self._told_place.addWidget(self.told)
        self.fit()

    @Slot()
    def _clear(self) -> None:
        self.message.clear()
        self.refusal.clear()
        self.export_button.setEnabled(self.choice.target() is not None and not self.job.running)
        self.fit()

    def _refuse(self, refused: ConsentRefused) -> None:
        names = {person.id: person.name for person in people(self._ws, self._film.case)}
        what = tr("These marks stay in the vault for now.")
        self.refusal.explain(what, refused.refusal, names, way=tr("Go to the consents"))
        self.fit()

    @Slot()
    def _show_consents(self) -> None:
        self.accept()
        self.consents_asked.emit(self._film.case)

    def _made(self, report: MarksReport) -> None:
        self.report = report
        for part in (self.choice, self.export_button):
            part.hide()
        said = trn("{count} moment is in the file.", "{count} moments are in the file.", report.moments)
        next_step = tr("That it was saved is in the log.")
        self.message.tell(said.format(count=report.moments), next_step)
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.file))
        self._tell(report.losses)
        self.close_button.setText(tr("Done"))
        self.close_button.setFocus()
        self.fit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._ready_again()
        if isinstance(error, ConsentRefused):
            self._refuse(error)
        else:
            self.message.explain(error)
        self.fit()

    @Slot()
    def _stopped(self) -> None:
        self._ready_again()
        self.message.tell(tr("Stopped. Nothing was left behind."))
        self.fit()

    def _ready_again(self) -> None:
        self.choice.setEnabled(True)
        self.export_button.setEnabled(self.choice.target() is not None)
