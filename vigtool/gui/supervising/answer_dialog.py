"""The feedback on what was handed over, strengths first, and the answer that takes it back without a film."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from vigtool.domain.comments import Feedback
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import lines, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.target_line import TargetLine
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.supervising.outlet import next_in
from vigtool.services.answering import AnswerMaking, AnswerReport
from vigtool.services.feedback import feedback_on, set_feedback
from vigtool.services.package_making import EXTENSION
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 600
LINES = 3


class AnswerDialog(SheetDialog):
    """What is written is kept when the dialog is left; the answer is made when that is asked for."""

    def __init__(self, ws: Workspace, case_id: CaseId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Answer back"), WIDTH, parent)
        self._ws, self._case = ws, case_id
        before = feedback_on(ws, case_id)
        self.strengths, self.wondering, self.agreed = (
            _written(words) for words in (before.strengths, before.wondering, before.agreed)
        )
        self.where = TargetLine(tr("answer"), EXTENSION, lambda: tr("Package"))
        self.where.offer_first(next_in(parent))
        self.job = JobPanel()
        self.message = MessagePanel()
        self.make_button = Button(tr("Make the answer"), "lock", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self.make_button.clicked.connect(self._make)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self.fit()

    def stop(self) -> None:
        """Make nothing any more."""
        self.job.stop()

    def keep(self) -> bool:
        """Put on record what is written; False when that was refused, which is told."""
        said = Feedback(*(one.toPlainText() for one in (self.strengths, self.wondering, self.agreed)))
        try:
            set_feedback(self._ws, self._case, said)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return False
        return True

    def reject(self) -> None:
        """Escape, and the button: keep what is written; while the answer is made it goes on."""
        if not self.job.running and (self._ws.read_only or self.keep()):
            super().reject()

    def make(self, target: Path) -> None:
        """Make the answer."""
        self.message.clear()
        if not self.keep():
            return
        try:
            job = AnswerMaking(self._ws, self._case, target)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.make_button.setEnabled(False)
        self.job.start(tr("Sealing the answer…"), job, self._made)

    def _lay_out(self) -> None:
        told = tr(
            "Your comments, the moments that you marked yourself and these words go back, without any film. What comes "
            "first is what worked."
        )
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(told, "muted", wrap=True))
        self.page.addLayout(field(tr("What worked"), self.strengths))
        self.page.addLayout(field(tr("What you would like to look at together"), self.wondering))
        self.page.addLayout(field(tr("What you agreed"), self.agreed))
        line = row(self.where)
        line.setContentsMargins(0, 0, 0, 0)
        self.page.addLayout(field(tr("Where to?"), self.where.line, extra=line))
        self.page.addWidget(self.message)
        self.page.addWidget(self.job)
        self.page.addLayout(lines(self.make_button, self.close_button))
        if self._ws.read_only:
            self.make_button.hide()

    @Slot()
    def _make(self) -> None:
        target = self.where.target()
        if target is not None:
            self.make(target)

    def _made(self, report: AnswerReport) -> None:
        self.make_button.setEnabled(True)
        self.message.tell(
            tr("The answer is ready: {file}.").format(file=report.file.name),
            tr("Bring or send it back. Only the vault that handed this over opens it."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.file))
        self.where.offer_next()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.make_button.setEnabled(True)
        self.message.explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self.make_button.setEnabled(True)
        self.message.tell(tr("Stopped, as you asked."))


def _written(words: str) -> QPlainTextEdit:
    made = text_area(LINES)
    made.setPlainText(words)
    return made
