"""Small pictures for the cards, decoded in a thread of their own so that the large picture never waits for them.

They come from the film that is open for the large picture.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Bgra
from vigtool.gui.playing.latest_wins import LatestWins
from vigtool.gui.playing.projector import FilmPutAway, Pictures

SIZE: Final = (224, 400)
"""Pixels within which a picture is made: twice the width on the card, for screens of double density."""
HEIGHT_OF_WIDTH: Final = Fraction(3, 4)
"""A higher picture, as of a phone held upright, is cut to this shape: whole it would be a narrow stripe."""
ABOVE: Final = Fraction(2, 5)
"""Of what is cut away, so much at the top: faces are mostly above the middle."""
MOST: Final = 400
"""Pictures kept: 60 MB at the very most."""


def people_part(width: int, height: int) -> QRect:
    """Return the part of a picture (its size in pixels) that a card shows: all of it, or a band above the middle."""
    kept = max(1, min(height, round(width * HEIGHT_OF_WIDTH)))
    return QRect(0, round((height - kept) * ABOVE), width, kept)


class Thumbnails(QObject):
    """Small pictures by frame number; ``ready`` tells that one has come. Lives in the window's thread."""

    ready = Signal(int)
    _decoded = Signal(int, object)

    def __init__(self, open_pictures: Callable[[], Pictures], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: dict[int, QImage] = {}
        self._wanted: LatestWins[tuple[int, ...]] = LatestWins()
        self._decoded.connect(self._keep)
        self._thread = Thread(target=self._work, args=(open_pictures,), name="thumbnails", daemon=True)
        self._thread.start()

    def image(self, frame: int) -> QImage | None:
        """The small picture of a frame if it has come."""
        return self._images.get(frame)

    def want(self, frames: Sequence[int]) -> None:
        """Have these made, in this order; those wanted before and not here any more are forgotten."""
        missing = tuple(frame for frame in frames if frame not in self._images)[:MOST]
        if missing:
            self._wanted.put(missing)

    def end(self) -> None:
        """Stop and forget all pictures."""
        self._wanted.close()
        self._thread.join()
        self._images.clear()

    def _keep(self, frame: int, picture: Bgra) -> None:
        if self._wanted.closed:
            return
        height, width = picture.shape[:2]
        view = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
        while len(self._images) >= MOST:
            del self._images[next(iter(self._images))]
        self._images[frame] = view.copy(people_part(width, height))
        self.ready.emit(frame)

    def _work(self, open_pictures: Callable[[], Pictures]) -> None:
        while (frames := self._wanted.take()) is not None:
            try:
                pictures = open_pictures()
            except FilmPutAway:
                continue  # they are wanted again when the film is there again
            except (VigtoolError, OSError):
                return  # the large picture's thread tells that the film cannot be opened
            self._make(pictures, frames)

    def _make(self, pictures: Pictures, frames: Sequence[int]) -> None:
        """Make the pictures, and go on with a newer list when there is one."""
        todo: list[int] = list(frames)
        while todo:
            frame = todo.pop(0)
            try:
                picture = pictures.picture(frame, SIZE)
            except (VigtoolError, OSError):
                continue  # a card without a picture says enough; its frame is told of when it is shown large
            if self._wanted.closed:
                return
            self._decoded.emit(frame, picture)
            newer = self._wanted.take_if_any()
            if newer is not None:
                todo = [one for one in newer if one != frame]
