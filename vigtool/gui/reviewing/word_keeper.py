"""Keeping what is typed to a moment: on record after a short rest, and never lost on the way to another moment."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.gui.reviewing.review import Review
from vigtool.services.reviewing import words_heard

REST_MS: Final = 800
"""So long after the last letter words go on record; each time is an entry of the journal."""

Spoken = tuple[MomentId, PersonId | None]
"""To which moment words were said, and by whom; None where nobody noted it."""


class WordKeeper(QObject):
    """What the clients say in a review, for all who show or type it.

    ``taken`` carries the MomentId to which something was typed. ``unkept`` carries the error for which words wait; they
    are tried again.
    """

    taken = Signal(str)
    unkept = Signal(object)

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._kept = {(one.moment, one.person): one.words for one in words_heard(review.ws, review.begun.session)}
        self._waiting: dict[Spoken, str] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)

    def words(self, moment: MomentId, by: PersonId | None) -> str:
        """What somebody said to a moment, on record or not yet."""
        return self._waiting.get((moment, by), self._kept.get((moment, by), ""))

    def speaker(self, moment: MomentId) -> PersonId | None:
        """Who said something to a moment last."""
        everyone = [by for to, by in (*self._kept, *self._waiting) if to == moment and self.words(to, by)]
        return everyone[-1] if everyone else None

    def take(self, moment: MomentId, by: PersonId | None, words: str) -> None:
        """Take over what is typed; it goes on record when nothing follows for a while."""
        if words == self.words(moment, by):
            return
        self._waiting[moment, by] = words
        self._rest.start()
        self.taken.emit(moment)

    @Slot()
    def keep(self) -> bool:
        """Put on record what waits, and tell whether everything is; what cannot be kept now goes on waiting."""
        self._rest.stop()
        failed: VigtoolError | OSError | None = None
        for (moment, by), words in tuple(self._waiting.items()):
            try:
                if words != self._kept.get((moment, by), ""):
                    self._review.hear(moment, words, by)
            except (VigtoolError, OSError) as error:
                failed = error
            else:
                self._kept[moment, by] = words
                del self._waiting[moment, by]
        if failed is not None:
            self.unkept.emit(failed)
        return failed is None


def joined(words: str, phrase: str) -> str:
    """Words with a ready phrase added as a sentence of its own."""
    return f"{words.rstrip()} {phrase}".strip()


def without(words: str, phrase: str) -> str:
    """Words without a ready phrase that was added."""
    before, _found, after = words.partition(phrase)
    return f"{before.rstrip()} {after.lstrip()}".strip() if after else before.rstrip()
