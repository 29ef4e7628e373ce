"""The picture of the frame under the pointer, decoded in a thread of its own: the newest wish counts, nobody waits."""

from collections.abc import Callable
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Bgra
from vigtool.gui.playing.latest_wins import LatestWins
from vigtool.gui.playing.projector import FilmPutAway, Pictures

SIZE: Final = (384, 240)
"""Pixels within which a picture is made: twice what it takes on the strip, for screens of double density."""
MOST: Final = 48
"""Pictures kept: 18 MB at the most."""


class HoverPictures(QObject):
    """``ready`` brings the picture (QImage) of a frame that was wanted last, or None when it has none.

    Lives in the window's thread; the decoding thread begins with the first wish.
    """

    ready = Signal(int, object)
    _decoded = Signal(int, object)

    def __init__(self, open_pictures: Callable[[], Pictures], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: dict[int, QImage] = {}
        self._wanted: LatestWins[tuple[int]] = LatestWins()
        self._decoded.connect(self._keep)
        self._thread = Thread(target=self._work, args=(open_pictures,), name="hover pictures", daemon=True)

    def want(self, frame: int) -> None:
        """Have a frame's picture instead of the one that was wanted before."""
        image = self._images.get(frame)
        if image is not None:
            self.ready.emit(frame, image)
        elif not self._wanted.closed:
            self._wanted.put((frame,))
            if self._thread.ident is None:
                self._thread.start()

    def end(self) -> None:
        """Stop and forget all pictures."""
        self._wanted.close()
        if self._thread.ident is not None:
            self._thread.join()
        self._images.clear()

    def _keep(self, frame: int, picture: Bgra | None) -> None:
        if self._wanted.closed:
            return
        if picture is None:
            self.ready.emit(frame, None)
            return
        height, width = picture.shape[:2]
        view = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
        while len(self._images) >= MOST:
            del self._images[next(iter(self._images))]
        self._images[frame] = view.copy()
        self.ready.emit(frame, self._images[frame])

    def _work(self, open_pictures: Callable[[], Pictures]) -> None:
        while (wanted := self._wanted.take()) is not None:
            frame = wanted[0]
            try:
                picture: Bgra | None = open_pictures().picture(frame, SIZE)
            except FilmPutAway:
                continue  # it is wanted again when the film is there again
            except (VigtoolError, OSError):
                picture = None  # the large picture tells why a frame cannot be shown
            if not self._wanted.waiting:
                self._decoded.emit(frame, picture)
