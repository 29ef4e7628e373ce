"""What was handed to this vault for supervision: taking in a package, and the guests that packages have become."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.choosing import choose_file
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card
from vigtool.gui.supervising.guest_row import GuestFacts, GuestRow, until_words
from vigtool.services.cases import case
from vigtool.services.contacts import contacts
from vigtool.services.guests import days_left, guests, is_revealed, reveal
from vigtool.services.package_making import EXTENSION
from vigtool.services.package_opening import PackageOpening
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of
from vigtool.wording.translation import tr, trn


class GuestsSection(Card):
    """``rows`` by the guests' cases; ``film_asked`` carries a RecordingId that is to be opened in Prepare."""

    film_asked = Signal(str)

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
            self._list.addWidget(row)
        if not self.rows:
            self._list.addWidget(label(tr("Nothing is here from others."), "muted", wrap=True))

    def take_in(self, file: Path) -> None:
        """Take in a package."""
        self.message.clear()
        try:
            job = PackageOpening(self._ws, file, pseudonym_of)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.take_button.setEnabled(False)
        self.job.start(tr("Looking at the package, and bringing its films into the vault…"), job, self._taken)

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

    def stop(self) -> None:
        """Take nothing in any more."""
        self.job.stop()

    def _facts(self, one: GuestOpened) -> GuestFacts:
        names = {known.id: known.name for known in contacts(self._ws)}
        sender = names.get(one.by, tr("somebody who is no contact any more"))
        films = recordings(self._ws, one.case)
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

    def _taken(self, opened: GuestOpened) -> None:
        self.take_button.setEnabled(True)
        self.refresh()
        self.message.tell(tr("The package is in your vault."), until_words(self._facts(opened)))

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.take_button.setEnabled(True)
        self.message.explain(error)

    @Slot()
    def _cancelled(self) -> None:
        self.take_button.setEnabled(True)
        self.message.tell(tr("Stopped, as you asked."), tr("Nothing of it is in the vault."))
