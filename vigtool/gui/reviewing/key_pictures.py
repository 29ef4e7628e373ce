"""Small pictures of the moments' key frames, so that the guider finds the next one at a glance.

A thread of its own opens one film after the other, makes its pictures and closes it; that the guider looks at a film
is put on record before, once for each film.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.moments import Moment
from vigtool.engine.film_answers import Bgra
from vigtool.engine.film_beside import SmallPictures
from vigtool.engine.film_client import EngineFilm
from vigtool.gui.playing.thumbnails import SIZE, people_part
from vigtool.services.viewing import view
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Reel:
    """A film, and the frames of its moments."""

    open_engine: Callable[[], EngineFilm]
    frames: tuple[tuple[MomentId, int], ...]


class KeyPictures(QObject):
    """Pictures by moment; ``ready`` tells that one has come. A film that cannot be opened has none."""

    ready = Signal(str)
    _decoded = Signal(str, object)

    def __init__(self, ws: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self._images: dict[MomentId, QImage] = {}
        self._asked: set[MomentId] = set()
        self._ended = Event()
        self._threads: list[Thread] = []
        self._decoded.connect(self._keep)

    def image(self, moment_id: MomentId) -> QImage | None:
        """The picture of a moment if it has come."""
        return self._images.get(moment_id)

    def want(self, moments: Sequence[Moment]) -> None:
        """Have the pictures of these moments made, those that were not asked for before."""
        new = [one for one in moments if one.id not in self._asked]
        self._asked.update(one.id for one in new)
        films = dict.fromkeys(one.recording for one in new)
        reels = [reel for film in films if (reel := self._reel(film, new)) is not None]
        if reels:
            thread = Thread(target=self._work, args=(reels,), name="key pictures", daemon=True)
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        """Stop and forget all pictures."""
        self._ended.set()
        for thread in self._threads:
            thread.join()
        self._images.clear()

    def _reel(self, film: RecordingId, moments: Sequence[Moment]) -> _Reel | None:
        try:
            screening = view(self._ws, film)
        except (VigtoolError, OSError):
            return None  # whoever shows a moment of it is told why
        times = screening.times
        frames = tuple((one.id, times.frame_at(one.key)) for one in moments if one.recording == film)
        return _Reel(screening.open_engine, frames)

    def _work(self, reels: Sequence[_Reel]) -> None:
        for reel in reels:
            if self._ended.is_set():
                return
            try:
                film = reel.open_engine()
            except (VigtoolError, OSError):
                continue  # as above
            try:
                self._make(SmallPictures(film), reel)
            finally:
                film.close()

    def _make(self, pictures: SmallPictures, reel: _Reel) -> None:
        for moment, frame in reel.frames:
            if self._ended.is_set():
                return
            try:
                picture = pictures.picture(frame, SIZE)
            except (VigtoolError, OSError):
                continue  # a row without a picture says enough
            self._decoded.emit(moment, picture)

    def _keep(self, moment_id: MomentId, picture: Bgra) -> None:
        if self._ended.is_set():
            return
        height, width = picture.shape[:2]
        shown = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_RGB32)
        self._images[moment_id] = shown.copy(people_part(width, height))
        self.ready.emit(moment_id)
