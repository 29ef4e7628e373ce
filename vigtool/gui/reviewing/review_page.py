"""The place of the shared review: beginning one, leading it, and ending it."""

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.reviewing import ReviewBegun
from vigtool.domain.sessions import Session
from vigtool.gui.reviewing.begin_form import BeginForm, Wish
from vigtool.gui.reviewing.end_sheet import EndSheet
from vigtool.gui.reviewing.ended_card import EndedCard
from vigtool.gui.reviewing.leading import Leading
from vigtool.gui.reviewing.notes_window import NotesWindow, elsewhere
from vigtool.gui.reviewing.open_reviews import OpenReviews
from vigtool.gui.reviewing.own_phrases import OwnPhrases
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.showing_choice import NotesPlace, Showing, ShowingChoice
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card, Page
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.cases import case, cases
from vigtool.services.recordings import recordings
from vigtool.services.reviewing import begin_review, open_reviews
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH: Final = 1500
"""Pixels of the page at most: moments and notes stand beside each other."""


class ReviewPage(Page):
    """``consents_asked`` carries a CaseId, ``erase_asked`` a ``Target``; ``prepare_asked`` and ``cases_asked`` nothing.

    ``led`` says that a review was begun or gone on with, ended or left.
    """

    consents_asked = Signal(str)
    erase_asked = Signal(object)
    prepare_asked = Signal()
    cases_asked = Signal()
    led = Signal()

    def __init__(
        self,
        ws: Workspace,
        preferences: PreferenceFile,
        case_id: CaseId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``case_id`` is the one that is proposed."""
        super().__init__(tr("Review"), width=WIDTH, parent=parent)
        self._ws, self._preferences, self._case = ws, preferences, case_id
        self._phrases = OwnPhrases(preferences.folder if preferences.kept else None)
        self.leading: Leading | None = None
        self.form: BeginForm | None = None
        self.left: OpenReviews | None = None
        self.ended: EndedCard | None = None
        self.notes_window: NotesWindow | None = None
        self.message = MessagePanel()
        self._place = QVBoxLayout()
        self.column.addWidget(self.message)
        self.column.addLayout(self._place)
        self.column.addStretch(1)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether the log is being written."""
        return self.ended is not None and self.ended.job.running

    @property
    def in_use(self) -> bool:
        """Whether the clients look at a moment, which needs no touch."""
        return self.leading is not None and self.leading.review.current is not None

    def settle(self) -> None:
        """Put on record what is being typed."""
        if self.leading is not None:
            self.leading.settle()

    def stop(self) -> None:
        """Leave a review that is under way, to be gone on with later."""
        self.close_notes()
        if self.leading is not None:
            self.leading.stop()
        if self.ended is not None:
            self.ended.stop()

    @Slot()
    def refresh(self) -> None:
        """Offer to begin a review, or to go on with one; one that is under way stays."""
        if self.leading is not None or self.ended is not None:
            return
        self._clear()
        known = [one for one in reversed(cases(self._ws)) if recordings(self._ws, one.id)]
        left = [] if self._ws.read_only else [begun for one in known for begun in open_reviews(self._ws, one.id)]
        if left:
            self.left = OpenReviews(self._ws, left)
            self.left.go_on_asked.connect(self.go_on)
            self.left.end_asked.connect(self.end_left)
            self._place.addWidget(self.left)
        if known:
            self._offer(BeginForm(self._ws, known, self._case, self._preferences))
        else:
            self._place.addWidget(self._empty())

    @Slot()
    def refresh_form(self) -> None:
        """Say in the form what would be shown, as it is now."""
        if self.form is not None:
            self.form.refresh()

    @Slot(object)
    def begin(self, wish: Wish) -> None:
        """Begin a review."""
        self.message.clear()
        try:
            begun = begin_review(self._ws, wish.case, wish.cycle, wish.present)
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self._lead(begun, wish.showing)

    @Slot(object)
    def go_on(self, begun: ReviewBegun) -> None:
        """Go on with a review that was begun earlier, shown where the form says."""
        self.message.clear()
        self._lead(begun, self.form.showing.showing if self.form is not None else ShowingChoice().showing)

    @Slot()
    def leave(self) -> None:
        """Leave the review under way, to be gone on with later."""
        self._let_go()
        self.refresh()
        self.led.emit()

    @Slot(object)
    def end_left(self, begun: ReviewBegun) -> EndSheet:
        """Open the sheet in which a review ends that was begun earlier."""
        review = Review(self._ws, begun)
        sheet = self._end(review)
        sheet.finished.connect(review.close)
        return sheet

    @Slot()
    def ask_end(self) -> EndSheet | None:
        """Open the sheet in which the review under way ends."""
        if self.leading is None:
            return None
        self.leading.settle()
        self.leading.review.blank()
        return self._end(self.leading.review)

    def _end(self, review: Review) -> EndSheet:
        sheet = EndSheet(review, self)
        review.ended.connect(self._show_ended)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
        return sheet

    def _offer(self, form: BeginForm) -> None:
        self.form = form
        form.begin_asked.connect(self.begin)
        form.prepare_asked.connect(self.prepare_asked)
        form.consents_asked.connect(self.consents_asked)
        self._place.addWidget(form)

    def _lead(self, begun: ReviewBegun, showing: Showing) -> None:
        self._clear()
        self._case = begun.case
        review = Review(self._ws, begun, remote=showing.remote)
        self.leading = Leading(review, showing, self._preferences, self._phrases, self)
        self.leading.running.end_asked.connect(self.ask_end)
        self.leading.running.left.connect(self.leave)
        self.leading.stage_changed.connect(self._place_notes)
        self.title.setText(case(self._ws, begun.case).name)
        self._place.addWidget(self.leading.running)
        self.led.emit()

    @Slot()
    def _place_notes(self) -> None:
        """Have the notes on another display while this one is the clients'."""
        if self.leading is None:
            return
        wanted = self.leading.showing.notes is NotesPlace.ELSEWHERE and self.leading.stage is not None
        mine = self.leading.screen
        other = elsewhere(mine) if wanted and not self.leading.showing.remote and self.screen() is mine else None
        if other is None:
            self.close_notes()
        else:
            self.open_notes(other)

    def open_notes(self, screen: QScreen) -> None:
        """Have the notes in a window on a display; without a review, and with the window there, nothing happens."""
        if self.notes_window is None and self.leading is not None:
            self.notes_window = NotesWindow(self.leading.running, screen, self)
            self.notes_window.closed.connect(self.close_notes)
            self.notes_window.show()

    @Slot()
    def close_notes(self) -> None:
        """Have the notes on the page again."""
        window, self.notes_window = self.notes_window, None
        if window is not None and self.leading is not None:
            self._place.addWidget(self.leading.running)
            self.leading.running.show()
            window.close()
            window.deleteLater()

    @Slot(object)
    def _show_ended(self, session: Session) -> None:
        self._let_go()
        self._clear()
        self.ended = EndedCard(self._ws, session)
        self.ended.erase_asked.connect(self.erase_asked)
        self.ended.consents_asked.connect(self.consents_asked)
        self.ended.again_asked.connect(self._again)
        self._place.addWidget(self.ended)
        self.led.emit()

    @Slot()
    def _again(self) -> None:
        self.ended = None
        self.refresh()

    def _let_go(self) -> None:
        self.close_notes()
        if self.leading is not None:
            self.leading.stop()
            self.leading.deleteLater()
            self.leading = None

    def _clear(self) -> None:
        clear(self._place)
        self.form = self.left = self.ended = None
        self.title.setText(tr("Review"))

    def _empty(self) -> Card:
        go = Button(tr("Go to the cases"), "users", Rank.FILLED)
        go.clicked.connect(lambda _checked=False: self.cases_asked.emit())
        empty = Card(tr("No films yet"))
        empty.body.addWidget(label(tr("Films are brought in on the page of their case."), "muted", wrap=True))
        empty.body.addLayout(row(go, None))
        return empty
