"""The thread that opens the film and waits for the engine's answers; wishes go straight to the engine.

A QObject of the window announces, because a slot of an object that lives in a worker thread would run there.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Answer, Damage, NotShown, Picture, Restarted
from vigtool.engine.film_messages import Wish
from vigtool.gui.playing.latest_wins import LatestWins

LEAVING_S: Final = 0.2
"""So long the window waits at most until the thread has noticed the end: it does at once, unless an engine starts."""


class PlayedFilm(Protocol):
    """A film open in an engine (``vigtool.engine.film_client.EngineFilm``)."""

    def want(self, wish: Wish) -> None:
        """Ask for a picture in the place of every earlier wish. Returns at once; any thread may call it."""

    def answer(self) -> Answer | None:
        """Wait, on one thread, for the next answer; None when the film was closed. Raise ``VigtoolError``."""

    def close(self) -> None:
        """End the engine and let the thread that waits for an answer go."""


class Announcer(QObject):
    """Tells the window's thread what came: a new arrival lies ready, or one of the rare things, which it carries."""

    opened = Signal()
    arrived = Signal()
    restarted = Signal(object)
    damaged = Signal(object)
    unopened = Signal(object)


class FilmThread(Thread):
    """Opens a film and hands on what its engine says. Start it after connecting the announcer.

    ``arrivals`` holds the newest picture, or that one cannot be shown. Who takes a picture releases it; those that
    nobody takes are released here. Rule: of an engine that took a dead one's place nothing is handed on before the
    window, where it is asked whether the film may still be watched, says ``go_on``.
    """

    def __init__(self, open_film: Callable[[], PlayedFilm], announcer: Announcer) -> None:
        super().__init__(name="film", daemon=True)
        self.arrivals: LatestWins[Picture | NotShown] = LatestWins(_release)
        self._open_film = open_film
        self._announcer = announcer
        self._lock = Lock()
        self._film: PlayedFilm | None = None
        self._early: Wish | None = None
        self._ended = False
        self._going_on = Event()

    def want(self, wish: Wish) -> None:
        """Ask for a picture; one that was asked for before and has not come may be left out."""
        with self._lock:
            if self._film is None:
                self._early = wish
            else:
                self._film.want(wish)

    def go_on(self) -> None:
        """Hand on what the engine says that was started anew."""
        self._going_on.set()

    def end(self) -> None:
        """Close the film and forget what came. Nobody waits for an engine that starts: it is closed when it has."""
        self.arrivals.close()
        with self._lock:
            self._ended = True
            film = self._film
        self._going_on.set()
        if film is not None:
            film.close()
            self.join(LEAVING_S)

    def run(self) -> None:
        """Hand on answers until the film is closed."""
        if self._ended:
            return
        try:
            film = self._open_film()
            if self._begin(film):
                self._announcer.opened.emit()
                while (answer := film.answer()) is not None:
                    self._hand_on(answer)
        except (VigtoolError, OSError) as error:
            if not self._ended:
                self._announcer.unopened.emit(error)

    def _begin(self, film: PlayedFilm) -> bool:
        """Ask what was wished for meanwhile; False when nobody wants the film any more."""
        with self._lock:
            if self._ended:
                film.close()
                return False
            self._film = film
            if self._early is not None:
                film.want(self._early)
            return True

    def _hand_on(self, answer: Answer) -> None:
        match answer:
            case Picture() | NotShown():
                self.arrivals.put(answer)
                if not self._ended:
                    self._announcer.arrived.emit()
            case Restarted():
                self._wait_to_go_on(answer)
            case Damage():
                self._announcer.damaged.emit(answer.frames)

    def _wait_to_go_on(self, restarted: Restarted) -> None:
        with self._lock:
            if self._ended:
                return
            self._going_on.clear()
        self._announcer.restarted.emit(restarted)
        self._going_on.wait()


def _release(arrival: Picture | NotShown) -> None:
    if isinstance(arrival, Picture):
        arrival.release()
