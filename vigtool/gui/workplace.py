"""The window with an open vault: the rail, and the page of the place in which the user is.

Composes the features and carries their signals to each other; what is true of a case is in the workspace alone.
"""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vigtool.domain.accountability import Erasing, FilmFrozen
from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import CaseEdited, ConsentRecorded, Event
from vigtool.domain.identifiers import CaseId, MomentId, RecordingId
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.cases.film_choice_page import FilmChoicePage
from vigtool.gui.cases_work import CasesWork
from vigtool.gui.closed_film import explain_closed
from vigtool.gui.covering_work import CoveringWork
from vigtool.gui.due_work import DueWork
from vigtool.gui.exchange_work import ExchangeWork
from vigtool.gui.exporting.hand_out_dialog import HandOutDialog
from vigtool.gui.keeping.keeping_page import KeepingPage
from vigtool.gui.leaving_work import LeavingWork
from vigtool.gui.log.log_page import LogPage
from vigtool.gui.masking.dialog import MaskingDialog
from vigtool.gui.policy_banner import PolicyBanner
from vigtool.gui.preparing.page import PreparePage
from vigtool.gui.principles.pack_dialog import PackDialog
from vigtool.gui.rail import PLACES, Rail
from vigtool.gui.review_work import ReviewWork
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.route import Route
from vigtool.gui.settings_menu import SettingsMenu
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.state_banner import StateBanner
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.supervision_work import SupervisionWork
from vigtool.gui.window_keys import window_keys
from vigtool.gui.withdrawal_work import WithdrawalWork
from vigtool.services.erasing import ErasureReport
from vigtool.services.purposes import purposes
from vigtool.services.recordings import is_erased, recordings
from vigtool.services.workspace import Workspace
from vigtool.wording.names import learn_purposes
from vigtool.wording.translation import tr

BUSY: Final = (CasePage, KeepingPage, ReviewPage, SupervisionPage)
"""Pages on which long work can be under way."""


