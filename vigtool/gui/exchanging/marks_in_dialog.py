"""Bringing in the marks of another program's file: read first, looked at, then taken in as one step."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import RecordingId
from vigtool.gui.exchanging.who_is_who import WhoIsWho
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.choosing import choose_file
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.ranks import give_rank
from vigtool.gui.shared.refusal_panel import RefusalPanel
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.told_list import ToldList
from vigtool.services.errors import ConsentRefused
from vigtool.services.marks_reading import MarksImport, MarksReading, ReadMarks, TakenIn
from vigtool.services.people import people
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.exchange_words import left_out_words, not_taken_words, read_format_name
from vigtool.wording.translation import language, tr, trn

WIDTH = 600
MOST_KINDS: Final = 40
"""Kinds that are offered one by one; of a file with more everything comes in."""

MOST_TOLD: Final = 12
"""Lines about what was not understood."""


class MarksInDialog(SheetDialog):
    """``taken_in`` says that moments were made, ``consents_asked`` carries the CaseId."""

    taken_in = Signal()
    consents_asked = Signal(str)

    def __init__(self, ws: Workspace, recording_id: RecordingId, parent: QWidget | None = None) -> None:
        """Raises ``UnknownId``."""
        super().__init__(tr("Bring in marks from another program"), WIDTH, parent)
        self._ws, self._film = ws, recording(ws, recording_id)
        self.read: ReadMarks | None = None
        self.report: TakenIn | None = None
        self.kinds: Checklist[str] | None = None
        self.who: WhoIsWho | None = None
        self.message = MessagePanel()
        self.refusal = RefusalPanel()
        self.job = JobPanel()
        self._found = QWidget()
        self._found_place = QVBoxLayout(self._found)
        self._found_place.setContentsMargins(0, 0, 0, 0)
        self._found_place.setSpacing(Space.LARGE)
        self._found.hide()
        self.choose_button = Button(tr("Choose a file…"), "folder-open", Rank.FILLED)
        self.take_button = Button(tr("Bring them in"), "import", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self._lay_out()
        self._connect()
        self.fit()

    def stop(self) -> None:
        """Leave nothing half-done."""
        self.job.stop()

    def look_at(self, file: Path) -> None:
        """Read a file and show what is in it."""
        self._clear()
        try:
            job = MarksReading(self._ws, self._film.id, file, language())
        except (VigtoolError, OSError) as error:
            self._failed(error)
            return
        self._enable(at_work=True)
        self.job.start(tr("Reading the file…"), job, self._show)
        self.fit()

    @Slot()
    def take_in(self) -> None:
        """Make moments of what was chosen."""
        if self.read is None:
            return
        self._clear()
        kinds = None if self.kinds is None else self.kinds.chosen()
        who = None if self.who is None else self.who.people()
        try:
            job = MarksImport(self._ws, self._film.id, self.read, kinds=kinds, people=who)
        except (VigtoolError, OSError) as error:
            self._failed(error)
            return
        self._enable(at_work=True)
        self.job.start(tr("Bringing in the marks…"), job, self._taken)
        self.fit()

    def _lay_out(self) -> None:
        heading = column(
            label(self.windowTitle(), "title", wrap=True), ElidedLabel(self._film.label, "muted"), gap=Space.HAIR
        )
        words = tr(
            "A file of ELAN, BORIS, Praat, WebVTT, OpenTimelineIO or Web Annotations. It is only looked at; what you "
            "then bring in comes as one step, which can be undone."
        )
        self.page.addLayout(heading)
        self.page.addWidget(label(words, "muted", wrap=True))
        for part in (self._found, self.refusal, self.message, self.job):
            self.page.addWidget(part)
        self.page.addLayout(row(self.take_button, self.choose_button, self.close_button, None))
        self.take_button.hide()

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._choose)
        self.take_button.clicked.connect(self.take_in)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._stopped)
        self.refusal.consents_asked.connect(self._show_consents)

    @Slot()
    def _choose(self) -> None:
        endings = "*.eaf *.boris *.csv *.tsv *.vtt *.otio *.TextGrid *.json *.jsonld"
        marks = tr("Marks")
        chosen = choose_file(self, tr("Choose a file with marks"), f"{marks} ({endings})")
        if chosen is not None:
            self.look_at(chosen)

    def _show(self, read: ReadMarks) -> None:
        """Tell what the file holds, and ask what of it and who is who."""
        self.read = read
        self._enable(at_work=False)
        clear(self._found_place)
        count = sum(read.kinds.values())
        said = trn("{format}: {count} mark", "{format}: {count} marks", count)
        self._found_place.addWidget(
            label(said.format(format=read_format_name(read.file.format), count=count), "strong", wrap=True)
        )
        self._ask(read)
        told = left_out_words(read.file.found.left_out)[:MOST_TOLD]
        if told:
            self._found_place.addWidget(ToldList(tr("This was not understood:"), "circle-minus", told))
        self._found.setVisible(True)
        self.take_button.setVisible(count > 0)
        self.choose_button.setText(tr("Choose another…"))
        give_rank(self.choose_button, Rank.OUTLINED if count else Rank.FILLED, "folder-open")
        (self.take_button if count else self.choose_button).setFocus()
        self.fit()

    def _ask(self, read: ReadMarks) -> None:
        self.kinds = self.who = None
        if 1 < len(read.kinds) <= MOST_KINDS:
            nameless = tr("without a name")
            named = [(kind, f"{kind or nameless} ({count})") for kind, count in read.kinds.items()]
            self.kinds = Checklist(named, checked=True, columns=2)
            self._found_place.addLayout(column(label(tr("What comes in"), "field"), self.kinds, gap=Space.SMALL))
        if read.people:
            self.who = WhoIsWho(read.people, people(self._ws, self._film.case))
            self._found_place.addLayout(column(label(tr("Who is who"), "field"), self.who, gap=Space.SMALL))

    def _taken(self, done: TakenIn) -> None:
        self.report = done
        for part in (self._found, self.take_button, self.choose_button):
            part.hide()
        clear(self._found_place)
        told = not_taken_words(done)
        if told:
            self._found_place.addWidget(ToldList(tr("This has no place here:"), "circle-minus", told))
            self._found.show()
        said = trn("{count} moment was made.", "{count} moments were made.", done.moments).format(count=done.moments)
        self.message.tell(said, tr("In Prepare, one step back takes all of them away again."))
        self.close_button.setText(tr("Done"))
        self.close_button.setFocus()
        self.fit()
        if done.moments:
            self.taken_in.emit()

    def _clear(self) -> None:
        self.message.clear()
        self.refusal.clear()

    def _enable(self, *, at_work: bool) -> None:
        for part in (self._found, self.take_button, self.choose_button):
            part.setEnabled(not at_work)

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self._enable(at_work=False)
        if isinstance(error, ConsentRefused):
            names = {person.id: person.name for person in people(self._ws, self._film.case)}
            what = tr("This film cannot be worked on now.")
            self.refusal.explain(what, error.refusal, names, way=tr("Go to the consents"))
        else:
            self.message.explain(error)
        self.fit()

    @Slot()
    def _stopped(self) -> None:
        self._enable(at_work=False)
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing half-done was left behind."))
        self.fit()

    @Slot()
    def _show_consents(self) -> None:
        self.accept()
        self.consents_asked.emit(self._film.case)
