"""One film in one engine, for its three users: the large picture, the cards' small pictures, and sound.

Each has a thread of its own. The large picture's opens the film and closes it; the others wait for that.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from typing import Protocol

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Bgra
from vigtool.engine.film_beside import EngineSound, SmallPictures
from vigtool.engine.film_client import EngineFilm
from vigtool.gui.playing.film_thread import PlayedFilm


class FilmPutAway(VigtoolError):
    """The film is not open any more, or not open yet again."""


class Pictures(Protocol):
    """The upright pictures of a film by frame number; one thread uses them."""

    def picture(self, frame: int, within: tuple[int, int]) -> Bgra:
        """Return the picture of exactly this frame, made to fit (width, height) pixels. Raise ``VigtoolError``."""


class Projector(Protocol):
    """What shows one film. A new one is at hand; ``put_away`` and ``take_out`` may follow each other."""

    def take_out(self) -> None:
        """Be at hand again: the film will be opened soon."""

    def put_away(self) -> None:
        """Let everybody go who waits for the film."""

    def open(self) -> PlayedFilm:
        """Open the film; whoever opens it closes it. Raise ``VigtoolError`` or ``OSError``."""

    def small(self) -> Pictures:
        """Wait until the film is open, and give its small pictures. Raise why it is not: ``FilmPutAway`` or another."""


class EngineProjector:
    """The ``Projector`` of a film that ``open_engine`` opens in an engine of its own, each time anew."""

    def __init__(self, open_engine: Callable[[], EngineFilm]) -> None:
        self._open_engine = open_engine
        self._changed = Condition()
        self._film: EngineFilm | None = None
        self._unopened: VigtoolError | OSError | None = None
        self._times_out = 0

    def take_out(self) -> None:
        """Be at hand again. An opening from before, which may still be under way, counts no more."""
        with self._changed:
            self._times_out += 1
            self._film = self._unopened = None

    def put_away(self) -> None:
        """Let everybody go who waits for the film."""
        self._set(self._times_out, None, FilmPutAway())

    def open(self) -> EngineFilm:
        """Open the film in an engine."""
        time_out = self._times_out
        try:
            film = self._open_engine()
        except (VigtoolError, OSError) as error:
            self._set(time_out, None, error)
            raise
        self._set(time_out, film, None)
        return film

    def small(self) -> SmallPictures:
        """Wait until the film is open, and give its small pictures."""
        return SmallPictures(self._opened())

    @contextmanager
    def sound(self) -> Iterator[EngineSound]:
        """Wait until the film is open, and give its sound."""
        yield EngineSound(self._opened())

    def _set(self, time_out: int, film: EngineFilm | None, unopened: VigtoolError | OSError | None) -> None:
        with self._changed:
            if time_out == self._times_out and not isinstance(self._unopened, FilmPutAway):
                self._film, self._unopened = film, unopened
            self._changed.notify_all()

    def _opened(self) -> EngineFilm:
        with self._changed:
            self._changed.wait_for(lambda: self._film is not None or self._unopened is not None)
            if self._film is None:
                raise self._unopened or FilmPutAway()
            return self._film
