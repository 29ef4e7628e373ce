"""Bringing films in: who is in them, then one after the other, with a way to stop."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vigtool.domain.cases import Recording
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.domain.people import Person
from vigtool.gui.cases.cycle_place import CyclePlace
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.importing import Importing
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn

NAMES_SHOWN = 4


class ImportForm(QFrame):
    """``brought_in`` carries a Recording after each film; ``ended`` the error that stopped the rest, or None."""

    brought_in = Signal(object)
    ended = Signal(object)

    def __init__(
        self, ws: Workspace, case_id: CaseId, films: Sequence[Path], people: Sequence[Person], place: CyclePlace
    ) -> None:
        super().__init__()
        self.place = place
        self.setProperty("role", "drop")
        self._ws, self._case_id = ws, case_id
        self._left = list(films)
        self._shown: list[PersonId] = []
        self.people = Checklist([(person.id, person.name) for person in people], checked=True)
        self.start_button = Button(tr("Bring in"), "lock", Rank.FILLED)
        self.leave_button = Button(tr("Not now"), "", Rank.QUIET)
        self.job = JobPanel()
        self._lay_out(films)
        self.start_button.clicked.connect(self.start)
        self.leave_button.clicked.connect(lambda _checked=False: self.ended.emit(None))
        self.job.failed.connect(self.ended)
        self.job.cancelled.connect(lambda: self.ended.emit(None))

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.job.stop()

    @Slot()
    def start(self) -> None:
        """Bring the films in."""
        self._shown = self.people.chosen()
        for part in (self.start_button, self.leave_button, self.people, self.place):
            part.setEnabled(False)
        self._next()

    def _next(self) -> None:
        if not self._left:
            self.ended.emit(None)
            return
        source = self._left.pop(0)
        try:
            importing = Importing(self._ws, source, self._case_id, self._shown)
        except (VigtoolError, OSError) as error:
            self.ended.emit(error)
            return
        self.job.start(tr("Encrypting {film}…").format(film=source.name), importing, self._one_done)

    def _one_done(self, film: Recording) -> None:
        self.brought_in.emit(film)
        self._next()

    def _lay_out(self, films: Sequence[Path]) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        page.setSpacing(Space.MEDIUM)
        heading = trn("Bring in {count} film", "Bring in {count} films", len(films)).format(count=len(films))
        page.addWidget(label(heading, "strong"))
        for film in films[:NAMES_SHOWN]:
            line = row(drawing("file-video"), ElidedLabel(film.name))
            line.setStretch(1, 1)
            page.addLayout(line)
        if len(films) > NAMES_SHOWN:
            page.addWidget(label(tr("and {count} more").format(count=len(films) - NAMES_SHOWN), "small"))
        page.addWidget(label(tr("Who is seen or heard?"), "field"))
        page.addWidget(self.people)
        page.addWidget(self.place)
        page.addWidget(self.job)
        page.addLayout(row(self.start_button, self.leave_button, None))
