"""Handing out the log of a session into a folder, with pictures where they are wished; wherever a session stands."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, SessionId
from vigtool.gui.shared.choosing import choose_folder, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.errors import ConsentRefused
from vigtool.services.people import people
from vigtool.services.session_logs import LogReport, SessionLogExport
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class LogSaving(QFrame):
    """What becomes of it; whoever has the button to begin with puts ``choice`` where it is seen before.

    ``spoke`` carries the part that has news, ``consents_asked`` nothing: the user wants to see the consents.
    """

    spoke = Signal(object)
    consents_asked = Signal()

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws, self._case_id = ws, case_id
        self.pictures = QCheckBox(tr("With a picture of each moment"))
        told = tr(
            "The pictures are in the PDF of the log, no longer encrypted. They need the consent of all in the film."
        )
        self.pictures.setAccessibleDescription(told)
        self.choice = QWidget()
        lines = column(self.pictures, label(told, "small", wrap=True), gap=Space.HAIR)
        lines.setContentsMargins(0, 0, 0, 0)
        self.choice.setLayout(lines)
        self.job, self.message, self.refusal = JobPanel(), MessagePanel(), RefusalPanel()
        self.refusal.consents_asked.connect(self.consents_asked)
        self.job.failed.connect(self.explain)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.SMALL)
        for part in (self.job, self.message, self.refusal):
            whole.addWidget(part)

    def choose(self, session_id: SessionId) -> None:
        """Ask for a folder, and write a session's log there."""
        folder = choose_folder(self, tr("Folder for the session log"))
        if folder is not None:
            self.export_to(session_id, folder)

    def export_to(self, session_id: SessionId, folder: Path) -> None:
        """Write a session's log into a folder."""
        self.clear()
        try:
            export = SessionLogExport(self._ws, session_id, folder, language(), pictures=self.pictures.isChecked())
        except (VigtoolError, OSError) as error:
            self.explain(error)
            return
        self.job.start(tr("Writing the log…"), export, self._exported)

    def clear(self) -> None:
        """Say nothing any more."""
        self.message.clear()
        self.refusal.clear()

    @Slot(object)
    def explain(self, error: VigtoolError | OSError) -> None:
        """Say why nothing was handed out."""
        if isinstance(error, ConsentRefused):
            names = {one.id: one.name for one in people(self._ws, self._case_id)}
            what = tr("The log with pictures stays in the vault for now. Without pictures it can be handed out.")
            self.refusal.explain(what, error.refusal, names, way=tr("Show the consents"))
            self.spoke.emit(self.refusal)
            return
        self.message.explain(error)
        self.spoke.emit(self.message)

    def _exported(self, report: LogReport) -> None:
        self.message.tell(
            tr("The log is written: {pdf} and {json}.").format(pdf=report.pdf.name, json=report.json.name),
            tr("It names roles only, such as Parent 1. It is no longer encrypted: keep it where your records belong."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.pdf))
        self.spoke.emit(self.message)
