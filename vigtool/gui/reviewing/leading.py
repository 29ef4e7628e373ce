"""Leading a review: the picture for the clients, the notes beside it, and what both are made of, from begin to end."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from vigtool.domain.errors import VigtoolError
from vigtool.gui.reviewing.key_pictures import KeyPictures
from vigtool.gui.reviewing.moment_notes import MomentNotes
from vigtool.gui.reviewing.own_phrases import OwnPhrases
from vigtool.gui.reviewing.phrase_chips import PhraseChips
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.running_review import RunningReview
from vigtool.gui.reviewing.showing_choice import NotesPlace, Showing
from vigtool.gui.reviewing.stage.stage_window import StageWindow
from vigtool.gui.reviewing.word_keeper import WordKeeper
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.review_picks import pick_moment
from vigtool.wording.translation import tr


class Leading(QObject):
    """Holds a review that is under way. ``stage_changed`` says that the clients' window was opened or is gone."""

    stage_changed = Signal()

    def __init__(
        self,
        review: Review,
        showing: Showing,
        preferences: PreferenceFile,
        phrases: OwnPhrases,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.review, self.showing = review, showing
        self._preferences, self._phrases = preferences, phrases
        self.words = WordKeeper(review, self)
        self.pictures = KeyPictures(review.ws, self)
        self.running = RunningReview(review, self._notes(), self.pictures)
        self.stage: StageWindow | None = None
        self.running.stage_asked.connect(self.open_stage)

    @property
    def screen(self) -> QScreen:
        """The display on which the clients see the picture."""
        there = QGuiApplication.screens()
        return there[min(self.showing.screen, len(there) - 1)]

    @Slot()
    def open_stage(self) -> None:
        """Open what the clients look at, unless it is there."""
        if self.stage is not None:
            return
        self.stage = StageWindow(self.review, self._preferences, share_safe=self.showing.remote)
        if self.showing.notes is NotesPlace.STRIP:
            self.stage.set_strip(self._notes(quiet=True))
        elif self.showing.notes is NotesPlace.ELSEWHERE and not self.showing.remote:
            self.stage.display_lost.connect(self._lay_strip)
            self.stage.display_regained.connect(self._take_strip_away)
        self.stage.left.connect(self._forget_stage)
        self.stage.show_on(self.screen)
        self.stage_changed.emit()

    def settle(self) -> None:
        """Put on record what is being typed."""
        self.words.keep()

    def stop(self) -> None:
        """Put on record what is being typed and close everything; the review can be gone on with later."""
        self.settle()
        if self.stage is not None:
            self.stage.leave()
        self.review.close()
        self.pictures.end()

    @Slot()
    def pick(self) -> None:
        """Mark a moment where the film is that the clients look at."""
        current, tick, told = self.review.current, self.review.tick, self.running.message
        if current is None or tick is None:
            told.tell(tr("Show a moment first: the pick is made at the picture on the screen."))
            return
        try:
            pick_moment(self.review.ws, self.review.begun, current.recording, tick)
        except (VigtoolError, OSError) as error:
            told.explain(error)
            return
        told.tell(tr("Their own pick is marked. It stands last among the moments."))

    @Slot()
    def _lay_strip(self) -> None:
        """The clients' display is gone, and what they look at lies over the notes: have these below the picture."""
        if self.stage is not None:
            self.stage.set_strip(self._notes(quiet=True))

    @Slot()
    def _take_strip_away(self) -> None:
        if self.stage is not None:
            self.stage.set_strip(None)

    @Slot()
    def _forget_stage(self) -> None:
        if self.stage is not None:
            self.stage.deleteLater()
            self.stage = None
        self.settle()
        self.review.blank()
        self.stage_changed.emit()

    def _notes(self, *, quiet: bool = False) -> MomentNotes:
        made = MomentNotes(self.review, self.words, PhraseChips(self._phrases), quiet=quiet)
        made.pick_asked.connect(self.pick)
        return made
