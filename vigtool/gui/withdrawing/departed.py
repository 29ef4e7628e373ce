"""What had left before a withdrawal, and the letter to those who have it."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.people import Person
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_pdf, show_in_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.spoken_times import spoken_date
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.told_list import ToldList
from vigtool.services.people import people
from vigtool.services.withdrawal_letters import LetterMaking, LetterReport, to_be_told
from vigtool.services.withdrawing import departures
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr
from vigtool.wording.withdrawal_words import departure_words


class Departed(QWidget):
    """``changed`` says that it takes another room; ``saved`` is where the letter lies."""

    changed = Signal()

    def __init__(self, ws: Workspace, someone: Person) -> None:
        super().__init__()
        self._ws, self._someone = ws, someone
        self.saved: Path | None = None
        self.message = MessagePanel()
        self.job = JobPanel()
        self.letter_button = Button(tr("Make the letter…"), "file-text")
        self._about_letter = label(
            tr("Ask those who have a copy to delete it: the letter has a sheet for each of them."), "muted", wrap=True
        )
        self._told = QVBoxLayout()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(self._told)
        page.addWidget(self._about_letter)
        page.addLayout(row(self.letter_button, None))
        for part in (self.message, self.job):
            page.addWidget(part)
        self.letter_button.clicked.connect(self._choose)
        self.job.failed.connect(self._failed)
        self.refresh()

    def event(self, event: QEvent) -> bool:
        """Say so when what is said takes another room."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return handled

    def refresh(self) -> None:
        """Tell what has left as the log has it now."""
        left = departures(self._ws, self._someone.id)
        names = {one.id: one.name for one in people(self._ws, self._someone.case)}
        told = [departure_words(one, spoken_date(one.at), names) for one in reversed(left)]
        clear(self._told)
        heading = tr("This has left already and cannot be called back")
        nothing = tr("Nothing: no clip, no still, and it was shown to nobody.")
        shown = ToldList(heading, "share", told) if told else ToldList(tr("What has left already"), "check", [nothing])
        self._told.addWidget(shown)
        shown.show()
        copies = bool(to_be_told(self._ws, self._someone.id)) and not self._ws.read_only
        self.letter_button.setVisible(copies)
        self._about_letter.setVisible(copies)

    def save(self, target: Path) -> None:
        """Make the letter."""
        self.message.clear()
        try:
            letter = LetterMaking(self._ws, self._someone.id, target, language())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.letter_button.setEnabled(False)
        self.job.start(tr("Making the letter…"), letter, self._made)

    @Slot()
    def _choose(self) -> None:
        chosen = choose_pdf(self, tr("Where to put the letter"), tr("letter") + f"-{self._someone.id}")
        if chosen is not None:
            self.save(chosen)

    def _made(self, report: LetterReport) -> None:
        self.saved = report.pdf
        self.letter_button.setEnabled(True)
        self.refresh()
        self.message.tell(
            tr("The letter is ready."), tr("It names people by role and number only: write the address by hand.")
        )
        self.message.add_step(tr("Show in folder"), "folder-open", lambda: show_in_folder(report.pdf))

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.letter_button.setEnabled(True)
        self.message.explain(error)
