"""Composes the place of the cases: the list or one case's page, with all that leads from there to other features."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import CaseId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.cases_page import CasesPage
from vigtool.gui.due_work import DueWork
from vigtool.gui.exchange_work import ExchangeWork
from vigtool.gui.leaving_work import LeavingWork
from vigtool.gui.shared.hint import Hint, HintId
from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.withdrawal_work import WithdrawalWork
from vigtool.services.cases import cases
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class CasesWork(QObject):
    """Belongs to a window. ``case_asked`` and ``pack_asked`` carry a CaseId, ``film_asked`` a RecordingId.

    ``left`` says that the list is asked for again.
    """

    case_asked = Signal(str)
    pack_asked = Signal(str)
    film_asked = Signal(str)
    left = Signal()

    def __init__(self, ws: Workspace, window: QWidget, preferences: PreferenceFile) -> None:
        super().__init__(window)
        self._ws, self._preferences = ws, preferences

    def build(
        self,
        case_id: CaseId | None,
        due: DueWork,
        withdrawing: WithdrawalWork,
        exchanging: ExchangeWork,
        leaving: LeavingWork,
    ) -> Page:
        """Make the page of a case; the list where there is no such case."""
        if case_id is None or all(one.id != case_id for one in cases(self._ws)):
            return self._list(due)
        shown = self._page(case_id)
        shown.people.withdrawal_asked.connect(withdrawing.open)
        shown.erase_asked.connect(due.erase)
        due.show_clocks(shown)
        exchanging.offer(shown)
        leaving.offer(shown)
        return shown

    def _page(self, case_id: CaseId) -> CasePage:
        shown = CasePage(self._ws, case_id)
        shown.film_chosen.connect(self.film_asked)
        shown.pack_asked.connect(self.pack_asked)
        shown.left.connect(self.left)
        words = tr("First the people, then the films: a film can come in when everyone in it has agreed.")
        self._hint(shown, shown.column.indexOf(shown.message), HintId.PEOPLE_FIRST, words)
        return shown

    def _list(self, due: DueWork) -> CasesPage:
        listed = CasesPage(self._ws)
        listed.case_chosen.connect(self.case_asked)
        words = tr("Keep the paper with the recovery key somewhere else: it opens the vault without the passphrase.")
        self._hint(listed, 1, HintId.KEY_ELSEWHERE, words)
        due.show_lines(listed)
        return listed

    def _hint(self, page: Page, place: int, hint: HintId, words: str) -> None:
        if not self._ws.read_only:
            page.column.insertWidget(place, Hint(hint, words, self._preferences))
