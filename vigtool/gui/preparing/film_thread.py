"""The thread that alone opens, uses and closes the film's decoder; wishes come in and pictures go out by slots.

A QObject of the window announces, because a slot of an object that lives in a worker thread would run there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Thread
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.gui.preparing.latest_wins import LatestWins
from vigtool.gui.preparing.picture_cache import Bgra, PictureCache

BACK_RUN: Final = 12
"""Frames fetched together on a step back: decoding has to pass them anyway."""


class Pictures(Protocol):
    """The upright pictures of a film by frame number; one thread opens, uses and closes it."""

    def picture(self, frame: int, within: tuple[int, int]) -> Bgra:
        """Return the picture of exactly this frame, made to fit (width, height) pixels. Raise ``VigtoolError``."""

    def passed_from(self, frame: int) -> int:
        """The first frame that decoding has to pass on the way to this one: at most ``frame``."""

    def close(self) -> None:
        """Let go of the decoder and the file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Show a frame, fitting ``within`` (width, height) pixels; then have those of ``ahead`` ready, in this order."""

    frame: int
    within: tuple[int, int]
    ahead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The picture of a frame; None when the film does not give it (``error``)."""

    frame: int
    picture: Bgra | None
    error: VigtoolError | OSError | None = None


class Announcer(QObject):
    """Tells the window's thread that ``FilmThread.shown`` holds something new, or that the film cannot be opened."""

    picture_ready = Signal()
    unopened = Signal(object)


class FilmThread(Thread):
    """Decode the newest wish, then those that will probably follow. Start it after connecting the announcer."""

    def __init__(self, open_pictures: Callable[[], Pictures], announcer: Announcer) -> None:
        super().__init__(name="film", daemon=True)
        self.shown: LatestWins[Shown] = LatestWins()
        self._wishes: LatestWins[Wish] = LatestWins()
        self._open_pictures = open_pictures
        self._announcer = announcer
        self._cache = PictureCache()
        self._last = 0

    def wish(self, wish: Wish) -> None:
        """Ask for a picture; a wish that still waits is forgotten."""
        self._wishes.put(wish)

    def end(self) -> None:
        """Close the film and forget all pictures; wait until that is done (at most one picture's decoding)."""
        self._wishes.close()
        self.shown.close()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        """Serve wishes until the end."""
        try:
            pictures = self._open_pictures()
        except (VigtoolError, OSError) as error:
            if not self._wishes.closed:
                self._announcer.unopened.emit(error)
            return
        try:
            while (wish := self._wishes.take()) is not None:
                self._serve(pictures, wish)
        finally:
            self._cache.clear()
            pictures.close()

    def _serve(self, pictures: Pictures, wish: Wish) -> None:
        self._cache.fit(wish.within)
        self._prefetch(pictures, self._on_the_way(pictures, wish.frame), wish.within)
        try:
            picture = self._fetch(pictures, wish.frame, wish.within)
        except (VigtoolError, OSError) as error:
            self._announce(Shown(wish.frame, None, error))
            return
        self._announce(Shown(wish.frame, picture))
        self._last = wish.frame
        ahead = wish.ahead[: self._cache.room_for(picture) // 2]
        self._prefetch(pictures, ahead, wish.within, unless=lambda: self._wishes.waiting)

    def _on_the_way(self, pictures: Pictures, frame: int) -> range:
        """What to fetch before a frame: a run that ends at it when the user goes back frame by frame."""
        stepping_back = self._last - BACK_RUN < frame < self._last
        if frame in self._cache or not stepping_back:
            return range(0)
        return range(max(frame - BACK_RUN + 1, pictures.passed_from(frame)), frame)

    def _fetch(self, pictures: Pictures, frame: int, within: tuple[int, int]) -> Bgra:
        picture = self._cache.get(frame)
        if picture is None:
            picture = pictures.picture(frame, within)
            self._cache.put(frame, picture)
        return picture

    def _prefetch(
        self, pictures: Pictures, frames: Iterable[int], within: tuple[int, int], unless: Callable[[], bool] = bool
    ) -> None:
        for frame in frames:
            if unless():
                return
            try:
                self._fetch(pictures, frame, within)
            except (VigtoolError, OSError):
                return  # it is told when the frame itself is asked for

    def _announce(self, shown: Shown) -> None:
        self.shown.put(shown)
        if not self.shown.closed:
            self._announcer.picture_ready.emit()
