"""Composes what belongs to supervision: its page, the window for handing over, and the ways that lead from them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, MomentId, RecordingId
from vigtool.gui.actions import ActionId
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.reach_work import ReachWork
from vigtool.gui.shared.open_frames import Covering
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.answer_dialog import AnswerDialog
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.supervising.comparison_page import ComparisonPage
from vigtool.gui.supervising.group_page import GroupPage
from vigtool.gui.supervising.hand_over_dialog import HandOverDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace


class SupervisionWork(QObject):
    """Belongs to a window; ``go`` shows a place, ``cover`` opens the window in which somebody is covered.

    ``stack`` holds the window's pages. ``film_asked`` carries a RecordingId, ``tick_asked`` one with a tick to be shown
    and None, ``consents_asked`` a CaseId.
    """

    film_asked = Signal(str)
    tick_asked = Signal(str, object, object)
    consents_asked = Signal(str)

    def __init__(
        self,
        ws: Workspace,
        window: QWidget,
        pages: Mapping[ActionId, QWidget],
        go: Callable[[ActionId], None],
        cover: Covering,
        stack: QStackedWidget,
        preferences: PreferenceFile,
    ) -> None:
        super().__init__(window)
        self._ws, self._window, self._pages, self._go, self._cover = ws, window, pages, go, cover
        self._stack, self._preferences = stack, preferences
        self.reach = ReachWork(ws, window, pages, go, preferences)
        self.comparison: ComparisonPage | None = None
        self.group: GroupPage | None = None
        self._came_from: QWidget | None = None

    @property
    def busy(self) -> bool:
        """Whether a package is being made."""
        dialogs: list[HandOverDialog | AnswerDialog] = [*self._window.findChildren(HandOverDialog)]
        dialogs += [*self._window.findChildren(AnswerDialog)]
        return any(one.job.running for one in dialogs)

    @property
    def in_use(self) -> bool:
        """Whether a comment is being spoken."""
        return any(one.speaking.recording.running for one in self._window.findChildren(CommentsDialog))

    def build(self) -> SupervisionPage:
        """Make the page."""
        page = self.reach.build()
        page.guests.film_asked.connect(self.film_asked)
        page.guests.compare_asked.connect(self.compare)
        page.guests.group_asked.connect(self.show_group)
        page.answers.tick_asked.connect(self.tick_asked)
        page.chosen.hand_over_asked.connect(self.hand_over)
        return page

    @Slot(str)
    def hand_over_one(self, moment_id: MomentId) -> HandOverDialog:
        """Open the window for one moment. Raises ``UnknownId``."""
        return self.hand_over([moment_id])

    @Slot(object)
    def hand_over(self, moment_ids: Sequence[MomentId]) -> HandOverDialog:
        """Open the window for these moments, in their order. Raises ``UnknownId``."""
        dialog = HandOverDialog(self._ws, moment_ids, self._cover, self._window, self._preferences)
        dialog.consents_asked.connect(self.consents_asked)
        dialog.contacts_asked.connect(self.show_contacts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot(str)
    def compare(self, case_id: CaseId) -> None:
        """Show a guest's marks beside the own ones."""
        self._came_from = self._stack.currentWidget()
        self._drop(self.comparison)
        page = self.comparison = ComparisonPage(self._ws)
        page.frame_asked.connect(self._show_frame)
        page.left.connect(self._leave_comparison)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.show_guest(case_id)

    def stop(self) -> None:
        """Let go of the pages that were opened from the page, and of what is heard and spoken in comments."""
        for dialog in self._window.findChildren(CommentsDialog):
            dialog.stop()
        self.reach.stop()
        for page in (self.comparison, self.group):
            self._drop(page)
        self.comparison = self.group = None

    @Slot()
    def show_group(self) -> None:
        """Show all packages and trainees, as they were left."""
        if self.group is None:
            page = self.group = GroupPage(self._ws)
            page.film_asked.connect(self.film_asked)
            page.compare_asked.connect(self.compare)
            page.left.connect(self._leave_group)
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.group)

    @Slot()
    def _leave_group(self) -> None:
        self._go(ActionId.SUPERVISION)

    @Slot()
    def _leave_comparison(self) -> None:
        self._go(ActionId.SUPERVISION)
        if self.group is not None and self._came_from is self.group:
            self._stack.setCurrentWidget(self.group)
        self._drop(self.comparison)
        self.comparison = None

    def _drop(self, page: ComparisonPage | GroupPage | None) -> None:
        if page is not None:
            page.stop()
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    @Slot(str, int)
    def _show_frame(self, film: RecordingId, frame: int) -> None:
        self.tick_asked.emit(film, frame_times(self._ws, film).tick_of(frame), None)

    @Slot(str, object, object)
    def comment(self, film: RecordingId, moment_id: MomentId | None, tick: int | None) -> CommentsDialog | None:
        """Open the comments on a film, to say more at a moment or a tick; none where a consent does not allow it."""
        try:
            dialog = CommentsDialog(self._ws, film, {"moment": moment_id, "tick": tick}, self._window)
        except (VigtoolError, OSError) as error:
            page = self._pages.get(ActionId.PREPARE)
            if isinstance(page, PreparePage):
                page.message.explain(error)
            return None
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
