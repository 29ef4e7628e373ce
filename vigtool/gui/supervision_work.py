"""Composes what belongs to supervision: its page, the window for handing over, and the ways that lead from them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.gui.actions import ActionId
from vigtool.gui.shared.open_frames import Covering
from vigtool.gui.supervising.answer_dialog import AnswerDialog
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.supervising.hand_over_dialog import HandOverDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.workspace import Workspace


class SupervisionWork(QObject):
    """Belongs to a window; ``go`` shows a place, ``cover`` opens the window in which somebody is covered.

    ``film_asked`` carries a RecordingId, ``consents_asked`` a CaseId.
    """

    film_asked = Signal(str)
    consents_asked = Signal(str)

    def __init__(
        self,
        ws: Workspace,
        window: QWidget,
        pages: Mapping[ActionId, QWidget],
        go: Callable[[ActionId], None],
        cover: Covering,
    ) -> None:
        super().__init__(window)
        self._ws, self._window, self._pages, self._go, self._cover = ws, window, pages, go, cover

    @property
    def busy(self) -> bool:
        """Whether a package is being made."""
        dialogs: list[HandOverDialog | AnswerDialog] = [*self._window.findChildren(HandOverDialog)]
        dialogs += [*self._window.findChildren(AnswerDialog)]
        return any(one.job.running for one in dialogs)

    def build(self) -> SupervisionPage:
        """Make the page."""
        page = SupervisionPage(self._ws)
        page.guests.film_asked.connect(self.film_asked)
        page.chosen.hand_over_asked.connect(self.hand_over)
        return page

    @Slot(str)
    def hand_over_one(self, moment_id: MomentId) -> HandOverDialog:
        """Open the window for one moment. Raises ``UnknownId``."""
        return self.hand_over([moment_id])

    @Slot(object)
    def hand_over(self, moment_ids: Sequence[MomentId]) -> HandOverDialog:
        """Open the window for these moments, in their order. Raises ``UnknownId``."""
        dialog = HandOverDialog(self._ws, moment_ids, self._cover, self._window)
        dialog.consents_asked.connect(self.consents_asked)
        dialog.contacts_asked.connect(self.show_contacts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot(str, object, object)
    def comment(self, film: RecordingId, moment_id: MomentId | None, tick: int | None) -> CommentsDialog:
        """Open the comments on a film, to say more at a moment or a tick. Raises ``UnknownId``, ``ConsentRefused``."""
        dialog = CommentsDialog(self._ws, film, {"moment": moment_id, "tick": tick}, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def show_contacts(self) -> None:
        """Go to where cards are taken in and words are compared."""
        self._go(ActionId.SUPERVISION)
        page = self._pages.get(ActionId.SUPERVISION)
        if isinstance(page, SupervisionPage):
            page.show_contacts()
