"""After a review: its log can be handed out, and a moment that was not wanted leads to erasing its film."""

from pathlib import Path

from PySide6.QtCore import Signal

from vigtool.domain.accountability import Erasing
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.sessions import Session
from vigtool.gui.shared.buttons import Button, LongButton, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.log_saving import LogSaving
from vigtool.gui.shared.pages import Card
from vigtool.services.erasure_plans import Target
from vigtool.services.recordings import is_erased, recording
from vigtool.services.reviewing import review_of, spared_in
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class EndedCard(Card):
    """``erase_asked`` carries a ``Target``, ``consents_asked`` a CaseId, ``again_asked`` nothing."""

    erase_asked = Signal(object)
    consents_asked = Signal(str)
    again_asked = Signal()

    def __init__(self, ws: Workspace, session: Session) -> None:
        super().__init__(tr("The review is on record"), tr("It stands on the page of its case, among the sessions."))
        self._session = session
        self.saving = LogSaving(ws, session.case)
        self.saving.consents_asked.connect(lambda: self.consents_asked.emit(session.case))
        self.message, self.job = self.saving.message, self.saving.job
        self.log_button = Button(tr("Hand out the log…"), "file-text", Rank.FILLED)
        self.log_button.clicked.connect(lambda _checked=False: self.saving.choose(session.id))
        again = Button(tr("Begin another review"), "play", Rank.QUIET)
        again.clicked.connect(lambda _checked=False: self.again_asked.emit())
        films = dict.fromkeys(one.recording for one in spared_in(ws, review_of(ws, session.id)))
        self.erase_buttons = [self._erasing(ws, film) for film in films if not is_erased(ws, film)]
        if self.erase_buttons:
            told = tr("A moment was not wanted. It stays hidden; if it is to go for good, its film can be erased:")
            self.body.addWidget(label(told, wrap=True))
            for button in self.erase_buttons:
                self.body.addLayout(row(button, None))
        self.body.addWidget(self.saving.choice)
        self.body.addLayout(row(self.log_button, again, None))
        self.body.addWidget(self.saving)

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    def export_to(self, folder: Path) -> None:
        """Write the session's log into a folder."""
        self.saving.export_to(self._session.id, folder)

    def _erasing(self, ws: Workspace, film: RecordingId) -> Button:
        name = recording(ws, film).label
        made = LongButton(tr("Erase {film}…").format(film=name), "trash-2", Rank.QUIET)
        made.clicked.connect(lambda _checked=False: self.erase_asked.emit(Target(Erasing.FILM, film)))
        return made
