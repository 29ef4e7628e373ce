"""From a wish to the picture on the screen: what was asked, what has come, and when the user is told to wait.

Rule: nothing is asked beside a picture that is on its way, since every wish takes the place of the one before.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from vigtool.engine.film_answers import NotShown, Picture, Restarted
from vigtool.engine.film_messages import Wish
from vigtool.gui.playing.film_thread import Announcer, FilmThread, PlayedFilm

PATIENCE_MS: Final = 150
"""So long a picture may be on its way before the user is told."""


class Delivery(QObject):
    """Asks for the pictures of one film and hands them on. The signals are the player's, which documents them."""

    shown = Signal(object)
    told = Signal(int, bool, bool)
    refused = Signal(object)
    restarted = Signal(object)
    damaged = Signal(object)
    opened = Signal()
    unopened = Signal(object)

    def __init__(self, open_film: Callable[[], PlayedFilm], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.at_rest = True
        self._open_film = open_film
        self._film: FilmThread | None = None
        self._asked: Wish | None = None
        self._owed = False
        self._later: Callable[[], Wish] | None = None
        self._refusal: NotShown | None = None
        self._coming = False
        self._announcer = Announcer(self)
        self._announcer.arrived.connect(self._take_arrival)
        self._announcer.opened.connect(self.opened)
        self._announcer.unopened.connect(self.unopened)
        self._announcer.restarted.connect(self._tell_restart)
        self._announcer.damaged.connect(self.damaged)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)

    def start(self) -> None:
        """Open the film."""
        self._film = FilmThread(self._open_film, self._announcer)
        self._film.start()

    def end(self) -> None:
        """Close the film and forget its pictures."""
        self._patience.stop()
        film, self._film = self._film, None
        self._asked = self._later = None
        self._owed = self._coming = False
        if film is not None:
            film.end()

    def ask(self, wish: Wish) -> None:
        """Ask for a picture. While the film is not open nothing is asked."""
        if self._film is None or wish == self._asked:
            return
        old = self._asked
        self._asked, self._owed = wish, True
        self._film.want(wish)
        if old is None or (old.frame, old.field, old.order) != (wish.frame, wish.field, wish.order):
            self._wait_for(wish.frame)

    def ask_later(self, make: Callable[[], Wish]) -> None:
        """Ask when no picture is on its way any more: at once if none is."""
        if self._owed:
            self._later = make
        else:
            self.ask(make())

    def _tell_restart(self, restarted: Restarted) -> None:
        """Who hears of it may end the film: then nothing more comes of it."""
        self.restarted.emit(restarted)
        if self._film is not None:
            self._film.go_on()

    def _wait_for(self, frame: int) -> None:
        self._refusal = None
        if self._coming:
            self._tell(frame, second=self._asks_second, coming=True)
        elif not self._patience.isActive():
            self._patience.start()

    def _take_arrival(self) -> None:
        arrival = None if self._film is None else self._film.arrivals.take_if_any()
        if isinstance(arrival, Picture):
            self._take_picture(arrival)
        elif arrival is not None and self._asked is not None and arrival.frame == self._asked.frame:
            self._refusal = arrival
            if self.at_rest:
                self._tell_refusal(arrival)
            self._settle()

    def _take_picture(self, picture: Picture) -> None:
        wish, is_preview = self._asked, picture.preview_of is not None
        awaited = wish is not None and (picture.frame, picture.field) == (wish.frame, wish.field)
        self._patience.stop()
        if not awaited or is_preview:
            self._patience.start()
        self.shown.emit(picture)
        if is_preview and wish is not None:
            self._tell(wish.frame, second=self._asks_second, coming=True)
        else:
            self._tell(picture.frame, second=picture.field == "second", coming=False)
        if awaited and not is_preview:
            self._settle()

    def _settle(self) -> None:
        self._owed = False
        later, self._later = self._later, None
        if later is not None:
            self.ask(later())

    def _lose_patience(self) -> None:
        if self._refusal is not None:
            self._tell_refusal(self._refusal)
        elif self._asked is not None:
            self._tell(self._asked.frame, second=self._asks_second, coming=True)

    def _tell_refusal(self, refusal: NotShown) -> None:
        self._patience.stop()
        self.refused.emit(refusal)
        self._tell(refusal.frame, second=self._asks_second, coming=False)

    @property
    def _asks_second(self) -> bool:
        return self._asked is not None and self._asked.field == "second"

    def _tell(self, frame: int, *, second: bool, coming: bool) -> None:
        self._coming = coming
        self.told.emit(frame, second, coming)
