"""After a review: its log can be handed out, and a moment that was not wanted leads to erasing its film."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from vigtool.domain.accountability import Erasing
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.sessions import Session
from vigtool.gui.shared.buttons import Button, LongButton, Rank
from vigtool.gui.shared.choosing import choose_folder, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.services.erasure_plans import Target
from vigtool.services.recordings import is_erased, recording
from vigtool.services.reviewing import review_of, spared_in
from vigtool.services.session_logs import LogReport, SessionLogExport
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


class EndedCard(Card):
    """``erase_asked`` carries a ``Target``, ``again_asked`` nothing."""

    erase_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, ws: Workspace, session: Session) -> None:
        super().__init__(tr("The review is on record"), tr("It stands on the page of its case, among the sessions."))
        self._ws, self._session = ws, session
        self.message = MessagePanel()
        self.job = JobPanel()
        self.job.failed.connect(self.message.explain)
        self.log_button = Button(tr("Hand out the log…"), "file-text", Rank.FILLED)
        self.log_button.clicked.connect(lambda _checked=False: self._choose())
        again = Button(tr("Begin another review"), "play", Rank.QUIET)
        again.clicked.connect(lambda _checked=False: self.again_asked.emit())
        films = dict.fromkeys(one.recording for one in spared_in(ws, review_of(ws, session.id)))
        self.erase_buttons = [self._erasing(film) for film in films if not is_erased(ws, film)]
        if self.erase_buttons:
            told = tr("A moment was not wanted. It stays hidden; if it is to go for good, its film can be erased:")
            self.body.addWidget(label(told, wrap=True))
            for button in self.erase_buttons:
                self.body.addLayout(row(button, None))
        self.body.addLayout(row(self.log_button, again, None))
        self.body.addWidget(self.job)
        self.body.addWidget(self.message)

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def export_to(self, folder: Path) -> None:
        """Write the session's log into a folder."""
        self.message.clear()
        try:
            export = SessionLogExport(self._ws, self._session.id, folder, language())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.job.start(tr("Writing the log…"), export, self._exported)

    @Slot()
    def _choose(self) -> None:
        folder = choose_folder(self, tr("Folder for the session log"))
        if folder is not None:
            self.export_to(folder)

    def _exported(self, report: LogReport) -> None:
        self.message.tell(
            tr("The log is written: {pdf} and {json}.").format(pdf=report.pdf.name, json=report.json.name),
            tr("It names roles only, such as Parent 1. It is no longer encrypted: keep it where your records belong."),
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.pdf))

    def _erasing(self, film: RecordingId) -> Button:
        name = recording(self._ws, film).label
        made = LongButton(tr("Erase {film}…").format(film=name), "trash-2", Rank.QUIET)
        made.clicked.connect(lambda _checked=False: self.erase_asked.emit(Target(Erasing.FILM, film)))
        return made
