"""Handing out a moment as a clip: what for and where to, a refusal explained, progress, and what was verified."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.domain.purposes import Act
from vigtool.gui.exporting.clip_choice import ClipChoice
from vigtool.gui.exporting.clip_result import ClipResult
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.spoken_times import spoken_seconds
from vigtool.gui.shared.tokens import Space
from vigtool.services.clips import ClipExport, ClipReport
from vigtool.services.errors import ConsentRefused
from vigtool.services.kinds import kind_of_case
from vigtool.services.marking import moment
from vigtool.services.people import people
from vigtool.services.purposes import purposes_allowing
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH = 560


class ClipDialog(SheetDialog):
    """``consents_asked`` carries the CaseId whose consents the user wants to see."""

    consents_asked = Signal(str)

    def __init__(self, ws: Workspace, moment_id: MomentId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Hand out a clip"), WIDTH, parent)
        self._ws, self._moment = ws, moment(ws, moment_id)
        self._film = recording(ws, self._moment.recording)
        families = kind_of_case(ws, self._film.case).families
        self.choice = ClipChoice(purposes_allowing(ws, Act.CLIP), people(ws, self._film.case) if families else ())
        self.checks = _checks()
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.job = JobPanel()
        self.outcome: ClipResult | None = None
        self.export_button = Button(tr("Make the clip"), "scissors", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self._connect()
        self.fit()

    def stop(self) -> None:
        """Leave nothing half-made."""
        self.job.stop()

    @Slot()
    def export(self) -> None:
        """Ask for the permit and make the clip."""
        target = self.choice.target()
        if target is None:
            return
        self._clear()
        try:
            export = ClipExport(
                self._ws, self._moment.id, self.choice.chosen_purpose(), target, to=self.choice.chosen_recipients()
            )
        except ConsentRefused as refused:
            self._refuse(refused)
            return
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self.choice.setEnabled(False)
        self.export_button.setEnabled(False)
        self.job.start(tr("Making and checking the clip…"), export, self._made)
        self.fit()

    def _lay_out(self) -> None:
        length = spoken_seconds(self._film.time_base.seconds(self._moment.span.length))
        title = self._moment.title or tr("Moment")
        named = f"{title}  ·  {length}  ·  {self._film.label}"
        heading = column(
            label(self.windowTitle(), "title", wrap=True),
            ElidedLabel(" ".join(named.split()), "muted"),
            gap=Space.HAIR,
        )
        self.page.addLayout(heading)
        for part in (self.choice, self.checks, self.refusal, self.message, self.job):
            self.page.addWidget(part)
        self.page.addLayout(row(self.export_button, self.close_button, None))

    def _connect(self) -> None:
        self.export_button.clicked.connect(self.export)
        self.close_button.clicked.connect(self.close)
        self.choice.changed.connect(self._clear)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._stopped)
        self.refusal.consents_asked.connect(self._show_consents)

    @Slot()
    def _clear(self) -> None:
        self.message.clear()
        self.refusal.clear()
        self.checks.show()
        self.export_button.setEnabled(self.choice.target() is not None)
        self.fit()

    def _refuse(self, refused: ConsentRefused) -> None:
        names = {person.id: person.name for person in people(self._ws, self._film.case)}
        what = tr("This clip stays in the vault for now.")
        self.checks.hide()  # so that the answer has room on a low screen
        self.refusal.explain(what, refused.refusal, names, way=tr("Go to the consents"))
        self.fit()

    @Slot()
    def _show_consents(self) -> None:
        self.accept()
        self.consents_asked.emit(self._film.case)

    def _made(self, report: ClipReport) -> None:
        for part in (self.choice, self.checks, self.export_button):
            part.hide()
        self.outcome = ClipResult(report)
        self.page.insertWidget(1, self.outcome)
        self.outcome.show()
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
        self.export_button.setEnabled(True)


def _checks() -> QWidget:
    """What the program sees to, so that nobody has to wonder."""
    held = QWidget()
    lines = column(gap=Space.SMALL)
    lines.setContentsMargins(0, 0, 0, 0)
    for icon_name, text in (
        ("shield-check", tr("Everyone in the film is asked: the clip is made only if all of them consent.")),
        ("scissors", tr("Exactly the frames of the moment, nothing before and nothing after.")),
        ("eye-off", tr("Place, device and names are taken out of the file.")),
        ("file-check-2", tr("Then the clip is opened again and compared with the film.")),
    ):
        line = row(drawing(icon_name), label(text, "muted", wrap=True), gap=Space.MEDIUM)
        line.setStretch(1, 1)
        line.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines.addLayout(line)
    held.setLayout(lines)
    return held
