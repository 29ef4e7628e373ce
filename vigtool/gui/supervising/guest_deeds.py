"""What can be done with a guest, wherever guests are listed: its row, the trainee's marks, the answer."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.supervision import GuestOpened
from vigtool.gui.shared.guest_films import film_name
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.supervising.answer_dialog import AnswerDialog
from vigtool.gui.supervising.erase_guest_dialog import EraseGuestDialog
from vigtool.gui.supervising.guest_row import GuestFacts, GuestRow
from vigtool.services.cases import case
from vigtool.services.contacts import contacts
from vigtool.services.guests import days_left, is_revealed, reveal
from vigtool.services.recordings import recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class GuestDeeds(QObject):
    """Belongs to what lists guests; ``changed`` says that the list is to be shown anew.

    ``film_asked`` carries a RecordingId that is to be opened in Prepare, ``compare_asked`` the CaseId of a guest.
    ``message`` is where it asks and tells.
    """

    film_asked = Signal(str)
    compare_asked = Signal(str)
    changed = Signal()

    def __init__(self, ws: Workspace, message: MessagePanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._ws, self._message, self._place = ws, message, parent

    def facts(self, one: GuestOpened) -> GuestFacts:
        """What is told of a guest."""
        names = {known.id: known.name for known in contacts(self._ws)}
        sender = names.get(one.by, tr("somebody who is no contact any more"))
        films = [(film.id, film_name(self._ws, film.id)) for film in recordings(self._ws, one.case)]
        name, days = case(self._ws, one.case).name, days_left(self._ws, one)
        return GuestFacts(one, name, sender, days, films, is_revealed(self._ws, one.case))

    def row(self, one: GuestOpened) -> GuestRow:
        """A row with everything that can be done."""
        row = GuestRow(self.facts(one), read_only=self._ws.read_only)
        row.film_asked.connect(self.film_asked)
        row.reveal_asked.connect(partial(self._ask_reveal, one.case))
        row.compare_asked.connect(partial(self.compare_asked.emit, one.case))
        row.answer_asked.connect(partial(self._answer, one.case))
        row.erase_asked.connect(partial(self._erase, one.case))
        return row

    def reveal(self, case_id: CaseId) -> None:
        """Show the trainee's marks from now on."""
        self._message.clear()
        try:
            own = reveal(self._ws, case_id).own
        except (VigtoolError, OSError) as error:
            self._message.explain(error)
            return
        self.changed.emit()
        told = trn(
            "You had marked {count} moment by yourself before.",
            "You had marked {count} moments by yourself before.",
            own,
        )
        self._message.tell(tr("The trainee's marks are shown from now on."), told.format(count=own))

    def answer(self, case_id: CaseId) -> AnswerDialog:
        """Open the window for the feedback and the answer. Raises ``UnknownId``."""
        dialog = AnswerDialog(self._ws, case_id, self._place.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.changed)
        dialog.open()
        return dialog

    def erase(self, case_id: CaseId) -> EraseGuestDialog:
        """Open the window in which a guest is erased before its last day. Raises ``UnknownId``."""
        dialog = EraseGuestDialog(self._ws, case_id, self._place.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.erased.connect(self.changed)
        dialog.open()
        return dialog

    def _erase(self, case_id: CaseId) -> None:
        self.erase(case_id)

    def _answer(self, case_id: CaseId) -> None:
        self.answer(case_id)

    def _ask_reveal(self, case_id: CaseId) -> None:
        self._message.tell(
            tr("Show the trainee's marks now?"),
            tr("After that you cannot look as if you had not seen them. Mark what you see by yourself first."),
        )
        self._message.add_step(tr("Show them"), "eye", partial(self.reveal, case_id))
        self._message.add_step(tr("Not yet"), "eye-off", self._message.clear)
