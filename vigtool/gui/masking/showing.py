"""What the player tells, shown on the picture that is worked on: pictures, that one is on its way, calm words."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import NotShown, Picture
from vigtool.gui.masking.cover_view import CoverView
from vigtool.gui.playing.player import Player
from vigtool.wording.sentences import sentence_for


class Showing(QObject):
    """Joins a player with its view. ``shown`` is called whenever another picture is on the screen, or none."""

    def __init__(self, player: Player, view: CoverView, shown: Callable[[], None]) -> None:
        super().__init__(player)
        self._view, self._shown = view, shown
        self._closed = False
        player.shown.connect(self._show_picture)
        player.told.connect(self._tell_frame)
        player.refused.connect(self._tell_refusal)
        player.unopened.connect(self._tell_unopened)
        view.fit_changed.connect(player.fit)

    def close(self, sentence: str = "") -> None:
        """Let go of the picture before the film is closed, and show none any more."""
        self._closed = True
        self._view.show_sentence(sentence)

    def _show_picture(self, picture: Picture) -> None:
        if self._closed:
            picture.release()
            return
        self._view.show_picture(picture)
        self._shown()

    def _tell_frame(self, _frame: int, _second: bool, coming: bool) -> None:  # noqa: FBT001 - a signal's values
        if not self._closed:
            self._view.show_coming(coming=coming)

    def _tell_refusal(self, refusal: NotShown) -> None:
        if not self._closed:
            self._view.show_sentence(sentence_for(refusal.error).what)
            self._shown()

    def _tell_unopened(self, error: VigtoolError | OSError) -> None:
        if not self._closed:
            sentence = sentence_for(error)
            self._view.show_sentence(f"{sentence.what} {sentence.next_step}")
