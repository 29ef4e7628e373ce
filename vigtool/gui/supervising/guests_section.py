"""What was handed to this vault for supervision: one door for whatever comes in, and the guests that came of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.supervision import GuestOpened, ReceiptKept
from vigtool.exchange.packages.manifest import Kind
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_file, choose_folder
from vigtool.gui.shared.guest_films import film_name
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.answer_dialog import AnswerDialog
from vigtool.gui.supervising.guest_row import GuestFacts, GuestRow, until_words
from vigtool.services.cases import case
from vigtool.services.contacts import contacts
from vigtool.services.guests import days_left, guests, is_revealed, reveal
from vigtool.services.incoming_packages import Reception, Taken, look_into, taking
from vigtool.services.merging import MergeReport
from vigtool.services.package_making import EXTENSION
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of
from vigtool.wording.translation import tr, trn


class GuestsSection(Card):
    """``rows`` by the guests' cases; ``film_asked`` carries a RecordingId that is to be opened in Prepare.

    ``compare_asked`` carries the CaseId of a guest whose marks are to be seen beside the own ones, ``came`` says that
    something else than a guest was taken in, such as an answer.
    """

    film_asked = Signal(str)
    compare_asked = Signal(str)
    came = Signal()

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Handed to you"))
        self._ws = ws
        self.take_button = Button(tr("Take in a package…"), "download", Rank.FILLED)
        if ws.read_only:
            self.take_button.hide()
        self.job = JobPanel()
        self.message = MessagePanel()
        self.rows: dict[CaseId, GuestRow] = {}
        self._list = QVBoxLayout()
        told = tr("Films of others, for you alone to look at. They leave by themselves after their last day.")
        self.head.addWidget(self.take_button)
        self.body.addWidget(label(told, "muted", wrap=True))
        for part in (self.message, self.job):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.take_button.clicked.connect(self._choose)
        self.job.failed.connect(self._failed)
        self.job.cancelled.connect(self._cancelled)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the guests as they are now, those first that leave first."""
        clear(self._list)
        self.rows = {}
        for one in sorted(guests(self._ws), key=lambda guest: guest.expires):
            row = self.rows[one.case] = GuestRow(self._facts(one), read_only=self._ws.read_only)
            row.film_asked.connect(self.film_asked)
            row.reveal_asked.connect(partial(self._ask_reveal, one.case))
            row.compare_asked.connect(partial(self.compare_asked.emit, one.case))
            row.answer_asked.connect(partial(self._answer, one.case))
            self._list.addWidget(row)
        if not self.rows:
            self._list.addWidget(label(tr("Nothing is here from others."), "muted", wrap=True))

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
        self.message.clear()
        try:
            own = reveal(self._ws, case_id).own
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.refresh()
        told = trn(
            "You had marked {count} moment by yourself before.",
            "You had marked {count} moments by yourself before.",
            own,
        )
        self.message.tell(tr("The trainee's marks are shown from now on."), told.format(count=own))

    def answer(self, case_id: CaseId) -> AnswerDialog:
        """Open the window for the feedback and the answer. Raises ``UnknownId``."""
        dialog = AnswerDialog(self._ws, case_id, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _answer(self, case_id: CaseId) -> None:
        self.answer(case_id)

    def stop(self) -> None:
        """Take nothing in any more."""
        self.job.stop()

    def _facts(self, one: GuestOpened) -> GuestFacts:
        names = {known.id: known.name for known in contacts(self._ws)}
        sender = names.get(one.by, tr("somebody who is no contact any more"))
        films = [(film.id, film_name(self._ws, film.id)) for film in recordings(self._ws, one.case)]
        name, days = case(self._ws, one.case).name, days_left(self._ws, one)
        return GuestFacts(one, name, sender, days, films, is_revealed(self._ws, one.case))

    def _ask_reveal(self, case_id: CaseId) -> None:
        self.message.tell(
            tr("Show the trainee's marks now?"),
            tr("After that you cannot look as if you had not seen them. Mark what you see by yourself first."),
        )
        self.message.add_step(tr("Show them"), "eye", partial(self.reveal, case_id))
        self.message.add_step(tr("Not yet"), "eye-off", self.message.clear)

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
                self.message.tell(tr("The package is in your vault."), until_words(self._facts(taken)))
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
