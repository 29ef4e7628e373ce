"""What the user sees of the player: picture, counter, the sign that a picture is on its way, calm words.

Rule: the counter names the frame whose picture is on the screen, or the sign says that the named one is coming.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import NotShown, Picture
from vigtool.gui.playing.picture_view import PictureView
from vigtool.gui.playing.player import Player
from vigtool.gui.preparing.transport import Transport
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr

READ_MS: Final = 6000
"""So long a word stays that nobody has to answer."""


class Showing(QObject):
    """Shows what the player tells. ``shape_changed`` is called with whether the picture is higher than wide."""

    def __init__(
        self,
        player: Player,
        view: PictureView,
        transport: Transport,
        shape_changed: Callable[[bool], None],
    ) -> None:
        super().__init__(player)
        self._view, self._transport = view, transport
        self._shape_changed = shape_changed
        self._closed = False
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(READ_MS)
        self._fading.timeout.connect(view.show_note)
        player.shown.connect(self._show_picture)
        player.told.connect(self._tell_frame)
        player.refused.connect(self._tell_refusal)
        player.restarted.connect(self._tell_restart)
        player.unopened.connect(self._tell_unopened)
        view.fit_changed.connect(player.fit)

    def close(self, sentence: str = "") -> None:
        """Let go of the picture before the film is closed, and show none any more."""
        self._closed = True
        self._fading.stop()
        self._view.show_note()
        self._view.show_sentence(sentence)

    def open(self) -> None:
        """Show pictures again."""
        self._closed = False

    def tell(self, words: str) -> None:
        """Say a few words in passing, on the picture."""
        if not self._closed:
            self._view.show_note(words)
            self._fading.start()

    def _show_picture(self, picture: Picture) -> None:
        if self._closed:
            picture.release()
            return
        height, width = picture.pixels.shape[:2]
        self._shape_changed(height > width)
        if picture.interlaced:
            self._transport.offer_fields()
        self._view.show_picture(picture)

    def _tell_frame(self, frame: int, second: bool, coming: bool) -> None:  # noqa: FBT001 - a signal's values
        if not self._closed:
            self._transport.show_frame(frame, second_field=second)
            self._view.show_coming(coming=coming)

    def _tell_refusal(self, refusal: NotShown) -> None:
        if not self._closed:
            self._view.show_sentence(sentence_for(refusal.error).what)

    def _tell_unopened(self, error: VigtoolError | OSError) -> None:
        if not self._closed:
            sentence = sentence_for(error)
            self._view.show_sentence(f"{sentence.what} {sentence.next_step}")

    def _tell_restart(self) -> None:
        self.tell(tr("The film was opened again."))
