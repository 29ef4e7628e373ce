"""Composes what belongs to a shared review: its page, the ways that lead from it, and what goes on while it is led."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.events import CaseEdited, ConsentRecorded, Event, MarksChanged, RecordingImported
from vigtool.domain.identifiers import CaseId
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.erasure_plans import Target
from vigtool.services.workspace import Workspace


class ReviewWork(QObject):
    """Belongs to a window; ``pages`` are those that are there, ``erase`` opens the dialog for erasing over another.

    ``place_asked`` carries an ``ActionId``, ``consents_asked`` a CaseId.
    """

    place_asked = Signal(object)
    consents_asked = Signal(str)

    def __init__(
        self,
        ws: Workspace,
        window: QWidget,
        pages: Mapping[ActionId, QWidget],
        erase: Callable[[Target, QWidget], object],
    ) -> None:
        super().__init__(window)
        self._ws, self._window, self._pages, self._erase = ws, window, pages, erase

    @property
    def page(self) -> ReviewPage | None:
        """The page of the review, if it was gone to."""
        page = self._pages.get(ActionId.REVIEW)
        return page if isinstance(page, ReviewPage) else None

    @property
    def in_use(self) -> bool:
        """Whether the clients look at a moment, which needs no touch."""
        return self.page is not None and self.page.in_use

    def build(self, preferences: PreferenceFile, case_id: CaseId | None) -> ReviewPage:
        """Make the page; ``case_id`` is the case that is proposed."""
        made = ReviewPage(self._ws, preferences, case_id)
        made.consents_asked.connect(self.consents_asked)
        made.prepare_asked.connect(lambda: self.place_asked.emit(ActionId.PREPARE))
        made.cases_asked.connect(lambda: self.place_asked.emit(ActionId.CASES))
        made.erase_asked.connect(lambda target: self._erase(target, self._window))
        made.led.connect(self._show_sessions)
        return made

    def settle(self) -> None:
        """Put on record what is being typed in a review."""
        if self.page is not None:
            self.page.settle()

    def heard(self, event: Event) -> None:
        """Offer what can be shown as it is after an event."""
        if self.page is not None and isinstance(event, (CaseEdited, ConsentRecorded, MarksChanged, RecordingImported)):
            self.page.refresh_form()

    def _show_sessions(self) -> None:
        """Show the session that a review has become on the page of its case."""
        page = self._pages.get(ActionId.CASES)
        if isinstance(page, CasePage):
            page.sessions.refresh()