class Workplace(QWidget):
    """``chosen`` carries what the rail offers beyond the places (an ``ActionId``)."""

    chosen = Signal(object)

    def __init__(
        self,
        ws: Workspace,
        settings: SettingsMenu,
        route: Route | None = None,
        *,
        preferences: PreferenceFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.ws = ws
        learn_purposes(purposes(ws))
        self.preferences = preferences or PreferenceFile(kept=False)
        self.route = route or Route(reminding=True)
        self.rail = Rail(settings)
        self.banner = StateBanner(ws)
        self.policy = PolicyBanner(ws, starting=self.route.reminding)
        self.due = DueWork(ws, self, starting=self.route.reminding)
        self.pages: dict[ActionId, QWidget] = {}
        self.stack = QStackedWidget()
        self.covering = CoveringWork(ws, self, self.preferences)
        self.leaving = LeavingWork(ws, self, self.covering.open)
        self.withdrawing = WithdrawalWork(ws, self, self.pages, self.due.erase)
        self.reviewing = ReviewWork(ws, self, self.pages, self.due.erase)
        self.exchanging = ExchangeWork(ws, self)
        place = (self.covering.open, self.stack, self.preferences)
        self.supervising = SupervisionWork(ws, self, self.pages, self.go, *place)
        self.withdrawing.notices_asked.connect(self.supervising.reach.show_reach)
        self._cases = CasesWork(ws, self, self.preferences)
        self._lay_out()
        self.show_keys()
        self.rail.chosen.connect(self._choose)
        self._connect_due()
        self._connect_cases()
        self.exchanging.taken_in.connect(self._show_marks)
        self.exchanging.consents_asked.connect(self._show_consents)
        self.leaving.consents_asked.connect(self._show_consents)
        self.supervising.consents_asked.connect(self._show_consents)
        self.supervising.film_asked.connect(self.show_film)
        self.supervising.tick_asked.connect(self.show_film_at)
        self.reviewing.place_asked.connect(self.go)
        self.reviewing.consents_asked.connect(self._show_consents)
        ws.listeners.append(self._heard)
        self.go(self.route.place)

    @property
    def whereabouts(self) -> Route:
        """Where the user is, to be there again in a window that is built anew."""
        page, route = self.pages.get(ActionId.PREPARE), replace(self.route, reminding=self.due.reminding)
        if not isinstance(page, PreparePage):
            return route
        return replace(route, tick=page.tick, moment=page.preparation.selected)

    @property
    def busy(self) -> bool:
        """Whether long work is under way that would be lost by leaving."""
        if self.leaving.busy or self.supervising.busy:
            return True
        return any(isinstance(page, BUSY) and page.busy for page in self.pages.values())

    def show_work(self) -> None:
        """Go to where long work is under way: it is told there that it must not be left."""
        if self.leaving.busy:
            self.leaving.show_errands()
            return
        for place in (ActionId.KEEPING, ActionId.REVIEW, ActionId.SUPERVISION):
            page = self.pages.get(place)
            if isinstance(page, BUSY) and page.busy:
                self.go(place)
                break
        else:
            self.go(ActionId.CASES)
            self.show_cases()

    @property
    def in_use(self) -> bool:
        """Whether a film plays or somebody speaks, without a touch; a loop has no end and does not count."""
        page = self.pages.get(ActionId.PREPARE)
        plays = isinstance(page, PreparePage) and page.player.playing and page.player.loop is None
        return plays or self.reviewing.in_use or self.supervising.in_use

    def settle(self) -> None:
        """Put on record what is being noted in a form, since nobody may come to press its button."""
        page = self.pages.get(ActionId.CASES)
        if isinstance(page, CasePage):
            page.settle()
        self.reviewing.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail know how much room there is."""
        super().resizeEvent(event)
        self.rail.fit(event.size().width())

    def show_keys(self) -> None:
        """Tell the keys as they are now: some were changed."""
        self.rail.show_keys(self.preferences.now.keys)
        for page in self.pages.values():
            if isinstance(page, PreparePage):
                page.show_keys(window_keys(self.preferences))

    def stop(self) -> None:
        """Stop what is under way; the workplace goes away. The workspace stays open."""
        self.ws.listeners.remove(self._heard)
        self.due.stop()
        self.leaving.stop()
        self.supervising.stop()
        for kind in (MaskingDialog, SheetDialog, PackDialog):
            for dialog in self.findChildren(kind):
                dialog.close()
        for place in tuple(self.pages):
            self._drop(place)

    def go(self, place: ActionId) -> None:
        """Show a place, as it was left."""
        self.route = replace(self.route, place=place)
        self.rail.show_place(place)
        if isinstance(self.pages.get(place), (LogPage, FilmChoicePage)):
            self._drop(place)  # what they list may have grown since
        if place not in self.pages:
            self._build(place)
        self.stack.setCurrentWidget(self.pages[place])

    @Slot(str)
    def show_case(self, case_id: CaseId) -> None:
        """Show a case."""
        if self.route.case != case_id or not isinstance(self.pages.get(ActionId.CASES), CasePage):
            if self._kept_for_work():
                return
            self.route = replace(self.route, case=case_id)
            self._drop(ActionId.CASES)
        self.go(ActionId.CASES)

    @Slot()
    def show_cases(self) -> None:
        """Show the list of the cases."""
        if self._kept_for_work():
            return
        self.route = replace(self.route, case=None)
        self._drop(ActionId.CASES)
        self.go(ActionId.CASES)

    @Slot(str)
    def show_film(self, film_id: RecordingId) -> None:
        """Open a film to be prepared."""
        if self.route.film != film_id or not isinstance(self.pages.get(ActionId.PREPARE), PreparePage):
            self.route = replace(self.route, film=film_id, tick=None, moment=None)
            self._drop(ActionId.PREPARE)
        self.go(ActionId.PREPARE)

    @Slot(str, object, object)
    def show_film_at(self, film_id: RecordingId, tick: int | None, moment_id: MomentId | None) -> None:
        """Open a film at a tick, with a moment selected; None leaves either as it is."""
        self.show_film(film_id)
        page = self.pages.get(ActionId.PREPARE)
        if isinstance(page, PreparePage):
            page.begin_at(tick, moment_id)

    @Slot()
    def close_film(self) -> None:
        """Put the film away and offer the others."""
        self.route = replace(self.route, film=None, tick=None, moment=None)
        self._drop(ActionId.PREPARE)
        self.go(ActionId.PREPARE)

    @Slot(str)
    def export(self, moment_id: MomentId) -> HandOutDialog:
        """Open the window in which a moment is handed out, and others with it."""
        return self.leaving.open([moment_id])

    @Slot(str)
    def choose_pack(self, case_id: CaseId) -> PackDialog:
        """Open the dialog in which the principles of a case are chosen."""
        dialog = PackDialog(self.ws, case_id, self)
        dialog.chosen.connect(self._show_pack)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _kept_for_work(self) -> bool:
        page = self.pages.get(ActionId.CASES)
        if isinstance(page, CasePage) and page.busy:
            page.message.tell(tr("A film is being brought in."), tr("Wait until it is there, or stop it, then go on."))
            return True
        return False

    @Slot(object)
    def _choose(self, chosen: ActionId) -> None:
        if chosen is ActionId.CASES and self.route.place is ActionId.CASES:
            self.show_cases()
        elif chosen in PLACES:
            self.go(chosen)
        else:
            self.chosen.emit(chosen)

    @Slot(str)
    def _show_consents(self, case_id: CaseId) -> None:
        self.show_case(case_id)
        page = self.pages.get(ActionId.CASES)
        if isinstance(page, CasePage):
            page.show_consents()

    def _heard(self, event: Event) -> None:
        page = self.pages.get(ActionId.PREPARE)
        if isinstance(event, CaseEdited) and self.route.place is not ActionId.PREPARE:
            self.route = self.whereabouts
            self._drop(ActionId.PREPARE)  # what it says of the case is old: it is built anew when it is shown
        elif isinstance(event, (CaseEdited, ConsentRecorded)) and isinstance(page, PreparePage):
            page.recheck_consent()  # who is in the film, and the kind of the case, decide whose consents count
        elif isinstance(event, FilmFrozen) and isinstance(page, PreparePage):
            page.recheck_consent(tr("This film is frozen, so it rests now. What you wrote is kept."))
        self.due.heard(event)
        self.reviewing.heard(event)

    def _connect_due(self) -> None:
        self.due.case_asked.connect(self.show_case)
        self.due.consents_asked.connect(self._show_consents)
        self.due.erased.connect(self._show_without)
        self.due.backup_asked.connect(lambda: self.go(ActionId.KEEPING))

    def _connect_cases(self) -> None:
        self._cases.case_asked.connect(self.show_case)
        self._cases.film_asked.connect(self.show_film)
        self._cases.pack_asked.connect(self.choose_pack)
        self._cases.left.connect(self.show_cases)

    @Slot(object)
    def _show_without(self, report: ErasureReport) -> None:
        """Show what is left after something was erased: of an open film nothing."""
        if self.route.film is not None and is_erased(self.ws, self.route.film):
            self.route = replace(self.route, film=None, tick=None, moment=None)
            self._drop(ActionId.PREPARE)
        page = self.pages.get(ActionId.CASES)
        if report.begun.what is Erasing.CASE:
            self.show_cases()
        elif isinstance(page, CasePage):
            page.casework.changed.emit()

    @Slot()
    def _show_marks(self) -> None:
        self.route = self.whereabouts
        self._drop(ActionId.PREPARE)  # built anew, with the moments that came in, when it is shown

    @Slot()
    def _show_pack(self) -> None:
        page = self.pages.get(ActionId.CASES)
        if isinstance(page, CasePage):
            page.show_case()
        if self.route.place is ActionId.PREPARE:
            self.route = self.whereabouts
            self._drop(ActionId.PREPARE)
            self.go(ActionId.PREPARE)

    def _build(self, place: ActionId) -> None:
        match place:
            case ActionId.PREPARE:
                page: QWidget = self._prepare_page()
            case ActionId.REVIEW:
                page = self.reviewing.build(self.preferences, self.route.case)
            case ActionId.SUPERVISION:
                page = self.supervising.build()
            case ActionId.LOG:
                page = LogPage(self.ws)
            case ActionId.KEEPING:
                page = KeepingPage(self.ws, self.preferences)
            case _:
                page = self._cases.build(self.route.case, self.due, self.withdrawing, self.exchanging, self.leaving)
        self.pages[place] = page
        self.stack.addWidget(page)

    def _prepare_page(self) -> QWidget:
        error: VigtoolError | OSError | None = None
        if self.route.film in {film.id for film in recordings(self.ws)} and self.route.film is not None:
            try:
                page = PreparePage(self.ws, self.route.film, self.preferences)
            except (VigtoolError, OSError) as raised:
                error = raised
            else:
                page.show_keys(window_keys(self.preferences))
                page.keys_asked.connect(lambda: self.chosen.emit(ActionId.KEYS))
                page.export_requested.connect(self.export)
                page.cover_requested.connect(self.covering.open_moment)
                page.supervision_requested.connect(self.supervising.hand_over_one)
                page.comments_asked.connect(self.supervising.comment)
                page.closed.connect(self.close_film)
                page.film_asked.connect(self.show_film_at)
                page.withdrawal_asked.connect(self.withdrawing.open)
                page.begin_at(self.route.tick, self.route.moment)
                return page
        choice = FilmChoicePage(self.ws)
        choice.film_chosen.connect(self.show_film)
        choice.cases_asked.connect(self.show_cases)
        if error is not None:
            explain_closed(self.ws, choice, error, self._show_consents)
        return choice

    def _drop(self, place: ActionId) -> None:
        page = self.pages.pop(place, None)
        if page is None:
            return
        if isinstance(page, BUSY):
            page.stop()
        self.stack.removeWidget(page)
        page.close()
        page.deleteLater()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(0)
        for told in (self.banner, self.policy, self.due.reminder, self.leaving.line):
            if told is not None:
                side.addWidget(told)
        side.addWidget(self.stack, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(side, 1)
