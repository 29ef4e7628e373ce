"""A shared review under way, as the window for the clients and the guider's notes both see it.

Rule: what is on the screen is on record before. Whatever changes in the vault meanwhile (an answer withdrawn, a film
frozen, a moment spared) is heard at once, and a moment that may not be shown any more is gone from the screen.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.domain.events import Event, MomentsShown, SessionAdded
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.reviewing import ReviewBegun, WordsHeard
from vigtool.domain.sessions import Session
from vigtool.services import reviewing
from vigtool.services.viewing import Screening
from vigtool.services.viewing import show as screening_of
from vigtool.services.workspace import Workspace

WITHOUT_EFFECT = (MomentsShown, WordsHeard)
"""What the review itself puts on record while nothing changes in what may be shown."""


class Review(QObject):
    """What may be shown, in order, and the moment that is shown now. Everything here is in the window's thread.

    ``moments_changed``  others may be shown than before, or in another order.
    ``current_changed``  another moment is to be on the screen, the same one anew, or none (``current`` is None):
                         whoever shows pictures takes ``screening`` then, and lets go of the one before.
    ``words_changed``    carries the MomentId to which words were put on record.
    ``refused``          carries the error for which a step could not be taken; nothing is on the screen then.
    ``ended``            carries the ``Session`` that the review has become.
    """

    moments_changed = Signal()
    current_changed = Signal()
    words_changed = Signal(str)
    refused = Signal(object)
    ended = Signal(object)

    def __init__(
        self, ws: Workspace, begun: ReviewBegun, *, remote: bool = False, parent: QObject | None = None
    ) -> None:
        """Hear what happens in the vault until ``close`` is called; ``remote`` for a review over a video call."""
        super().__init__(parent)
        self.ws, self.begun, self.remote = ws, begun, remote
        self.moments: tuple[Moment, ...] = reviewing.review_moments(ws, begun, remote=remote)
        self.current: Moment | None = None
        self.screening: Screening | None = None
        self._playhead: Callable[[], int | None] = lambda: None
        self._last: MomentId | None = None
        self._place = 0
        if shown := reviewing.shown_in(ws, begun.case, begun.session):
            self._remember(shown[-1].moment)  # a review that was cut off goes on where it was
        ws.listeners.append(self._heard)

    def close(self) -> None:
        """Take everything off the screen and hear nothing more; the review can be gone on with later."""
        self.blank()
        if self._heard in self.ws.listeners:
            self.ws.listeners.remove(self._heard)

    def follow(self, playhead: Callable[[], int | None]) -> None:
        """Have the film on the screen asked where it is: a tick of the current moment's recording, None without one."""
        self._playhead = playhead

    @property
    def tick(self) -> int | None:
        """Where the film on the screen is, in ticks of the current moment's recording."""
        return None if self.current is None else self._playhead()

    @property
    def following(self) -> Moment | None:
        """The moment that ``next`` would show."""
        return self._beside(1)

    @property
    def preceding(self) -> Moment | None:
        """The moment that ``before`` would show."""
        return self._beside(-1)

    def show(self, moment_id: MomentId) -> Screening:
        """Put on record that a moment is shown, and show it; once more counts as shown once more.

        Raises as ``services.reviewing.show_moment`` does, and what opening the film's index raises; then nothing is on
        the screen.
        """
        try:
            shown = screening_of(self.ws, reviewing.show_moment(self.ws, self.begun, moment_id, remote=self.remote))
        except (VigtoolError, OSError):
            self.refresh()
            self.blank()
            raise
        self.current = next(one for one in self.moments if one.id == moment_id)
        self.screening = shown
        self._remember(moment_id)
        self.current_changed.emit()
        return shown

    def next(self) -> None:
        """Show the moment after the one that was shown last, the first at the begin; after the last nothing changes."""
        self._go(self.following)

    def before(self) -> None:
        """Show the moment before the one that was shown last; before the first nothing changes."""
        self._go(self.preceding)

    def blank(self) -> None:
        """Take the picture off the screen."""
        if self.current is not None:
            self.current = self.screening = None
            self.current_changed.emit()

    def spare(self, moment_id: MomentId, by: PersonId | None = None) -> None:
        """Take a moment off the screen at once, have it spared, and show the one after it; nothing where none is left.

        Raises ``UnknownId`` and what putting it on record raises; the moment is off the screen all the same.
        """
        was_shown = self.current is not None and self.current.id == moment_id
        if was_shown:
            self.blank()
        reviewing.spare(self.ws, self.begun, moment_id, by)
        if was_shown:
            self.next()

    def spare_no_longer(self, moment_id: MomentId, by: PersonId | None = None) -> None:
        """Let a moment be shown after all. Raises as ``spare``."""
        reviewing.spare(self.ws, self.begun, moment_id, by, spared=False)

    def hear(self, moment_id: MomentId, words: str, by: PersonId | None = None) -> WordsHeard:
        """Keep what a client says to a moment, in place of what they said to it before. Raises ``UnknownId``."""
        heard = reviewing.hear_words(self.ws, self.begun, moment_id, words, by)
        self.words_changed.emit(moment_id)
        return heard

    def end(
        self,
        *,
        present: Sequence[PersonId] | None = None,
        words: str = "",
        agreed: str = "",
        next_on: date | None = None,
        closing: str = "",
    ) -> Session:
        """End the review: it becomes a session. Raises ``VaultReadOnly``; the review then goes on.

        ``present`` is given where others were there in the end than at the begin.
        """
        self.blank()
        made = reviewing.end_review(
            self.ws, self.begun, present=present, words=words, agreed=agreed, next_on=next_on, closing=closing
        )
        self.close()
        self.ended.emit(made)
        return made

    def refresh(self) -> None:
        """Ask anew what may be shown, also since a consent's last day may have passed."""
        found = reviewing.review_moments(self.ws, self.begun, remote=self.remote)
        if found != self.moments:
            self.moments = found
            if self._last is not None:
                self._remember(self._last)
            self.moments_changed.emit()
        if self.current is not None:
            self.current = next((one for one in found if one.id == self._last), None)
            if self.current is None:
                self.screening = None
                self.current_changed.emit()

    def _beside(self, steps: int) -> Moment | None:
        """The moment so many places from the one shown last; where that is gone, the one after it took its place."""
        ids = [one.id for one in self.moments]
        place = ids.index(self._last) + steps if self._last in ids else self._place + min(steps, 0)
        return self.moments[place] if 0 <= place < len(ids) else None

    def _remember(self, moment_id: MomentId) -> None:
        """Know where the moment that was shown last stands, for the time when it is gone."""
        self._last = moment_id
        self._place = next((place for place, one in enumerate(self.moments) if one.id == moment_id), self._place)

    def _go(self, moment: Moment | None) -> None:
        if moment is None:
            return
        try:
            self.show(moment.id)
        except (VigtoolError, OSError) as error:
            self.refused.emit(error)

    def _heard(self, event: Event) -> None:
        if not isinstance(event, (*WITHOUT_EFFECT, SessionAdded)):
            self.refresh()
