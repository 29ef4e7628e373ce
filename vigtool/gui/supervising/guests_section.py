"""What was handed to this vault for supervision: one door for whatever comes in, and the guests that came of it."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.supervision import GuestOpened, ReceiptKept
from vigtool.exchange.packages.manifest import Kind
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_file, choose_folder
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.gui.supervising.answer_dialog import AnswerDialog
from vigtool.gui.supervising.guest_deeds import GuestDeeds
from vigtool.gui.supervising.guest_row import GuestRow, until_words
from vigtool.services.guest_erasing import erased_guests
from vigtool.services.guests import guests
from vigtool.services.incoming_packages import Reception, Taken, look_into, taking
from vigtool.services.merging import MergeReport
from vigtool.services.package_making import EXTENSION
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of
from vigtool.wording.translation import tr, trn

AT_ONCE: Final = 12
"""Guests that have a row here; the others are on the page of all packages."""


class GuestsSection(Card):
    """``rows`` by the guests' cases; ``film_asked`` carries a RecordingId that is to be opened in Prepare.

    ``compare_asked`` carries the CaseId of a guest whose marks are to be seen beside the own ones, ``came`` says that
    something else than a guest was taken in, such as an answer, ``group_asked`` that all packages are to be seen.
    """

    film_asked = Signal(str)
    compare_asked = Signal(str)
    came = Signal()
    group_asked = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Handed to you"))
        self._ws = ws
        self.take_button = Button(tr("Take in a package…"), "download", Rank.FILLED)
        if ws.read_only:
            self.take_button.hide()
        self.job = JobPanel()
        self.message = MessagePanel()
        self.rows: dict[CaseId, GuestRow] = {}
        self.all = QuietLine("users", tr("All packages and trainees…"))
        self._deeds = GuestDeeds(ws, self.message, self)
        self._list = QVBoxLayout()
        told = tr("Films of others, for you alone to look at. They leave by themselves after their last day.")
        self.head.addWidget(self.take_button)
        self.body.addWidget(label(told, "muted", wrap=True))
        for part in (self.message, self.job):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.body.addWidget(self.all)
        self.take_button.clicked.connect(self._choose)
        self.all.look_asked.connect(self.group_asked)
        self._deeds.film_asked.connect(self.film_asked)
        self._deeds.compare_asked.connect(self.compare_asked)
        self._deeds.changed.connect(self.refresh)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the guests as they are now, those first that leave first, and of many the first few."""
        clear(self._list)
        here = sorted(guests(self._ws), key=lambda guest: guest.expires)
        self.rows = {one.case: self._deeds.row(one) for one in here[:AT_ONCE]}
        for row in self.rows.values():
            self._list.addWidget(row)
        if not self.rows:
            self._list.addWidget(label(tr("Nothing is here from others."), "muted", wrap=True))
        self.all.say(self._told_of_all(len(here) - len(self.rows)))

    def _told_of_all(self, more: int) -> str:
        if more:
            return trn("… and {count} more.", "… and {count} more.", more).format(count=more)
        if self.rows or erased_guests(self._ws):
            return tr("How far each package is, and what each trainee has had so far.")
        return ""

    def take_in(self, file: Path) -> None:
        """Take in a package of any kind; a notice that something is to be erased asks first."""
        self.message.clear()
        try:
            kind = look_into(self._ws, file).kind
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        if kind is Kind.NOTICE:
            self.message.tell(
                tr("Somebody in what you were handed has taken their consent back."),
                tr("It is erased here now, and a receipt is made for you to give back."),
            )
            self.message.add_step(
                tr("Erase it, and choose a folder for the receipt…"), "trash-2", partial(self._obey, file)
            )
            return
        self._begin(file, kind, file.parent)

    def _obey(self, file: Path) -> None:
        folder = choose_folder(self, tr("Folder for the receipt"))
        if folder is not None:
            self.message.clear()
            self._begin(file, Kind.NOTICE, folder)

    def _begin(self, file: Path, kind: Kind, receipts: Path) -> None:
        try:
            job = taking(self._ws, file, kind, Reception(pseudonym_of, receipts, tr("The consent was taken back.")))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.take_button.setEnabled(False)
        self.job.start(tr("Looking at the package, and taking in what is in it…"), job, self._taken)

    def reveal(self, case_id: CaseId) -> None:
        """Show the trainee's marks from now on."""
        self._deeds.reveal(case_id)

    def answer(self, case_id: CaseId) -> AnswerDialog:
        """Open the window for the feedback and the answer. Raises ``UnknownId``."""
        return self._deeds.answer(case_id)

    def stop(self) -> None:
        """Take nothing in any more."""
        self.job.stop()

    @Slot()
    def _choose(self) -> None:
        chosen = choose_file(self, tr("Choose the package"), tr("Package") + f" (*{EXTENSION})")
        if chosen is not None:
            self.take_in(chosen)

    def _taken(self, taken: Taken) -> None:
        self.take_button.setEnabled(True)
        self.refresh()
        match taken:
            case GuestOpened():
                self.message.tell(tr("The package is in your vault."), until_words(self._deeds.facts(taken)))
            case MergeReport():
                self.message.tell(
                    tr("The answer is here."),
                    tr("Nothing of yours was changed: the feedback, and what is proposed, stand below."),
                )
            case ReceiptKept():
                self.message.tell(tr("The receipt is kept: what you handed over is erased there."))
            case _:
                self.message.tell(tr("It is erased. Give the receipt back to whom you had it from."))
        self.came.emit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.take_button.setEnabled(True)
        self.message.explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self.take_button.setEnabled(True)
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing of it is in the vault."))
